"""Rows that keep the best bullets of an entry on the page before the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tailor.core.optimise.building.columns import Columns
from tailor.core.optimise.problem import Row
from tailor.core.rules.causes import BestFirst


def best_first_rows(columns: Columns, chains: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Each of a chain is shown only with the one before it, in whatever wording."""
    for chain in chains:
        for better, item in pairwise(chain):
            yield Row(BestFirst(item, better), (*columns.terms([item]), *columns.terms([better], -1)), high=0)
