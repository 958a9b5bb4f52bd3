"""Tokens of Markdown as spans: which styles are open at each, and which tags of HTML are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from tailor.text.markdown.markdown_rules import parser
from tailor.text.markdown.markup import Quotes, Span
from tailor.text.web_addresses import RELATIVE, whole_address

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)([^>]*?)(/?)>", re.DOTALL)
_HREF: Final = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_STYLES: Final = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "code"}
READ: Final = ("a", "b", "br", "code", "em", "i", "strong", "sub", "sup")
"""The tags of HTML that are read as what they mean."""


def spans_of(text: str, quotes: Quotes) -> Iterator[Span]:
    """The spans of a text, as they come: neighbours may be alike, spaces doubled."""
    tokens = parser(quotes).parseInline(text)[0].children or ()
    styles = _Styles()
    read = read_tags(tokens)
    for index, token in enumerate(tokens):
        if token.type in ("softbreak", "hardbreak"):
            yield replace(styles.now(), text=" ", new_line=token.type == "hardbreak")
        elif token.type == "html_inline" and index in read:
            yield from styles.tag(token.content)
        elif token.nesting:
            styles.markdown(token)
        elif token.content:
            kind = token.type
            now = styles.now()
            yield replace(now, text=token.content, code=now.code or kind == "code_inline", math=kind == "math_inline")


def read_tags(tokens: Sequence[Token]) -> frozenset[int]:
    """The indices of tags that are read: those of `READ` that find their partner, a link only with an address."""
    found: set[int] = set()
    opened: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        match = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        name = match[2].lower() if match else ""
        if match is None or name not in READ:
            continue
        if name == "br":
            found.add(index)
        elif not match[1]:
            opened.append((name, index))
        elif (at := next((i for i in reversed(range(len(opened))) if opened[i][0] == name), None)) is not None:
            if name != "a" or _address(tokens[opened[at][1]].content):
                found |= {opened[at][1], index}
            del opened[at:]
    return frozenset(found)


def link_address(word: str) -> str:
    """The address of a link as `links:` reads it: whole, or from the person's website on."""
    return whole_address(word) or word


def _address(tag: str) -> str:
    match = _HREF.search(tag)
    word = next((one for one in match.groups() if one), "").strip() if match else ""
    return whole_address(word) or (word if RELATIVE.fullmatch(word) else "")


class _Styles:
    """How many marks of each style are open, and the links."""

    def __init__(self) -> None:
        self._open = {"bold": 0, "italic": 0, "code": 0}
        self._shifts: list[str] = []
        self._links: list[str] = []

    def now(self) -> Span:
        """An empty span in the style of the place."""
        bold, italic, code = (count > 0 for count in self._open.values())
        return Span("", bold, italic, code, False, (self._links or [""])[-1], False, (self._shifts or [""])[-1])

    def markdown(self, token: Token) -> None:
        """A mark that opens or closes."""
        if token.type.startswith("link"):
            self._link(link_address(str(token.attrGet("href") or "")) if token.nesting == 1 else None)
        elif name := {"strong": "bold", "em": "italic"}.get(token.type.split("_")[0]):
            self._open[name] += token.nesting

    def tag(self, tag: str) -> Iterator[Span]:
        """A tag of HTML; `<br>` is a span of its own."""
        match = _TAG.fullmatch(tag)
        name, closes = (match[2].lower(), bool(match[1])) if match else ("", False)
        if name == "br":
            yield replace(self.now(), text=" ", new_line=True)
        elif name == "a":
            self._link(None if closes else _address(tag))
        elif name in ("sub", "sup"):
            self._shifts = self._shifts[:-1] if closes else [*self._shifts, name]
        elif name in _STYLES:
            self._open[_STYLES[name]] += -1 if closes else 1

    def _link(self, address: str | None) -> None:
        self._links = self._links[:-1] if address is None else [*self._links, address]
