"""The first lines of an entry, whatever its form: the same order in every export."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from tailor.models.date_format import show_dates
from tailor.models.dates import DateRange, Day
from tailor.models.style import DateForm
from tailor.text.headings import heading
from tailor.text.locales import words_of

NAMES = ("title", "position", "degree", "level", "organization", "institution")
"""The fields of which the first that is given names an entry."""

REST = ("organization", "institution", "board", "place")
LABELLED = ("advisor", "guide")
REMARKS = ("grade", "advisor", "course", "guide", "tools", "status", "note")


class Head(Struct, frozen=True):
    """The first lines of an entry or a position: its name, where it was, its dates, further remarks, links."""

    name: str
    rest: tuple[str, ...]
    dates: str
    remarks: tuple[str, ...]
    links: tuple[Mapping[str, str], ...]


def head(fields: Mapping[str, Any], locale: str, form: DateForm = "months") -> Head:
    """The head of an entry's or a position's fields, its dates in some form."""
    name = next((str(fields[key]) for key in NAMES if fields.get(key)), "")
    rest = dict.fromkeys(str(fields[key]) for key in REST if fields.get(key))
    rest.pop(name, None)
    if fields.get("area"):
        name = f"{name}{words_of(locale).area}{fields['area']}"
    remarks = (_remark(key, fields[key], locale) for key in REMARKS if fields.get(key))
    return Head(name, tuple(rest), show(fields["dates"], locale, form), tuple(remarks), tuple(fields["links"]))


def _remark(key: str, value: Any, locale: str) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return f"{heading(key, locale)}: {text}" if key in LABELLED else text


def show(dates: Any, locale: str, form: DateForm = "months") -> str:
    """Dates in words or figures; "" for none."""
    return show_dates(dates, locale, form) if dates else ""


def form_of_dates(locale: str) -> DateForm:
    """How forms on the web, and what fills them from a text, read dates: `Mar 2025`, which no reader takes for a day or
    the month of another; where months have other names than the English ones that such programs know, `03/2025`."""
    return "months" if locale.split("-")[0] == "en" else "numbers"


def timed(dates: Any, locale: str) -> Markup:
    """Dates in words, each day in a `time` element that programs can read."""
    text = html.escape(show(dates, locale))
    days = {html.escape(show_dates(DateRange(day, day), locale)): day for day in _days(dates)}
    if not days:
        return Markup(text)
    words = "|".join(re.escape(word) for word in sorted(days, key=len, reverse=True))
    return Markup(re.sub(words, lambda found: _time(found[0], days[found[0]]), text))


def _days(dates: Any) -> Iterable[Day]:
    if isinstance(dates, DateRange):
        for one in dates.terms or (dates,):
            yield from (day for day in (one.start, one.end) if day)


def _time(words: str, day: Day) -> str:
    machine = str(day.year) if day.term else str(day)
    return f'<time datetime="{machine}">{words}</time>'


def way_words(way: Mapping[str, str]) -> str:
    """A way to reach a person in words: an account by its address, so that it can be read and copied."""
    if way["kind"] in ("email", "phone", "website", "location") or not way["url"]:
        return way["text"]
    return re.sub(r"^https?://(www\.)?|/$", "", way["url"])


def identifiers(paper: Mapping[str, Any]) -> list[dict[str, str]]:
    """DOI and arXiv number of a publication as links."""
    found = [("doi", "https://doi.org/"), ("arxiv", "https://arxiv.org/abs/")]
    names = {"doi": "DOI", "arxiv": "arXiv"}
    return [{"label": names[key], "url": address + paper[key]} for key, address in found if paper[key]]
