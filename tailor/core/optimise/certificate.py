"""Proof that no page is worth more than a number, and the check of it: in whole numbers, with no word of any solver.

A layout is proved by a tree. Suppose that a page in it is worth `goal` or more (the least value above the bound). For
any multipliers of the right signs `scale × value ≤ Σ multiplier × limit + Σ gain × option` (weak duality; Neumaier and
Shcherbina 2004): where the right side stays below `scale × goal` whatever is shown, there is no such page, and an
option that would bring it there is fixed. With `scale` 0 the same sum shows that nothing keeps the rows (Farkas). What
is left is parted in two at a whole number (Cook, Koch, Steffy and Wolter 2013; Cheung, Gleixner and Steffy 2017): at an
option, a sum of options, or the unit that a region's second page begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from math import gcd
from operator import mul, sub
from typing import TypeAlias

from tailor.core.optimise.problem import Certificate, Cut, FlowStep, LayoutProof, Node, PageProblem, Step, Terms

Box: TypeAlias = tuple[list[int], list[int]]
"""The least and the greatest that each column may be: options, sums, then each flow's unit that the second page begins
with."""

StepBound: TypeAlias = tuple[int, list[int], list[int], list[tuple[int, list[int]]]]
"""What a step says: `scale × value ≤ limit + Σ (up - down) × column`, and for each flow more by where it breaks."""


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
        if not all(index in range(self.options) for terms in self.sums for index, _ in terms):
            raise ValueError("a sum of what is no option")
        self.plain = [option.points for option in problem.options]
        self.covers = [*self._covers()]
        self.places = [[*flow.followed()] for flow in self.own.flows]
        for cut in proof.cuts:
            self.rows.append(self._rounded(cut))
        self.quantum = self._quantum()
        self.aim(bound)
        self._known: dict[int, StepBound] = {}

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
        if any(self.narrow(number, box) < 0 for number in self._in_turn(node)):
            return True
        if not node.halves:
            chosen = frozenset(index for index in range(self.options) if low[index])
            known = low[: self.options] == high[: self.options]
            return known and not self._better(chosen)
        below, above = node.halves
        column, value = node.column, node.value
        upper, lower = high[:], low[:]
        upper[column], lower[column] = min(high[column], value), max(low[column], value + 1)
        return (low[column] > upper[column] or self._closed(below, (low[:], upper))) and (
            lower[column] > high[column] or self._closed(above, (lower, high))
        )

    def _in_turn(self, node: Node) -> tuple[int, ...]:
        """The steps of a node. The last of one that is parted no more mostly closes it alone, so it comes first where
        the others have been read before."""
        if node.halves or not all(number in self._known for number in node.steps[:-1]):
            return node.steps
        return node.steps[-1:] + node.steps

    def _better(self, chosen: frozenset[int]) -> bool:
        better = self.problem.value(chosen, self.layout) > self.bound
        return better and not self.problem.broken(chosen, self.layout)

    def narrow(self, number: int, box: Box) -> int:
        """Narrow the box to the pages of at least `goal` that a step leaves; what is left over, below 0 if none is."""
        low, high = box
        over, ups, downs, rooms = self._bound_of(number)
        first = len(ups)
        most = [max(room[low[first + k] : high[first + k] + 1]) for k, room in rooms]
        over += sum(most) + self._most_gained(ups, downs, box) - self.steps[number].scale * self.goal
        if over >= 0:
            fixed: list[int] = []
            if max(max(ups, default=0), max(downs, default=0)) > over:
                fixed = [column for column, up in enumerate(ups) if up > over or downs[column] > over]
            for column in (*fixed, *range(self.options, first)):
                if ups[column]:
                    low[column] = max(low[column], high[column] - over // ups[column])
                elif downs[column]:
                    high[column] = min(high[column], low[column] + over // downs[column])
            for (flow, room), best in zip(rooms, most, strict=True):
                left = [k for k in range(low[first + flow], high[first + flow] + 1) if room[k] >= best - over]
                low[first + flow], high[first + flow] = left[0], left[-1]
        return over

    def _most_gained(self, ups: list[int], downs: list[int], box: Box) -> int:
        """What the columns add at most: options are 0 or 1, sums are whole numbers."""
        low, high = box
        plain = sum(compress(ups[: self.options], high)) - sum(compress(downs[: self.options], low))
        summed = slice(self.options, len(ups))
        more: int = sum(map(mul, ups[summed], high[summed])) - sum(map(mul, downs[summed], low[summed]))
        return plain + more

    def _bound_of(self, number: int) -> StepBound:
        """What a step says."""
        if number not in self._known:
            step = self.steps[number]
            scale = _positive(step.scale)
            gains = [scale * points for points in self.plain] + [0] * len(self.sums)
            limit = self._mentioned(step, gains)
            for row, multiplier in step.rows:
                limit += _take(gains, *self.rows[_positive(row)], multiplier)
            for one, multiplier in step.sums:
                gains[self.options + _positive(one)] += multiplier
                _take(gains, self.sums[one], 0, 0, multiplier)
            rooms = [(flow.number, self._rooms(flow, gains)) for flow in step.flows]
            ups = [gain if gain > 0 else 0 for gain in gains]
            self._known[number] = limit, ups, [*map(sub, ups, gains)], rooms
        return self._known[number]

    def _covers(self) -> Iterator[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
        """Of each coverage, what mentions it, as (option, units), and its steps, as (width that can be filled, what is
        earned above the last slope). What mentions earn at the last slope goes to `plain`: it is linear."""
        for coverage in self.problem.coverages:
            *steps, (_, last) = coverage.steps
            some = [
                (i, u) for i, one in enumerate(self.problem.options) for tag, u in one.mentions if tag == coverage.tag
            ]
            left, found = sum(units for _, units in some), []
            for width, earned in steps:
                found.append((min(width, left), earned - last))
                left -= found[-1][0]
            for index, units in some:
                self.plain[index] += last * units
            yield some, found

    def _mentioned(self, step: Step, gains: list[int]) -> int:
        """Coverage is concave: for any slope, value ≤ slope × mentions + what single steps earn above that slope."""
        limit, slopes = 0, [0] * len(self.covers)
        for number, slope in step.mentions:
            slopes[_positive(number)] += _positive(slope)
        for slope, (some, steps) in zip(slopes, self.covers, strict=True):
            if slope:
                for index, units in some:
                    gains[index] += slope * units
            for width, above in steps:
                limit += max(0, step.scale * above - slope) * width
        return limit

    def _rooms(self, step: FlowStep, gains: list[int]) -> list[int]:
        """What a flow adds to the limit, by the place where the page breaks (the last is: nowhere). If it breaks at
        place v, all before an earlier place is on the first page, all from a later one on the second; both pages hold
        all; and the unit that begins the second is shown, and one before it."""
        flow, places = self.own.flows[_positive(step.number)], self.places[step.number]
        ends = [*(unit for unit, _ in places), len(flow.units)]
        weights = [_positive(step.both)] * len(flow.units)
        for place, multiplier in step.first:
            weights[: ends[_positive(place)]] = [weight + _positive(multiplier) for weight in weights[: ends[place]]]
        for place, multiplier in step.second:
            weights[ends[_positive(place)] :] = [weight + _positive(multiplier) for weight in weights[ends[place] :]]
        for unit, weight in zip(flow.units, weights, strict=True):
            for index in unit.options:
                gains[index] -= weight * _positive(self.own.heights[index])
        for some, groups in ((step.shown, [[k] for k, _ in places]), (step.before, [before for _, before in places])):
            for place, multiplier in some:
                for index in {index for one in groups[_positive(place)] for index in flow.units[one].root}:
                    gains[index] += _positive(multiplier)
        rooms = []
        for v, end in enumerate(ends):
            other = flow.other + flow.units[end].gap if v < len(places) else 0
            room = step.both * (flow.first + other)
            room += sum(multiplier * (flow.first + (other if k > v else 0)) for k, multiplier in step.first)
            room += sum(multiplier * (other + (flow.first if v > k else 0)) for k, multiplier in step.second)
            rooms.append(room - sum(multiplier for k, multiplier in (*step.shown, *step.before) if k == v))
        return rooms

    def _rounded(self, cut: Cut) -> tuple[Terms, None, int]:
        """With `weight = quotient × divisor + rest`, and `over` the rest of the limit, whole numbers x ≥ 0 that keep
        `Σ weight × x ≤ limit` keep `Σ (quotient × (divisor - over) + max(0, rest - over)) × x ≤ limit's quotient ×
        (divisor - over)`."""
        minus, flipped = [0] * self.options, set(cut.flipped)
        limit = sum([_take(minus, *self.rows[number], multiplier) for number, multiplier in cut.rows])
        limit += sum([minus[_positive(index)] for index in flipped])
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
        for one, (some, _) in zip(self.problem.coverages, self.covers, strict=True):
            units = gcd(*(units for _, units in some), *(width for width, _ in one.steps[:-1]))
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
        raise ValueError("a multiplier, or a place, below 0")
    return number
