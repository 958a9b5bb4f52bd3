"""Inline Markdown in other languages than LaTeX: as CommonMark that any reader takes the same way, as HTML, as text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from itertools import groupby

from msgspec.structs import replace

from tailor.text.author_names import bare_address
from tailor.text.breaking import LONG, pieces
from tailor.text.formulas.maths import plain_maths, shifted, written_maths
from tailor.text.markdown.markup import QUOTES, Quotes, Span, parse, printed

_MARKS = re.compile(r"[\\`*\[\]<$~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
"""What a reader of Markdown could take for a mark."""

_OPENING = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^(>|[#+\-=|](?=[\s#\-=|]|$))")
"""What at the beginning of a line would make a list, a heading or a quotation of it."""


def to_markdown(text: str, quotes: Quotes = QUOTES) -> str:
    """A text as inline CommonMark, safe at the beginning of a line too.

    Where marks would not be read as marks (bold between letters, say), the words stand without them.
    """
    spans = _merged(parse(text, quotes))
    out = _joined(spans, _markdown, _markdown_link)
    if printed(out, ()) != _spoken(spans):
        out = _joined([replace(span, bold=False, italic=False) for span in spans], _markdown, _markdown_link)
    return _OPENING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", out)


def parts(text: str, *, letters: bool = False) -> list[str]:
    """The words of a text, each as Markdown of its own with the space after it; long ones at their joints, and with
    `letters` also between these, a few together."""
    found: list[list[Span]] = [[]]
    for span in parse(text):
        for word in [span.text] if span.math else re.findall(r"[^ ]+ ?| ", span.text):
            for piece in _pieces(word, letters) if len(word) > LONG else [word]:
                if found[-1] and (found[-1][-1].text.endswith(" ") or len(word) > LONG):
                    found.append([])
                found[-1].append(replace(span, text=piece))
    ended = (" " if some and some[-1].text.endswith(" ") else "" for some in found)
    return [_written(some) + end for some, end in zip(found, ended, strict=True)]


def _pieces(word: str, letters: bool) -> list[str]:
    some = pieces(word)
    return [few for one in some for few in re.findall(rf".{{1,{FEW}}}", one)] if letters else some


FEW = 6
"""Letters that stand together in a word that no line has room for."""


def _written(spans: list[Span]) -> str:
    """Spans as they were written: without marks that a text has by itself."""
    if all(span == Span(span.text) for span in spans):
        return "".join(span.text for span in spans).strip()
    return _joined(
        _merged([*spans[:-1], replace(spans[-1], text=spans[-1].text.rstrip(" "))]), _markdown, _markdown_link
    )


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one style as one span."""
    runs = groupby(spans, key=lambda span: replace(span, text=""))
    return tuple(replace(style, text="".join(span.text for span in run)) for style, run in runs)


def _spoken(spans: Iterable[Span]) -> str:
    return "".join(map(_plain, spans)).strip()


def _markdown_link(url: str, words: str) -> str:
    said = words.replace("\\", "")
    return f"<{said}>" if url in (said, f"mailto:{said}") else f"[{words}]({address(url)})"


def address(url: str) -> str:
    """An address for the brackets of a link in Markdown; in `<>` where it could end too soon."""
    return f"<{url}>" if re.search(r"[()\s]", url) else url


def to_html(text: str, quotes: Quotes = QUOTES) -> str:
    """A text as inline HTML, everything escaped that could be taken for a tag."""
    return _joined(parse(text, quotes), _html, lambda url, words: f'<a href="{html.escape(url)}">{words}</a>')


def to_text(text: str, quotes: Quotes = QUOTES) -> str:
    """A text without marks; a link's address stands after its words unless they say it."""
    return _joined(
        parse(text, quotes), _text, lambda url, words: words if bare_address(url) in words else f"{words} ({url})"
    )


def _joined(spans: Iterable[Span], one: Callable[[Span], str], link: Callable[[str, str], str]) -> str:
    """Spans one by one, those of one link together."""
    linked = groupby(spans, key=lambda span: span.url)
    words = ((url, "".join(map(one, inner))) for url, inner in linked)
    return "".join(link(url, text) if url else text for url, text in words).strip()


def _markdown(span: Span) -> str:
    if span.new_line:
        return "<br>"
    if span.shift:
        return f"<{span.shift}>{_markdown(replace(span, shift=''))}</{span.shift}>"
    if span.math:
        return f"${span.text}$"
    if span.code:
        return _fenced(span.text)
    return _marked(_MARKS.sub(r"\\\g<0>", span.text), span, "*", "**")


def _fenced(text: str) -> str:
    """Code between more backticks than it holds in a row."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _marked(text: str, span: Span, italic: str, bold: str) -> str:
    """Marks hug the words: spaces at either end stay outside."""
    inner = text.strip()
    if not inner or not (span.bold or span.italic):
        return text
    mark = (bold if span.bold else "") + (italic if span.italic else "")
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark[::-1]}{after}"


def _html(span: Span) -> str:
    if span.new_line:
        return "<br>"
    body = html.escape(written_maths(span.text) if span.math else span.text, quote=False)
    for wanted, tag in ((span.code, "code"), (span.italic, "em"), (span.bold, "strong")):
        body = f"<{tag}>{body}</{tag}>" if wanted else body
    return f"<{span.shift}>{body}</{span.shift}>" if span.shift else body


def _text(span: Span) -> str:
    if span.shift and not span.math:
        return shifted(span.text, span.shift)
    return written_maths(span.text) if span.math else span.text


def _plain(span: Span) -> str:
    return plain_maths(span.text) if span.math else span.text
