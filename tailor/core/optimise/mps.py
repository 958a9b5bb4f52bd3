"""An integer program as free MPS, which every solver reads: minimised, as not all of them know another sense."""

from __future__ import annotations

from collections.abc import Iterator

from tailor.core.optimise.problem import POINT
from tailor.core.optimise.whole import Line, Whole


def mps(program: Whole, title: str, value: int) -> Iterator[str]:
    """The lines of the file. `value` is what the best page is worth, as the report says it."""
    yield f"* {title}"
    yield "* Sense: minimise. The objective is minus the value of the page: its least is minus the report's `value`."
    yield f"* Unit of the objective: 1/{POINT} point. The report's `value`: {value}, so the least is {-value}."
    yield "* Lengths are in sp (65536 sp = 1 TeX point). All columns are whole numbers; no term breaks ties."
    yield from (f"* x{number}: {_comment(one.says)}" for number, one in enumerate(program.columns))
    yield from (f"* r{number}: {_comment(one.says)}" for number, one in enumerate(program.lines))
    yield "NAME page"
    yield "ROWS"
    yield " N value"
    yield from (f" {_sense(line)} r{number}" for number, line in enumerate(program.lines))
    yield from _columns(program)
    yield "RHS"
    yield from (f" RHS r{number} {_limit(line)}" for number, line in enumerate(program.lines) if _limit(line))
    ranges = [
        (number, line) for number, line in enumerate(program.lines) if _sense(line) == "L" and line.low is not None
    ]
    if ranges:
        yield "RANGES"
        yield from (f" RANGE r{number} {(line.high or 0) - (line.low or 0)}" for number, line in ranges)
    yield "BOUNDS"
    for number, one in enumerate(program.columns):
        yield f" LO BOUND x{number} 0"
        yield f" UP BOUND x{number} {one.high}"
    yield "ENDATA"


def _comment(text: str) -> str:
    """A text as a comment: on one line."""
    return " ".join(text.split())


def _sense(line: Line) -> str:
    if line.low == line.high:
        return "E"
    return "G" if line.high is None else "L"


def _limit(line: Line) -> int:
    return (line.low if line.high is None else line.high) or 0


def _ranges(program: Whole) -> Iterator[str]:
    """The lines that have two limits."""
    both = [(n, line.low, line.high) for n, line in enumerate(program.lines) if _sense(line) == "L"]
    found = [f" RANGE r{number} {(high or 0) - low}" for number, low, high in both if low is not None]
    yield from ["RANGES", *found] if found else []


def _columns(program: Whole) -> Iterator[str]:
    entries: list[list[tuple[str, int]]] = [[] for _ in program.columns]
    for number, line in enumerate(program.lines):
        for column, coefficient in line.terms:
            entries[column].append((f"r{number}", coefficient))
    yield "COLUMNS"
    yield " MARKER 'MARKER' 'INTORG'"
    for number, (one, terms) in enumerate(zip(program.columns, entries, strict=True)):
        yield f" x{number} value {-one.gain}"
        yield from (f" x{number} {row} {coefficient}" for row, coefficient in terms)
    yield " MARKER 'MARKER' 'INTEND'"
