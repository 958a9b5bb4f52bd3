"""Inline Markdown: bold, italic, code, links and maths as spans, and spans as plain words or LaTeX.

The parser is markdown-it's (CommonMark, see `markdown_rules`) with everything off that is not inline and not one of
these. Its import is put off until a text needs it: most texts of a profile are plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tailor.text.bidi import is_leftward, parted, runs_left
from tailor.text.breaking import LONG, pieces
from tailor.text.escaping import bind, clean, curl, escape, escape_url, unescape
from tailor.text.formulas import maths
from tailor.text.syllables import has_syllables, syllables
from tailor.text.web_addresses import bare_addresses, whole_address

_MARKED: Final = re.compile(r"[\\`*_\[<$\n]|&\w+;|&#|://|www\.|\w@\w", re.IGNORECASE)
"""What can begin a mark or an address: a text without any of it is one plain span."""

_QUOTED: Final = re.compile(r"\"|(?<!\w)'(?!\d\d)")
"""Quotes that need their partner found; an apostrophe does not."""

Quotes: TypeAlias = tuple[str, ...]
"""Outer and inner quotes, each as it opens and closes; none to keep straight ones."""

QUOTES: Final[Quotes] = ("“", "”", "‘", "’")
"""Those of English."""


class Span(Struct, frozen=True):
    """A run of text in one style. In a `math` span the text is TeX maths; `url` is a link's target; a `new_line` is a
    space at which the line ends; `shift` raises or lowers: "sup" or "sub"."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    math: bool = False
    url: str = ""
    new_line: bool = False
    shift: str = ""


@lru_cache(maxsize=8192)  # a profile's texts come again for every target and every layout
def parse(text: str, quotes: Quotes = ()) -> tuple[Span, ...]:
    """The spans of a text. `quotes` are the four marks to curl straight quotes with; without them they stay."""
    needs_pairs = bool(quotes) and _QUOTED.search(text) is not None
    if not needs_pairs and not _MARKED.search(text):
        return (Span(clean(curl(text) if quotes else text)),)
    from tailor.text.markdown.spans import spans_of  # brings the parser

    spans = _trimmed(part for span in spans_of(clean(text), quotes) for part in _linked(span))
    return tuple(_curled(span) for span in spans) if quotes else spans


def _trimmed(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with one space where two meet, none at either end of the text or of a link, and no line that ends there."""
    links = groupby(spans, key=lambda span: span.url)
    kept: list[Span] = []
    for span in (part for url, some in links for part in (_hugged([*some]) if url else some)):
        if span.new_line or not kept or kept[-1].text.endswith(" "):
            span = replace(span, text=span.text.lstrip(" "))
        if span.new_line and kept:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
            kept.append(replace(span, text=" "))
        elif span.text and not span.new_line:
            kept.append(span)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    return (*kept[:-1], replace(kept[-1], text=kept[-1].text.rstrip(" "))) if kept else ()


def _hugged(link: list[Span]) -> list[Span]:
    """The spans of one link, with the spaces at its two ends outside."""
    if not "".join(span.text for span in link).strip(" "):
        return link
    first, last = link[0], link[-1]
    before = first.text[: len(first.text) - len(first.text.lstrip(" "))] if not first.math else ""
    after = last.text[len(last.text.rstrip(" ")) :] if not last.math else ""
    link = [replace(first, text=first.text[len(before) :]), *link[1:]]
    link[-1] = replace(link[-1], text=link[-1].text[: len(link[-1].text) - len(after)])
    ends = replace(first, math=False, code=False, url="")
    inner = [span for span in link if span.text or span.new_line]
    return [*([replace(ends, text=before)] if before else []), *inner, *([replace(ends, text=after)] if after else [])]


def _linked(span: Span) -> Iterable[Span]:
    """A span cut where it says an address, which becomes a link."""
    if span.url or span.code or span.math:
        return (span,)
    parts, end = [], 0
    for start, stop in bare_addresses(span.text):
        address = span.text[start:stop]
        parts += [
            replace(span, text=span.text[end:start]),
            replace(span, text=address, url=whole_address(address) or ""),
        ]
        end = stop
    return [part for part in (*parts, replace(span, text=span.text[end:])) if part.text] or (span,)


def plain(text: str) -> str:
    """The words of a text as the author wrote them, without its marks."""
    return _words(parse(text))


def printed(text: str, quotes: Quotes = QUOTES) -> str:
    """The words of a text as the page shows them: plain, with curled quotes."""
    return _words(parse(text, quotes))


def to_latex(text: str, quotes: Quotes = QUOTES, locale: str = "") -> str:
    """A text as LaTeX that is safe in any argument; with a locale, long words of its language may be
    parted. Maths is passed on: see `tailor.text.formulas.maths.fault`."""
    spans = parse(text, quotes)
    leftward = runs_left(_words(spans))
    linked = groupby(spans, key=lambda span: span.url)
    said = "".join(_link(url, "".join(_latex(span, leftward, locale) for span in some)) for url, some in linked)
    return turned(said, leftward=leftward, locale=locale)


def turned(latex: str, *, leftward: bool, locale: str) -> str:
    """Some LaTeX that runs left or not, on a page in some language: marked where it runs against the page, or left."""
    if leftward:
        return f"\\rtl{{{latex}}}"
    return f"\\ltr{{{latex}}}" if latex and is_leftward(locale) else latex


def literal(text: str, locale: str = "") -> str:
    """A text that is not Markdown as LaTeX, running as it does."""
    leftward = runs_left(text)
    command = "ltr" if leftward else "rtl"
    said = (
        (against, escape(piece) if against == leftward else _facing(piece, locale))
        for against, piece in parted(text, leftward=leftward)
    )
    whole = "".join(f"\\{command}{{{piece}}}" if against else piece for against, piece in said)
    return turned(whole, leftward=leftward, locale=locale)


def paragraphs(text: str) -> list[str]:
    """A text cut at its empty lines."""
    return [part for part in re.split(r"\n[ \t]*\n\s*", text.strip()) if part]


def formulas(text: str) -> tuple[str, ...]:
    """The maths in a text, as written."""
    return tuple(span.text for span in parse(text) if span.math)


def _curled(span: Span) -> Span:
    """Apostrophes that the pairing of quotes left straight."""
    return span if span.code or span.math else replace(span, text=curl(span.text))


def _words(spans: Iterable[Span]) -> str:
    return "".join(maths.plain_maths(span.text) if span.math else span.text for span in spans).strip()


def _latex(span: Span, leftward: bool = False, locale: str = "") -> str:
    """One span, its link aside."""
    if span.new_line:
        return "\\newlinehere{}"
    locale = "" if span.code else locale
    words = span.text if span.code else bind(span.text)
    body = f"\\formula{{{span.text}}}" if span.math else _directed(words, leftward, locale)
    for wanted, command in ((span.code, "texttt"), (span.italic, "textit"), (span.bold, "textbf")):
        body = f"\\{command}{{{body}}}" if wanted else body
    return f"\\{_SHIFTS[span.shift]}{{{body}}}" if span.shift else body


_SHIFTS: Final = {"sup": "raisedtext", "sub": "loweredtext"}
_TOLD: Final = re.compile(r"\\(ltr|rtl)\{((?:(?!\\(?:ltr|rtl|mirrored)\{).)*)\}")
_LONG_WORD: Final = re.compile(rf"[^\s\u00a0]{{{LONG + 1},}}")


def _directed(text: str, leftward: bool, locale: str) -> str:
    """A text whose pieces that run the other way are marked."""
    command = "ltr" if leftward else "rtl"
    told = (
        (against, _breakable(piece, locale) if against == leftward else _facing(piece, locale))
        for against, piece in parted(text, leftward=leftward)
    )
    return "".join(f"\\{command}{{{piece}}}" if against else piece for against, piece in told)


_BRACKETS: Final = {"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«", "‹": "›", "›": "‹"}
_BRACKET: Final = re.compile(r"([()\[\]«»‹›])")


def _facing(text: str, locale: str) -> str:
    """A text that runs left: its brackets look the other way, and machines read them as they were written."""
    parts = (
        f"\\mirrored{{{escape(_BRACKETS[one])}}}{{{ord(one):04X}}}" if one in _BRACKETS else _breakable(one, locale)
        for one in _BRACKET.split(text)
    )
    return "".join(parts)


def _breakable(text: str, locale: str) -> str:
    """A text as LaTeX; a word that may be wider than its column is given in pieces."""
    parted_here = bool(locale) and has_syllables(locale)
    parts, end = [], 0
    for match in _LONG_WORD.finditer(text):
        word = match[0]
        address = not parted_here or whole_address(word) or "@" in word
        parts += [_parted(text[end : match.start()], locale), long_word(word, "" if address else locale)]
        end = match.end()
    return "".join((*parts, _parted(text[end:], locale)))


def _parted(text: str, locale: str) -> str:
    """A text as LaTeX, with hyphens that stand where a line ends, if its language has any."""
    if not locale or not has_syllables(locale):
        return escape(text)
    return "\\syllable{}".join(escape(one) for one in syllables(text, locale))


def long_word(word: str, locale: str = "") -> str:
    """A word of an address or a name as LaTeX that may be parted at its joints; of a language, between syllables."""
    parts = "".join(_joined(piece, locale) for piece in pieces(word))
    return f"\\longword{{{parts}}}"


def _joined(piece: str, locale: str) -> str:
    first, *others = syllables(piece, locale) if locale else (piece,)
    return f"\\piece{{{escape(first)}}}" + "".join(f"\\hyphened{{{escape(one)}}}" for one in others)


def in_pieces(latex: str) -> str:
    """Escaped words as LaTeX whose every word may be parted at its joints."""
    if told := _TOLD.fullmatch(latex):
        return f"\\{told[1]}{{{in_pieces(told[2])}}}"
    if _TOLD.search(latex):
        return latex
    return " ".join(long_word(word) for word in unescape(latex).split(" "))


def _link(url: str, body: str) -> str:
    return f"\\href{{{escape_url(url)}}}{{{body}}}" if url else body
