"""Arithmetic of the page: keywords into lines, leftover space into gaps. All lengths are integers in sp."""

from __future__ import annotations

from collections.abc import Sequence

from tailor.core.page.measures import Gap


def first_fit(
    widths: Sequence[int], width: int, label: int, indent: int, separator: int
) -> tuple[tuple[int, ...], ...]:
    """Keywords, by index, on lines of `width`: each stands on the line begun until one does not fit.

    The first line begins with `label`, the others with `indent`; `separator` follows every keyword that is not
    the last of all, and stands on its line too.
    """
    lines: list[list[int]] = [[]]
    used = label
    for index, keyword in enumerate(widths):
        follows = separator if index < len(widths) - 1 else 0
        if used + keyword + follows > width and lines[-1]:
            lines.append([])
            used = indent
        lines[-1].append(index)
        used += keyword + separator
    return tuple(tuple(line) for line in lines)


def packed(widths: Sequence[int], width: int, label: int, indent: int, separator: int) -> tuple[tuple[int, ...], ...]:
    """Keywords, by index, on about as few lines as can be, whatever order they come in: the widest first, each on the
    first line that has room (first-fit decreasing; Johnson 1973: at most 11/9 of the least number and one).

    Every keyword takes a `separator` here, the last one too. None may be wider than a line.
    """
    lines: list[list[int]] = [[]]
    room = [width - label]
    for index in sorted(range(len(widths)), key=lambda index: -widths[index]):
        size = widths[index] + separator
        line = next((number for number, left in enumerate(room) if size <= left), len(lines))
        if line == len(lines):
            lines.append([])
            room.append(width - indent)
        lines[line].append(index)
        room[line] -= size
    return tuple(tuple(sorted(line)) for line in lines)


def spread(leftover: int, gaps: Sequence[Gap]) -> tuple[int, ...]:
    """What each gap grows by: in all `leftover`, or less where every gap has reached its cap.

    Gaps grow in proportion to their weights; one that reaches its cap stays there and the rest go on
    (water-filling). What rounding leaves is given sp by sp from the top, so the sum is exact.
    """
    grown = [0] * len(gaps)
    while leftover > 0:
        open_ = [i for i, gap in enumerate(gaps) if gap.weight and grown[i] < gap.cap]
        weight = sum(gaps[i].weight for i in open_)
        if not open_:
            break
        shares = {i: min(gaps[i].cap - grown[i], leftover * gaps[i].weight // weight) for i in open_}
        if not any(shares.values()):
            shares = dict.fromkeys(open_[:leftover], 1)
        for index, share in shares.items():
            grown[index] += share
        leftover -= sum(shares.values())
    return tuple(grown)
