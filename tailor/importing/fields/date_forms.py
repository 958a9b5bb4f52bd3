"""Dates as other programs and their users write them → dates of a profile, in one writing.

What `tailor.models.dates` reads is taken as it reads it; here are only the forms a profile has no use for: time
stamps, day/month/year by slashes, month 0, months in other languages, `N/A`. What nobody can read is None, and
the caller keeps the text as a note.
"""

from __future__ import annotations

import re

from tailor.importing.fields.month_names import PRESENT, month
from tailor.models.dates import DateError, DateRange, parse_dates, parse_day
from tailor.text.locales import TERMS, WORDS

NOTHING = frozenset(["n/a", "na", "none", "null", "nil", "undefined", "tbd", "?", "invalid date", "nan"])
"""Words that programs write where there is no date."""

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:.*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_HAN = re.compile(r"(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월])?(?:\s*(\d{1,2})\s*[日일号號])?")
"""`2024年8月`, `2024년 8월`."""

_MONTH_WORD = re.compile(r"(?:tháng|thg|miesiąc)\s*(\d{1,2})(?:\s*(?:năm|,|/|-)?\s*)(\d{4})", re.IGNORECASE)
"""`tháng 8 năm 2024`: Vietnamese counts its months."""

_THREE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_FILLERS = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª)\b|\b(?:de|of|del|года?|год|г|r|roku|năm)\b|[.,]", re.IGNORECASE)
_BETWEEN = "to|until|till|bis|à|al|a|au|hasta|até|fino a|tot|do|по|до|đến|から"
_APART = re.compile(
    rf"\s+(?:-|{_BETWEEN})\s+|\s*(?:[–—~～至]|から)\s*|(?<=\d{{4}})\s*-\s*(?=[A-Za-z\d])", re.IGNORECASE
)
_SINCE = re.compile(r"(?:since|seit|depuis|desde|dal|od|с|sedan|sinds|vanaf|siden)\s+(.+)", re.IGNORECASE)
_SHORT_END = re.compile(r"(\d{2})(\d{2})\s*[-–/]\s*(\d{2})")


def is_present(text: str) -> bool:
    """Whether a text means that it is still going on."""
    bare = " ".join(text.split()).strip("() ").lower()
    return bare in PRESENT or bare.rstrip(".,") in PRESENT


def is_nothing(text: str) -> bool:
    """Whether a text is a placeholder for a missing date."""
    return not text.strip() or text.strip().lower() in NOTHING


def day(text: str) -> str | None:
    """One date as a profile writes it: `2019`, `2019-06`, `2019-06-01`, `Fall 2019`; None if unclear."""
    text = " ".join(text.split()).strip(" .()")
    for form in (_numbers, _words, _terms, str):
        try:
            if written := form(text):
                return str(parse_day(written))
        except DateError:
            continue
    return None


def span(text: str) -> str | None:
    """One date, a list of them or a range in one text, as a profile writes it; None if unclear."""
    text = " ".join(text.split()).strip(" .")
    if single := day(text):
        return single
    if since := _SINCE.fullmatch(text):
        return joined(since[1], "present")
    if short := _SHORT_END.fullmatch(text):
        return joined(short[1] + short[2], short[1] + short[3])
    for cut in _APART.finditer(text):
        if found := joined(text[: cut.start()], text[cut.end() :]):
            return found
    try:
        return written(parse_dates(text))
    except DateError:
        return None


def joined(start: str, end: str) -> str | None:
    """A range from two texts, either may say "present"; None when one is unclear or the order is wrong."""
    first = day(start)
    last = "present" if is_present(end) else day(end)
    if first is None or last is None:
        return None
    try:
        return written(parse_dates(f"{first} – {last}"))
    except DateError:
        return None


def without_days(dates: str) -> str:
    """The same to the month: pages show no days of jobs and degrees, and one form of date throughout."""
    months = re.sub(r"\b(\d{4}-\d{2})-\d{2}\b", r"\1", dates)
    start, _, end = months.partition(" – ")
    return start if start == end else months


def written(dates: DateRange) -> str:
    """Dates in the one writing of what is imported: `2019-06 – present`; lists and plans as they stand."""
    if dates.terms or dates.planned or (dates.start is None and dates.end is None):
        return " ".join(dates.text.split())
    if dates.ongoing:
        return f"{dates.start} – present"
    if dates.start is None:
        return f"until {dates.end}"
    return str(dates.start) if dates.start == dates.end else f"{dates.start} – {dates.end}"


def _numbers(text: str) -> str | None:
    """Dates in figures only; 05/06/2019 could be either order, so its year is all it tells."""
    if found := _STAMP.fullmatch(text):
        return found[1]
    if found := _YEAR_FIRST.fullmatch(text):
        return _without_zeros(*found.groups())
    if found := _HAN.fullmatch(text):
        return "-".join(filter(None, found.groups()))
    if found := _MONTH_WORD.fullmatch(text):
        return f"{found[2]}-{found[1]}"
    if found := _MONTH_FIRST.fullmatch(text):
        return _without_zeros(found[2], found[1])
    if not (found := _THREE.fullmatch(text)):
        return None
    one, other, year = int(found[1]), int(found[2]), found[3]
    if "." in text or other <= 12 < one:
        return f"{year}-{other}-{one}"
    return f"{year}-{one}-{other}" if other > 12 or one == other else year


def _terms(text: str) -> str | None:
    """A season in any of the languages that pages are written in: `Été 2020` → `Summer 2020`."""
    words = text.lower().split()
    season = {name.lower(): term for one in WORDS.values() for name, term in zip(one.seasons, TERMS, strict=True)}
    if len(words) == 2 and words[0] in season and words[1].isdecimal():
        return f"{season[words[0]].capitalize()} {words[1]}"
    return None


def without_wrong_day(text: str) -> str | None:
    """The month of a date whose day the calendar does not have: `2024-09-31` → `2024-09`."""
    found = _YEAR_FIRST.fullmatch(text.strip())
    return day(f"{found[1]}-{found[2]}") if found and found[3] else None


def _without_zeros(year: str, month: str, date: str | None = None) -> str:
    """Month 0 and day 0 stand for "unknown" in some files."""
    if not int(month):
        return year
    return f"{year}-{month}-{date}" if date and int(date) else f"{year}-{month}"


def _words(text: str) -> str | None:
    """Dates with a month's name, in any of the languages of `_MONTHS`: `1st of June, 2019`, `März 2018`."""
    plain = re.sub(r"(?<=[^\W\d_])-(?=\d)|(?<=\d)-(?=[^\W\d_])", " ", _FILLERS.sub(" ", text).lower())
    words = plain.replace("'", " ").split()
    months = [number for word in words if (number := month(word))]
    years = [word for word in words if len(word) == 4 and word.isdecimal()]
    days = [word for word in words if len(word) <= 2 and word.isdecimal()]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return None
    return "-".join([years[0], str(months[0]), *days])
