"""Proof that no page is worth more than a number, and the check of it: in whole numbers, with no word of any solver.

Suppose that a page is worth `goal` or more (the least value above the bound). For any multipliers of the right signs
`scale × value ≤ Σ multiplier × limit + Σ gain × column` (weak duality; Neumaier and Shcherbina 2004): where the right
side stays below `scale × goal`, there is no such page, and a column that would bring it there is narrowed. With `scale`
0 the same sum shows that nothing keeps the rows (Farkas). What is left is parted in two (Cook, Koch, Steffy and Wolter
2013; Cheung, Gleixner and Steffy 2017): at a column, or where a region goes on to the second page.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from tailor.core.optimise.problem import Box, Certificate, Cut, LayoutProof, Linear, Node, PageProblem, Span, Terms


def certifies(certificate: Certificate, problem: PageProblem) -> bool:
    """Whether the certificate shows what it says of this problem; False for one that is damaged or of another."""
    try:
        program, pairs = problem.linear(), enumerate(zip(problem.layouts, certificate.layouts, strict=True))
        checkers = (Checker(problem, n, one.spans(), proof, certificate.bound, program) for n, (one, proof) in pairs)
        return all(checker.closes() for checker in checkers)
    except (IndexError, ValueError, ZeroDivisionError, RecursionError):
        return False


class Checker:
    """Checks the proof of the pages of a layout that break within `spans`; the search makes its own."""

    def __init__(
        self, problem: PageProblem, layout: int, spans: Sequence[Span], proof: LayoutProof, bound: int, program: Linear
    ) -> None:
        self.problem, self.layout, self.spans, self.bare = problem, layout, spans, program
        self.tree, self.steps, self.options = proof.tree, [*proof.steps], len(problem.options)
        self.program = program.more(problem.layouts[layout].within(spans).rows, proof.sums)
        self.rows, self.low, self.high = [*self.program.rows], self.program.least, self.program.most
        for cut in proof.cuts:
            self.rows.append(self.rounded(cut))
        self.aim(bound)
        self._known: dict[int, tuple[int, list[int]]] = {}

    def aim(self, bound: int) -> None:
        """From now on only pages that are worth more than `bound` count."""
        self.bound, quantum = bound, self.program.quantum
        self.goal = ((bound + self.problem.layouts[self.layout].price) // quantum + 1) * quantum

    def closes(self, box: Box | None = None) -> bool:
        """Whether the tree leaves no page (in a box) that is worth more than the bound."""
        return self._closed(self.tree, self.whole(box))

    def whole(self, box: Box | None = None) -> Box:
        """The box that every page is in, or every page of another box, which has sums of its own."""
        (low, high), most = box or (self.low, self.high), len(self.bare.most)
        return [*low[:most], *self.low[most:]], [*high[:most], *self.high[most:]]

    def _closed(self, node: Node, box: Box) -> bool:
        low, high = box
        last = () if node.halves or node.proofs else node.steps[-1:]  # mostly it closes the node alone
        if any(self.narrow(number, box) < 0 for number in last + node.steps):
            return True
        if node.proofs:
            return self._parted(node, box)
        if not node.halves:
            page = frozenset(index for index in range(self.options) if low[index])
            less = self.problem.value(page, self.layout) <= self.bound or self.problem.broken(page, self.layout) != ()
            return less and low[: self.options] == high[: self.options]
        (below, above), column, upper, lower = node.halves, node.column, high[:], low[:]
        upper[column], lower[column] = min(high[column], node.value), max(low[column], node.value + 1)
        return (low[column] > upper[column] or self._closed(below, (low[:], upper))) and (
            lower[column] > high[column] or self._closed(above, (lower, high))
        )

    def _parted(self, node: Node, box: Box) -> bool:
        """Whether the proofs of the pages that break at a place at the latest, and of those that break later, hold."""
        (least, most), spans = self.spans[_positive(node.column)], [*self.spans]
        if not least <= node.value < most:
            return False
        for proof, span in zip(node.proofs, ((least, node.value), (node.value + 1, most)), strict=True):
            spans[node.column] = span
            if not Checker(self.problem, self.layout, spans, proof, self.bound, self.bare).closes(box):
                return False
        return True

    def narrow(self, step: int, box: Box) -> int:
        """Narrow the box to the pages of at least `goal` that a step leaves; what is left over, below 0 if none is."""
        (low, high), (over, gains) = box, self._said(step)
        over += int(sum(map(max, map(mul, gains, low), map(mul, gains, high)))) - self.steps[step].scale * self.goal
        if over >= 0:
            fixed = [column for column, gain in enumerate(gains[: self.options]) if gain > over or -gain > over]
            for column in (*fixed, *range(self.options, len(low))):
                if (gain := gains[column]) > 0:
                    low[column] = max(low[column], high[column] - over // gain)
                elif gain:
                    high[column] = min(high[column], low[column] + over // -gain)
        return over

    def _said(self, number: int) -> tuple[int, list[int]]:
        """What a step says: `scale × value ≤ limit + Σ gain × column`."""
        if number not in self._known:
            step, limit = self.steps[number], 0
            gains = [gain * step.scale for gain in self.program.gains] if _positive(step.scale) else [0] * len(self.low)
            for row, multiplier in step.rows:
                terms, low, high = self.rows[_positive(row)]
                limit += multiplier * _given(high if multiplier > 0 else low)
                for column, coefficient in terms:
                    gains[column] -= multiplier * coefficient
            self._known[number] = limit, gains
        return self._known[number]

    def rounded(self, cut: Cut) -> tuple[Terms, None, int]:
        """Whole x ≥ 0 that keep `Σ weight × x ≤ limit` keep `Σ part(weight) × x ≤ part(limit)`, with `over` the rest of
        the limit over the divisor. What a row falls short of its limit by is whole, too, and counts as a column."""
        divisor, limit, weights, slacks, flipped = _positive(cut.divisor), 0, dict[int, int](), {}, {*cut.flipped}
        for number, multiplier in cut.rows:
            terms, least, most = self.rows[_positive(number)]
            sign, end = (1, most) if most is not None else (-1, _given(least))
            if least != most:
                slacks[number], terms = (sign, terms, end), (*terms, (-1 - number, sign))
            limit += multiplier * end
            for column, many in terms:
                weights[column] = weights.get(column, 0) + multiplier * many
        ends = {c: (1, 0) if c < 0 else (-1, self.high[c]) if c in flipped else (1, self.low[c]) for c in weights}
        quotient, over = divmod(limit - sum([weight * ends[column][1] for column, weight in weights.items()]), divisor)
        limit = quotient * (divisor - over)
        for column, weight in weights.items():
            quotient, rest = divmod(ends[column][0] * weight, divisor)
            weights[column] = quotient * (divisor - over) + max(0, rest - over)
        for number, (sign, terms, end) in slacks.items():
            if less := weights.pop(-1 - number) * sign:
                limit -= less * (end - sum([many * ends[column][1] for column, many in terms]))
                for column, many in terms:
                    weights[column] -= less * many * ends[column][0]
        coarse = 1 + (max(map(abs, weights.values()), default=0) >> 20)  # so many bits of each are kept
        shorter = [(column, ends[column][0] * (weight // coarse)) for column, weight in weights.items()]
        limit = limit // coarse + sum([weight * ends[column][1] for column, weight in shorter])
        return tuple([(column, weight) for column, weight in shorter if weight]), None, limit


def _given(limit: int | None) -> int:
    if limit is not None:
        return limit
    raise ValueError("a multiplier of the wrong sign")


def _positive(number: int) -> int:
    if number < 0:
        raise ValueError("a multiplier, or a place, below 0")
    return number
