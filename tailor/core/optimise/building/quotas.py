"""Rows that a target asks for: how much a section shows, no gaps in time, and requirements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING

from tailor.core.optimise.building.columns import Columns, Terms
from tailor.core.optimise.problem import Row
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.causes import Bullets, Gaps, Quota, Require
from tailor.core.rules.rulebook import PlaceOf, Rulebook
from tailor.models.dates import Day

if TYPE_CHECKING:
    from tailor.models.targets import BulletRule, SectionRule, Target

_Span = tuple[tuple[int, int, int], tuple[int, int, int]]
_EVER = (9999, 12, 31)
_NEVER = (0, 0, 0)


def quota_rows(columns: Columns, target: Target, book: Rulebook, place: PlaceOf) -> Iterator[Row]:
    """The rows of `sections` and `require`."""
    for key, rule in target.sections.items():
        if rule.hidden:
            continue
        counted = _counted(columns.top.get(key, ()), columns)
        if counted and (least := _least(rule, columns.top.get(key, ()))):
            asked = rule.min or 0
            yield Row(Quota(key, "min", asked), counted, low=least, place=place(("sections", key, "min")))
        if counted and rule.max is not None:
            yield Row(Quota(key, "max", rule.max), counted, high=rule.max, place=place(("sections", key, "max")))
        yield from _bullets(key, rule.bullets, columns, place)
        if rule.gaps == "forbid":
            yield from _gaps(key, columns, place)
    for demand in book.demands:
        terms = columns.terms(identifier for identifier in demand.met_by if identifier in columns.at)
        low, high = demand.requirement.low, demand.requirement.high
        yield Row(Require(demand.rule.text), terms, low, high, demand.rule.place)


def _least(rule: SectionRule, members: Sequence[Candidate]) -> int:
    """At least so many, or all of them where there are fewer; how many lines keywords make, only TeX can say."""
    asked, lines = rule.least(len(members)), any(one.kind is Kind.KEYWORDS for one in members)
    return asked if lines else min(asked, len(members))


def _counted(members: Sequence[Candidate], columns: Columns) -> Terms:
    """Each member counts one, each line of keywords too."""
    terms: list[tuple[int, int]] = []
    for member in members:
        for number, index in enumerate(columns.at[member.id], 1):
            terms.append((index, number if member.kind is Kind.KEYWORDS else 1))
    return tuple(terms)


def _bullets(key: str, rule: BulletRule, columns: Columns, place: PlaceOf) -> Iterator[Row]:
    """A shown entry's bullets, counted only while it is shown: `low · entry ≤ Σ bullets ≤ high · entry`."""
    if not rule.min and rule.max is None:
        return
    for parent, below in columns.below.items():
        bullets = [child for child in below if child.kind is Kind.BULLET and child.section == key]
        if not bullets or parent not in columns.at:
            continue
        shown = columns.terms(child.id for child in bullets)
        if rule.min:
            terms = (*shown, *columns.terms([parent], -min(rule.min, len(bullets))))
            where = place(("sections", key, "bullets", "min"))
            yield Row(Bullets(key, "min", rule.min, parent), terms, low=0, place=where)
        if rule.max is not None:
            terms = (*shown, *columns.terms([parent], -rule.max))
            where = place(("sections", key, "bullets", "max"))
            yield Row(Bullets(key, "max", rule.max, parent), terms, high=0, place=where)


def _gaps(key: str, columns: Columns, place: PlaceOf) -> Iterator[Row]:
    """What is older is shown only with all that is newer: entries of the section, positions of an entry."""
    top = columns.top.get(key, ())
    where = place(("sections", key, "gaps"))
    positions = ([one for one in columns.below.get(m.id, ()) if one.kind is Kind.POSITION] for m in top)
    for some in (top, *positions):
        for newer, older in pairwise(_by_age(some, columns)):
            for after, before in product(newer, older):
                terms = (*columns.terms([before]), *columns.terms([after], -1))
                yield Row(Gaps(key, before, after), terms, high=0, place=where)


def _by_age(some: Sequence[Candidate], columns: Columns) -> list[list[str]]:
    """Ids from new to old, those of the same dates together; what has no dates leaves no gap."""
    spans: dict[_Span, list[str]] = {}
    for candidate in some:
        if span := _span(candidate, columns):
            spans.setdefault(span, []).append(candidate.id)
    return [spans[span] for span in sorted(spans, reverse=True)]


def _span(candidate: Candidate, columns: Columns) -> _Span | None:
    """When it ended and when it began, to sort by: from its positions if it has no dates itself."""
    if candidate.ongoing or candidate.start or candidate.end:
        end = _EVER if candidate.ongoing else _last(candidate.end or candidate.start)
        return end, _last(candidate.start)
    below = columns.below.get(candidate.id, ())
    spans = [span for child in below if child.kind is Kind.POSITION and (span := _span(child, columns))]
    return max(spans) if spans else None


def _last(day: Day | None) -> tuple[int, int, int]:
    return (day.year, day.last_month, day.day or 31) if day else _NEVER
