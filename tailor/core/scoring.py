"""What each candidate is worth to a target, as a list of named terms.

A candidate's strength s = priority × recency × boosts. Each wanted tag that it has is a mention of
s × discount, which earns the tag's weight with diminishing returns over the page (`core.problem.Coverage`).
On top comes a base for being there at all, and what the target adds by hand. The form is that of concept
coverage in extractive summarisation (Gillick & Favre 2009; Lin & Bilmes 2011).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING

from msgspec import Struct

from tailor.core.optimise.problem import MENTION, POINT, Coverage
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS, TRAITS, Kind
from tailor.core.rules.conditions import meets
from tailor.core.rules.rulebook import Rulebook
from tailor.core.rules.tagging import Tagged, levels
from tailor.models.dates import Day

if TYPE_CHECKING:
    from tailor.models.targets import Target

PRIORITIES = {1: Decimal("0.6"), 2: Decimal("0.8"), 3: Decimal(1), 4: Decimal("1.3"), 5: Decimal("1.6")}
"""Factors of `priority`: about a third between neighbours."""

OLDEST = Decimal("0.4")
"""Recency never falls below this: what is old counts less, not nothing."""

WEAKEST, STRONGEST = Decimal("0.2"), Decimal(3)
STRENGTH = 20
"""Units of strength 1.0; strength is rounded to one of them."""

SLOPES = (20, 10, 5, 2)
"""What the first, second, third and every further mention of a tag earn, in twentieths."""

RANKS = (4, 2, 1)
"""Discounts of a candidate's first, second, and every further wanted tag, in quarters: no tag stuffing."""

CLAIM = 2
"""In quarters: a keyword or a summary claims what a bullet shows, so its mentions count half."""

SHORT = Decimal("0.8")
"""What a `short` wording earns of the full one, points added by hand aside."""


class Term(Struct, frozen=True):
    """One named part of a score.

    `cause` is strength (a factor of it; worth nothing by itself), mention, against (a negative weight), base
    or added. `factors` multiply to the term; `value` is what it earns standing alone, in value units: past
    the first mention that is less than the product. `note` says where it comes from.
    """

    name: str
    cause: str
    factors: tuple[Decimal, ...]
    value: int = 0
    note: str = ""

    def __str__(self) -> str:
        """`cpp 4.0 × 1.3 × 0.5 = 2.6`, or `priority × 1.3`; where it is more than one mention, what that comes to."""
        product = " × ".join(_number(factor) for factor in self.factors)
        if self.cause == "strength":
            return f"{self.name} × {product}"
        plain, earned = prod(self.factors, start=Decimal(1)), points(self.value)
        if self.cause == "mention" and earned < plain:
            return f"{self.name} {product} = {_number(plain)}, which earns {_number(earned)}: more than one mention"
        return f"{self.name} {product} = {_number(earned)}"


class Score(Struct, frozen=True):
    """What one candidate is worth: its strength in 1/20, its terms, and the same as the optimiser wants it.

    `linear` (base and negative weights) and `added` are value units, `mentions` (tag, units of 1/80).
    """

    item: str
    strength: int
    terms: tuple[Term, ...]
    linear: int
    added: int
    mentions: tuple[tuple[str, int], ...]

    @property
    def alone(self) -> int:
        """What it would earn on an empty page, in value units: the sum of its terms."""
        return sum(term.value for term in self.terms)

    def of(self, variant: str) -> tuple[int, tuple[tuple[str, int], ...]]:
        """Points and mentions of one wording, in integer units; `short` earns a little less."""
        if variant != "short":
            return self.linear + self.added, self.mentions
        shorter = tuple((tag, _whole(units * SHORT)) for tag, units in self.mentions)
        return _whole(self.linear * SHORT) + self.added, shorter


class Scoring(Struct, frozen=True):
    """The scores of all candidates by id, and how mentions of each wanted tag earn value."""

    scores: Mapping[str, Score]
    coverages: tuple[Coverage, ...]


def points(value: int) -> Decimal:
    """Value units as points."""
    return Decimal(value) / POINT


def coverage(tag: str, weight: int) -> Coverage:
    """How mentions of a tag with this weight (tenths of a point, not negative) earn."""
    return Coverage(tag, tuple((MENTION, slope * weight) for slope in SLOPES))


def score(candidates: Sequence[Candidate], target: Target, book: Rulebook, today: Day) -> Scoring:
    """The scores of these candidates for a target whose rules were read (`core.reading.read_rules`)."""
    coverages = {tag: coverage(tag, weight) for tag, weight in book.weights.items() if weight > 0}
    scores = {}
    for candidate in candidates:
        factors = _strength_terms(candidate, book, today, target.half_life)
        scores[candidate.id] = _score(candidate, target.base, book, factors, coverages)
    return Scoring(scores, tuple(coverages.values()))


def age_in_months(candidate: Candidate, today: Day) -> int | None:
    """Months since it ended; 0 while it goes on or lies ahead, None if it has no date."""
    last = candidate.end or candidate.start
    if candidate.ongoing:
        return 0
    if last is None:
        return None
    return max(0, (today.year - last.year) * 12 + today.first_month - last.last_month)


def _score(
    candidate: Candidate,
    base: Decimal,
    book: Rulebook,
    factors: Sequence[Term],
    coverages: Mapping[str, Coverage],
) -> Score:
    added = book.added.get(candidate.id, Decimal(0))
    by_hand = [Term("added", "added", (added,), _whole(added * POINT))] if added else []
    if candidate.kind in HOLDERS:
        return Score(candidate.id, 0, tuple(by_hand), 0, sum(term.value for term in by_hand), ())
    strength = _strength(tuple(term.factors[0] for term in factors))
    mentions, against = _claims(candidate, book, strength, coverages)
    plain = [_base(TRAITS[candidate.kind].share, base, strength), *against]
    return Score(
        candidate.id,
        strength,
        (*factors, *(term for term, _ in mentions), *plain, *by_hand),
        sum(term.value for term in plain),
        sum(term.value for term in by_hand),
        tuple((term.name, units) for term, units in mentions),
    )


@lru_cache
def _priority(priority: int) -> Term:
    return Term("priority", "strength", (PRIORITIES[priority],), note=f"{priority} of 5")


@lru_cache(4096)
def _recency(months: int, half_life: Decimal) -> Term:
    """The factor for an age; decimal arithmetic gives every machine the same digits."""
    factor = max(OLDEST, Decimal("0.5") ** (Decimal(months) / 12 / half_life))
    return Term("recency", "strength", (factor,), note=_ago(months))


def _strength_terms(candidate: Candidate, book: Rulebook, today: Day, half_life: Decimal) -> list[Term]:
    """The factors of strength that are not 1."""
    if candidate.kind in HOLDERS:
        return []
    terms = [_priority(candidate.priority)]
    months = age_in_months(candidate, today)
    if months:
        terms.append(_recency(months, half_life))
    known = book.facts[candidate.id]
    for rule, factor in book.boosts:
        if meets(rule.condition, known):
            terms.append(Term("boost", "strength", (factor,), note=rule.text))
    return [term for term in terms if term.factors[0] != 1]


def _ago(months: int) -> str:
    if months < 12:
        return f"ended {months} month{'s' if months > 1 else ''} ago"
    return f"ended {_number(Decimal(months) / 12, 1)} years ago"


@lru_cache(4096)
def _strength(factors: tuple[Decimal, ...]) -> int:
    """The product of the factors, within bounds, in units of 1/20."""
    product = prod(factors, start=Decimal(1))
    return _whole(min(STRONGEST, max(WEAKEST, product)) * STRENGTH)


@lru_cache(4096)
def _base(fifths: int, base: Decimal, strength: int) -> Term:
    """What a candidate earns for being there."""
    share = Decimal(fifths) / 5 * base
    factors = (share, Decimal(strength) / STRENGTH)
    return Term("base", "base", factors, _whole(share * POINT * strength / STRENGTH))


def _claims(
    candidate: Candidate, book: Rulebook, strength: int, coverages: Mapping[str, Coverage]
) -> tuple[list[tuple[Term, int]], list[Term]]:
    """The mentions of wanted tags with their units, best paid first; and the terms of unwanted ones."""
    shares = _shares(candidate, book.tags[candidate.id], book.weights)
    wanted = [key for key in shares if book.weights[key] > 0]
    wanted.sort(key=lambda key: (-book.weights[key] * shares[key][0], -shares[key][0], key))
    mentions = []
    for rank, key in enumerate(wanted):
        share, note = shares[key]
        quarters = RANKS[min(rank, len(RANKS) - 1)] * share // RANKS[0]
        if quarters:
            units = strength * quarters
            value = coverages[key].value(units)
            mentions.append((_term(key, "mention", book.weights[key], strength, quarters, value, note), units))
    against = [
        _term(key, "against", weight, strength, share, SLOPES[0] * weight * strength * share, note)
        for key, (share, note) in shares.items()
        if (weight := book.weights[key]) < 0
    ]
    return mentions, against


def _shares(candidate: Candidate, tags: Tagged, weights: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """The wanted keys that a candidate has, each once, with its share in quarters and where it comes from.

    An inherited tag counts half: a job says it of itself, and each of its bullets need not say it again.
    """
    full = CLAIM if candidate.kind is Kind.KEYWORD or candidate.section == "summary" else RANKS[0]
    result: dict[str, tuple[int, str]] = {}
    for own, some in ((True, tags.own), (False, tags.inherited)):
        for tag in some:
            key = next((level for level in levels(tag) if level in weights), None)
            if key is not None and key not in result:
                origin = "found in its words" if tag in tags.found else "" if own else "inherited"
                under = f"as {tag}" if tag != key else ""
                result[key] = full if own else full // 2, ", ".join(filter(None, (under, origin)))
    return result


@lru_cache(4096)
def _term(key: str, cause: str, weight: int, strength: int, quarters: int, value: int, note: str) -> Term:
    factors = (Decimal(weight) / 10, Decimal(strength) / STRENGTH, Decimal(quarters) / 4)
    return Term(key, cause, factors, value, note)


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def _number(number: Decimal, places: int = 2) -> str:
    """At most so many places, at least one: `4.0`, `1.3`, `0.25`."""
    text = f"{number:.{places}f}".rstrip("0")
    return text + "0" if text.endswith(".") else text
