"""Pages and items as tables and sentences for people, and as JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from typing import Any

from msgspec.structs import asdict

from tailor.cli.output.json_lines import print_line
from tailor.questions.diff import Side, reworded, without
from tailor.questions.page import Explanation, WorthPart

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


def narrow() -> bool:
    """Whether standard output is a terminal in which a table with texts cannot be read."""
    return sys.stdout.isatty() and get_terminal_size().columns < ROOM


def lines(rows: Sequence[tuple[str, str]], groups: Sequence[str] = ()) -> None:
    """One line an item on a narrow terminal: what is to be whole, then as much of the rest as the line has room for."""
    room = get_terminal_size().columns
    for number, (whole, rest) in enumerate(rows):
        if groups and (not number or groups[number] != groups[number - 1]):
            print(f"\n{groups[number]}")
        left = room - len(whole) - 2
        more = rest if len(rest) <= left else f"{rest[: left - 1]}…"
        print(f"{whole}  {more}".rstrip() if left > LEAST else whole)


LEAST = 8
"""Letters of a reason that are worth a beginning."""


def print_explanation(page: Explanation, as_json: bool, only: bool | None = None) -> None:
    """The whole page; with `only`, of its items those that are on it (True) or are not."""
    rows = [asdict(one) for one in page.items if only is None or one.shown == only]
    tags = [asdict(one) for one in page.tags]
    if as_json:
        names = ("value", "optimal", "proof", "one_more_line", "layout", "bound")
        parts = [asdict(one) for one in page.worth]
        whole = {"items": rows, "tags": tags, "worth": parts, **{name: getattr(page, name) for name in names}}
        print_line(whole)
        return
    groups = [row["section"] for row in rows]
    if narrow():
        lines([_line(row) for row in rows], groups)
        print(f"\n{SHORT_LEGEND}\n")
    else:
        heads = ("page", "id", "text", "alone", "here", "pt", "a line", "why")
        table(heads, [_cells(row) for row in rows], groups)
        print(f"\n{LEGEND}\n")
    if tags:
        table(
            ("tag", "on the page", "in the profile", "points"), [[str(cell) for cell in one.values()] for one in tags]
        )
        print()
    if page.worth:
        table(("what the page is worth", "from", "points"), [_part(one) for one in page.worth])
        print()
    for sentence in _summed_up(page):
        print(sentence)


SHORT_LEGEND = """In or out, the points that it earns beside all others on the page, its height in
pt, its id, why. A wider terminal or a pipe has more; `tailor why ID` says all."""

LEGEND = """alone: the points that it would earn on an empty page; here: what it earns beside all others on this one;
pt: its height; a line: what each of its lines is worth here."""


PARTS = {
    "coverage": "wanted tags, each mention earning less than the one before",
    "merit": "merit: the best wanted tag of each item, whole",
    "base": "base, for being there",
    "against": "tags that are not wanted",
    "named": "sections that the target names",
    "filler": "filler: items of priority 1 or 2",
    "depth": "depth: entries that show one bullet of many",
    "past": "past: further lines of posts that ended long ago",
    "head": "head: the further lines of long heads given back",
    "added": "added by hand",
    "short": "short wordings, which earn less",
    "layout": "price of the layout",
}
"""What the parts of a page's worth are, by cause."""


def _part(one: WorthPart) -> tuple[str, str, str]:
    of = "" if one.cause == "layout" else f"{one.count} {'tags' if one.cause == 'coverage' else 'items'}"
    return PARTS[one.cause], of, f"{one.points:.2f}"


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


def _line(row: dict[str, Any]) -> tuple[str, str]:
    shown, name, _, _, here, height, _, why = _cells(row)
    return f"{shown:<3} {here:>6} {height:>6}  {name}", why


def print_difference(left: Side, right: Side, as_json: bool) -> None:
    """What two pages do not share; a text that was only reworded stands as it was and as it is."""
    changed = reworded(left, right)
    old, new = {one.old for one in changed}, {one.new for one in changed}
    only = (
        [item for item in without(left, right) if item not in old],
        [item for item in without(right, left) if item not in new],
    )
    rows = [
        (side.name, item, side.texts.get(item, ""), other.why_not(side, item))
        for side, other, items in zip((left, right), (right, left), only, strict=True)
        for item in items
    ]
    if as_json:
        for name, item, text, reason in rows:
            print_line({"only": name, "id": item, "text": text, "reason": reason})
        for one in changed:
            print_line({"reworded": one.new, **asdict(one)})
        return
    shared = len(left.shown) - len(only[0]) - len(changed)
    if rows and narrow():
        lines([(f"{name:<{max(len(left.name), len(right.name))}}  {item}", reason) for name, item, _, reason in rows])
    elif rows:
        table(("only on", "id", "text", "why not on the other"), [(n, i, _short(t), r) for n, i, t, r in rows])
    for one in changed:
        print(f"\nreworded  {one.new}\n- {one.was}\n+ {one.now}")
    both = "1 item is" if shared == 1 else f"{shared} items are"
    gap = "\n" if rows or changed else ""
    told = f", {len(changed)} reworded" if changed else ""
    print(f"{gap}{both} on both{told}; {len(only[0])} only on {left.name}, {len(only[1])} only on {right.name}.")
