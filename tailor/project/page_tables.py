"""Tables and lists of definitions on a page, as headings and what stands under them."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from tailor.core.postings.asking import announced
from tailor.core.postings.posting_tables import END

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LABEL = 8
"""A cell that labels its row has at most so many words; where it has more, the table only places things."""

_SEMICOLON = re.compile(r";\s+")
_EDGES = re.compile(r"^<t[dh][^>]*>|</t[dh]>$")

Row = list["LexborNode"]


def without_tables(page: LexborNode) -> str:
    """The HTML of a part of a page, its tables and lists of definitions as headings and paragraphs."""
    html = page.html or ""
    for table in page.css("table"):
        rows = [row.css("th, td") for row in table.css("tr")]
        if table.html and not table.css("table table") and _labels(rows):
            html = html.replace(table.html, _by_columns(rows) or _by_rows(rows), 1)
    html = re.sub(r"<dt\b[^>]*>", "<h4>", re.sub(r"</dt>", "</h4>", html))
    html = html.replace("</dl>", f"</dl><h4>{END}</h4>")
    return re.sub(r"<dd\b[^>]*>", "<div>", re.sub(r"</dd>", "</div>", html))


def _text(cell: LexborNode) -> str:
    return " ".join(cell.text(separator=" ").split())


def _labels(rows: list[Row]) -> bool:
    """Whether the cells of the first row and column are labels, and one of them says how it asks."""
    first = [row[0] for row in rows if len(row) > 1]
    heads = rows[0] if rows else []
    short = all(len(_text(cell).split()) <= LABEL for cell in first)
    return bool(first) and short and any(announced(_text(cell)) is not None for cell in (*first, *heads))


def _by_columns(rows: list[Row]) -> str:
    """Each column under its head; "" for a table whose heads do not say how they ask."""
    heads = [_text(cell) for cell in rows[0]]
    if sum(announced(head) is not None for head in heads[1:]) < 2 or len(rows) < 2:
        return ""
    parts = []
    for index, head in enumerate(heads[1:], 1):
        cells = [row[index] for row in rows[1:] if len(row) > index]
        parts.append(f"<h4>{escape(head)}</h4>{''.join(_cell(cell) for cell in cells)}")
    return "".join(parts) + f"<h4>{END}</h4>"


def _by_rows(rows: list[Row]) -> str:
    parts = [f"<h4>{escape(_text(row[0]))}</h4>{''.join(_cell(cell) for cell in row[1:])}" for row in rows if row]
    return "".join(parts) + f"<h4>{END}</h4>"


def _cell(cell: LexborNode) -> str:
    """What is in a cell: its own list, or its words, parted at semicolons, as one."""
    if cell.css_first("li, p, br"):
        inner = _EDGES.sub("", cell.html or "")
        return f"<div>{inner}</div>"
    items = "".join(f"<li>{escape(one)}</li>" for one in _SEMICOLON.split(_text(cell)))
    return f"<ul>{items}</ul>"
