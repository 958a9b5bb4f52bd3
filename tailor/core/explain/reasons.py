"""Why an item is not on the page, decided by solving again with what stands in its way taken away.

The first cause counts, in the order of `Hindrance`: nothing is judged from the page as it happens to stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from tailor.core.explain.explain import Question, forced
from tailor.core.explain.refusal import feasible
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.optimise.search.limits import LIMIT
from tailor.core.optimise.search.selection import exceeds, unproved_page
from tailor.core.rules.causes import Cause, Height

MOST_TOLD = 3
"""Rules that a reason names at most."""


class Hindrance(StrEnum):
    """What keeps an item off the page."""

    INFEASIBLE = "infeasible"
    QUOTA = "quota"
    REDUNDANT = "redundant"
    FULL = "page full"
    DOMINATED = "dominated"


class Reason(Struct, frozen=True):
    """The cause; for a quota or what is infeasible the rows of which each alone, lifted, lets the item in (or all of
    them together); for an item that others dominate the rows within which they do, if any. `kept` are those of the
    rows that the page, as it is, would still keep with the item on it."""

    cause: Hindrance
    rows: tuple[Row, ...] = ()
    kept: tuple[Row, ...] = ()

    def __str__(self) -> str:
        """The reason in words, to follow "It is not on the page: "."""
        rules = list(dict.fromkeys(_with_place(row, row in self.kept) for row in self.rows))[:MOST_TOLD]
        names = " and ".join(list(dict.fromkeys(row.rule.as_written for row in self.rows))[:MOST_TOLD])
        below = f"the page is full, and with room enough others would still come before it under {names}"
        return {
            Hindrance.INFEASIBLE: f"{' and '.join(rules)}: no page can show it"
            if rules
            else "what is pinned or required leaves no page that has room for it",
            Hindrance.QUOTA: f"{' and '.join(rules)}; without {_that(rules)} it would be on the page",
            Hindrance.REDUNDANT: "others say it already; were it the first to say so, it would be on the page",
            Hindrance.FULL: "the page is full, and everything on it is worth more; with more room it would be shown",
            Hindrance.DOMINATED: below if self.rows else "the page would not gain by it, however long it were",
        }[self.cause]


def _with_place(row: Row, kept: bool) -> str:
    return f"{row.rule.in_the_way if kept else row.rule.held_back}{f' ({row.place})' if row.place else ''}"


def _that(rules: Collection[str]) -> str:
    return "that rule" if len(rules) == 1 else "those rules"


def reason_out(question: Question, item: str, family: Collection[str], *, possible: bool) -> Reason:
    """Why an item that the rules admit is not shown. `family` are the item and all that it stands under; `possible`
    says whether any page can show it."""
    rules = _limits(question, family)
    if not possible:
        return Reason(Hindrance.INFEASIBLE, _lifted(rules, lambda gone: _can_show(question, gone, item)))
    every = [row for rows in rules.values() for row in rows]
    freed: tuple[Row, ...] = ()
    if len(rules) == 1 or (rules and _beats(question, _without(question.problem, every), item)):
        freed = _lifted(rules, lambda gone: _comes(question, _without(question.problem, gone), item))
    if freed:
        with_it = _with(question, family)
        return Reason(Hindrance.QUOTA, freed, tuple(row for row in freed if row.holds(with_it)))
    if _beats(question, _in_full(question.problem, item), item):
        return Reason(Hindrance.REDUNDANT)
    boundless = _boundless(question)
    if _comes(question, boundless, item):
        return Reason(Hindrance.FULL)
    dominated = bool(rules) and _comes(question, _without(boundless, every), item)
    return Reason(Hindrance.DOMINATED, tuple(rules) if dominated else ())


def _lifted(rules: Mapping[Row, Sequence[Row]], helps: Callable[[Sequence[Row]], bool]) -> tuple[Row, ...]:
    """The rules that each help when lifted alone; all of them, if only that does; none, if not even that."""
    if alone := tuple(rule for rule, rows in rules.items() if helps(rows)):
        return alone
    every = [row for rows in rules.values() for row in rows]
    return tuple(rules) if len(rules) > 1 and helps(every) else ()


def _limits(question: Question, family: Collection[str]) -> Mapping[Row, Sequence[Row]]:
    """The rules that the family comes under: all rows of each, under the one that stands in the family's way."""
    options = {index for one in family for index in question.options_of(one)}
    rules: dict[tuple[type[Cause], str], list[Row]] = {}
    for row in question.problem.rows:
        if row.rule.limits is not None:
            rules.setdefault((type(row.rule), row.rule.rule), []).append(row)
    with_it = _with(question, family)
    found: dict[Row, Sequence[Row]] = {}
    for rows in rules.values():
        own = [row for row in rows if any(index in options for index, _ in row.terms)]
        if own:
            found[min(own, key=lambda row: row.holds(with_it))] = rows
    return found


def _with(question: Question, family: Collection[str]) -> Collection[int]:
    """The page as it is, and the family on it."""
    return question.selection.chosen | {question.options_of(one)[0] for one in family if question.options_of(one)}


def _can_show(question: Question, gone: Collection[Row], item: str) -> bool:
    problem = forced(_without(question.problem, gone), item, shown=True)
    return any(feasible(problem, layout, question.solver) for layout in range(len(problem.layouts)))


SOON = LIMIT // 4
"""What one question may take (reckoned µs); then what is found by then is the answer."""


def _beats(question: Question, problem: PageProblem, item: str) -> bool:
    """Whether a page of a changed problem that shows the item is worth more than the best page of the problem itself.
    So it must be to be the best of the changed one, where rules are lifted, or the item earns more."""
    return exceeds(forced(problem, item, shown=True), question.solver, question.best, SOON)


def _comes(question: Question, problem: PageProblem, item: str) -> bool:
    """Whether the best page of a problem with rules lifted shows the item."""
    if not _beats(question, problem, item):
        return False
    return item in question.items(unproved_page(problem, question.solver, limit=SOON).chosen)


def _without(problem: PageProblem, rows: Collection[Row]) -> PageProblem:
    return replace(problem, rows=tuple(row for row in problem.rows if row not in rows))


def _in_full(problem: PageProblem, item: str) -> PageProblem:
    """The problem in which an item earns what it would earn on an empty page, whatever else is shown."""
    worth = problem.alone(item)
    options = tuple(
        replace(option, points=worth, mentions=()) if option.item == item else option for option in problem.options
    )
    return replace(problem, options=options)


def _boundless(question: Question) -> PageProblem:
    """The problem of a page as high as one likes, in the layout of the page."""
    layout = question.problem.layouts[question.selection.layout]
    rows = tuple(row for row in layout.rows if not isinstance(row.rule, Height))
    return replace(question.problem, layouts=(replace(layout, rows=rows, flows=()),))
