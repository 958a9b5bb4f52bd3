"""Dates as other programs and their users write them → dates of a profile, in one writing.

What `tailor.models.dates` reads is taken as it reads it; here are only the forms a profile has no use for: time
stamps, day/month/year by slashes, month 0, months in other languages, `N/A`. What nobody can read is None, and
the caller keeps the text as a note.
"""

from __future__ import annotations

import re

from tailor.models.dates import DateError, DateRange, parse_dates, parse_day

PRESENT = frozenset(
    [
        "present",
        "current",
        "currently",
        "now",
        "today",
        "ongoing",
        "-",
        "–",
        "—",
        "...",
        "…",
        "heute",
        "aktuell",
        "jetzt",
        "actuel",
        "actuellement",
        "présent",
        "aujourd'hui",
        "presente",
        "actualidad",
        "attuale",
        "oggi",
        "atual",
        "heden",
    ]
) | {"to date", "till date", "till now", "until now", "to present", "till present", "in progress"}
"""Words that stand for "it goes on", in lower case."""

NOTHING = frozenset(["n/a", "na", "none", "null", "nil", "undefined", "tbd", "?", "invalid date", "nan"])
"""Words that programs write where there is no date."""

_MONTHS = (
    "january januar janvier enero gennaio janeiro januari",
    "february februar février fevrier febrero febbraio fevereiro februari",
    "march märz maerz mars marzo março maart",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre decembre diciembre dicembre dezembro",
)
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:.*")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_THREE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_FILLERS = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:de|of|del)\b|[.,]", re.IGNORECASE)
_APART = re.compile(
    r"\s+(?:-|–|—|to|until|till|bis|à|al|a)\s+|\s*[–—]\s*|(?<=\d{4})\s*-\s*(?=[A-Za-z\d])", re.IGNORECASE
)
_SHORT_END = re.compile(r"(\d{2})(\d{2})\s*[-–/]\s*(\d{2})")


def is_present(text: str) -> bool:
    """Whether a text stands for "it goes on"."""
    return text.strip().strip("()").lower() in PRESENT


def is_nothing(text: str) -> bool:
    """Whether a text stands where there is no date."""
    return not text.strip() or text.strip().lower() in NOTHING


def day(text: str) -> str | None:
    """One date as a profile writes it: `2019`, `2019-06`, `2019-06-01`, `Fall 2019`; None if unclear."""
    text = " ".join(text.split()).strip(" .()")
    for form in (_numbers, _words, str):
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
    if short := _SHORT_END.fullmatch(text):
        return joined(short[1] + short[2], short[1] + short[3])
    parts = _APART.split(text)
    if len(parts) == 2 and (found := joined(*parts)):
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
    if found := _MONTH_FIRST.fullmatch(text):
        return _without_zeros(found[2], found[1])
    if not (found := _THREE.fullmatch(text)):
        return None
    one, other, year = int(found[1]), int(found[2]), found[3]
    if "." in text or other <= 12 < one:
        return f"{year}-{other}-{one}"
    return f"{year}-{one}-{other}" if other > 12 or one == other else year


def _without_zeros(year: str, month: str, date: str | None = None) -> str:
    """Month 0 and day 0 stand for "unknown" in some files."""
    if not int(month):
        return year
    return f"{year}-{month}-{date}" if date and int(date) else f"{year}-{month}"


def _words(text: str) -> str | None:
    """Dates with a month's name, in any of the languages of `_MONTHS`: `1st of June, 2019`, `März 2018`."""
    words = _FILLERS.sub(" ", text).lower().replace("'", " ").split()
    months = [month for word in words if (month := _month(word))]
    years = [word for word in words if len(word) == 4 and word.isdecimal()]
    days = [word for word in words if len(word) <= 2 and word.isdecimal()]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return None
    return "-".join([years[0], str(months[0]), *days])


def _month(word: str) -> int | None:
    """The number of a month by its name or by at least three letters of it."""
    return next(
        (
            number
            for number, names in enumerate(_MONTHS, 1)
            if len(word) >= 3 and any(name.startswith(word) for name in names.split())
        ),
        None,
    )
