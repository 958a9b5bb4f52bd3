"""Which of an entry's bullets comes before which, and what an entry that shows a single one loses.

None is shown in place of a sibling that is worth more for the target: the bullets of an entry form a chain, the best
first, and each is shown only with the one before it. What a rule of the user's decides stands outside: what is pinned
comes first, what is needed comes before what needs it, and of a `group`, or of what alone meets a `require`, each is
chosen by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tailor.core.optimise.problem import POINT
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.score_terms import Score, Scoring, Term, points, whole

if TYPE_CHECKING:
    from tailor.models.targets import Target

MANY = 3
"""An entry with fewer bullets than this is not called thin for showing one."""


def chains(candidates: Sequence[Candidate], scores: Mapping[str, Score], book: Rulebook) -> tuple[tuple[str, ...], ...]:
    """The bullets of each entry, the best first, without those that are left out or stand outside."""
    siblings: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.kind is Kind.BULLET and one.parent is not None and one.id not in book.exclusions:
            siblings.setdefault(one.parent, []).append(one)
    free = _free(candidates, book)
    return tuple(_chain(some, scores, book, free) for some in siblings.values())


def depth(
    chained: Iterable[Sequence[str]], candidates: Sequence[Candidate], target: Target, price: Decimal
) -> dict[str, int]:
    """What the first bullet of a chain of three or more loses, and the second gives back, in value units."""
    section = {one.id: one.section for one in candidates}
    result: dict[str, int] = {}
    for chain in chained:
        if len(chain) < MANY:
            continue
        rule = target.sections.get(section[chain[0]])
        if rule is None or rule.bullets.max is None or rule.bullets.max > 1:
            result[chain[0]], result[chain[1]] = whole(-price * POINT), whole(price * POINT)
    return result


def depth_term(scoring: Scoring, item: str) -> tuple[Term, ...]:
    """What the price of a thin entry does to an item, in words; nothing for most."""
    value = scoring.depth.get(item)
    if value is None:
        return ()
    note = "one bullet of many is a thin entry" if value < 0 else "with a second bullet the entry is thin no more"
    return (Term("depth", "depth", (points(value),), value, note),)


def _free(candidates: Sequence[Candidate], book: Rulebook) -> Collection[str]:
    """What is chosen by itself: the members of groups, what needs something elsewhere, what alone meets a demand."""
    parents = {one.id: one.parent for one in candidates}
    result = {one.id for one in candidates if one.group is not None}
    result |= {one.id for one in candidates if any(parents.get(needed) != one.parent for needed in one.needs)}
    for demand in book.demands:
        met = [one for one in demand.met_by if one not in book.exclusions]
        if demand.requirement.low and len(met) <= demand.requirement.low + 1:
            result |= set(met)
    return result


def _chain(
    some: Sequence[Candidate], scores: Mapping[str, Score], book: Rulebook, free: Collection[str]
) -> tuple[str, ...]:
    """Pinned ones first, then by what each is worth alone, then as written; what one needs comes before it."""
    order = sorted(
        (one for one in some if one.id not in free), key=lambda one: (one.id not in book.pins, -scores[one.id].alone)
    )
    by_id = {one.id: one for one in order}
    placed: list[str] = []
    begun: set[str] = set()

    def put(one: Candidate) -> None:
        if one.id not in begun:
            begun.add(one.id)  # before what it needs, which may need it in turn
            for needed in one.needs:
                if needed in by_id:
                    put(by_id[needed])
            placed.append(one.id)

    for one in order:
        put(one)
    return tuple(placed)
