"""Dates as a page shows them, in one format throughout, in the words and the order of its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tailor.models.dates import DateRange, Day
from tailor.models.style import DateForm
from tailor.text.locales import TERMS, words_of


def show_dates(dates: DateRange | Iterable[DateRange] | None, locale: str = "en", form: DateForm = "months") -> str:
    """`Jun 2023 – present`, `Juni 2023 – heute`; several dates after one another; "" for none. In other forms
    `Mar – Jun 2023` (short), `03/2023 – 06/2023` (numbers), `2023` (years); what has words of its own keeps them."""
    if dates is None:
        return ""
    if not isinstance(dates, DateRange):
        return ", ".join(show_dates(one, locale, form) for one in dates)
    if dates.words:
        return in_locale(dates.words, locale)
    if dates.terms:
        return ", ".join(show_dates(one, locale, form) for one in dates.terms)
    if form == "years":
        return show_years(dates, locale)
    show = _in_numbers if form == "numbers" else show_day
    start = show(dates.start, locale) if dates.start else ""
    end = show(dates.end, locale) if dates.end else ""
    return _span(dates, _shortened(dates, start) if form == "short" else start, end, locale)


def _shortened(dates: DateRange, start: str) -> str:
    """A start without its year, where the end is in another month of the same one and the year stands last."""
    first, last = dates.start, dates.end
    if not first or not last or first.day or not (first.month and last.month):
        return start
    same = first.year == last.year and first.month != last.month
    return start.removesuffix(str(first.year)).rstrip(" ,") if same else start


def _in_numbers(day: Day, locale: str) -> str:
    """`06/2023`; a whole day, a year alone and a season as ever."""
    words = day.term or day.day or not day.month
    return show_day(day, locale) if words else f"{day.month:02}/{day.year}"


def show_years(dates: DateRange | None, locale: str = "en") -> str:
    """`2021 – 2025`, `2021 – present`, `2027 (expected)`: for the narrow column of a table."""
    if dates is None:
        return ""
    if dates.words:
        return in_locale(dates.words, locale)
    start = str(dates.start.year) if dates.start else ""
    return _span(dates, start, str(dates.end.year) if dates.end else "", locale)


def in_locale(words: str | Mapping[str, str], locale: str) -> str:
    """A text, or the wording of one for a locale: its own, its language's, else the first."""
    if isinstance(words, str):
        return words
    return words.get(locale) or words.get(locale.split("-")[0]) or next(iter(words.values()))


def _span(dates: DateRange, start: str, end: str, locale: str) -> str:
    words = words_of(locale)
    end = words.present if dates.ongoing else end
    text = start if start == end else " – ".join(part for part in (start, end) if part)
    return f"{text} ({words.planned})" if dates.planned else text


def show_day(day: Day, locale: str = "en") -> str:
    """`Jun 2023`, `14 Jun 2023`, `Fall 2020` or `2023`, as exactly as it is known."""
    words = words_of(locale)
    if day.term:
        return f"{_season(day.term, words.seasons, locale)} {day.year}"
    if not day.month:
        return str(day.year)
    if not day.day:
        return words.month_form.format(month=words.months[day.month - 1], year=day.year)
    months = words.day_months or words.months
    return words.day_form.format(day=day.day, month=months[day.month - 1], year=day.year)


def _season(term: str, seasons: tuple[str, ...], locale: str) -> str:
    """The season in the page's language; in English, and for other terms, as it was written."""
    key = "fall" if term.lower() == "autumn" else term.lower()
    return term if key not in TERMS or locale.startswith(("en", "hi")) else seasons[TERMS.index(key)]
