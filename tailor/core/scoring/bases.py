"""What a candidate earns for being there at all: titles, employers and degrees most, a summary less than nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache

from tailor.core.optimise.problem import POINT
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import TRAITS, Kind
from tailor.core.rules.careers import CAREER, STUDIES
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.score_terms import STRENGTH, Term, whole

DEGREE = 60
"""The base of a degree, in fifths of the target's: a gate that readers look for before any skill."""

GATES = 2
"""So many degrees are gates, the newest."""

EARLIER = 0
"""The same of what came before them, a school or a first degree: it stands by what the target wants of it."""

DEGREES = (Kind.ENTRY, Kind.ROW)

JOB = 40
"""The same of a post in the career."""

GATE = 30
"""The same of a licence or a certificate."""

SUMMARY = -10
"""The same of a summary, which has to name what nothing else on the page shows to be worth its lines."""

NAMED = Decimal(1)
"""What the heading of a section that the target names earns, for a weight of 5 as the target's highest."""

FILLER = {1: Decimal(2), 2: Decimal(2)}
"""What an item of this priority costs by itself, on the same scale, where none of its own tags is wanted."""


def degrees(candidates: Sequence[Candidate]) -> frozenset[str]:
    """The newest degrees, those without dates before the others: what came before them, a school, is no gate."""
    found = [one for one in candidates if one.section == STUDIES and one.kind in DEGREES]
    return frozenset(one.id for one in sorted(found, key=_newest)[:GATES])


def _newest(degree: Candidate) -> tuple[int, int]:
    last = degree.end or degree.start
    if degree.ongoing or last is None:
        return (-9999, 0)
    return (-last.year, -last.last_month)


def base(candidate: Candidate, of_target: Decimal, strength: int, gates: Collection[str]) -> Term:
    """What a candidate earns for being there; `gates` are the degrees that readers look for."""
    fifths = TRAITS[candidate.kind].share
    if candidate.section == "summary":
        fifths = SUMMARY
    elif candidate.id in gates:
        fifths = DEGREE
    elif candidate.section == STUDIES and candidate.kind in DEGREES:
        fifths = EARLIER
    elif candidate.section == CAREER and candidate.kind in (Kind.ENTRY, Kind.POSITION):
        fifths = JOB
    elif candidate.section == "certifications":
        fifths = GATE
    return _base(fifths, of_target, strength)


def named(candidate: Candidate, names: frozenset[str], unit: Decimal) -> list[Term]:
    """What the heading of a named section earns."""
    if candidate.kind is not Kind.SECTION or candidate.section not in names:
        return []
    return [Term("named in the target", "named", (NAMED * unit,), whole(NAMED * unit * POINT))]


def filler(candidate: Candidate, unit: Decimal) -> list[Term]:
    """What a line costs that its author calls filler, whatever the target wants; nothing where it wants nothing."""
    price = FILLER.get(candidate.priority)
    if price is None or not unit or candidate.kind is Kind.KEYWORD:
        return []
    return [
        Term("filler", "filler", (-price * unit,), whole(-price * unit * POINT), f"priority {candidate.priority} of 5")
    ]


def unit_of(book: Rulebook) -> Decimal:
    """One fifth of the highest weight: the scale of prices; 0 where nothing is wanted."""
    return Decimal(max((0, *book.weights.values()))) / 50


@lru_cache(4096)
def _base(fifths: int, of_target: Decimal, strength: int) -> Term:
    share = Decimal(fifths) / 5 * of_target
    factors = (share, Decimal(strength) / STRENGTH)
    return Term("base", "base", factors, whole(share * POINT * strength / STRENGTH))
