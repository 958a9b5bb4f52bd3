"""Random pages of 40 to 150 options: every kind of row, one region or two, one page or two, several priced layouts."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from msgspec.structs import replace

from bench.synthetic import PT, page
from tailor.core.optimise.flows import Flow, Unit
from tailor.core.optimise.problem import LayoutRows, Option, PageProblem, Row
from tailor.core.rules.causes import Gaps, Group, Height, Needs, Pin, Quota, Require

LEAST, MOST = 40, 150


def random_page(seed: str) -> PageProblem:
    """A problem; the same for the same seed."""
    rng = Random(seed)
    while True:
        drawn = page(
            rng.randint(15, 75), rng.randrange(10**6), keywords=rng.choice((0, 0, 15, 30)), layouts=rng.randint(1, 4)
        )
        if LEAST <= len(drawn.options) <= MOST:
            break
    rows = (*drawn.rows, *(_rule(rng, drawn) for _ in range(rng.randint(0, 6))))
    form = rng.choice((_one_region, _one_region, _two_regions, _two_pages))
    scale = rng.uniform(0.5, 1.1)
    shape = rng.randrange(10**6)
    layouts = tuple(form(shape, drawn.options, one, scale) for one in drawn.layouts)
    options = tuple(_otherwise(rng, one) for one in drawn.options)
    return PageProblem(options, rows, drawn.coverages, layouts)


def _otherwise(rng: Random, option: Option) -> Option:
    """A hand's `add:` here and there, a negative weight, or an odd number of points."""
    return replace(option, points=option.points + rng.choice((0, 0, 0, 0, 0, 1, -3_200, 4_321, 16_000)))


def _rule(rng: Random, drawn: PageProblem) -> Row:
    """A rule as a target writes it, of items that are drawn."""
    some = rng.sample(range(1, len(drawn.options)), rng.randint(2, 5))
    one, other, ones = some[0], some[1], tuple((index, 1) for index in some)
    return rng.choice(
        (
            Row(Pin("one", "one"), ((one, 1),), low=1),
            Row(Require("some >= 1"), ones, low=1),
            Row(Require("some <= 1"), ones, high=1),
            Row(Group("some"), ones, high=1),
            Row(Needs("one", "other"), ((one, 1), (other, -1)), high=0),
            Row(Gaps("section", "one", "other"), ((one, 1), (other, -1)), high=0),
            Row(Quota("section", "max", 2), ones, high=2),
        )
    )


def _one_region(seed: int, options: Sequence[Option], layout: LayoutRows, scale: float) -> LayoutRows:
    return replace(layout, rows=tuple(_scaled(row, scale) for row in layout.rows))


def _scaled(row: Row, scale: float) -> Row:
    return replace(row, high=round((row.high or 0) * scale)) if isinstance(row.rule, Height) else row


def _two_regions(seed: int, options: Sequence[Option], layout: LayoutRows, scale: float) -> LayoutRows:
    """The header over both; each section stands in one."""
    rng = Random(seed)
    where = {section: rng.random() < 0.4 for section in dict.fromkeys(_section(one) for one in options)}
    rows = [row for row in layout.rows if not isinstance(row.rule, Height)]
    for name, side in (("main", False), ("side", True)):
        terms = tuple((i, h) for i, h in enumerate(layout.heights) if not i or where[_section(options[i])] == side)
        rows.append(Row(Height(name), terms, high=round((0.4 if side else 0.8) * 690 * scale * PT)))
    return replace(layout, rows=tuple(rows))


def _two_pages(seed: int, options: Sequence[Option], layout: LayoutRows, scale: float) -> LayoutRows:
    """One region on two pages; blocks as they stand under each other."""
    rows = tuple(row for row in layout.rows if not isinstance(row.rule, Height))
    room = round(400 * scale * PT)
    return replace(layout, rows=rows, flows=(Flow("main", tuple(_units(options, layout)), room, room),))


def _units(options: Sequence[Option], layout: LayoutRows) -> list[Unit]:
    items: dict[str, list[int]] = {}
    for index, option in enumerate(options):
        if layout.heights[index]:
            items.setdefault(option.item, []).append(index)
    names = list(items)
    number = {name: place for place, name in enumerate(names)}
    under = {name: name.rpartition(".")[0] for name in names}
    return [
        Unit(
            tuple(items[name]),
            tuple(items[name]),
            tuple(number[other] for other in names if under[other] == name),
            number.get(under[name]),
            gap=4 * PT,
            stays=name == "header",
        )
        for name in names
    ]


def _section(option: Option) -> str:
    return option.item.partition(".")[0]
