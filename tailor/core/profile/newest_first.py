"""The order of what stands on the page: newest first within a list with dates, and education before or after work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADS, Kind
from tailor.models.dates import Day

_Key = tuple[int, tuple[int, int, int], tuple[int, int, int]]
_EVER = (9999, 12, 31)
_NEVER = (0, 0, 0)

WORK = ("experience", "internships")
"""The sections that education stands before or after."""

FRESH = 24
"""Months for which a degree is news."""


def newest_first(some: Sequence[Candidate], given: bool) -> list[Candidate]:
    """The candidates of one section: its members, and the positions of each, what goes on first, then by end and
    start, the newest first; a paper in press before all. What has no dates comes after what has; of the same dates, as
    written. `given`: all stay in the order in which they are written."""
    if given:
        return list(some)
    below: dict[str | None, list[Candidate]] = {}
    for one in some:
        below.setdefault(one.parent, []).append(one)
    known = {one.id for one in some}
    result: list[Candidate] = []
    _walk([one for one in some if one.parent not in known], below, result)
    return result


def _walk(some: Sequence[Candidate], below: Mapping[str | None, Sequence[Candidate]], result: list[Candidate]) -> None:
    for one in some:
        result.append(one)
        inside = below.get(one.id, ())
        if one.kind in HEADS:
            inside = sorted(inside, key=lambda child: _age(child, below))
        else:  # what an entry says comes before its positions, as it was written
            said = [child for child in inside if child.kind is not Kind.POSITION]
            positions = [child for child in inside if child.kind is Kind.POSITION]
            inside = [*said, *sorted(positions, key=lambda child: _age(child, below))]
        _walk(inside, below, result)


def _age(one: Candidate, below: Mapping[str | None, Sequence[Candidate]]) -> _Key:
    spans = [span for each in (one, *below.get(one.id, ())) if (span := _span(each))]
    if not spans:
        return (-1 if _comes(one) else 1), _NEVER, _NEVER
    (end, start) = max(spans)
    return 0, _turned(end), _turned(start)


def _comes(one: Candidate) -> bool:
    """Whether a paper has no date, but a status: in press, submitted."""
    return one.kind is Kind.PUBLICATION and bool(one.variants[0].block.fields.get("status"))


def _span(one: Candidate) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    if not (one.ongoing or one.start or one.end) or one.kind not in (*MEMBERS, Kind.POSITION):
        return None
    return _EVER if one.ongoing else _last(one.end or one.start), _last(one.start)


MEMBERS = (Kind.ENTRY, Kind.ITEM, Kind.PUBLICATION, Kind.ROW)
"""Kinds that stand in a list with dates."""


def _last(day: Day | None) -> tuple[int, int, int]:
    return (day.year, day.last_month, day.day or 31) if day else _NEVER


def _turned(day: tuple[int, int, int]) -> tuple[int, int, int]:
    return (-day[0], -day[1], -day[2])


def placed(keys: Sequence[str], ends: Iterable[Day | None], today: Day) -> tuple[str, ...]:
    """Section keys with education before work while a degree goes on (an end of None) or is news, else after it; and
    internships before projects. `ends` are those of the degrees."""
    order = list(keys)
    if {"internships", "projects"} <= set(order) and order.index("projects") < order.index("internships"):
        order.remove("internships")
        order.insert(order.index("projects"), "internships")
    work = [key for key in order if key in WORK]
    if "education" in order and work:
        fresh = any(end is None or _months_since(end, today) <= FRESH for end in ends)
        order.remove("education")
        order.insert(order.index(work[0]) if fresh else order.index(work[-1]) + 1, "education")
    return tuple(order)


def _months_since(day: Day, today: Day) -> int:
    return (today.year - day.year) * 12 + today.first_month - day.last_month
