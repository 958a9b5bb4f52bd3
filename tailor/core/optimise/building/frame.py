"""From candidates, scores, rules and measures to the page as an integer program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tailor.core.optimise.building.best_first_rows import best_first_rows
from tailor.core.optimise.building.career_rows import career_rows
from tailor.core.optimise.building.columns import Columns, columns, line_name
from tailor.core.optimise.building.heights import layout_rows
from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.building.quotas import quota_rows
from tailor.core.optimise.building.structure import structure_rows, wanted_rows
from tailor.core.optimise.problem import POINT, LayoutRows, Option, PageProblem, Row
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.rules.causes import Height
from tailor.core.rules.rulebook import PlaceOf, Rulebook, nowhere
from tailor.core.scoring.score_terms import Scoring

if TYPE_CHECKING:
    from tailor.models.targets import Target

__all__ = ["Frame", "Measured", "filled", "framed", "line_name"]


class Frame(Struct, frozen=True):
    """The part of a problem that targets of one profile share where they show the same sections in the same order."""

    columns: Columns
    structure: tuple[Row, ...]
    layouts: tuple[LayoutRows, ...]


def framed(
    candidates: Sequence[Candidate],
    target: Target,
    book: Rulebook,
    layouts: Sequence[Layout],
    measured: Mapping[str, Measured],
    region_of: Callable[[Candidate], str],
) -> Frame:
    """What hangs on the candidates and their measures (a `Measured` for each layout's name), the target's `pages`, and
    the rulebook's `exclusions` and `order`, and on nothing else. `region_of` says where a candidate stands."""
    found = columns(candidates, book, [measured[layout.name] for layout in layouts])
    pages = None if target.pages == "any" else target.pages
    per_layout = tuple(layout_rows(found, layout, measured[layout.name], region_of, pages) for layout in layouts)
    return Frame(found, tuple(structure_rows(found)), per_layout)


def filled(
    frame: Frame,
    target: Target,
    book: Rulebook,
    scoring: Scoring,
    layouts: Sequence[Layout],
    place: PlaceOf = nowhere,
) -> PageProblem:
    """The problem of one page: the frame with what the target asks for and pays, its options those of candidates that
    the rulebook does not exclude. Layouts are priced in thousandths of what a page is worth that is filled greedily."""
    found = frame.columns
    options = tuple(_option(item, variant, scoring) for item, variant in found.names)
    # The target's own rows first: in another order HiGHS proves the hardest page of the samples (two pages) no more.
    rows = (
        *wanted_rows(found, target, book),
        *frame.structure,
        *quota_rows(found, target, book, place),
        *best_first_rows(found, scoring.chains),
        *career_rows(found, target),
    )
    problem = PageProblem(options, rows, scoring.coverages, frame.layouts)
    worth = _greedy_value(problem, book)
    priced = (replace(one, price=worth * of.price // 1000) for one, of in zip(problem.layouts, layouts, strict=True))
    return replace(problem, layouts=tuple(priced))


def _option(item: str, variant: str, scoring: Scoring) -> Option:
    points, mentions = scoring.scores[item].of(variant)
    return Option(item, variant, points + scoring.by_rank(item), mentions)


def _greedy_value(problem: PageProblem, book: Rulebook) -> int:
    """About what a page is worth: filled by value per height, rules aside. Good enough to set prices by.

    Points added by hand are taken off, so that an `add:` never changes the price of a layout.
    """
    if book.added:
        problem = replace(problem, options=tuple(_without_added(option, book) for option in problem.options))
    layout: LayoutRows = problem.layouts[0]
    rows = [row for row in layout.rows if isinstance(row.rule, Height)]
    room = [row.high or 0 for row in rows]
    inside: list[list[int]] = [[] for _ in problem.options]
    for number, row in enumerate(rows):
        for index, _ in row.terms:
            inside[index].append(number)
    steps = {coverage.tag: coverage for coverage in problem.coverages}
    worth = [
        option.points + sum(steps[tag].value(units) for tag, units in option.mentions) for option in problem.options
    ]
    chosen: dict[str, int] = {}

    def rank(index: int) -> tuple[float, int, str, str]:
        """Best paid for its height first; then by name, so that the order of the profile sets no price."""
        option = problem.options[index]
        return -worth[index] / max(1, layout.heights[index]), -worth[index], option.item, option.variant

    for index in sorted(range(len(worth)), key=rank):
        item, mine = problem.options[index].item, inside[index]
        if worth[index] > 0 and item not in chosen and all(layout.heights[index] <= room[number] for number in mine):
            chosen[item] = index
            for number in mine:
                room[number] -= layout.heights[index]
    return problem.value(chosen.values())


def _without_added(option: Option, book: Rulebook) -> Option:
    added = book.added.get(option.item)
    return replace(option, points=option.points - int(added * POINT)) if added else option
