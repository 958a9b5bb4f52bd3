"""Rows that pay for the lines of keyword groups; `core.page.keyword_room` works out how many keywords fit on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tailor.core.optimise.building.columns import Columns
from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.problem import Row
from tailor.core.page.keyword_room import counting
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.causes import Lines


def keyword_rows(
    columns: Columns, layout: Layout, measured: Measured, region_of: Callable[[Candidate], str]
) -> Iterator[Row]:
    """The rows `lines <id>` of every keyword group."""
    for group in columns.candidates:
        if group.kind is Kind.KEYWORDS:
            width = layout.regions[region_of(group)][0]
            yield from _group_rows(group, columns, measured, width)


def _group_rows(group: Candidate, columns: Columns, measured: Measured, width: int) -> Iterator[Row]:
    """Both limits of one group; a keyword with a piece wider than a line can never stand."""
    rule, room = Lines(group.id), measured.room(group.id, width)
    sizes = {
        index: measured.pieces(*columns.names[index])
        for keyword in columns.below.get(group.id, ())
        for index in columns.at[keyword.id]
    }
    for index, pieces in sizes.items():
        if max(pieces) > room.least:
            yield Row(rule, ((index, max(pieces)),), high=room.least)
    fit = {index: pieces for index, pieces in sizes.items() if max(pieces) <= room.least}
    way = counting(list(fit.values()), room)
    taken = tuple(zip(fit, way.weights, strict=True))
    limits = dict(zip(columns.at[group.id], way.bounds(), strict=False))
    yield Row(rule, (*taken, *((index, -high) for index, (_, high) in limits.items())), high=0)
    yield Row(rule, (*taken, *((index, -low) for index, (low, _) in limits.items())), low=0)
