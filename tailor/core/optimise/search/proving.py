"""The search for the best page and for the proof that it is: branch and bound over linear relaxations, in which nothing
counts but what `certificate.Checker` shows in whole numbers.

Each part of the tree is solved by the solver in floating point. Its answer says where to look next, and its
multipliers, rounded, make a step of the proof: a part that the step does not close is parted again, whatever the
solver said of it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import groupby
from math import floor, frexp

from msgspec import Struct

from tailor.core.optimise.certificate import Box, Checker
from tailor.core.optimise.counting import Counted, sums
from tailor.core.optimise.flows import SP_PER_PT, FlowPlaces
from tailor.core.optimise.formulation import Formulation, choice, formulate, scale_of
from tailor.core.optimise.implied import implied
from tailor.core.optimise.problem import Certificate, FlowStep, LayoutProof, LayoutRows, Node, PageProblem, Step
from tailor.core.optimise.program import INFINITY, NEAR, Answer, Program, Relaxing, Status
from tailor.core.optimise.search.cliques import clique_cuts
from tailor.core.optimise.search.greedy import Filling
from tailor.core.optimise.search.limits import Limited

FULLER = 0.2
"""Part of a quantum: what fullness is worth at most."""

NOTHING = -(1 << 62)

FINE, LONGEST = 40, 61
"""Bits after the point of multipliers, fine enough for what one sp is worth; and in all, as many as files keep."""

PATIENCE = 150
"""Parts that are looked at before the solver is asked for a page of its own."""

FEW, GUESSES = 6, 3
"""Options in part from which a whole page is guessed, and how often: more guesses find hardly more."""

Terms = tuple[tuple[int, int], ...]


class Twig:
    """A node of the proof while it grows."""

    def __init__(self) -> None:
        self.steps: list[int] = []
        self.column, self.value = 0, 0
        self.halves: tuple[Twig, ...] = ()

    def node(self) -> Node:
        """The finished node."""
        return Node(tuple(self.steps), self.column, self.value, tuple(half.node() for half in self.halves))


def step_of(checker: Checker, one: Formulation, prices: Sequence[float], *, ray: bool = False) -> Step:
    """The multipliers of a solver as a step; of a ray where nothing keeps the rows."""
    most = max(map(abs, prices), default=1.0)
    fine = 2.0 ** min(FINE, LONGEST - max(0, frexp(most)[1]))
    scales = [scale_of(row) for row in (*checker.problem.rows, *checker.own.rows)]
    rows = []
    for number, (_, low, high) in enumerate(checker.rows):
        scale = scales[number] if number < len(scales) else 1.0
        whole = round(prices[one.first_row + number] * scale * fine)
        if whole and (low if whole < 0 else high) is not None:
            rows.append((number, whole))
    counted = ((number, round(prices[one.first_sum + number] * fine)) for number in range(len(one.sums)))
    mentions = ((number, round(-prices[row] * fine)) for number, row in one.coverages.items())
    flows = tuple(_of_flow(number, places, prices, fine) for number, places in enumerate(one.flows))
    return Step(
        0 if ray else round(fine),
        tuple(rows),
        tuple((number, whole) for number, whole in counted if whole),
        tuple((number, whole) for number, whole in mentions if whole > 0),
        flows,
    )


def _of_flow(number: int, places: FlowPlaces, prices: Sequence[float], fine: float) -> FlowStep:
    def whole(rows: Sequence[int], unit: int) -> Terms:
        found = ((place, round(prices[row] / unit * fine)) for place, row in enumerate(rows))
        return tuple((place, multiplier) for place, multiplier in found if multiplier > 0)

    both = max(0, round(prices[places.both] / SP_PER_PT * fine))
    pages = whole(places.first, SP_PER_PT), whole(places.second, SP_PER_PT)
    return FlowStep(number, both, *pages, whole(places.shown, 1), whole(places.before, 1))


class Part(Struct):
    """An open part of a tree: no page in it is worth more than `promise` (price taken off), by the step `by`, the last
    of its twig. `answer` is the solver's; None where it was not asked, or had none."""

    tree: Tree
    twig: Twig
    box: Box
    promise: int
    by: int = -1
    answer: Answer | None = None
    looked: bool = False


class Tree:
    """The tree of one layout. Once it is needed its program is kept by the solver until `stack` ends."""

    def __init__(self, problem: PageProblem, layout: int, solver: Limited, stack: ExitStack) -> None:
        self.problem, self.layout, self.own = problem, layout, problem.layouts[layout]
        self.counted = counted(self.own)
        self.cuts = tuple(clique_cuts(problem.rows))
        proof = LayoutProof(Node(), sums=tuple(one.terms for one in self.counted), cuts=self.cuts)
        self.checker, self.root = Checker(problem, layout, proof, NOTHING), Twig()
        self._solver, self._stack = solver, stack

    @cached_property
    def one(self) -> Formulation:
        """The program."""
        formulation = formulate(self.problem, self.layout)
        prefer_full(formulation.program, self.own.heights, formulation.quantum)
        for terms, _, high in self.checker.rows[len(self.problem.rows) + len(self.own.rows) :]:
            formulation.program.add_row(terms, high=INFINITY if high is None else high)
        return formulation

    @cached_property
    def again(self) -> Relaxing:
        """Its relaxation."""
        return self._stack.enter_context(self._solver.relaxing(self.one.program))

    @cached_property
    def _ranks(self) -> list[list[int]]:
        return ranks(self.one, implied(self.problem))

    @cached_property
    def filling(self) -> Filling | None:
        """What fills pages greedily; None on two pages."""
        return None if self.own.flows else Filling(self.problem, self.layout)

    def proof(self) -> LayoutProof:
        """What is proved of the layout."""
        return LayoutProof(self.root.node(), tuple(self.checker.steps), self.checker.sums, self.cuts)

    def whole(self) -> Part:
        """All of the layout: sums are no more than there is room for."""
        box, start = self.checker.whole(), len(self.problem.rows)
        for number, one in enumerate(self.counted):
            if one.row is not None:
                self.step(self.root, box, Step(0, ((start + one.row, 1),), ((number, -one.least),)))
        return Part(self, self.root, box, -NOTHING)

    def step(self, twig: Twig, box: Box, step: Step) -> int:
        """Make a step in a box; what it leaves over (see `Checker.narrow`)."""
        self.checker.steps.append(step)
        twig.steps.append(len(self.checker.steps) - 1)
        return self.checker.narrow(twig.steps[-1], box)

    def try_step(self, part: Part, step: Step) -> None:
        """Make a step in a part, which may promise less then."""
        over = self.step(part.twig, part.box, step)
        promise = self.promised(step.scale, over)
        if promise < part.promise:
            part.promise, part.by = promise, part.twig.steps[-1]

    def look(self, part: Part) -> None:
        """Solve the relaxation of a part, and make a step of what it says."""
        answer = self.again.maximize(*self._bounds(part.box))
        if answer.status is Status.LIMIT:
            return
        part.looked = True
        prices = self.again.prices() if answer.values else self.again.ray()
        if prices:
            self.try_step(part, step_of(self.checker, self.one, prices, ray=not answer.values))
        part.answer = answer if answer.values else None

    def promised(self, scale: int, over: int) -> int:
        """What no page is worth more than, by a step that leaves so much over."""
        if over < 0 and not scale:
            return NOTHING
        if not scale:
            return -NOTHING
        quantum, price = self.checker.quantum, self.own.price
        return (over + scale * self.checker.goal) // scale // quantum * quantum - price

    def _bounds(self, box: Box) -> tuple[array[float], array[float]]:
        first = self.checker.options + len(self.counted)
        found = []
        for ends, program in zip(box, (self.one.program.low, self.one.program.high), strict=True):
            bounds = array("d", ends[:first])
            bounds.extend(program[first:])
            found.append(bounds)
        for number, places in enumerate(self.one.flows):
            least, most = box[0][first + number], box[1][first + number]
            for unit, column in enumerate(places.begins):
                found[0][column], found[1][column] = float(unit < least), float(unit < most)
        return found[0], found[1]

    def halves(self, part: Part) -> Iterator[Part]:
        """A part in two; none where there is nothing to part."""
        column, value = self._undecided(part)
        if column < 0:
            return
        part.twig.column, part.twig.value = column, value
        part.twig.halves = (Twig(), Twig())
        for twig, side in zip(part.twig.halves, (0, 1), strict=True):
            low, high = part.box[0][:], part.box[1][:]
            if side:
                low[column] = max(low[column], value + 1)
            else:
                high[column] = min(high[column], value)
            if low[column] <= high[column]:
                half = Part(self, twig, (low, high), part.promise, part.by)
                if part.by >= 0:
                    twig.steps.append(part.by)
                    over = self.checker.narrow(part.by, half.box)
                    half.promise = min(half.promise, self.promised(self.checker.steps[part.by].scale, over))
                yield half

    def _undecided(self, part: Part) -> tuple[int, int]:
        """The column to part at, and the value; -1 where a single page is left."""
        low, high = part.box
        values = part.answer.values if part.answer else ()
        for columns in self._ranks if values else ():
            halved = [c for c in columns if NEAR < values[c] % 1 < 1 - NEAR and self._parts(part.box, c, values[c])]
            if halved:
                column = max(halved, key=lambda column: _off(values[column]))
                return self._place(column, floor(values[column]))
        order = [*range(self.checker.options, len(low)), *range(self.checker.options)]
        return next(
            ((column, (low[column] + high[column]) // 2) for column in order if low[column] < high[column]), (-1, 0)
        )

    def _parts(self, box: Box, column: int, value: float) -> bool:
        """Whether both halves would be smaller. A sum of many sp may come out of the solver a fraction beyond its end,
        and parting there would go on for ever."""
        if column >= self.checker.options + len(self.counted):
            return True
        return bool(box[0][column] <= floor(value) < box[1][column])

    def _place(self, column: int, value: int) -> tuple[int, int]:
        """A column of the program as one of the proof."""
        first = self.checker.options + len(self.counted)
        for number, places in enumerate(self.one.flows):
            if places.begins and places.begins[0] <= column <= places.begins[-1]:
                return first + number, column - places.begins[0]
        return column, value


class Search:
    """Over all layouts at once, the most promising part first. `value` is what the best page found is worth, NOTHING
    if there is none."""

    def __init__(self, problem: PageProblem, solver: Limited, stack: ExitStack) -> None:
        self.problem, self.solver = problem, solver
        self.value, self.layout, self.chosen = NOTHING, 0, frozenset[int]()
        self.trees = [Tree(problem, layout, solver, stack) for layout in range(len(problem.layouts))]
        self._open: list[tuple[int, int, Part]] = []
        self._number, self._guesses = 0, GUESSES
        self.looks, self._sought = 0, False

    def run(self) -> None:
        """Look at parts until none promises more than the best page, or the work is done that may be."""
        for tree in self.trees:
            self._keep(tree.whole())
        self._look_first()
        while (part := self._most_promising()) is not None:
            if part.by >= 0 and not self.solver.left:
                self._keep(part)
                return
            if self.looks >= PATIENCE and not self._sought:
                self._keep(part)
                self._seek(part.tree)
                continue
            if not part.looked:
                self._look(part)
                self._keep(part)
            else:
                for half in part.tree.halves(part):
                    if half.promise > self.value:
                        self._look(half)
                        self._keep(half)
                if not part.twig.halves:
                    self.offer(
                        part.tree.layout, frozenset(i for i in range(len(self.problem.options)) if part.box[0][i])
                    )

    @property
    def ended(self) -> bool:
        """Whether nothing is left to look at."""
        return not self._open

    @property
    def bound(self) -> int:
        """What no page is worth more than, as far as it is proved."""
        return max(self.value, -self._open[0][0] if self._open else NOTHING)

    def certificate(self) -> Certificate:
        """The proof of `bound`."""
        return Certificate(self.bound, tuple(tree.proof() for tree in self.trees))

    def offer(self, layout: int, chosen: frozenset[int]) -> None:
        """Take a page as the best, if it keeps every row and is worth more, or as much and fuller in its layout."""
        value = self.problem.value(chosen, layout)
        if self._better(value, layout, chosen) and not self.problem.broken(chosen, layout):
            self.value, self.layout, self.chosen = value, layout, chosen
            for tree in self.trees:
                tree.checker.aim(value)

    def _better(self, value: int, layout: int, chosen: frozenset[int]) -> bool:
        if value != self.value or layout != self.layout:
            return value > self.value
        return self.problem.height(chosen, layout) > self.problem.height(self.chosen, layout)

    def _look_first(self) -> None:
        """The layout that is preferred: what shows how much it can be worth at most says so of others, too."""
        part = self._open[0][2]
        self._look(part)
        self._open = [one for one in self._open if one[2] is not part]
        heapify(self._open)
        self._keep(part)
        for *_, other in [*self._open]:
            if part.by >= 0 and other is not part and _alike(part.tree, other.tree):
                other.tree.try_step(other, part.tree.checker.steps[part.by])
        some = [one[2] for one in self._open]
        self._open = []
        for one in some:
            self._keep(one)

    def _seek(self, tree: Tree) -> None:
        """Have the solver find a page by its own search: it is quicker where there are many, and nothing is taken from
        it but the page."""
        self._sought = True
        program, quantum = tree.one.program, tree.checker.quantum
        cutoff = None if self.value == NOTHING else float(self.value + tree.own.price)
        answer = self.solver.maximize(program, gap=0.7 * quantum, cutoff=cutoff, work=self.solver.left // 2)
        if answer.values:
            self.offer(tree.layout, choice(answer.values, len(self.problem.options)))

    def _most_promising(self) -> Part | None:
        part = heappop(self._open)[2] if self._open else None
        return part if part and part.promise > self.value else None

    def _keep(self, part: Part) -> None:
        if part.promise > self.value:
            self._number += 1
            heappush(self._open, (-part.promise, self._number, part))

    def _look(self, part: Part) -> None:
        self.looks += 1
        part.tree.look(part)
        if part.answer is None:
            return
        values, tree = part.answer.values[: len(self.problem.options)], part.tree
        apart = sum(NEAR < value < 1 - NEAR for value in values)
        if not apart:
            self.offer(tree.layout, choice(values, len(values)))
        elif apart <= FEW and self._guesses and tree.filling:
            self._guesses -= 1
            if (near := tree.filling.near(values)) is not None:
                self.offer(tree.layout, near)


def _alike(one: Tree, other: Tree) -> bool:
    """Whether the steps of a layout can be made in another."""
    rows = [(row.rule, row.low is None, row.high is None) for row in one.own.rows]
    same = rows == [(row.rule, row.low is None, row.high is None) for row in other.own.rows]
    return same and one.checker.sums == other.checker.sums and not one.own.flows and not other.own.flows


def counted(own: LayoutRows) -> tuple[Counted, ...]:
    """The sums of options that a layout is parted at first. On two pages, each has its own."""
    return () if own.flows else tuple(sums(own.rows, own.line))


def prefer_full(program: Program, heights: Sequence[int], quantum: int) -> None:
    """Between choices of equal value, the fuller page."""
    highest = sum(height for height in heights if height > 0) or 1
    for index, height in enumerate(heights):
        program.gains[index] += FULLER * quantum * max(0, height) / highest


def ranks(one: Formulation, first: Collection[int]) -> list[list[int]]:
    """The whole columns, those that weigh alike together, the heaviest first: what every page shows, the sums, then
    what the most rows hang on."""
    program = one.program
    rows = Counter(program.columns)
    weights = [float(rows[column]) for column in range(program.whole)]
    for number, counted in enumerate(one.sums):
        weights[program.sums + number] = max(weights[index] for index, _ in counted.terms) + 0.5
    for index in first:
        weights[index] = INFINITY
    heaviest = sorted(range(program.whole), key=lambda column: -weights[column])
    return [list(alike) for _, alike in groupby(heaviest, key=lambda column: weights[column])]


def _off(value: float) -> float:
    return abs(value - round(value))
