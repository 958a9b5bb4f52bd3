"""How many keywords fit on the lines of their group, and how they stand there. All lengths are integers in sp.

Every keyword takes its width u with the separator after it. First-fit sets keywords in the author's order and begins a
line when the next does not fit (`core.page.layout.first_fit`). If it needs more than n lines, each of the first n − 1
lacks less than the keyword that went to the next, so the sum of all u exceeds Σ W_k − the n − 1 widest u (+ a
separator, as the last of all has none). Up to that sum, n lines always suffice, in any order. Two lines that follow
each other hold more than one is wide, too, or the second would not have been begun: so n lines suffice for a sum of
⌊(n + 1) / 2⌋ widths, which is more where keywords are wide and the column narrow. And n lines suffice for whatever is
shown if all keywords together can be packed on n (`all_packed`): what is left out leaves room where it stood.

Where a line holds few keywords, counting by how many of its kind a line holds tells more than widths do: of keywords of
which k and no more fit on a line, m take ⌈m / k⌉ lines, so each counts as 1 / k (as in harmonic bin packing; Lee and
Lee 1985). Lines of different kinds may each have room left: that is taken off.

A keyword wider than a line is set in pieces, broken at its spaces. They follow each other; where keywords do not stand
in the author's order, each piece has a line of its own. So the order of the keywords in the YAML decides how they are
set, and never what fits. A sum for which n − 1 lines are known to suffice does not pay for n. In a narrow column n may
be paid and n − 1 set; the page is then arranged with what is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TypeAlias

from msgspec import Struct

from tailor.core.page.layout import first_fit, packed

Keywords: TypeAlias = Sequence[Sequence[int]]
"""The widths of the pieces of each keyword: of one that fits on a line its own, without a separator."""

Line: TypeAlias = tuple[tuple[int, int], ...]
"""The pieces on a line: the keyword, and which piece of it."""

_MOST = 12
_UNIT = 27_720
"""What a line counts for, where keywords are counted by their kind: all numbers up to `_MOST` divide it."""

_BETTER = 1.1
"""Counting by kinds must hold this much more: where lines are short of room, keywords leave the author's order."""


class Room(Struct, frozen=True):
    """A line's width; what begins the first one, and the others; what follows each keyword."""

    width: int
    label: int
    indent: int
    separator: int

    @property
    def least(self) -> int:
        """The width of a piece that every line has room for."""
        return self.width - max(self.label, self.indent) - self.separator


class Counting(Struct, frozen=True):
    """What each keyword adds to a sum; for one line, two lines … the greatest sum for which they suffice, from `needed`
    lines on the sum of all."""

    weights: tuple[int, ...]
    highs: tuple[int, ...]

    def bounds(self) -> Iterator[tuple[int, int]]:
        """For one line, two lines …: the least and the greatest sum for which so many are paid."""
        known = 0
        for lines in count(1):
            high = self.highs[lines - 1] if lines <= len(self.highs) else sum(self.weights)
            # No keyword adds less than the least: a row with a coefficient of 1 sp would be badly scaled.
            yield max(known + 1, min(self.weights, default=_UNIT)), max(high, known)
            known = max(high, known)

    @property
    def needed(self) -> int:
        """The lines that all keywords together are set on."""
        return len(self.highs)


def counting(keywords: Keywords, room: Room) -> Counting:
    """The way of counting by which lines hold more of these keywords."""
    most = max(1, len(all_packed(keywords, room)))
    by_width = _counting(
        [sum(size + room.separator for size in one) for one in keywords], _by_width(keywords, room), most
    )
    by_kind = _counting(_shares(keywords, room), _by_kind(keywords, room), most)
    return by_kind if _held(by_kind, most) > _BETTER * _held(by_width, most) else by_width


def _counting(weights: Sequence[int], highs: Iterator[int], most: int) -> Counting:
    """From `most` lines on all fit; perhaps fewer suffice."""
    found: list[int] = []
    for high in highs:
        known = max([high, *found[-1:]]) if len(found) + 1 < most else sum(weights)
        found.append(min(known, sum(weights)))
        if found[-1] >= sum(weights):
            break
    return Counting(tuple(weights), tuple(found))


def _held(way: Counting, most: int) -> float:
    """The part of all keywords that two thirds of the lines hold."""
    lines = min(max(1, 2 * most // 3), way.needed)
    return way.highs[lines - 1] / max(1, sum(way.weights))


def _by_width(keywords: Keywords, room: Room) -> Iterator[int]:
    sizes = sorted((size + room.separator for one in keywords for size in one), reverse=True)
    for lines in count(1):
        widths = room.width - room.label + (lines - 1) * (room.width - room.indent)
        safe = widths - sum(sizes[: lines - 1]) + room.separator
        yield max(safe, (lines + 1) // 2 * (room.width - max(room.label, room.indent)))


def _kind(one: Sequence[int], room: Room) -> int:
    """How many keywords of this width any line holds; one in pieces takes lines of its own."""
    if len(one) > 1:
        return 1
    return max(1, min((room.least + room.separator) // max(1, one[0] + room.separator), _MOST))


def _shares(keywords: Keywords, room: Room) -> list[int]:
    return [len(one) * (_UNIT // _kind(one, room)) for one in keywords]


def _by_kind(keywords: Keywords, room: Room) -> Iterator[int]:
    kinds = {_kind(one, room) for one in keywords}
    left = sum(_UNIT - _UNIT // kind for kind in kinds)
    for lines in count(1):
        yield max(0, _UNIT * (lines + 1) - 1 - left)


def all_packed(keywords: Keywords, room: Room) -> tuple[Line, ...]:
    """All keywords on few lines: the widest first, each on the first line with room; pieces on lines of their own."""
    whole = [index for index, one in enumerate(keywords) if len(one) == 1]
    widths = [keywords[index][0] for index in whole]
    lines = packed(widths, room.width, room.label, room.indent, room.separator)
    return (*(tuple((whole[at], 0) for at in line) for line in lines if line), *_in_pieces(keywords))


def _in_pieces(keywords: Keywords) -> Iterator[Line]:
    for index, one in enumerate(keywords):
        if len(one) > 1:
            yield from (((index, piece),) for piece in range(len(one)))


def _of_a_kind(keywords: Keywords, room: Room) -> tuple[Line, ...]:
    """On each line keywords of one kind."""
    kinds: dict[int, list[int]] = {}
    for index, one in enumerate(keywords):
        if len(one) == 1:
            kinds.setdefault(_kind(one, room), []).append(index)
    lines = (some[at : at + kind] for kind, some in kinds.items() for at in range(0, len(some), kind))
    return (*(tuple((index, 0) for index in line) for line in lines), *_in_pieces(keywords))


def in_order(keywords: Keywords, room: Room) -> tuple[Line, ...]:
    """Keywords in the author's order, each on the line begun until one does not fit."""
    pieces = [(index, piece) for index, one in enumerate(keywords) for piece in range(len(one))]
    widths = [keywords[index][piece] for index, piece in pieces]
    lines = first_fit(widths, room.width, room.label, room.indent, room.separator)
    return tuple(tuple(pieces[at] for at in line) for line in lines)


def set_lines(keywords: Keywords, shown: Sequence[int], paid: int, room: Room) -> tuple[Line, ...]:
    """The shown keywords on the lines that were paid for: in the author's order where they fit so, else as all are
    packed, else packed by themselves."""
    some = [keywords[index] for index in shown]
    fit = [one if max(one) <= room.least else () for one in keywords]
    for lines in (
        _renamed(in_order(some, room), shown),
        tuple(kept for line in all_packed(fit, room) if (kept := tuple(one for one in line if one[0] in set(shown)))),
        _renamed(all_packed(some, room), shown),
        _renamed(_of_a_kind(some, room), shown),
    ):
        if len(lines) <= paid:
            return lines
    raise AssertionError(f"{len(shown)} keywords do not fit on the {paid} lines that were paid for")


def _renamed(lines: Sequence[Line], shown: Sequence[int]) -> tuple[Line, ...]:
    return tuple(tuple((shown[index], piece) for index, piece in line) for line in lines)
