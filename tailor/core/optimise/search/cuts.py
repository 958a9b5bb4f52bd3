"""Cuts from the answer of a relaxation (Gomory 1960): each column that is whole in part tells a sum of rows, and the
sum is rounded as whole numbers allow. Where it comes from does not matter: `Checker.rounded` makes the cut, in whole
numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from msgspec import Struct

from tailor.core.optimise.certificate import Checker
from tailor.core.optimise.problem import Cut, Terms

FINE = 1 << 44
"""Over which multipliers are rounded, and as long as files keep at most."""

LONGEST = 1 << 61

DEEP, ALIKE = 1e-3, 0.8
"""How far the answer is from a cut at least (by its norm), and how parallel two may be."""


class Found(Struct, frozen=True):
    """A cut, its row, how deep it cuts the answer off, and the norm of its coefficients."""

    cut: Cut
    terms: Terms
    limit: int
    depth: float
    norm: float


def deepest(
    checker: Checker,
    sums: Iterable[Sequence[tuple[int, float]]],
    values: Sequence[float],
    most: int,
) -> Iterator[Found]:
    """The deepest cuts that sums of rows (of the checker's, as they are there) make, `most` at most, no two nearly
    parallel."""
    found = [one for some in sums if (one := _cut(checker, some, values))]
    taken: list[Found] = []
    for one in sorted(found, key=lambda one: -one.depth):
        if len(taken) < most and all(_cosine(one, other) < ALIKE for other in taken):
            taken.append(one)
            yield one


def _cut(checker: Checker, some: Sequence[tuple[int, float]], values: Sequence[float]) -> Found | None:
    rows = []
    for number, multiplier in some:
        whole = round(multiplier * FINE)
        if whole:
            rows.append((number, whole))
    if any(abs(multiplier) > LONGEST for _, multiplier in rows):
        return None
    columns = {column for number, _ in rows for column, _ in checker.rows[number][0]}
    flipped = tuple(sorted(c for c in columns if values[c] - checker.low[c] > checker.high[c] - values[c]))
    cut = Cut(tuple(rows), FINE, flipped)
    terms, _, limit = checker.rounded(cut)
    norm = sqrt(sum(weight * weight for _, weight in terms))
    depth = (sum(weight * values[column] for column, weight in terms) - limit) / norm if norm else 0.0
    return Found(cut, terms, limit, depth, norm) if depth > DEEP else None


def _cosine(one: Found, other: Found) -> float:
    weights = dict(other.terms)
    return abs(sum(weight * weights.get(column, 0) for column, weight in one.terms)) / one.norm / other.norm
