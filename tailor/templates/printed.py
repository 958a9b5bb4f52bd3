"""What a template's macros print: filters, and how any text becomes LaTeX that cannot break out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import jinja2
from markupsafe import Markup

from tailor.models.date_format import show_dates, show_years
from tailor.models.manifests import SP
from tailor.models.style import Style
from tailor.text.author_names import short_address, shortened, tied
from tailor.text.escaping import escape, escape_url
from tailor.text.locales import words_of
from tailor.text.markdown.markup import QUOTES, Quotes, in_pieces, literal, paragraphs, to_latex
from tailor.text.stops import sentences, stopped


def safely(locale: str) -> Callable[[Any], Any]:
    """What makes anything that is printed safe, in the quotes of a language."""
    return partial(safe, quotes=words_of(locale).quotes, locale=locale)


def filters(locale: str, style: Style) -> dict[str, Callable[..., Any]]:
    """The filters of macros, by the names that `docs/templates.md` lists."""
    safe = safely(locale)

    def set_as_is(text: str) -> Markup:
        return Markup(literal(text, locale))

    return {
        "dates": lambda dates: set_as_is(show_dates(dates, locale, style.dates or "months")),
        "years": lambda dates: set_as_is(show_years(dates, locale)),
        "literal": lambda text: Markup(escape(text)),
        "worded": set_as_is,
        "href": lambda address: Markup(f"\\href{{{escape_url(address)}}}" if address else ""),
        "named": lambda link: link["label"] or set_as_is(short_address(link["url"])),
        "in_pieces": lambda latex: Markup(in_pieces(str(latex))),
        "url": lambda address: Markup(escape_url(address)),
        "paragraphs": paragraphs,
        "tied": tied,
        "shortened": partial(_shortened, style=style, et_al=words_of(locale).et_al),
        "join": lambda values, separator="": Markup(separator).join(Markup(safe(value)) for value in values),
        "pt": _pt,
        "hexed": lambda text: Markup("FEFF" + text.encode("utf-16-be").hex().upper()),
        "placed": partial(_placed, safe=safe),
        "stopped": lambda text: Markup(stopped(safe(text))),
        "sentences": lambda parts: Markup(sentences(safe(part) for part in parts)),
    }


def _shortened(
    authors: Sequence[Mapping[str, Any]], usual: int, *, style: Style, et_al: str
) -> list[Mapping[str, Any]]:
    """The authors that are named: as many as the target asks for, or as is usual in the template."""
    if style.authors is None:
        return shortened(authors, usual, et_al)
    return shortened(authors, len(authors) if style.authors == "all" else style.authors, et_al, spare=0)


def safe(value: Any, quotes: Quotes = QUOTES, locale: str = "") -> Any:
    """Whatever a template prints, as LaTeX that cannot break out."""
    if isinstance(value, Markup | jinja2.Undefined):
        return value
    return Markup(to_latex(value, quotes, locale) if isinstance(value, str) and not _is_latex(value) else value)


def _is_latex(text: str) -> bool:
    """Whether a text is LaTeX already. PyLaTeX's import is put off until a text is of some type of its own."""
    if type(text) is str:
        return False
    from pylatex.utils import NoEscape

    return isinstance(text, NoEscape)


def _placed(text: str, places: Sequence[str], safe: Callable[[Any], Any]) -> Markup:
    """A text with the place that it ends in as `\\place{…}`, so that TeX can leave it out."""
    ends = [f", {place}" for place in places if text.endswith(f", {place}")]
    end = max(ends, key=len, default="")
    return Markup(f"{safe(text.removesuffix(end))}\\place{{{safe(end)}}}" if end else safe(text))


def _pt(length: int) -> Markup:
    """A length in sp as TeX prints it, to the sp: five decimals are enough, as TeX itself prints them."""
    return Markup(f"{length / SP:.5f}".rstrip("0").rstrip(".") + "pt")
