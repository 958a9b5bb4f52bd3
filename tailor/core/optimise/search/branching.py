"""Where to part: at the column that brings the bound down most on both sides. How much each has brought is remembered
(pseudocosts: Bénichou et al. 1971), and tried where nothing is known yet (reliability branching: Achterberg, Koch and
Martin 2005)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from msgspec import Struct

TRIED, ENOUGH = 8, 4
"""Columns that are looked at, and how many worse ones in a row end it."""

Falls = Callable[[int, int], float]
"""How far the bound falls on a side (0 or 1) of a column; tried."""


class Gain(Struct):
    """What parting at a column has brought on one side, for a whole unit of it, and how often."""

    total: float = 0.0
    times: int = 0

    def learn(self, unit: float) -> None:
        """Once more."""
        self.total += unit
        self.times += 1

    def mean(self, other: float) -> float:
        """On average; `other` where it was not tried."""
        return self.total / self.times if self.times else other


class Branching:
    """What is known of the columns of a tree."""

    def __init__(self) -> None:
        self._gains: dict[tuple[int, int], Gain] = {}
        self._all = (Gain(), Gain())

    def learn(self, column: int, side: int, part: float, fall: float) -> None:
        """The bound fell so far on a side of a column of which `part` was shown."""
        unit = max(0.0, fall) / (1 - part if side else part)
        self._gains.setdefault((column, side), Gain()).learn(unit)
        self._all[side].learn(unit)

    def best(self, columns: Sequence[int], values: Sequence[float], most: float, falls: Falls) -> int:
        """Of columns that are whole in part the one to part at; a side that falls by `most` is closed."""
        scores = {column: self._score(column, values[column] % 1) for column in columns}
        best, highest, worse = columns[0], -inf, 0
        for column in sorted(columns, key=lambda one: -scores[one])[:TRIED]:
            score = scores[column]
            if len(columns) > 1 and not all((column, side) in self._gains for side in (0, 1)):
                score = 1.0
                for side in (0, 1):
                    fall = falls(column, side)
                    if fall < inf:
                        self.learn(column, side, values[column] % 1, fall)
                    score *= max(1.0, min(fall, 1.5 * most))
            if score > highest:
                best, highest, worse = column, score, 0
            elif (worse := worse + 1) == ENOUGH:
                break
        return best

    def _score(self, column: int, part: float) -> float:
        known = [self._gains.get((column, side), Gain()).mean(self._all[side].mean(1.0)) for side in (0, 1)]
        return max(1.0, known[0] * part) * max(1.0, known[1] * (1 - part))
