"""Dates as a page shows them, in one format throughout."""

from __future__ import annotations

from collections.abc import Iterable

from tailor.models.dates import DateRange, Day

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PRESENT = "present"


def show_dates(dates: DateRange | Iterable[DateRange] | None, locale: str = "en") -> str:
    """`Jun 2023 – present`; several dates after one another; "" for none."""
    if dates is None:
        return ""
    if not isinstance(dates, DateRange):
        return ", ".join(show_dates(one, locale) for one in dates)
    if dates.terms:
        return ", ".join(show_dates(one, locale) for one in dates.terms)
    start = show_day(dates.start) if dates.start else ""
    end = PRESENT if dates.ongoing else show_day(dates.end) if dates.end else ""
    text = start if start == end else " – ".join(part for part in (start, end) if part)
    return f"{text} (expected)" if dates.planned else text


def show_years(dates: DateRange | None) -> str:
    """`2021 – 2025`, `2021 – present`, `2027 (expected)`: for the narrow column of a table."""
    if dates is None:
        return ""
    start = str(dates.start.year) if dates.start else ""
    end = PRESENT if dates.ongoing else str(dates.end.year) if dates.end else ""
    text = start if start == end else " – ".join(part for part in (start, end) if part)
    return f"{text} (expected)" if dates.planned else text


def show_day(day: Day) -> str:
    """`Jun 2023`, `14 Jun 2023`, `Fall 2020` or `2023`, as exactly as it is known."""
    if day.term:
        return f"{day.term} {day.year}"
    parts = (str(day.day or ""), MONTHS[day.month - 1] if day.month else "", str(day.year))
    return " ".join(part for part in parts if part)
