"""Dates as people write them in a CV: a year, a month, a day, a term; ranges with an open or a planned end.

Pure values: no clock is read, "today" is always an argument.
"""

from __future__ import annotations

import re
from functools import total_ordering

from msgspec import Struct

FORMS = "2023, 2023-06, 2023-06-14, Jun 2023, Fall 2020, 2021 – 2023, 2023-06 – present"
"""The accepted forms, for messages."""

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

TERMS: dict[str, tuple[int, int]] = {
    "winter": (1, 12),
    "spring": (1, 6),
    "monsoon": (7, 12),
    "summer": (5, 9),
    "fall": (8, 12),
    "autumn": (8, 12),
    "lent": (1, 3),
    "hilary": (1, 3),
    "easter": (4, 6),
    "trinity": (4, 6),
    "michaelmas": (10, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}
"""First and last month that a term may touch; `winter` is either end of its year."""

_SORTED_AS = {"winter": 1, "spring": 2, "summer": 6, "fall": 9, "autumn": 9}
"""The month a season sorts as, where it is not the first that it may touch."""

_OPEN = frozenset(["present", "now", "ongoing", "current", "currently", "today"])
_PLANNED = re.compile(r"\(?\b(?:expected|planned|anticipated|exp\.)(?:\s+in\b)?:?\)?", re.IGNORECASE)
_SINCE = re.compile(r"^(?:since|from)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:until|till|to)\s+", re.IGNORECASE)
_DASH = re.compile(r"\s+(?:-{1,3}|to|until|till|through|/)\s+|\s*(?:[–—−‒]|---?)\s*", re.IGNORECASE)

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s+(\d{4}|['’]\d{2})")
_TERM = re.compile(r"([^\W\d_]+|[qQ][1-4])(?:\s+(?:term|semester|quarter))?,?\s+(\d{4}|['’]\d{2})", re.IGNORECASE)


class DateError(ValueError):
    """A text that is no date; `hint` says how to write it."""

    def __init__(self, message: str, hint: str = f"write a date as one of: {FORMS}") -> None:
        """Say what is wrong, and how to write it."""
        self.hint = hint
        super().__init__(message)


@total_ordering
class Day(Struct, frozen=True):
    """A day known as exactly as it was written: year, perhaps month, perhaps day; or year and term.

    Ordered by (year, month or 0, day or 0); a term sorts as the month it begins in and is kept for display
    as written (`Fall`).
    """

    year: int
    month: int | None = None
    day: int | None = None
    term: str | None = None

    def __lt__(self, other: Day) -> bool:
        """Whether this is earlier."""
        return self.key < other.key

    @property
    def key(self) -> tuple[int, int, int, str]:
        """What days are sorted by."""
        return (self.year, self.first_month if self.term else self.month or 0, self.day or 0, self.term or "")

    @property
    def first_month(self) -> int:
        """The month that ages are counted from: a term's first, January if only the year is known."""
        if self.term is None:
            return self.month or 1
        term = self.term.lower()
        return _SORTED_AS.get(term, TERMS[term][0])

    @property
    def last_month(self) -> int:
        """The last month that this may touch: a term's last, December if only the year is known."""
        return TERMS[self.term.lower()][1] if self.term else self.month or 12

    def __str__(self) -> str:
        """`2023-06`, or `Fall 2020`."""
        if self.term:
            return f"{self.term} {self.year}"
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


class DateRange(Struct, frozen=True):
    """Dates of one thing. A single date has `start == end`.

    `start` is None when only the end is known; `end` is None while it is `ongoing`. `planned` marks an end
    that is expected. `terms` holds the single dates when several were listed (then `start` is the first of
    them and `end` the last). `text` is what was written. `words` stand in its place on the page: one text, or one a
    locale.
    """

    start: Day | None
    end: Day | None
    ongoing: bool = False
    planned: bool = False
    text: str = ""
    terms: tuple[DateRange, ...] = ()
    words: str | dict[str, str] = ""


def months_between(earlier: Day, later: Day) -> int:
    """Whole months from the one to the other, 0 if `later` is not later; a year alone is its January."""
    months = (later.year - earlier.year) * 12 + later.first_month - earlier.first_month
    return max(0, months)


def parse_day(text: str) -> Day:
    """One date; raises DateError for what is none, with the accepted forms as its hint."""
    text = " ".join(text.split())
    day = _iso(text) or _slashed(text) or _named(text) or _term(text)
    if day is None:
        raise DateError(f'"{text}" is not a date', _hint(text))
    return day


def parse_dates(text: str) -> DateRange:
    """A date or a range; raises DateError for garbage, month 13, or an end before the start."""
    words, planned = _PLANNED.subn(" ", text)
    words = " ".join(re.sub(r"[()]", " ", words).split()).strip(" ,").replace(" ,", ",")
    if not words.strip("-–—− "):
        raise DateError(f'"{text}" is not a date')
    if several := _several(words):
        return listed(several)
    found = _school_year(words) or _open(words) or _range(words)
    if found is None:
        day = parse_day(words)
        found = DateRange(day, day)
    _check_order(found)
    return DateRange(found.start, found.end, found.ongoing, bool(planned), text)


def listed(ranges: tuple[DateRange, ...]) -> DateRange:
    """Several dates as one: from the first start to the last end; ongoing if any of them is."""
    starts = [one.start for one in ranges if one.start]
    ongoing = any(one.ongoing for one in ranges)
    ends = [one.end for one in ranges if one.end]
    return DateRange(
        min(starts, default=None),
        None if ongoing else max(ends, default=None),
        ongoing,
        any(one.planned for one in ranges),
        ", ".join(one.text for one in ranges),
        ranges,
    )


def _several(words: str) -> tuple[DateRange, ...]:
    """`Fall 2020, Spring 2021`: dates between commas, if every piece is one; () otherwise (`June, 2022`)."""
    pieces = [piece.strip() for piece in words.split(",")]
    if len(pieces) < 2 or not all(_is_day(piece) for piece in pieces):
        return ()
    return tuple(parse_dates(piece) for piece in pieces)


def _open(words: str) -> DateRange | None:
    """`present`, `since 2020`, `2020 –`, `until 2022`, `– 2022`."""
    if words.lower() in _OPEN:
        return DateRange(None, None, ongoing=True)
    if (rest := _SINCE.sub("", words)) != words and not _split(rest):
        return DateRange(parse_day(rest), None, ongoing=True)
    if (rest := _UNTIL.sub("", words)) != words:
        return DateRange(None, parse_day(rest))
    if (rest := words.rstrip("-–—− ")) != words:
        return DateRange(parse_day(rest), None, ongoing=True)
    if (rest := words.lstrip("-–—− ")) != words:
        return DateRange(None, parse_day(rest))
    return None


def _range(words: str) -> DateRange | None:
    """`start – end`, with any dash; the start may take its year from the end (`May – July 2025`)."""
    parts = _split(_SINCE.sub("", words))
    if parts is None:
        return None
    first, last = parts
    if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{2}", last) and last > first[2:]:
        last = first[:2] + last
    if last.lower() in _OPEN:
        return DateRange(parse_day(first), None, ongoing=True)
    end = parse_day(last)
    if not any(letter.isdigit() for letter in first):
        first = f"{first} {end.year}"
    return DateRange(parse_day(first), end)


def _split(words: str) -> tuple[str, str] | None:
    """The two sides of a range; None for a single date. A bare hyphen parts only what reads as dates."""
    pieces = _DASH.split(words)
    if len(pieces) == 2 and all(pieces):
        return pieces[0], pieces[1]
    if len(pieces) > 2:
        raise DateError(f'"{words}" has more than two dates', "write one range, or a list: [Fall 2020, Spring 2021]")
    if _is_day(words):
        return None
    for match in re.finditer("[-/]", words):
        first, last = words[: match.start()].strip(), words[match.end() :].strip()
        if (_is_day(first) or first.isalpha()) and (_is_day(last) or last.lower() in _OPEN):
            return first, last
    return None


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except DateError:
        return False
    return True


def _check_order(dates: DateRange) -> None:
    """An end that can only lie before the start is a mistake; 2020-06 – 2020 is none."""
    start, end = dates.start, dates.end
    if start is None or end is None:
        return
    earliest = (
        start.year,
        (TERMS[start.term.lower()][0] if start.term else start.first_month),
        start.day or 1,
    )
    if earliest > (end.year, end.last_month, end.day or 31):
        raise DateError(f"ends ({end}) before it starts ({start})", f"swap them: {end} – {start}")


def _iso(text: str) -> Day | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is not None and month > 12 and day is None and month > year % 100:
        end = year - year % 100 + month
        raise DateError(f"month {month} does not exist", f"for {year} to {end} write {year} – {end}")
    return _checked(year, month, day)


def _school_year(text: str) -> DateRange | None:
    """`2023/24`, `2023/2024`: two years, one after the other."""
    match = re.fullmatch(r"(\d{4})/(\d{2}|\d{4})", text)
    if match is None:
        return None
    year = int(match[1])
    return DateRange(_checked(year), _checked(year + 1)) if str(year + 1).endswith(match[2]) else None


def _slashed(text: str) -> Day | None:
    match = _SLASHED.fullmatch(text)
    return _checked(int(match[2]), int(match[1])) if match else None


def _named(text: str) -> Day | None:
    """`Jun 2023`, `June, 2022`, `14 June 2023`, `June 14, 2023`."""
    match = _NAMED.fullmatch(text)
    month = _month(match[2]) if match else None
    if match is None or month is None or (match[1] and match[3]):
        return None
    day = match[1] or match[3]
    return _checked(_year(match[4]), month, int(day) if day else None)


def _term(text: str) -> Day | None:
    match = _TERM.fullmatch(text)
    if match is None or match[1].lower() not in TERMS:
        return None
    return Day(_checked(_year(match[2])).year, term=match[1].capitalize())


def _month(name: str) -> int | None:
    """1 to 12 for a month's name or its beginning (`Jun`, `Sept`)."""
    if len(name) < 3:
        return None
    return next((i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())), None)


def _year(text: str) -> int:
    """`2020`, or `'20`: two digits are 1970 to 2069."""
    if text.isdigit():
        return int(text)
    short = int(text[1:])
    return short + (2000 if short < 70 else 1900)


def _checked(year: int, month: int | None = None, day: int | None = None) -> Day:
    """The day, if the calendar has it."""
    if not 1900 <= year <= 2100:
        raise DateError(f"the year {year} is out of range", "years run from 1900 to 2100")
    if month is not None and not 1 <= month <= 12:
        raise DateError(f"month {month} does not exist", "months run from 01 to 12, as in 2023-06")
    if month is not None and day is not None and not 1 <= day <= _days(year, month):
        last = _days(year, month)
        raise DateError(f"day {day} does not exist in {year:04}-{month:02}", f"it has {last} days")
    return Day(year, month, day)


def _days(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def _hint(text: str) -> str:
    """The nearest way to write it, where the mistake is a known one."""
    if match := re.fullmatch(r"(\d{4})/(\d{1,2}|\d{4})", text):
        years = f"{match[1]} – {int(match[1]) + 1}"
        month = f"write {match[1]}-{match[2]:0>2} for a month, " if 1 <= int(match[2]) <= 12 else "write "
        return f"{month}{years} for two years"
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{4}", text):
        return f"write the year first, as in {text[-4:]}-06-14"
    if re.fullmatch(r"[^\W\d_]+", text) and (_month(text) or text.lower() in TERMS):
        return f"add the year: {text} 2023"
    if re.fullmatch(r"\d{2}|['’]\d{2}", text):
        return f"write the year with four digits: 20{text[-2:]}"
    return f"write a date as one of: {FORMS}; words of your own as `{{text: {text if len(text) < 40 else '…'}}}`"
