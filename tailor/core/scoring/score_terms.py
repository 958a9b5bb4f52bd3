"""What a score is made of: named terms, and the same in the optimiser's units."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from math import prod

from msgspec import Struct

from tailor.core.optimise.problem import MENTION, POINT, Coverage

STRENGTH = 20
"""Units of strength 1.0; strength is rounded to one of them."""

SLOPES = (12, 9, 7, 5)
"""What the first, second, third and every further mention of a tag earn, in twentieths."""

SHORT = Decimal("0.9")
"""What a `short` wording earns of the full one, points added by hand aside."""


class Term(Struct, frozen=True):
    """One named part of a score.

    `cause` is strength (a factor of it; worth nothing by itself), merit (what its best wanted tag earns whole), mention
    (what a wanted tag earns with falling returns), against (a negative weight), base, named (its section is named),
    filler, depth (the price of a thin entry), past (that of a further line on an old post), head (what the further
    lines of its head give back) or added. `factors` multiply to the term; `value` is what it earns standing alone, in
    value units: of a mention that is less than the product. `note` says where it comes from.
    """

    name: str
    cause: str
    factors: tuple[Decimal, ...]
    value: int = 0
    note: str = ""

    def __str__(self) -> str:
        """`cpp 4.0 × 1.3 × 0.5 = 2.6`, or `priority × 1.3`; of a mention also what that comes to."""
        product = " × ".join(number(factor) for factor in self.factors)
        if self.cause == "strength":
            return f"{self.name} × {product}"
        plain, earned = prod(self.factors, start=Decimal(1)), points(self.value)
        if self.cause == "mention" and earned < plain:
            return f"{self.name} {product} = {number(plain)}, which earns {number(earned)}: by falling returns"
        return f"{self.name} {product} = {number(earned)}"


class Score(Struct, frozen=True):
    """What one candidate is worth: its strength in 1/20, its terms, and the same as the optimiser wants it.

    `linear` (merit, base, negative weights and the like) and `added` are value units, `mentions` (tag, units of 1/80).
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
        shorter = tuple((tag, whole(units * SHORT)) for tag, units in self.mentions)
        return whole(self.linear * SHORT) + self.added, shorter


class Scoring(Struct, frozen=True):
    """The scores of all candidates by id, and how mentions of each wanted tag earn value.

    `chains` are the bullets of each entry, the best first: none is shown without the one before it. `ranked` are terms
    by id: what an item earns or costs in any wording, by its place in its chain (`core.scoring.ranks`) or by how many
    lines its head takes (`core.scoring.long_heads`).
    """

    scores: Mapping[str, Score]
    coverages: tuple[Coverage, ...]
    chains: tuple[tuple[str, ...], ...] = ()
    ranked: Mapping[str, tuple[Term, ...]] = {}

    def by_rank(self, item: str) -> int:
        """What its `ranked` terms come to, in value units."""
        return sum(term.value for term in self.ranked.get(item, ()))


def points(value: int) -> Decimal:
    """Value units as points."""
    return Decimal(value) / POINT


def coverage(tag: str, weight: int) -> Coverage:
    """How mentions of a tag with this weight (tenths of a point, not negative) earn."""
    return Coverage(tag, tuple((MENTION, slope * weight) for slope in SLOPES))


def whole(exact: Decimal) -> int:
    """The nearest integer, halves away from zero."""
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def number(exact: Decimal, places: int = 2) -> str:
    """At most so many places, at least one: `4.0`, `1.3`, `0.25`."""
    text = f"{exact:.{places}f}".rstrip("0")
    return text + "0" if text.endswith(".") else text
