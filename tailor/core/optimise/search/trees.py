"""The trees of the proof while they grow: of each layout, and of where its pages break.

Each part of a tree is solved by the solver in floating point. Its answer says where to look next, and its multipliers,
rounded, make a step of the proof: a part that the step does not close is parted again, whatever the solver said of it.

On two pages the place of the break is decided first, by halves of the places; then each page has a height of its own
to keep, and its own whole numbers of lines. Where there are several heights, the whole is cut before it is parted.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from itertools import accumulate, groupby, islice
from math import floor, frexp
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tailor.core.optimise.certificate import Checker
from tailor.core.optimise.counting import Counted, sums
from tailor.core.optimise.flows import Flow, Span
from tailor.core.optimise.implied import implied
from tailor.core.optimise.problem import Box, LayoutProof, LayoutRows, Node, PageProblem, Row, Step, Terms
from tailor.core.optimise.program import INFINITY, NEAR, Answer, Program, Relaxing, Status
from tailor.core.optimise.search.branching import TRIED, Branching
from tailor.core.optimise.search.cliques import clique_cuts
from tailor.core.optimise.search.cuts import deepest
from tailor.core.optimise.search.greedy import Filling
from tailor.core.optimise.search.limits import Limited
from tailor.core.rules.causes import Height

FULLER = 0.2
"""Part of a quantum: what fullness is worth at most."""

NOTHING = -(1 << 62)

Ranged: TypeAlias = tuple[Terms, int | None, int | None]
"""A row of the proof: terms, and between what their sum lies."""

FINE, LONGEST = 40, 61
"""Bits after the point of multipliers, fine enough for what one sp is worth; and in all, as many as files keep."""

LARGE, ROUNDS, CUT, EACH = 120, 5, 30, 12
"""Options from which on a problem is worth cutting; rounds of cuts, columns that are tried in each, and cuts that are
taken."""

WORTH = 0.05
"""What a round must take off the gap at least for another to come."""


class Ground:
    """What all trees have in common: the problem, its program, the solver, the options that every page shows, the cuts
    that follow from its rows; and `value`, what the best page found is worth, or a page must be worth more than."""

    def __init__(self, problem: PageProblem, solver: Limited, value: int) -> None:
        self.problem, self.program, self.solver, self.value = problem, problem.linear(), solver, value
        self.implied, self.cliques = implied(problem), tuple(clique_cuts(problem.rows))
        self.scales = [scale_of(terms) for terms, *_ in self.program.rows]
        self.rows = Program()
        for row, scale in zip(self.program.rows, self.scales, strict=True):
            add_scaled(self.rows, row, scale)


class Twig:
    """A node of the proof while it grows."""

    def __init__(self) -> None:
        self.steps: list[int] = []
        self.column, self.value = 0, 0
        self.halves: tuple[Twig, ...] = ()
        self.trees: tuple[Tree, ...] = ()

    def node(self) -> Node:
        """The finished node."""
        halves = tuple(half.node() for half in self.halves)
        return Node(tuple(self.steps), self.column, self.value, halves, tuple(tree.proof() for tree in self.trees))


class Part(Struct):
    """An open part of a tree: no page in it is worth more than `promise` (price taken off), by the step `by`, the last
    of its twig. `answer` is the solver's; None where it was not asked, or had none. `above` is the answer that was
    parted at `column`, of which this is a `side`."""

    tree: Tree
    twig: Twig
    box: Box
    promise: int
    by: int = -1
    answer: Answer | None = None
    looked: bool = False
    above: Answer | None = None
    column: int = -1
    side: int = 0


class Tree:
    """The tree of one layout whose pages break within `spans`. While it has open parts its program is kept by the
    solver."""

    def __init__(self, ground: Ground, layout: int, spans: Sequence[Span], box: Box | None = None) -> None:
        problem = ground.problem
        self.ground, self.layout, self.spans = ground, layout, spans
        self.own = problem.layouts[layout].within(spans)
        self.counted = counted(problem.layouts[layout], self.own, spans)
        proof = LayoutProof(Node(), sums=tuple(one.terms for one in self.counted))
        self.checker, self._box = Checker(problem, layout, spans, proof, ground.value, ground.program), box
        self._branching = Branching()
        self._has_cut = self.guessed = False
        self.root, self.open, self.cuts = Twig(), 0, [*ground.cliques]
        self.checker.rows.extend([self.checker.rounded(cut) for cut in self.cuts])
        self._rows = [*range(len(self.checker.rows))]
        more = self.checker.rows[len(ground.scales) :]
        self._scales: list[float] = [*ground.scales, *(scale_of(terms) for terms, *_ in more)]
        self._kept = ExitStack()

    @cached_property
    def problem(self) -> PageProblem:
        """The problem of this layout alone, of pages that break where these may; nothing in it flows."""
        return replace(self.ground.problem, layouts=(self.own,))

    @cached_property
    def again(self) -> Relaxing:
        """The relaxation."""
        checker, program, fine = self.checker, self.ground.rows.copy(), FULLER * self.ground.program.quantum
        most = sum(self.own.heights) or 1
        for column, gain in enumerate(checker.program.gains):
            fuller = fine * self.own.heights[column] / most if column < checker.options else 0.0
            program.add_column(gain + fuller, checker.low[column], checker.high[column])
        for number in self._rows[len(self.ground.scales) :]:
            add_scaled(program, checker.rows[number], self._scales[number])
        return self._kept.enter_context(self.ground.solver.relaxing(program))

    def close(self) -> None:
        """Let the solver forget the program."""
        self._kept.close()
        self.__dict__.pop("again", None)

    @cached_property
    def _ranks(self) -> list[list[int]]:
        return ranks(self, self.ground.implied)

    @cached_property
    def filling(self) -> Filling:
        """What fills pages greedily."""
        return Filling(self.problem, 0)

    def proof(self) -> LayoutProof:
        """What is proved of the layout."""
        sums = tuple(one.terms for one in self.counted)
        return LayoutProof(self.root.node(), tuple(self.checker.steps), sums, tuple(self.cuts))

    def whole(self, promise: int = -NOTHING) -> Part:
        """All of it: sums are no more than there is room for."""
        box, start = self.checker.whole(self._box), len(self.ground.program.rows)
        first = start + len(self.own.rows)
        for number, one in enumerate(self.counted):
            if one.row is not None:
                self.step(self.root, box, Step(0, ((start + one.row, 1), (first + number, -one.least))))
        return Part(self, self.root, box, promise)

    def step(self, twig: Twig, box: Box, step: Step) -> int:
        """Make a step in a box; what it leaves over (see `Checker.narrow`)."""
        self.checker.steps.append(step)
        twig.steps.append(len(self.checker.steps) - 1)
        return self.checker.narrow(twig.steps[-1], box)

    def try_step(self, part: Part, step: Step) -> None:
        """Make a step in a part, which may promise less then."""
        over = self.step(part.twig, part.box, step)
        promise = self.promised(step.scale, over)
        if promise < part.promise or part.by < 0:
            part.promise, part.by = min(promise, part.promise), part.twig.steps[-1]

    def look(self, part: Part) -> None:
        """Solve the relaxation of a part, and make a step of what it says."""
        answer = self.again.maximize(*(array("d", ends) for ends in part.box))
        if answer.status is Status.LIMIT:
            return
        part.looked = True
        prices = self.again.prices() if answer.values else self.again.ray()
        if prices:
            self.try_step(part, self._step_of(prices, ray=not answer.values))
        part.answer = answer if answer.values else None
        if part.above and answer.values and _off(shown := part.above.values[part.column]) > NEAR:
            self._branching.learn(part.column, part.side, shown % 1, part.above.bound - answer.bound)

    def _step_of(self, prices: Sequence[float], *, ray: bool) -> Step:
        """The multipliers of a solver as a step; of a ray where nothing keeps the rows."""
        most = max(map(abs, prices), default=1.0)
        fine = 2.0 ** min(FINE, LONGEST - max(0, frexp(most)[1]))
        rows = []
        for number, price in zip(self._rows, prices, strict=True):
            if price:
                _, low, high = self.checker.rows[number]
                whole = round(price * self._scales[number] * fine)
                if whole and (low if whole < 0 else high) is not None:
                    rows.append((number, whole))
        return Step(0 if ray else round(fine), tuple(rows))

    def promised(self, scale: int, over: int) -> int:
        """What no page is worth more than, by a step that leaves so much over."""
        if over < 0 and not scale:
            return NOTHING
        if not scale:
            return -NOTHING
        quantum, price = self.ground.program.quantum, self.own.price
        return (over + scale * self.checker.goal) // scale // quantum * quantum - price

    def cut(self, part: Part) -> None:
        """Cut the answer of the whole off, again and again, while that brings the bound down."""
        self._has_cut = True
        for _ in range(ROUNDS):
            if part.answer is None or part.promise <= self.ground.value or not self.ground.solver.left:
                break
            values, before = part.answer.values, part.promise
            parted = sorted((c for c, v in enumerate(values) if _off(v) > NEAR), key=lambda c: -_off(values[c]))
            tableau = self.again.tableau({*parted[:CUT]})
            sums = ([(self._rows[k], price * self._scales[self._rows[k]]) for k, price in some] for some in tableau)
            found = [*deepest(self.checker, sums, values, EACH)]
            if not found:
                break
            self.close()
            for one in found:
                self._rows.append(len(self.checker.rows))
                self.checker.rows.append((one.terms, None, one.limit))
                self._scales.append(scale_of(one.terms))
                self.cuts.append(one.cut)
            self.look(part)
            if before - part.promise < WORTH * min(before - self.ground.value, before // 50):
                break

    def wants_cuts(self, part: Part) -> bool:
        """Whether the whole is to be cut before it is parted: in long profiles with several heights to keep, where it
        is decided where the pages break."""
        whole = part.twig is self.root and not self._has_cut and self.checker.options >= LARGE
        if not whole or part.answer is None or self._break(part.answer.values) is not None:
            return False
        return sum(isinstance(row.rule, Height) and row.high is not None for row in self.own.rows) > 1

    def parts(self, part: Part) -> Iterator[Part]:
        """A part in two; none where there is nothing to part."""
        if part.answer and (place := self._break(part.answer.values)):
            yield from self._parted(part, *place)
            return
        column, value = self._undecided(part)
        if column >= 0:
            yield from self._halves(part, column, value)

    def _parted(self, part: Part, flow: int, place: int) -> Iterator[Part]:
        least, most = self.spans[flow]
        trees = []
        for span in ((least, place), (place + 1, most)):
            spans = [span if number == flow else one for number, one in enumerate(self.spans)]
            trees.append(Tree(self.ground, self.layout, spans, part.box))
        part.twig.column, part.twig.value, part.twig.trees = flow, place, tuple(trees)
        for tree in trees:
            yield tree.whole(part.promise)

    def _halves(self, part: Part, column: int, value: int) -> Iterator[Part]:
        part.twig.column, part.twig.value = column, value
        part.twig.halves = (Twig(), Twig())
        for twig, side in zip(part.twig.halves, (0, 1), strict=True):
            box = _half(part.box, column, value, side)
            if box[0][column] <= box[1][column]:
                half = Part(self, twig, box, part.promise, part.by, above=part.answer, side=side)
                if part.by >= 0:
                    self._inherit(half)
                half.column = column
                yield half

    def _inherit(self, half: Part) -> None:
        """Make the step of the whole in its half again, where that narrows it; mostly it gives the column no weight."""
        before = half.box[0][:], half.box[1][:]
        promise = self.promised(self.checker.steps[half.by].scale, self.checker.narrow(half.by, half.box))
        if promise < half.promise or half.box != before:
            half.twig.steps.append(half.by)
            half.promise = min(half.promise, promise)

    def _break(self, values: Sequence[float]) -> tuple[int, int] | None:
        """The flow, and the last place of its first half, to part at: the one with the most places left, where both
        pages of the answer are full. None where there is none."""
        flows = self.ground.problem.layouts[self.layout].flows
        found = []
        for number, (flow, (least, most)) in enumerate(zip(flows, self.spans, strict=True)):
            if least < most:
                left, over = _fullness(flow, self.own.heights, values, (least, most))
                if left < self.own.line:
                    found.append((most - least, number, max(least, min(over, most) - 1)))
        return max(found)[1:] if found else None

    def _undecided(self, part: Part) -> tuple[int, int]:
        """The column to part at, and the value; -1 where a single page is left."""
        low, high = part.box
        if part.answer and (halved := self._halved(part.box, part.answer.values)):
            column = self._best(part, part.answer, halved)
            return column, floor(part.answer.values[column])
        order = [*range(len(self.ground.program.gains), len(low)), *range(self.checker.options)]
        return next(
            ((column, (low[column] + high[column]) // 2) for column in order if low[column] < high[column]), (-1, 0)
        )

    def _halved(self, box: Box, values: Sequence[float]) -> list[int]:
        """The columns that are whole in part, the heaviest first, of those that weigh alike the most so. A sum of many
        may come out of the solver a fraction beyond its end, and parting there would go on for ever."""
        low, high = box
        columns = (
            column
            for alike in self._ranks
            for column in sorted((one for one in alike if _off(values[one]) > NEAR), key=lambda one: -_off(values[one]))
            if low[column] <= floor(values[column]) < high[column]
        )
        return list(columns if self._has_cut else islice(columns, TRIED))

    def _best(self, part: Part, answer: Answer, halved: Sequence[int]) -> int:
        """The column of those that brings the bound down most."""

        def falls(column: int, side: int) -> float:
            box = _half(part.box, column, floor(answer.values[column]), side)
            found = self.again.maximize(*(array("d", ends) for ends in box))
            return answer.bound - found.bound if found.values else INFINITY

        return self._branching.best(halved, answer.values, answer.bound - self.checker.goal, falls)


def add_scaled(program: Program, row: Ranged, scale: float) -> None:
    """Add a row, multiplied, to the program of a solver."""
    terms, low, high = row
    ends = -INFINITY if low is None else low * scale, INFINITY if high is None else high * scale
    program.add_row([(column, many * scale) for column, many in terms], *ends)


def scale_of(terms: Terms) -> float:
    """What a row is multiplied by in the program, so that its coefficients are no longer than the solver likes."""
    long = max([abs(many) for _, many in terms], default=0).bit_length()
    return 1.0 if long <= 11 else 1.0 / (1 << (long - 8))


def counted(layout: LayoutRows, own: LayoutRows, spans: Sequence[Span]) -> tuple[Counted, ...]:
    """The sums of options that a layout is parted at first. On two pages, of each page where it is decided where they
    break, of both where it is not; `own` is the layout with its rows that say where."""
    rows: list[Row] = [*own.rows]
    for flow, (least, most) in enumerate(spans):
        first = len(layout.rows) + 5 * flow
        for number in (first + 2,) if least == most else (first, first + 1):
            rows[number] = replace(rows[number], high=None)
    return tuple(sums(rows, layout.line))


def ranks(tree: Tree, first: Collection[int]) -> list[list[int]]:
    """The whole columns, those that weigh alike together, the heaviest first: what every page shows, the sums, then
    what the most rows hang on."""
    rows = Counter(column for terms, *_ in tree.checker.rows for column, _ in terms)
    weights = {index: float(rows[index]) for index in range(tree.checker.options)}
    for column, one in enumerate(tree.counted, len(tree.ground.program.gains)):
        weights[column] = max(weights[index] for index, _ in one.terms) + 0.5
    for index in first:
        weights[index] = INFINITY
    heaviest = sorted(weights, key=lambda column: -weights[column])
    return [list(alike) for _, alike in groupby(heaviest, key=lambda column: weights[column])]


def _fullness(flow: Flow, heights: Sequence[int], values: Sequence[float], span: Span) -> tuple[float, int]:
    """What both pages have left at least, broken at the best place of a span, and the first place where the first page
    would be over-full."""
    places = [unit for unit, _ in flow.followed()]
    sizes = [sum(heights[index] * values[index] for index in unit.options) for unit in flow.units]
    before, ends, lefts, over = [*accumulate(sizes, initial=0.0)], [*places, len(sizes)], [], span[1]
    for place in range(span[1], span[0] - 1, -1):
        first = flow.first - before[ends[place]]
        gap = flow.units[places[place]].gap if place < len(places) else 0
        lefts.append(min(first, flow.other + gap - before[-1] + before[ends[place]]))
        over = place if first < 0 else over
    return max(lefts), over


def _half(box: Box, column: int, value: int, side: int) -> Box:
    """The pages of a box with at most so much of a column, or with more."""
    low, high = box[0][:], box[1][:]
    if side:
        low[column] = max(low[column], value + 1)
    else:
        high[column] = min(high[column], value)
    return low, high


def _off(value: float) -> float:
    return abs(value - round(value))
