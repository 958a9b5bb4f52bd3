"""How strong a candidate is, whatever the target wants: priority × place × figures × recency × boosts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import prod

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS, Kind
from tailor.core.rules.conditions import meets
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.score_terms import STRENGTH, Term, number, whole
from tailor.models.dates import Day

PRIORITIES = {1: Decimal("0.2"), 2: Decimal("0.3"), 3: Decimal(1), 4: Decimal("1.6"), 5: Decimal("2.5")}
"""Factors of `priority`: 1 and 2 are filler, 4 and 5 what a page is remembered by."""

PLACES = (Decimal("1.1"), Decimal("1.05"), Decimal(1), Decimal("0.95"), Decimal("0.9"))
"""Factors of a bullet's place in its entry, for people write their best first; the last is that of all further ones."""

FIGURE = Decimal("1.15")
"""Factor of a text with a figure in it: a result, where the others say what somebody did."""

BOLD = Decimal("1.2")
"""Factor of a figure that is set bold: the person says that it counts."""

SIDES = {
    "awards": Decimal("1.3"),
    "achievements": Decimal("1.3"),
    "education": Decimal("0.5"),
    "projects": Decimal("0.85"),
    "talks": Decimal("0.6"),
    "writing": Decimal("0.8"),
    "volunteering": Decimal("0.5"),
}
"""Factors of sections: what was done at work counts more than elsewhere, and what others prove of it most; a degree
says most of what its bullets say."""

LASTING = frozenset({Kind.ENTRY, Kind.POSITION, Kind.ROW})
"""Kinds that grow no older: a job held or a degree taken stays."""

OLDEST = Decimal("0.65")
"""Recency never falls below this: what is old counts less, not nothing."""

WEAKEST, STRONGEST = Decimal("0.05"), Decimal(5)

_DIGIT = re.compile(r"(?<![\w+])\d")
"""The first digit of a number; `C++17` and `A100` are names."""

_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_MARKED = re.compile(r"\*\*[^*]*\d[^*]*\*\*|__[^_]*\d[^_]*__")
_WRITTEN = frozenset({Kind.BULLET, Kind.ITEM, Kind.PARAGRAPH})


def strength_terms(
    candidate: Candidate, place: int, book: Rulebook, today: Day, half_life: Decimal, *, dated: bool = False
) -> list[Term]:
    """The factors of strength that are not 1. `place` is a bullet's among its siblings, from 0; `dated`: its section
    holds what has dates, so that it counts as old where it has none itself."""
    if candidate.kind in HOLDERS:
        return []
    terms = [_priority(candidate.priority)]
    if candidate.kind is Kind.BULLET:
        terms.append(_place(place))
    side = SIDES.get(candidate.section)
    if side is not None and (candidate.kind is Kind.BULLET or candidate.section != "education"):
        terms.append(Term("section", "strength", (side,), note=candidate.section))
    terms += _figures(candidate)
    months = age_in_months(candidate, today)
    if months and candidate.kind not in LASTING:
        terms.append(_recency(months, half_life))
    elif months is None and dated and candidate.kind not in LASTING:
        terms.append(Term("recency", "strength", (OLDEST,), note="undated among what has dates"))
    known = book.facts[candidate.id]
    for rule, factor in book.boosts:
        if meets(rule.condition, known):
            terms.append(Term("boost", "strength", (factor,), note=rule.text))
    return [term for term in terms if term.factors[0] != 1]


def dated_sections(candidates: Sequence[Candidate]) -> frozenset[str]:
    """The sections in which something has dates."""
    return frozenset(one.section for one in candidates if one.ongoing or one.start or one.end)


def places(candidates: Sequence[Candidate]) -> Mapping[str, int]:
    """Each bullet's place among the bullets of its entry, from 0, as the person wrote them."""
    result: dict[str, int] = {}
    seen: dict[str | None, int] = {}
    for candidate in candidates:
        if candidate.kind is Kind.BULLET:
            result[candidate.id] = seen.get(candidate.parent, 0)
            seen[candidate.parent] = result[candidate.id] + 1
    return result


def strength_of(terms: Sequence[Term]) -> int:
    """The product of the factors, within bounds, in units of 1/20."""
    return _product(tuple(term.factors[0] for term in terms))


def age_in_months(candidate: Candidate, today: Day) -> int | None:
    """Months since it ended; 0 while it goes on or lies ahead, None if it has no date."""
    last = candidate.end or candidate.start
    if candidate.ongoing:
        return 0
    if last is None:
        return None
    return max(0, (today.year - last.year) * 12 + today.first_month - last.last_month)


@lru_cache(4096)
def _product(factors: tuple[Decimal, ...]) -> int:
    product = prod(factors, start=Decimal(1))
    return whole(min(STRONGEST, max(WEAKEST, product)) * STRENGTH)


@lru_cache
def _priority(priority: int) -> Term:
    return Term("priority", "strength", (PRIORITIES[priority],), note=f"{priority} of 5")


@lru_cache
def _place(place: int) -> Term:
    factor = PLACES[min(place, len(PLACES) - 1)]
    return Term("place", "strength", (factor,), note=f"number {place + 1} of its entry")


def _figures(candidate: Candidate) -> list[Term]:
    """A figure in its words, years aside; and one that is set bold."""
    if candidate.kind not in _WRITTEN or candidate.section == "summary":
        return []
    if not _DIGIT.search(_YEARS.sub("", candidate.text)):
        return []
    marked = _MARKED.search(str(candidate.variants[0].block.fields.get("text", "")))
    factor, note = (FIGURE * BOLD, "a result in bold") if marked else (FIGURE, "a result in figures")
    return [Term("figure", "strength", (factor,), note=note)]


@lru_cache(4096)
def _recency(months: int, half_life: Decimal) -> Term:
    """The factor for an age; decimal arithmetic gives every machine the same digits."""
    factor = max(OLDEST, Decimal("0.5") ** (Decimal(months) / 12 / half_life))
    return Term("recency", "strength", (factor,), note=_ago(months))


def _ago(months: int) -> str:
    if months < 12:
        return f"ended {months} month{'s' if months > 1 else ''} ago"
    return f"ended {number(Decimal(months) / 12, 1)} years ago"
