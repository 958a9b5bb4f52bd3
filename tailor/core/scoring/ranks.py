"""What a bullet earns or costs by its place among those of its entry, the best first (`core.scoring.best_first`).

An entry that shows a single bullet of many is thin: the first carries that price, the second gives it back. A post that
ended longer ago than an item takes to count half says what it was worth in one line: it is not thin with that, and
every further line costs. As each bullet is shown only with the better ones, both are linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tailor.core.optimise.problem import POINT
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.careers import CAREER
from tailor.core.scoring.score_terms import Term, whole
from tailor.core.scoring.strength import age_in_months
from tailor.models.dates import Day

if TYPE_CHECKING:
    from tailor.models.targets import Target

MANY = 3
"""An entry with fewer bullets than this is not called thin for showing one."""

FURTHER = Decimal("0.5")
"""What each further line of an old post costs, for a weight of 5 as the target's highest."""

THIN, DEEP = "one bullet of many is a thin entry", "with a second bullet the entry is thin no more"
OLD = "a further line of a post that ended long ago"


def ranked(
    chained: Iterable[Sequence[str]], candidates: Sequence[Candidate], target: Target, unit: Decimal, today: Day
) -> dict[str, tuple[Term, ...]]:
    """The terms of the bullets of each chain, by id; `unit` is a fifth of the target's highest weight."""
    by_id = {one.id: one for one in candidates}
    result: dict[str, tuple[Term, ...]] = {}
    for chain in chained:
        if not chain or not unit:
            continue
        head = by_id.get(by_id[chain[0]].parent or "")
        if head is not None and _past(head, target.half_life, today):
            result |= {item: (_term("past", -FURTHER * unit, OLD),) for item in chain[1:]}
        elif len(chain) >= MANY and target.thin and _several(target, by_id[chain[0]].section):
            price = target.thin * unit
            result |= {
                item: (_term("depth", value, note),)
                for item, (value, note) in zip(chain, ((-price, THIN), (price, DEEP)), strict=False)
            }
    return result


def _past(head: Candidate, half_life: Decimal, today: Day) -> bool:
    """Whether a post of the career ended longer ago than the half-life."""
    if head.section != CAREER or head.kind not in (Kind.ENTRY, Kind.POSITION):
        return False
    return (age_in_months(head, today) or 0) > 12 * half_life


def _several(target: Target, section: str) -> bool:
    """Whether entries of a section may show a second bullet."""
    rule = target.sections.get(section)
    return rule is None or rule.bullets.max is None or rule.bullets.max > 1


def _term(cause: str, price: Decimal, note: str) -> Term:
    return Term(cause, cause, (price,), whole(price * POINT), note)
