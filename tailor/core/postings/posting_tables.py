"""Tables in Markdown → headings and items, as a posting without a table would write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tailor.core.postings.asking import announced

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
_BREAK = re.compile(r"<br\s*/?>|;\s+")

END = "␞"
"""As a heading: what follows is no longer under the last one."""

Rows = Sequence[Sequence[str]]


def without_tables(text: str) -> str:
    """The text with each table as headings (`# Essential`) and items (`- First aid`)."""
    lines = text.split("\n")
    found: list[str] = []
    while lines:
        rows = _leading_rows(lines)
        if len(rows) > 1:
            found += ["", *_written([_cells(row) for row in rows if not _RULE.match(row)]), f"# {END}", ""]
            del lines[: len(rows)]
        else:
            found.append(lines.pop(0))
    return "\n".join(found)


def _leading_rows(lines: Sequence[str]) -> list[str]:
    rows = []
    for line in lines:
        if not _ROW.match(line):
            break
        rows.append(line)
    return rows


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def _written(rows: Rows) -> Iterator[str]:
    """By columns where their heads say how they ask, else by rows with a label each."""
    heads = [announced(cell) for cell in rows[0]] if rows else []
    if sum(ask is not None for ask in heads[1:]) > 1 and len(rows) > 1:
        return by_columns(rows)
    return by_rows(rows)


def by_columns(rows: Rows) -> Iterator[str]:
    """Each column that asks for something under its head: a table of what is essential and what is desirable."""
    for index, head in enumerate(rows[0]):
        if head and announced(head) is not None and (index or len(rows[0]) == 1):
            yield f"# {head}"
            for row in rows[1:]:
                yield from _items(row[index : index + 1])


def by_rows(rows: Rows) -> Iterator[str]:
    """Each row's cells under its label."""
    for label, *cells in rows:
        if label or any(cells):
            yield f"# {label or 'Overview'}"
            yield from _items(cells)


def _items(cells: Sequence[str]) -> Iterator[str]:
    for cell in cells:
        yield from (f"- {piece.strip()}" for piece in _BREAK.split(cell) if piece.strip())
