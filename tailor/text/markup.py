"""Inline Markdown: bold, italic, code, links and maths as spans, and spans as plain words or LaTeX.

The parser is markdown-it's (CommonMark) with everything off that is not inline and not one of these.
Its import is put off until a text needs it: most texts of a profile are plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tailor.text import maths
from tailor.text.escaping import bind, clean, curl, escape, escape_url

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_RULES: Final = ("escape", "backticks", "emphasis", "link", "autolink", "entity", "newline")
_MARKED: Final = re.compile(r"[\\`*_\[<$\n]|&\w+;|&#")
"""What can begin a mark: a text without any of it is one plain span."""

_QUOTED: Final = re.compile(r"\"|(?<!\w)'(?!\d\d)")
"""Quotes that need their partner found; an apostrophe does not."""

Quotes: TypeAlias = tuple[str, ...]
"""Outer and inner quotes, each as it opens and closes; none to keep straight ones."""

QUOTES: Final[Quotes] = ("“", "”", "‘", "’")
"""Those of English."""


class Span(Struct, frozen=True):
    """A run of text in one style. In a `math` span the text is TeX maths; `url` is a link's target."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    math: bool = False
    url: str = ""


@lru_cache(maxsize=8192)  # a profile's texts come again for every target and every layout
def parse(text: str, quotes: Quotes = ()) -> tuple[Span, ...]:
    """The spans of a text. `quotes` are the four marks to curl straight quotes with; without them they stay."""
    needs_pairs = bool(quotes) and _QUOTED.search(text) is not None
    if not needs_pairs and not _MARKED.search(text):
        return (Span(clean(curl(text) if quotes else text)),)
    tokens = _parser(quotes).parseInline(clean(text))[0].children or ()
    spans = tuple(_spans(tokens))
    return tuple(_curled(span) for span in spans) if quotes else spans


def plain(text: str) -> str:
    """The words of a text as the author wrote them, without its marks."""
    return _words(parse(text))


def printed(text: str, quotes: Quotes = QUOTES) -> str:
    """The words of a text as the page shows them: plain, with curled quotes."""
    return _words(parse(text, quotes))


def to_latex(text: str, quotes: Quotes = QUOTES) -> str:
    """A text as LaTeX that is safe in any argument. Maths is passed on: see `tailor.text.maths.fault`."""
    linked = groupby(parse(text, quotes), key=lambda span: span.url)
    return "".join(_link(url, "".join(map(_latex, spans))) for url, spans in linked)


def paragraphs(text: str) -> list[str]:
    """A text cut at its empty lines."""
    return [part for part in re.split(r"\n[ \t]*\n\s*", text.strip()) if part]


def formulas(text: str) -> tuple[str, ...]:
    """The maths in a text, as written."""
    return tuple(span.text for span in parse(text) if span.math)


@cache
def _parser(quotes: Quotes) -> MarkdownIt:
    """markdown-it with inline rules only; smart quotes where wanted."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    rules = [*_RULES, "smartquotes"] if quotes else list(_RULES)
    parser = MarkdownIt("zero", {"typographer": bool(quotes), "quotes": quotes or QUOTES}).enable(rules)
    # Prices are no maths: no space inside the dollars, no digit beside them ("$5 and $10").
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)


def _spans(tokens: Sequence[Token]) -> Iterable[Span]:
    """Tokens as spans, each with the styles that are open around it."""
    style = Span("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, bold=token.nesting == 1)
            case "em_open" | "em_close":
                style = replace(style, italic=token.nesting == 1)
            case "link_open" | "link_close":
                style = replace(style, url=str(token.attrGet("href") or "") if token.nesting == 1 else "")
            case "code_inline":
                yield replace(style, text=token.content, code=True)
            case "math_inline":
                yield replace(style, text=token.content, math=True)
            case "softbreak" | "hardbreak":
                yield replace(style, text=" ")
            case _ if token.content:
                yield replace(style, text=token.content)


def _curled(span: Span) -> Span:
    """Apostrophes that the pairing of quotes left straight."""
    return span if span.code or span.math else replace(span, text=curl(span.text))


def _words(spans: Iterable[Span]) -> str:
    return "".join(maths.plain_maths(span.text) if span.math else span.text for span in spans).strip()


def _latex(span: Span) -> str:
    """One span, its link aside."""
    body = f"\\formula{{{span.text}}}" if span.math else escape(span.text if span.code else bind(span.text))
    for wanted, command in ((span.code, "texttt"), (span.italic, "textit"), (span.bold, "textbf")):
        body = f"\\{command}{{{body}}}" if wanted else body
    return body


def _link(url: str, body: str) -> str:
    return f"\\href{{{escape_url(url)}}}{{{body}}}" if url else body
