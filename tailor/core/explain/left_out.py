"""What a reader would miss on a page: sections that were named, degrees and skills, and where a career begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from tailor.base.errors import Place, Problem, Severity
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS, Kind
from tailor.core.rules.careers import EVER, Post, posts
from tailor.core.rules.rulebook import PlaceOf, Rulebook
from tailor.core.scoring.score_terms import number, points

if TYPE_CHECKING:
    from tailor.models.targets import Target

ALWAYS = ("education", "skills")
"""Sections that never fall in silence, named or not."""

GAP = 6
"""Months without a post that a reader asks about."""


class Page(Struct, frozen=True):
    """A page as chosen, with all that it could show."""

    candidates: Sequence[Candidate]
    problem: PageProblem
    selection: Selection
    book: Rulebook

    @property
    def shown(self) -> frozenset[str]:
        """The items that stand on it."""
        return frozenset(self.problem.options[index].item for index in self.selection.chosen)


def left_out(page: Page, target: Target, place: PlaceOf) -> Iterator[Problem]:
    """Notes on what is not on the page, for its report."""
    yield from _sections(page, target, place)
    yield from _career(page)


def _sections(page: Page, target: Target, place: PlaceOf) -> Iterator[Problem]:
    named = [key for key, rule in target.sections.items() if not rule.hidden]
    for heading in page.candidates:
        key = heading.section
        if heading.kind is not Kind.SECTION or heading.id in page.shown or heading.id in page.book.exclusions:
            continue
        if key in named or key in ALWAYS:
            where = place(("sections", key)) if key in named else None
            yield _missed(page, heading, key, where or heading.place)


def _missed(page: Page, heading: Candidate, key: str, where: Place) -> Problem:
    """What the cheapest way to show a section earns, what its room costs on this page, and what brings it in."""
    inside = [one for one in page.candidates if one.section == key and one.id not in page.book.exclusions]
    best = max((one for one in inside if one.kind not in HOLDERS), key=lambda one: page.problem.alone(one.id))
    earns = page.problem.alone(heading.id) + page.problem.alone(best.id)
    height = _height(page, [heading, best])
    costs = page.problem.value(page.selection.chosen, page.selection.layout) * height // max(1, _filled(page))
    message = (
        f"`{key}` is not on the page: its best, `{best.id}`, would earn {number(points(earns))} points, and its room"
        f" earns about {number(points(costs))} as it is"
    )
    hint = f"`sections: {{{key}: {{min: 1}}}}` brings it in, or `tailor why {best.id}`"
    return Problem("section-left-out", message, hint, where, Severity.NOTE)


def _height(page: Page, some: Sequence[Candidate]) -> int:
    heights = page.problem.layouts[page.selection.layout].heights
    ids = {one.id for one in some}
    least: dict[str, int] = {}
    for index, option in enumerate(page.problem.options):
        if option.item in ids:
            least[option.item] = min(heights[index], least.get(option.item, heights[index]))
    return sum(least.values())


def _filled(page: Page) -> int:
    heights = page.problem.layouts[page.selection.layout].heights
    return sum(heights[index] for index in page.selection.chosen)


def _career(page: Page) -> Iterator[Problem]:
    """Where the career on the page begins, and gaps that the page shows and the profile fills."""
    every = posts(page.candidates)
    shown = [post for post in every if post.item in page.shown]
    if not shown:
        return
    by_id = {one.id: one for one in page.candidates}
    first = min(post.first for post in shown)
    older = [post for post in every if post.last < first and post.item not in page.shown]
    if older:
        names = ", ".join(f"`{post.item}`" for post in older)
        message = f"the page shows no job before {_month(first)}; the profile has {names}"
        yield Problem("career-from", message, "pin what belongs to it", by_id[older[0].item].place, Severity.NOTE)
    for newer, gap in _gaps(shown):
        filling = [post for post in every if post.item not in page.shown and _fills(post, gap)]
        if filling:
            names = ", ".join(f"`{post.item}`" for post in filling)
            message = f"the page shows no job from {_month(gap[0])} to {_month(gap[1])}; the profile has {names}"
            yield Problem("career-gap", message, "pin it, or let it go", by_id[newer.item].place, Severity.NOTE)


def _gaps(shown: Collection[Post]) -> Iterator[tuple[Post, tuple[int, int]]]:
    """Spans of more than half a year between posts, each with the post after it."""
    ordered = sorted(shown, key=lambda post: post.first)
    reached = ordered[0].last
    for before, after in pairwise(ordered):
        reached = max(reached, before.last)
        if after.first - reached - 1 > GAP:
            yield after, (reached + 1, after.first - 1)


def _fills(post: Post, gap: tuple[int, int]) -> bool:
    return post.first <= gap[1] and post.last >= gap[0] and min(post.last, gap[1]) - max(post.first, gap[0]) >= GAP


def _month(months: int) -> str:
    """`2019-04`, from months counted since the year 0."""
    if months >= EVER:
        return "today"
    year, month = divmod(months - 1, 12)
    return f"{year:04}-{month + 1:02}"
