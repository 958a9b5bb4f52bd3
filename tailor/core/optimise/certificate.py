"""Proof that no page is worth more than a number, and the check of it: in whole numbers, with no word of any solver.

A layout is proved by a tree. Suppose that a page in it is worth `goal` or more (the least value above the bound). For
any multipliers of the right signs `scale × value ≤ Σ multiplier × limit + Σ gain × option` (weak duality; Neumaier and
Shcherbina 2004): where the right side stays below `scale × goal` whatever is shown, there is no such page, and an
option that would bring it there is fixed. With `scale` 0 the same sum shows that nothing keeps the rows (Farkas). What
is left is parted in two at a whole number (Cook, Koch, Steffy and Wolter 2013; Cheung, Gleixner and Steffy 2017): at an
option, a sum of options, or the unit that a region's second page begins with.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd
from typing import TypeAlias

from tailor.core.optimise.problem import Certificate, Cut, LayoutProof, Node, PageProblem, Step, Terms

Box: TypeAlias = tuple[list[int], list[int]]
"""The least and the greatest that each column may be: options, sums, then each flow's unit that the second page begins
with."""


def certifies(certificate: Certificate, problem: PageProblem) -> bool:
    """Whether the certificate shows what it says of this problem; False for one that is damaged or of another."""
    try:
        pairs = zip(range(len(problem.layouts)), certificate.layouts, strict=True)
        return all(Checker(problem, layout, proof, certificate.bound).closes() for layout, proof in pairs)
    except (IndexError, ValueError, ZeroDivisionError, RecursionError):
        return False


class Checker:
    """Checks the proof of one layout; the search makes its own with the same sums."""

    def __init__(self, problem: PageProblem, layout: int, proof: LayoutProof, bound: int) -> None:
        self.problem, self.layout, self.own = problem, layout, problem.layouts[layout]
        self.tree, self.steps, self.sums = proof.tree, list(proof.steps), proof.sums
        self.options = len(problem.options)
        self.rows = [(row.terms, row.low, row.high) for row in (*problem.rows, *self.own.rows)]
        self.mentions: dict[str, list[tuple[int, int]]] = {}
        for index, option in enumerate(problem.options):
            for tag, units in option.mentions:
                self.mentions.setdefault(tag, []).append((index, units))
        self.places = [[*flow.followed()] for flow in self.own.flows]
        for cut in proof.cuts:
            self.rows.append(self._rounded(cut))
        self.quantum = self._quantum()
        self.aim(bound)
        self._known: dict[tuple[int, ...], tuple[int, list[int]]] = {}

    def aim(self, bound: int) -> None:
        """From now on only pages that are worth more than `bound` count."""
        self.bound = bound
        self.goal = ((bound + self.own.price) // self.quantum + 1) * self.quantum

    def closes(self) -> bool:
        """Whether the tree leaves no page that is worth more than the bound."""
        return self._closed(self.tree, self.whole())

    def whole(self) -> Box:
        """The box that every page is in."""
        ends = [sum(min(k, 0) for _, k in one) for one in self.sums]
        most = [sum(max(k, 0) for _, k in one) for one in self.sums]
        breaks = [len(places) for places in self.places]
        return [0] * self.options + ends + [0] * len(breaks), [1] * self.options + most + breaks

    def _closed(self, node: Node, box: Box) -> bool:
        low, high = box
        if any(self.narrow(number, box) < 0 for number in node.steps):
            return True
        if not node.halves:
            chosen = frozenset(index for index in range(self.options) if low[index])
            known = low[: self.options] == high[: self.options]
            return known and (self.worth(chosen) <= self.bound or bool(self.problem.broken(chosen, self.layout)))
        below, above = node.halves
        column, value = node.column, node.value
        upper, lower = high[:], low[:]
        upper[column], lower[column] = min(high[column], value), max(low[column], value + 1)
        return (low[column] > upper[column] or self._closed(below, (low[:], upper))) and (
            lower[column] > high[column] or self._closed(above, (lower, high))
        )

    def worth(self, chosen: Iterable[int]) -> int:
        """The value of a choice, the price of the layout taken off."""
        return self.problem.value(frozenset(chosen), self.layout)

    def narrow(self, number: int, box: Box) -> int:
        """Narrow the box to the pages of at least `goal` that a step leaves; what is left over, below 0 if none is."""
        low, high = box
        limit, gains = self.gains(number, box)
        over = limit + sum([gain * (b if gain > 0 else a) for gain, a, b in zip(gains, low, high, strict=False)])
        over -= self.steps[number].scale * self.goal
        if over >= 0:
            for column, gain in enumerate(gains):
                if gain > 0:
                    low[column] = max(low[column], high[column] - over // gain)
                elif gain < 0:
                    high[column] = min(high[column], low[column] + over // -gain)
        return over

    def gains(self, number: int, box: Box) -> tuple[int, list[int]]:
        """What a step says: `scale × value ≤ limit + Σ gain × column` in all of the box."""
        first = self.options + len(self.sums)
        breaks = (*box[0][first:], *box[1][first:])
        if (number, *breaks) not in self._known:
            self._known[number, *breaks] = self._summed(self.steps[number], box)
        return self._known[number, *breaks]

    def _summed(self, step: Step, box: Box) -> tuple[int, list[int]]:
        if step.scale < 0:
            raise ValueError("a negative scale")
        gains = [step.scale * option.points for option in self.problem.options] + [0] * len(self.sums)
        limit = self._mentioned(step, gains)
        for number, multiplier in step.rows:
            limit += _take(gains, *self.rows[number], multiplier)
        for number, multiplier in step.sums:
            gains[self.options + number] += multiplier
            _take(gains, self.sums[number], 0, 0, multiplier)
        return limit + self._flowing(step, gains, box), gains

    def _mentioned(self, step: Step, gains: list[int]) -> int:
        """Coverage is concave: for any slope, value ≤ slope × mentions + what single steps earn above that slope."""
        limit, extra = 0, dict(step.mentions)
        for number, coverage in enumerate(self.problem.coverages):
            *steps, (_, last) = coverage.steps
            slope = step.scale * last + extra.get(number, 0)
            if slope < step.scale * last:
                raise ValueError("below the last slope, which has no end")
            left = 0
            for index, units in self.mentions.get(coverage.tag, ()):
                gains[index] += slope * units
                left += units
            for width, earned in steps:
                limit += max(0, step.scale * earned - slope) * min(width, left)
                left -= min(width, left)
        return limit

    def _flowing(self, step: Step, gains: list[int], box: Box) -> int:
        """What stands before every place where the page may break is on the first page, what stands behind on the
        second, and between on one of them; if it breaks, a unit begins the second page, and one stands before it."""
        limit, first = 0, self.options + len(self.sums)
        for number, one, other, begins, before in step.flows:
            flow, places = self.own.flows[number], self.places[number]
            least, most = box[0][first + number], box[1][first + number]
            ends = [*(place for place, _ in places), len(flow.units)]
            rooms = [flow.other + flow.units[end].gap for end in ends[least : most + 1] if end < len(flow.units)]
            limit += _positive(one) * flow.first + _positive(other) * max(0, *rooms, 0)
            for place, unit in enumerate(flow.units):
                prices = (one,) if place < ends[least] else (other,) if place >= ends[most] else (one, other)
                for index in unit.options:
                    gains[index] -= min([price * self.own.heights[index] for price in prices])
            limit -= _positive(begins) + _positive(before)
            if (begins or before) and most == len(places):
                raise ValueError("the page need not break")
            breaks = places[least : most + 1]
            for multiplier, units in (
                (begins, {unit for unit, _ in breaks}),
                (before, {one for _, some in breaks for one in some}),
            ):
                for index in {index for unit in units for index in flow.units[unit].root}:
                    gains[index] += multiplier
        return limit

    def _rounded(self, cut: Cut) -> tuple[Terms, None, int]:
        """With `weight = quotient × divisor + rest`, and `over` the rest of the limit, whole numbers x ≥ 0 that keep
        `Σ weight × x ≤ limit` keep `Σ (quotient × (divisor - over) + max(0, rest - over)) × x ≤ limit's quotient ×
        (divisor - over)`."""
        minus, flipped = [0] * self.options, set(cut.flipped)
        limit = sum([_take(minus, *self.rows[number], multiplier) for number, multiplier in cut.rows])
        limit += sum([minus[index] for index in flipped])
        quotient, over = divmod(limit, _positive(cut.divisor))
        limit, terms = quotient * (cut.divisor - over), []
        for index, weight in enumerate(minus):
            sign = 1 if index in flipped else -1
            quotient, rest = divmod(sign * weight, cut.divisor)
            weight = -sign * (quotient * (cut.divisor - over) + max(0, rest - over))
            limit += weight * (index in flipped)
            if weight:
                terms.append((index, weight))
        return tuple(terms), None, limit

    def _quantum(self) -> int:
        """What divides the value of every choice, prices not taken off."""
        found = gcd(*(option.points for option in self.problem.options))
        for one in self.problem.coverages:
            units = gcd(*(u for _, u in self.mentions.get(one.tag, ())), *(width for width, _ in one.steps[:-1]))
            found = gcd(found, units * gcd(*(slope for _, slope in one.steps)))
        return found or 1


def _take(gains: list[int], terms: Terms, low: int | None, high: int | None, multiplier: int) -> int:
    """Take a row off the gains, and what that adds to the limit."""
    limit = high if multiplier > 0 else low
    if limit is None:
        raise ValueError("a multiplier of the wrong sign")
    for index, coefficient in terms:
        gains[index] -= multiplier * coefficient
    return multiplier * limit


def _positive(number: int) -> int:
    if number < 0:
        raise ValueError("a multiplier of the wrong sign")
    return number
