"""Why an item is on the page or not, and what it would take: exact, by solving again with the item forced in or out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import FitError
from tailor.core.optimise.problem import Coverage, PageProblem, Row, Selection
from tailor.core.optimise.program import Solver
from tailor.core.optimise.search.selection import best_page, unproved_page
from tailor.core.optimise.search.ties import tidied
from tailor.core.rules.causes import Forced, Height


class Question(Struct, frozen=True):
    """A page as chosen, and the solver to ask again."""

    problem: PageProblem
    selection: Selection
    solver: Solver

    @property
    def proved(self) -> bool:
        """Whether the best page is known: the one asked about, or one that it was kept for."""
        return self.selection.reached

    @property
    def best(self) -> int:
        """What the best page is worth, as far as it is known, in value units."""
        return self.selection.bound if self.proved else self.selection.value

    def options_of(self, item: str) -> tuple[int, ...]:
        """The options of one candidate."""
        return tuple(index for index, option in enumerate(self.problem.options) if option.item == item)

    def items(self, chosen: Collection[int]) -> frozenset[str]:
        """The candidates that some options show."""
        return frozenset(self.problem.options[index].item for index in chosen)


class Effect(Struct, frozen=True):
    """The best page when one item must be in (or out): `loss` is what the page loses, in value units; `comes` and
    `goes` are the other items that change, those left out that only change places with their like. `loss` is None where
    no page can do it, and not `exact` where a search was cut short."""

    loss: int | None
    comes: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()
    exact: bool = True


def forced(problem: PageProblem, item: str, *, shown: bool) -> PageProblem:
    """The problem in which an item must be shown, or must not."""
    terms = tuple((index, 1) for index, option in enumerate(problem.options) if option.item == item)
    row = Row(Forced(item, shown), terms, int(shown), 1 if shown else 0)
    return replace(problem, rows=(*problem.rows, row))


def force(question: Question, item: str, shown: bool) -> Effect:
    """What it costs the page to show an item, or to leave it out."""
    problem = forced(question.problem, item, shown=shown)
    try:
        found = best_page(problem, question.solver)
    except FitError:
        return Effect(None)
    near = tidied(problem, found.chosen, found.layout, question.selection.chosen)
    before, after = question.items(question.selection.chosen), question.items(near)
    order = [option.item for option in question.problem.options]
    changed = dict.fromkeys(one for one in order if one != item and (one in before) != (one in after))
    return Effect(
        max(0, question.best - found.value),
        tuple(one for one in changed if one in after),
        tuple(one for one in changed if one in before),
        found.optimal and question.proved,
    )


def price(question: Question, item: str, found: Effect) -> int:
    """The least points, in value units, that bring an item in when forcing it costs `found.loss`.

    With just the loss added both pages are worth the same; the solver is asked which of them it takes. Where the loss
    is not exact there is no need to ask.
    """
    loss = found.loss or 0
    if not found.exact:
        return loss + 1
    options = tuple(
        replace(option, points=option.points + loss) if option.item == item else option
        for option in question.problem.options
    )
    tied = unproved_page(replace(question.problem, options=options), question.solver)
    return loss if item in question.items(tied.chosen) else loss + 1


def marginal(question: Question, item: str) -> int:
    """What an item earns beside all else that is shown: what it adds, or what would be lost without it."""
    problem, layout, chosen = question.problem, question.selection.layout, question.selection.chosen
    others = frozenset(index for index in chosen if problem.options[index].item != item)
    value = problem.value(others, layout)
    mine = [index for index in question.options_of(item) if index in chosen] or question.options_of(item)
    return max((problem.value(others | {index}, layout) - value for index in mine), default=0)


def beside(question: Question, item: str) -> Mapping[str, int]:
    """How many other items on the page mention each of an item's tags."""
    options, own = question.problem.options, question.options_of(item)
    tags = dict.fromkeys(tag for index in own for tag, _ in options[index].mentions)
    others = [options[index].mentions for index in question.selection.chosen if options[index].item != item]
    return {tag: sum(tag == mentioned for some in others for mentioned, _ in some) for tag in tags}


def one_more_line(question: Question, height: int) -> int:
    """What the page would gain, in value units, were every region one line (sp) higher: by an exact solve. Of two
    pages it is the second that grows; where nothing is cut there is nothing to gain."""
    if not any(isinstance(row.rule, Height) for row in question.problem.layouts[question.selection.layout].rows):
        return 0
    layouts = tuple(
        replace(
            layout,
            rows=tuple(_higher(row, height) for row in layout.rows),
            flows=tuple(replace(flow, other=flow.other + height) for flow in layout.flows),
        )
        for layout in question.problem.layouts
    )
    taller = best_page(replace(question.problem, layouts=layouts), question.solver)
    return max(0, taller.value - question.best)


def _higher(row: Row, height: int) -> Row:
    return replace(row, high=(row.high or 0) + height) if isinstance(row.rule, Height) else row


class Covered(Struct, frozen=True):
    """How one wanted tag fares: how many shown items mention it, what that earns, how many items could."""

    tag: str
    shown: int
    known: int
    value: int


def coverage(question: Question) -> tuple[Covered, ...]:
    """Every wanted tag, in the order of the target."""
    return tuple(_covered(question, one) for one in question.problem.coverages)


def _covered(question: Question, one: Coverage) -> Covered:
    options = question.problem.options
    mentions = {i: dict(option.mentions).get(one.tag, 0) for i, option in enumerate(options)}
    chosen = question.selection.chosen
    known = question.items([i for i in mentions if mentions[i]])
    shown = question.items([i for i in chosen if mentions[i]])
    return Covered(one.tag, len(shown), len(known), one.value(sum(mentions[i] for i in chosen)))
