"""Rows of every page: wordings, parents and children, needs and groups; and what is pinned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tailor.core.optimise.building.columns import Columns
from tailor.core.optimise.problem import Row
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import BODY, Kind
from tailor.core.rules.admission import needed_children
from tailor.core.rules.careers import CAREER
from tailor.core.rules.causes import Fixed, Group, Hollow, Needs, Pin, Speaking, Under, Variants
from tailor.core.rules.rulebook import Rulebook

if TYPE_CHECKING:
    from tailor.models.targets import BulletRule, Target


def structure_rows(columns: Columns) -> Iterator[Row]:
    """The rows of structure, needs and groups, which the profile alone sets."""
    for candidate in columns.candidates:
        yield from _wordings(candidate, columns)
        yield from _under(candidate, columns)
        yield from _hollow(candidate, columns)
        yield from _needs(candidate, columns)
    yield from _groups(columns)


def wanted_rows(columns: Columns, target: Target, book: Rulebook) -> Iterator[Row]:
    """What an entry must say, and what is pinned: the target has a say in it."""
    for candidate in columns.candidates:
        yield from _speaking(candidate, columns, target)
    yield from _pins(columns, book)


def _wordings(candidate: Candidate, columns: Columns) -> Iterator[Row]:
    """At most one wording; exactly one of what is always shown."""
    terms = columns.terms([candidate.id])
    if candidate.fixed:
        yield Row(Fixed(candidate.id), terms, low=1)
    if len(terms) > 1:
        yield Row(Variants(candidate.id), terms, high=1)


def _under(candidate: Candidate, columns: Columns) -> Iterator[Row]:
    """A child is shown only under its parent."""
    if candidate.parent is not None and candidate.parent in columns.at:
        terms = (*columns.terms([candidate.id]), *columns.terms([candidate.parent], -1))
        yield Row(Under(candidate.id, candidate.parent), terms, high=0)


def _hollow(candidate: Candidate, columns: Columns) -> Iterator[Row]:
    """A heading, a table, a keyword group, an employer of several positions: never with nothing in it."""
    inside = needed_children(candidate, columns.below.get(candidate.id, ()))
    if inside is not None:
        terms = (*columns.terms([candidate.id]), *columns.terms((child.id for child in inside), -1))
        yield Row(Hollow(candidate.id), terms, high=0)


def _speaking(candidate: Candidate, columns: Columns, target: Target) -> Iterator[Row]:
    """An entry that has bullets shows one of them, or its text, unless the target sets its own minimum; a job may
    stand as one dated line."""
    if candidate.kind not in (Kind.ENTRY, Kind.POSITION):
        return
    rule = target.sections.get(candidate.section)
    if candidate.section == CAREER or (rule and _speaks_otherwise(rule.bullets)):
        return
    inside = [child for child in columns.below.get(candidate.id, ()) if child.kind in BODY]
    if any(child.kind is Kind.BULLET for child in inside):
        terms = (*columns.terms([candidate.id]), *columns.terms((child.id for child in inside), -1))
        yield Row(Speaking(candidate.id), terms, high=0)


def _speaks_otherwise(rule: BulletRule) -> bool:
    return rule.min is not None or rule.max == 0


def _needs(candidate: Candidate, columns: Columns) -> Iterator[Row]:
    for needed in candidate.needs:
        terms = (*columns.terms([candidate.id]), *columns.terms([needed], -1))
        yield Row(Needs(candidate.id, needed), terms, high=0, place=candidate.place)


def _groups(columns: Columns) -> Iterator[Row]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in columns.candidates:
        if candidate.group is not None:
            groups.setdefault(candidate.group, []).append(candidate)
    for name, some in groups.items():
        if len(some) > 1:
            terms = columns.terms(candidate.id for candidate in some)
            yield Row(Group(name), terms, high=1, place=some[0].place)


def _pins(columns: Columns, book: Rulebook) -> Iterator[Row]:
    """A row for each pinned candidate."""
    for identifier, rule in book.pins.items():
        yield Row(Pin(rule.text, identifier), columns.terms([identifier]), low=1, place=rule.place)
