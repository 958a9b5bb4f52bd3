"""A table of education: its columns, and how wide they are asked to be.

Every entry may be a row, so rows are measured in columns that hold all of them. What is shown may need less: then the
columns are those that it needs, if no row gets higher by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from tailor.core.profile.block_fields import entry_fields
from tailor.core.profile.candidates import Block
from tailor.models.date_format import show_years
from tailor.text.markdown.markup import plain

COLUMNS = ("level", "degree", "board", "institution", "grade", "dates")
"""The columns of a table of education, in reading order; the area stands with the degree, the place with the
institution."""

NUMBERS = ("dates", "grade")
"""The columns whose texts should not break."""

OUTLIER = 1.15
"""A text this many times as long as its column's are on the mean may reach into the next column: it may well not be on
the page, and would widen its column there."""


def row_fields(piece: Any, locale: str, named: Collection[str] = ()) -> dict[str, Any]:
    """What a row of the table can show of an entry, by column; a board that is the institution is said twice only where
    the author named a column for it."""
    fields = entry_fields(piece, "education", locale)
    board = fields["board"] if "board" in named or fields["board"] != fields["institution"] else ""
    degree = ", ".join(filter(None, (fields["degree"], fields["area"])))
    institution = ", ".join(filter(None, (fields["institution"], fields["place"])))
    return {**fields, "degree": degree, "institution": institution, "board": board}


def columns_of(rows: list[dict[str, Any]], named: Iterable[str] = ()) -> list[str]:
    """The columns that any row has something in: those that the author named, in his order, then the others."""
    order = dict.fromkeys([*named, *COLUMNS])
    return [name for name in order if any(row[name] for row in rows)]


def column_widths(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], heads: Sequence[str], locale: str = "en"
) -> dict[str, list[list[str]]]:
    """Of each column the texts by which it is made wide: the `usual` ones, its head among them, which in a wordy column
    are not much longer than the others and of dates have no `(expected)`; and the `longer` ones, the longest last."""
    found: dict[str, list[list[str]]] = {"usual": [], "longer": []}
    for name, head in zip(columns, heads, strict=True):
        whole, years = ([_cell_text(row[name], locale, planned) for row in rows] for planned in (True, False))
        usual = _usual([head, *years], OUTLIER if name not in NUMBERS else None)
        longer = {text for text in whole if _length(text) > max(map(_length, usual))}
        found["usual"].append(usual)
        found["longer"].append(sorted(longer, key=lambda text: (_length(text), text)))
    return found


def _usual(texts: list[str], outlier: float | None) -> list[str]:
    """A column's head and the texts that are not shorter than most; none that is `outlier` times as long as they are on
    the mean."""
    head, *cells = dict.fromkeys(text for text in texts if text)
    mean = sum(map(_length, cells)) / len(cells) if cells else 0
    some = [text for text in cells if outlier is None or _length(text) <= outlier * mean]
    return [head, *(text for text in some if _length(text) >= 0.8 * max(map(_length, some)))]


def _length(text: str) -> int:
    return len(plain(text))


def _cell_text(cell: Any, locale: str, planned: bool) -> str:
    return (
        cell if isinstance(cell, str) else show_years(cell and replace(cell, planned=cell.planned and planned), locale)
    )


def row_cells(fields: Mapping[str, Any], columns: list[str]) -> list[Any]:
    """What each column holds: text, or dates."""
    return [fields[name] if fields[name] is not None else "" for name in columns]


def as_shown(head: Block, rows: Sequence[Block], locale: str) -> tuple[Block, ...]:
    """The head of a table and the rows that are shown below it, in columns as wide as these rows ask for; one in which
    none of them says anything is left out."""
    columns = head.fields["columns"]
    cells = [dict(zip(columns, row.fields["cells"], strict=True)) for row in rows]
    kept = [name for name in columns if any(one[name] for one in cells)]
    heads = [text for name, text in zip(columns, head.fields["heads"], strict=True) if name in kept]
    shape = {"columns": kept, **column_widths(cells, kept, heads, locale)}
    told: list[Mapping[str, Any]] = [{"heads": heads}, *({"cells": [one[name] for name in kept]} for one in cells)]
    return tuple(
        replace(block, fields={**block.fields, **shape, **own}) for block, own in zip((head, *rows), told, strict=True)
    )
