"""Which of an entry's bullets comes before which.

None is shown in place of a sibling that is worth more for the target: the bullets of an entry form a chain, the best
first, and each is shown only with the one before it. What a rule of the user's decides stands outside: what is pinned
comes first, what is needed comes before what needs it, and of a `group`, or of what alone meets a `require`, each is
chosen by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.score_terms import Score


def chains(candidates: Sequence[Candidate], scores: Mapping[str, Score], book: Rulebook) -> tuple[tuple[str, ...], ...]:
    """The bullets of each entry, the best first, without those that are left out or stand outside."""
    siblings: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.kind is Kind.BULLET and one.parent is not None and one.id not in book.exclusions:
            siblings.setdefault(one.parent, []).append(one)
    loose = free(candidates, book)
    return tuple(_chain(some, scores, book, loose) for some in siblings.values())


def free(candidates: Sequence[Candidate], book: Rulebook) -> Collection[str]:
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
    some: Sequence[Candidate], scores: Mapping[str, Score], book: Rulebook, loose: Collection[str]
) -> tuple[str, ...]:
    """Pinned ones first, then by what each is worth alone, then as written; what one needs comes before it."""
    order = sorted(
        (one for one in some if one.id not in loose), key=lambda one: (one.id not in book.pins, -scores[one.id].alone)
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
