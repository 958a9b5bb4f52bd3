"""The search for the best page and for the proof that it is: branch and bound over linear relaxations, in which nothing
counts but what `certificate.Checker` shows in whole numbers."""

from __future__ import annotations

from heapq import heappop, heappush

from tailor.core.optimise.formulation import choice, formulate
from tailor.core.optimise.problem import Certificate, PageProblem
from tailor.core.optimise.program import NEAR
from tailor.core.optimise.search.limits import Limited
from tailor.core.optimise.search.trees import NOTHING, Ground, Part, Tree

PATIENCE = 150
"""Parts that are looked at before the solver is asked for a page of its own."""

FEW, GUESSES = 6, 3
"""Options in part from which a whole page is guessed, and how often: more guesses find hardly more."""


class Search:
    """Over all layouts at once, the most promising part first; use it in a `with`."""

    def __init__(self, problem: PageProblem, solver: Limited, floor: int = NOTHING) -> None:
        """Of `problem`; only pages that are worth more than `floor` count."""
        self.problem, self.solver = problem, solver
        self.layout, self.chosen = -1, frozenset[int]()
        self.ground = Ground(problem, solver, floor)
        self.roots = [Tree(self.ground, number, layout.spans()) for number, layout in enumerate(problem.layouts)]
        self._trees = [*self.roots]
        self._open: list[tuple[int, int, Part]] = []
        self._number, self._guesses = 0, GUESSES
        self.looks, self._sought = 0, False

    def __enter__(self) -> Search:
        return self

    def __exit__(self, *_: object) -> None:
        for tree in self._trees:
            tree.close()

    @property
    def value(self) -> int:
        """What the best page found is worth; the floor where none is."""
        return self.ground.value

    @property
    def found(self) -> bool:
        """Whether there is a page yet."""
        return self.layout >= 0

    def run(self, *, any_page: bool = False) -> None:
        """Look at parts until none promises more than the best page, or the work is done that may be; until a page is
        found, where any will do."""
        for tree in self.roots:
            self._keep(tree.whole())
        self._look_first()
        while not (any_page and self.found) and (part := self._most_promising()) is not None:
            if part.by >= 0 and not self.solver.left:
                self._keep(part)
                return
            if self.looks >= PATIENCE and not self._sought:
                self._keep(part)
                self._seek(part.tree)
                continue
            self._go_on(part)
            self._leave(part.tree)

    def _go_on(self, part: Part) -> None:
        if not part.looked:
            self._look(part)
            self._keep(part)
            return
        if part.tree.wants_cuts(part):
            part.tree.cut(part)
            self._offered(part)
            self._keep(part)
            return
        for half in part.tree.parts(part):
            if half.tree is not part.tree:
                self._trees.append(half.tree)
            if half.promise > self.value:
                self._look(half)
                self._keep(half)
            self._leave(half.tree)
        if not part.twig.halves and not part.twig.trees:
            self.offer(part.tree.layout, frozenset(i for i in range(len(self.problem.options)) if part.box[0][i]))

    def _leave(self, tree: Tree) -> None:
        if not tree.open:
            tree.close()

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
        return Certificate(self.bound, tuple(tree.proof() for tree in self.roots))

    def offer(self, layout: int, chosen: frozenset[int]) -> None:
        """Take a page as the best, if it keeps every row and is worth more, or as much and fuller in its layout."""
        value = self.problem.value(chosen, layout)
        if self._better(value, layout, chosen) and not self.problem.broken(chosen, layout):
            self.ground.value, self.layout, self.chosen = value, layout, chosen
            for tree in self._trees:
                tree.checker.aim(value)

    def _better(self, value: int, layout: int, chosen: frozenset[int]) -> bool:
        if value != self.value or layout != self.layout:
            return value > self.value
        return self.problem.height(chosen, layout) > self.problem.height(self.chosen, layout)

    def _look_first(self) -> None:
        """The layout that is preferred: what shows how much it can be worth at most says so of others, too."""
        part = self._open[0][2]
        self._look(part)
        others = [one[2] for one in self._open if one[2] is not part]
        self._open = []
        part.tree.open = 0
        self._keep(part)
        for other in others:
            other.tree.open = 0
            if part.by >= 0 and _alike(part.tree, other.tree):
                other.tree.try_step(other, part.tree.checker.steps[part.by])
            self._keep(other)

    def _seek(self, tree: Tree) -> None:
        """Have the solver find a page by its own search: it is quicker where there are many, and nothing is taken from
        it but the page."""
        self._sought = True
        one = formulate(tree.problem, 0)
        cutoff = None if self.value == NOTHING else float(self.value + tree.own.price)
        answer = self.solver.maximize(one.program, gap=0.7 * one.quantum, cutoff=cutoff, work=self.solver.left // 2)
        if answer.values:
            self.offer(tree.layout, choice(answer.values, len(self.problem.options)))

    def _most_promising(self) -> Part | None:
        if not self._open:
            return None
        part = heappop(self._open)[2]
        part.tree.open -= 1
        return part if part.promise > self.value else None

    def _keep(self, part: Part) -> None:
        if part.promise > self.value:
            self._number += 1
            part.tree.open += 1
            heappush(self._open, (-part.promise, self._number, part))

    def _look(self, part: Part) -> None:
        self.looks += 1
        part.tree.look(part)
        self._offered(part)

    def _offered(self, part: Part) -> None:
        """Take the page that an answer says or is near."""
        if part.answer is None:
            return
        values, tree = part.answer.values[: len(self.problem.options)], part.tree
        apart = sum(NEAR < value < 1 - NEAR for value in values)
        if not apart:
            self.offer(tree.layout, choice(values, len(values)))
        elif (apart <= FEW and self._guesses) or (part.twig is tree.root and not tree.guessed):
            self._guesses -= part.twig is not tree.root
            tree.guessed = True
            if (near := tree.filling.near(values)) is not None:
                self.offer(tree.layout, near)


def _alike(one: Tree, other: Tree) -> bool:
    """Whether the steps of a layout can be made in another."""
    sides = [[(low is None, high is None) for _, low, high in tree.checker.rows] for tree in (one, other)]
    rules = [[row.rule for row in tree.own.rows] for tree in (one, other)]
    return sides[0] == sides[1] and rules[0] == rules[1] and len(one.counted) == len(other.counted)
