"""Pages and items as tables and sentences for people, and as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from typing import Any

from msgspec.structs import asdict

from tailor.questions.diff import Side, without
from tailor.questions.page import Explanation

WIDTH = 60
"""How much of a text a row shows."""

ROOM = 120
"""Columns of a terminal below which a page's table leaves some out: in narrow ones no text can be read."""


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], groups: Sequence[str] = ()) -> None:
    """A table on standard output: drawn on a terminal, plain columns parted by tabs where it is piped. `groups` are
    what each row belongs to; drawn, they stand over their rows."""
    if not sys.stdout.isatty():
        print("\n".join("\t".join(row) for row in (list(heads), *map(list, rows))))
        return
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    # A name that is cut short cannot be used: it goes on in the next line.
    drawn = Table(*(Column(head, overflow="fold") for head in heads), box=None, header_style="bold", pad_edge=False)
    before = ""
    for number, row in enumerate(rows):
        if groups and groups[number] != before:
            before = groups[number]
            drawn.add_row("", Text(f"\n{before}", style="bold"))
        drawn.add_row(*map(Text, row))
    Console().print(drawn)


def print_explanation(page: Explanation, as_json: bool) -> None:
    """The whole page."""
    rows, tags = [asdict(one) for one in page.items], [asdict(one) for one in page.tags]
    if as_json:
        names = ("value", "optimal", "proof", "one_more_line", "layout", "bound")
        whole = {"items": rows, "tags": tags, **{name: getattr(page, name) for name in names}}
        print(json.dumps(whole, ensure_ascii=False))
        return
    groups = [row["section"] for row in rows]
    if sys.stdout.isatty() and get_terminal_size().columns < ROOM:
        table(("page", "id and text", "here", "pt", "why"), [_few_cells(row) for row in rows], groups)
        print(f"\n{SHORT_LEGEND}\n")
    else:
        heads = ("page", "id", "text", "alone", "here", "pt", "a line", "why")
        table(heads, [_cells(row) for row in rows], groups)
        print(f"\n{LEGEND}\n")
    table(("tag", "on the page", "in the profile", "points"), [[str(cell) for cell in one.values()] for one in tags])
    print()
    for sentence in _summed_up(page):
        print(sentence)


SHORT_LEGEND = """here: the points that it earns beside all others on the page; pt: its height.
A wider terminal or a pipe has more columns."""

LEGEND = """alone: the points that it would earn on an empty page; here: what it earns beside all others on this one;
pt: its height; a line: what each of its lines is worth here."""


def _summed_up(page: Explanation) -> Iterator[str]:
    missing = [one.tag for one in page.tags if not one.known]
    unshown = [one.tag for one in page.tags if one.known and not one.shown]
    if missing:
        yield f"Wanted, but nothing in the profile shows it: {', '.join(missing)}."
    if unshown:
        yield f"Wanted and in the profile, but not on the page: {', '.join(unshown)}."
    yield f"The page is worth {page.value} points ({proof(page)}), set in the layout {page.layout}."
    if page.cut:
        yield f"One more line on the page would be worth {page.one_more_line} points."
    else:
        yield "Nothing is cut, so one more line would be worth nothing."


def proof(page: Explanation) -> str:
    """How near to the best a page is, in words."""
    if page.proof is None:
        return "nothing is cut for room"
    if page.optimal:
        return "proven optimal"
    return f"within {page.gap:.2%} of the best" + ("" if page.kept else ": the search was cut short")


def _cells(row: dict[str, Any]) -> list[str]:
    numbers = [f"{row[name]:.2f}" for name in ("alone", "here")]
    height = f"{row['height_pt']:.1f}" if row["height_pt"] else ""
    line = "" if row["a_line"] is None else f"{row['a_line']:.2f}"
    return ["in" if row["shown"] else "out", row["id"], _short(row["text"]), *numbers, height, line, row["reason"]]


def _few_cells(row: dict[str, Any]) -> list[str]:
    shown, name, text, _, here, height, _, why = _cells(row)
    return [shown, f"{name}\n{text}", here, height, why]


def print_difference(left: Side, right: Side, as_json: bool) -> None:
    """What two pages do not share."""
    only = without(left, right), without(right, left)
    rows = [
        (side.name, item, side.texts.get(item, ""), other.why_not(side, item))
        for side, other, items in zip((left, right), (right, left), only, strict=True)
        for item in items
    ]
    if as_json:
        for name, item, text, reason in rows:
            print(json.dumps({"only": name, "id": item, "text": text, "reason": reason}, ensure_ascii=False))
        return
    shared = len(left.shown) - len(only[0])
    if rows:
        table(("only on", "id", "text", "why not on the other"), [(n, i, _short(t), r) for n, i, t, r in rows])
    both = "1 item is" if shared == 1 else f"{shared} items are"
    gap = "\n" if rows else ""
    print(f"{gap}{both} on both; {len(only[0])} only on {left.name}, {len(only[1])} only on {right.name}.")
