"""Marks in a text that are not what their writer took them for: Markdown that is broken, HTML and LaTeX, list marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

if TYPE_CHECKING:
    from markdown_it.token import Token

_SUSPECT: Final = re.compile(r"[*\\`<\[~]|--|==|\$\$|:[a-z_]+:|^[#>]|(?<!\w)__")
"""What such marks are made of: a text without any of it is fine."""

LIST_MARK: Final = re.compile(r"^(?:[•‣⁃◦▪▫●○■□◆➢➤►▸\uf0b7\uf0a7∙]\s*|[·*+–—-]\s+)(?=\S)")
"""A mark before a text that stands in a list anyway."""

NUMBER_MARK: Final = re.compile(r"^\d{1,2}[.)]\s+(?=\S)")

_TAGS: Final = frozenset(
    "a abbr b big blockquote body br button center code dd del div dl dt em font footer form h1 h2 h3 h4 h5 h6 head "  # noqa: SIM905
    "header hr html i img input ins kbd label li link main mark meta nav ol option p pre q s section select small span "
    "strike strong style sub sup table tbody td tfoot th thead title tr tt u ul var video".split()
)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)\b[^>]*>")
_BOLD: Final = re.compile(
    r"(?<![*\w])\*\*+(?=\w)|(?<=[\w.,;!?])\*\*+(?![*\w])|(?<!\w)\*(?=\w)|~~(?=\w)|(?<!\w)__(?=\w)"
)
_LINK: Final = re.compile(
    r"(?<!\w)!?\[[^\[\]]+\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)| \((?:https?:|www\.|mailto:)[^()]*\))"
)
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?\s*((?:\{[^{}]*\})+)|\\(LaTeX|TeX|ldots|dots|item|quad|newline|par)\b")
_LATEX: Final = re.compile(
    r"``[^`']*''|(?<=[\w.])(?<!~\w)(?<!~\w\w)~(?=\w)(?!\w{1,3}~)|(?<=\w)---?(?=\w)|(?<=\s)---?(?=\s)"
)
_OTHERS: Final = (
    (re.compile(r"\[\^[\w-]+\]:?"), "a text takes no footnotes: say it in brackets"),
    (
        re.compile(r"(?<!\w)(?!\[\d+\]\[\d+\])\[[^\[\]]+\]\[[^\[\]]*\]"),
        "write the address behind it: `[words](address)`",
    ),
    (re.compile(r"!\[\]\([^()]*\)"), "a text takes no pictures: remove it"),
    (re.compile(r"^\[[ xX]\](?=\s)"), "a text has no box to tick: remove it"),
    (re.compile(r"(?<=[A-Za-z])~\w{1,3}~(?!~)"), "write it lower with `<sub>` and `</sub>`"),
    (re.compile(r"(?<![\w=])==(?=[^\s=])[^=]+(?<=\S)==(?![\w=])"), "there is no mark for this"),
    (re.compile(r"(?<![\w$])\$\$(?=[^\s$\d])[^$]+\$\$(?![\w$])"), "write maths between single dollar signs"),
    (re.compile(r"(?<![\w:]):[a-z]{3,}(?:_[a-z]+)*:(?![\w:])"), "write the sign itself"),
)
"""Marks of other kinds of Markdown, and what to do instead."""

_ARGUMENT: Final = re.compile(r"\{([^{}]*)\}")
_SAYS: Final = {
    "textbf": "**{}**", "emph": "*{}*", "textit": "*{}*", "texttt": "`{}`", "underline": "*{}*", "href": "[{1}]({0})",
    "url": "{}", "textsc": "{}", "textsuperscript": "<sup>{}</sup>", "textsubscript": "<sub>{}</sub>",
}  # fmt: skip


class Doubt(Struct, frozen=True):
    """One doubtful mark: the code of the lint, what is there, how to write it, and the words by which it is found."""

    code: str
    message: str
    mend: str
    words: str


def doubts(text: str) -> Iterator[Doubt]:
    """Every mark of a text that stands on the page as it is written, or vanishes inside a word."""
    if not _SUSPECT.search(text):
        return
    from tailor.text.markdown.markdown_rules import parser
    from tailor.text.markdown.spans import READ, read_tags

    tokens = parser((), False).parseInline(text)[0].children or ()
    names = ", ".join(f"`<{one}>`" for one in READ)
    yield from _tags(
        tokens, read_tags(tokens), f"remove it; the tags that work are {names}, each but `<br>` with its end"
    )
    yield from _lost(tokens)
    shape = _shape(tokens)
    yield from _broken(shape)
    yield from _latex(shape)


def _shape(tokens: Sequence[Token]) -> str:
    """The text that is set as it is written; a token that is read otherwise becomes a NUL."""
    return "".join(token.content if token.type == "text" else _hidden(token) for token in tokens)


def _hidden(token: Token) -> str:
    """A backslash that escapes nothing, addresses and pictures are shown; stars and underlines are not."""
    shown = token.type == "text_special" and token.content == (token.markup or token.content)
    return token.content if shown and not re.match(r"[*_]", token.content) else "\0" * bool(token.content)


def _tags(tokens: Sequence[Token], read: frozenset[int], mend: str) -> Iterator[Doubt]:
    contents = [token.content for token in tokens]
    for index, token in enumerate(tokens):
        if token.type == "html_inline" and token.content.startswith("<!--"):
            yield Doubt("foreign-markup", f"`{token.content}` is printed as it is", "remove it", token.content)
        match = _TAG.fullmatch(token.content) if token.type == "html_inline" and index not in read else None
        if match and (match[2].lower() in _TAGS or (not match[1] and f"</{match[2]}>" in contents)):
            yield Doubt("foreign-markup", f"`{match[0]}` is printed as it is", mend, match[0])


def _lost(tokens: Sequence[Token]) -> Iterator[Doubt]:
    """A backslash inside a word is taken for a mark, and so is LaTeX's before brackets."""
    escapes = [token.markup for token in tokens if token.type == "text_special"]
    if r"\(" in escapes and r"\)" in escapes[escapes.index(r"\(") :]:
        yield Doubt("mark-lost", r"the backslashes of `\(` and `\)` are not shown", "write `$…$` for maths", r"\(")
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        inside = re.search(r"\w$", before.content) and re.match(r"\w", after.content)
        if token.type == "text_special" and token.markup.startswith("\\") and len(token.markup) == 2 and inside:
            mend = f"if it is meant, write it twice: `\\\\{token.content}`"
            yield Doubt("mark-lost", f"the backslash of `{token.markup}` is not shown", mend, token.markup)


def _broken(shape: str) -> Iterator[Doubt]:
    for match in _LINK.finditer(shape):
        if match[0].startswith("!"):
            mend = "a text takes no pictures: remove it"
        else:
            mend = "write `[words](address)` without spaces in the address, or put `<` and `>` around it"
        yield Doubt("broken-mark", f"`{match[0]}` is not a link, and is printed as it is", mend, match[0])
    rest = _LINK.sub("\0", shape)
    for pattern, mend in _OTHERS:
        for match in pattern.finditer(rest):
            yield Doubt("broken-mark", f"`{match[0]}` is printed as it is", mend, match[0])
    for match in _BOLD.finditer(rest):
        before, after = rest[: match.start()].rpartition("\0")[2], rest[match.end() :].partition("\0")[0]
        word = f"{before[-12:]}{match[0]}{after[:12]}".strip()
        mend = "close it, or put a backslash before it"
        mend = "write `**` for bold" if match[0] == "__" else "there is no mark for this" if match[0] == "~~" else mend
        yield Doubt("broken-mark", f"`{match[0]}` in “{word}” is printed as it is", mend, match[0])
    if rest.count("`") % 2 and "``" not in rest:
        yield Doubt("broken-mark", "a backtick is printed as it is", "close it, or put a backslash before it", "`")
    if heading := re.match(r"(#{1,6}|>)\s", shape):
        mend = "remove it: a text cannot be a heading or a quotation"
        yield Doubt("broken-mark", f"`{heading[1]}` is printed as it is", mend, heading[1])


def _latex(shape: str) -> Iterator[Doubt]:
    for match in _COMMAND.finditer(shape):
        yield Doubt("foreign-markup", f"`{match[0]}` is LaTeX, and is printed as it is", _in_markdown(match), match[0])
    for match in _LATEX.finditer(_COMMAND.sub("\0", shape)):
        sign = match[0]
        quotes = f'write "{sign[2:-2]}" or “{sign[2:-2]}”'
        known = {"~": "write a plain space", "--": "write –", "---": "write —"}
        yield Doubt("foreign-markup", f"`{sign}` is LaTeX, and is printed as it is", known.get(sign, quotes), sign)


def _in_markdown(match: re.Match[str]) -> str:
    """The Markdown for a command."""
    arguments: list[Any] = _ARGUMENT.findall(match[2] or "")
    form = _SAYS.get(match[1] or "")
    if form is None or (form.count("{") == 2 and len(arguments) < 2):
        return "write it in Markdown, or between dollar signs if it is maths"
    return f"write {form.format(*arguments)}"


def without_list_mark(text: str, numbers: bool = False) -> str:
    """The text without a mark of a list before it; of a number too where `numbers` says so."""
    bare = LIST_MARK.sub("", text.lstrip(), count=1)
    return NUMBER_MARK.sub("", bare, count=1) if numbers else bare
