"""Why an item is not on the page, decided by solving again with what stands in its way taken away.

The first cause counts, in the order of `Cause`: nothing is judged from the page as it happens to stand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from tailor.base.errors import FitError
from tailor.core.explain import Question, alone
from tailor.core.problem import PageProblem, Row
from tailor.core.selection import best_page

QUOTAS = frozenset({"quota", "group", "needs", "gaps", "require"})
"""Causes of rows that limit how many, or which together."""


class Cause(StrEnum):
    """What keeps an item off the page."""

    INFEASIBLE = "infeasible"
    QUOTA = "quota"
    REDUNDANT = "redundant"
    FULL = "page full"
    DOMINATED = "dominated"


@dataclass(frozen=True, slots=True)
class Reason:
    """The cause; for a quota the rows of which each alone, lifted, lets the item in (or all of them together); for
    an item that others dominate the rows within which they do, if any."""

    cause: Cause
    rows: tuple[Row, ...] = ()

    def __str__(self) -> str:
        """The reason in words, to follow "It is not on the page: "."""
        names = " and ".join(dict.fromkeys(f"`{row.name}`" for row in self.rows))
        return {
            Cause.INFEASIBLE: "no page that keeps the rules has room for it",
            Cause.QUOTA: f"{names} holds it back; without that rule it would be on the page",
            Cause.REDUNDANT: "the page says most of it already; counted as if it were the first to, it would be on it",
            Cause.FULL: "the page is full; with more room it would be on it",
            Cause.DOMINATED: f"the page is full, and within {names} other items are worth more"
            if self.rows
            else "no page would gain by it, however large",
        }[self.cause]


def reason_out(question: Question, item: str, family: Collection[str], *, possible: bool) -> Reason:
    """Why an item that the rules admit is not shown. `family` are the item and all that it stands under; `possible`
    says whether any page can show it."""
    if not possible:
        return Reason(Cause.INFEASIBLE)
    rows = _limits(question, family)
    if rows and _comes(question, _without(question.problem, rows), item):
        single = [row for row in rows if _comes(question, _without(question.problem, [row]), item)]
        return Reason(Cause.QUOTA, tuple(single or rows))
    if _comes(question, _in_full(question.problem, item), item):
        return Reason(Cause.REDUNDANT)
    boundless = _boundless(question.problem)
    if _comes(question, boundless, item):
        return Reason(Cause.FULL)
    return Reason(Cause.DOMINATED, tuple(rows) if _comes(question, _without(boundless, rows), item) else ())


def _limits(question: Question, family: Collection[str]) -> list[Row]:
    options = {index for one in family for index in question.options_of(one)}
    limiting = (row for row in question.problem.rows if row.cause in QUOTAS)
    return [row for row in limiting if any(index in options for index, _ in row.terms)]


def _comes(question: Question, problem: PageProblem, item: str) -> bool:
    """Whether the best page of a changed problem shows the item."""
    try:
        return item in question.items(best_page(problem, question.solver).chosen)
    except FitError:
        return False


def _without(problem: PageProblem, rows: Collection[Row]) -> PageProblem:
    return replace(problem, rows=tuple(row for row in problem.rows if row not in rows))


def _in_full(problem: PageProblem, item: str) -> PageProblem:
    """The problem in which an item earns what it would earn on an empty page, whatever else is shown."""
    worth = alone(problem, item)
    options = tuple(
        replace(option, points=worth, mentions=()) if option.item == item else option for option in problem.options
    )
    return replace(problem, options=options)


def _boundless(problem: PageProblem) -> PageProblem:
    """The problem of a page as high as one likes."""
    layouts = tuple(
        replace(layout, rows=tuple(row for row in layout.rows if row.cause != "height"), flows=())
        for layout in problem.layouts
    )
    return replace(problem, layouts=layouts)
