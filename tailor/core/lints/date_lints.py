"""Dates against each other: newest first, one format, no hole, no end that has not come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tailor.core.lints.catalogue import Finding
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.models.dates import Day, months_between

GAP = 12
"""Months that nothing covers before they are spoken of."""

CAREER = ("experience", "internships", "education", "teaching", "volunteering", "service", "research", "projects")
"""Sections that fill one's time."""

NEWEST_FIRST = ("experience", "internships", "education", "teaching", "volunteering")


def date_lints(candidates: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    """All of this module."""
    entries = [one for one in candidates if one.kind in (Kind.ENTRY, Kind.POSITION) and (one.start or one.end)]
    yield from _order(entries, today)
    yield from _format(entries)
    yield from _future(entries, today)
    yield from _gaps(entries, today)


def _latest(one: Candidate, today: Day) -> tuple[tuple[int, int], tuple[int, int]]:
    """What entries are sorted by: year and month of the end, then of the start; what goes on ends last."""
    end = (9999, 12) if one.ongoing else _month(one.end or one.start)
    return end, _month(one.start or one.end)


def _month(day: Day | None) -> tuple[int, int]:
    return (day.year, day.first_month if day.term or day.month else 0) if day else (0, 0)


def _order(entries: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    """Entries of one list that are newer than the one above; a year alone may stand on either side of its months."""
    for _, group in groupby(sorted(entries, key=_list_of), key=_list_of):
        some = [one for one in group if one.section in NEWEST_FIRST]
        for above, one in pairwise(some):
            if _is_newer(one, above, today):
                message = f"“{one.text}” is newer than “{above.text}” above it"
                yield Finding("date-order", message, "put the latest first", one.place)


def _list_of(one: Candidate) -> tuple[str, str]:
    return one.section, one.parent or ""


def _is_newer(one: Candidate, above: Candidate, today: Day) -> bool:
    mine, others = _latest(one, today), _latest(above, today)
    for (year, month), (other_year, other_month) in zip(mine, others, strict=True):
        if year != other_year:
            return year > other_year
        if month and other_month and month != other_month:
            return month > other_month
    return False


def _format(entries: Sequence[Candidate]) -> Iterator[Finding]:
    """Years alone in a section where most dates have months."""
    for section in dict.fromkeys(one.section for one in entries):
        some = [one for one in entries if one.section == section and not _has_term(one)]
        bare = [one for one in some if not all(day.month for day in _days(one))]
        if bare and len(bare) * 2 < len(some):
            for one in bare:
                message = f"a year alone, where {len(some) - len(bare)} others of the section have months"
                yield Finding("date-format", message, "add the month", one.place)


def _days(one: Candidate) -> list[Day]:
    return [day for day in (one.start, one.end) if day]


def _has_term(one: Candidate) -> bool:
    return any(day.term for day in _days(one))


def _future(entries: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    for one in entries:
        dates = one.variants[0].block.fields.get("dates")
        end = one.end
        start = one.start
        if not dates or dates.planned:
            continue
        if one.ongoing and start and _month(start) > (today.year, today.month or 12):
            yield Finding("date-future", f"it starts in {start}, which has not come", "add `expected`", one.place)
        if end is None or one.ongoing:
            continue
        if (end.year, end.first_month if end.month or end.term else 1) > (today.year, today.month or 12):
            yield Finding("date-future", f"it ends in {end}, which has not come", "add `expected`", one.place)


def _gaps(entries: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    """Time since the first job that no dated entry covers."""
    spans = sorted(
        ((one.start or one.end, today if one.ongoing else one.end or one.start, one) for one in entries if _fills(one)),
        key=lambda span: _month(span[0]),
    )
    jobs = [start for start, _, one in spans if one.section == "experience" and start]
    if not jobs:
        return
    covered = min(jobs, key=_month)
    for start, end, one in spans:
        if start and _month(start) > _month(covered) and (gap := _between(covered, start)) >= GAP:
            message = f"{gap} months before it that nothing dated covers, since {covered}"
            yield Finding("date-gap", message, "say what was done then, if you like", one.place)
        if end and _last(end) > _last(covered):
            covered = end


def _fills(one: Candidate) -> bool:
    return one.section in CAREER and one.kind is Kind.ENTRY


def _between(covered: Day, start: Day) -> int:
    """Whole months from the end of one to the beginning of the next; a year alone covers all of itself."""
    year, month = _last(covered)
    return max(0, months_between(Day(year, month), Day(start.year, start.first_month)) - 1)


def _last(day: Day) -> tuple[int, int]:
    return day.year, day.last_month
