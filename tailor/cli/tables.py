"""Pages and items as tables and sentences for people, and as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tailor.adapters.build import Choice
from tailor.asking import Why, question
from tailor.comparing import Side
from tailor.core.candidates import HEADERS, Kind
from tailor.core.explain import alone, coverage, differences, marginal, one_more_line
from tailor.core.problem import POINT
from tailor.core.verdicts import verdicts
from tailor.models.manifests import SP

WIDTH = 60
"""How much of a text a row shows."""

HEADS = frozenset({*HEADERS, Kind.SECTION, Kind.TABLE})


def points(value: int) -> float:
    """Value units as points."""
    return round(value / POINT, 2)


def exact_points(value: int) -> Decimal:
    """Value units as points, to the last digit."""
    return Decimal(value) / POINT


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on standard output: drawn on a terminal, plain columns parted by tabs where it is piped."""
    if not sys.stdout.isatty():
        print("\n".join("\t".join(row) for row in (list(heads), *map(list, rows))))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*heads, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        drawn.add_row(*map(Text, row))
    Console().print(drawn)


def _rows(choice: Choice) -> list[dict[str, Any]]:
    asked, chosen = question(choice), choice.chosen()
    reasons = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)
    heights = choice.measured[choice.layout.name].heights
    return [
        {
            "shown": one.id in chosen,
            "variant": chosen.get(one.id),
            "id": one.id,
            "kind": str(one.kind),
            "text": one.text,
            "alone": points(alone(choice.problem, one.id)),
            "here": points(marginal(asked, one.id)),
            "height_pt": round(heights.get((one.id, chosen.get(one.id, one.variants[0].name)), 0) / SP, 1),
            "reason": reasons[one.id],
        }
        for one in choice.candidates
        if one.kind not in HEADS
    ]


def print_explanation(choice: Choice, as_json: bool) -> None:
    """The whole page."""
    rows = _rows(choice)
    asked = question(choice)
    line = points(one_more_line(asked, choice.layout.leading))
    tags: list[dict[str, Any]] = [
        {"tag": one.tag, "shown": one.shown, "known": one.known, "points": points(one.value)} for one in coverage(asked)
    ]
    if as_json:
        value = {"value": points(choice.selection.value), "one_more_line": line, "layout": choice.layout.name}
        print(json.dumps({"items": rows, "tags": tags, **value}, ensure_ascii=False))
        return
    heads = ("", "id", "text", "alone", "here", "pt", "why")
    table(heads, [_cells(row) for row in rows])
    print()
    table(("tag", "on the page", "in the profile", "points"), [[str(cell) for cell in one.values()] for one in tags])
    missing = [one["tag"] for one in tags if not one["known"]]
    print()
    if missing:
        print(f"Wanted, but nothing in the profile shows it: {', '.join(missing)}")
    proof = "proved best" if choice.selection.optimal else "not proved best"
    print(f"The page is worth {points(choice.selection.value)} points ({proof}), layout {choice.layout.name}.")
    print(f"One more line on the page would be worth {line} points.")


def _cells(row: dict[str, Any]) -> list[str]:
    numbers = [f"{row[name]:.2f}" for name in ("alone", "here")]
    mark = "in" if row["shown"] else "out"
    return [mark, row["id"], _short(row["text"]), *numbers, f"{row['height_pt']:.1f}", row["reason"]]


def print_why(choice: Choice, found: Why, as_json: bool) -> None:
    """One item."""
    forced = found.forced
    if as_json:
        print(
            json.dumps(
                {
                    "id": found.candidate.id,
                    "shown": found.shown,
                    "terms": found.terms,
                    "alone": points(found.alone),
                    "here": points(found.here),
                    "height_pt": round(found.height / SP, 1),
                    "reason": found.reason,
                    "add": None if found.price is None else float(exact_points(found.price)),
                    "loss": points(forced.loss) if forced and forced.loss is not None else None,
                    "comes": forced.comes if forced else [],
                    "goes": forced.goes if forced else [],
                },
                ensure_ascii=False,
            )
        )
        return
    print("\n".join(_sentences(choice, found)))


def _sentences(choice: Choice, found: Why) -> list[str]:
    candidate = found.candidate
    lines = [f"{candidate.id}  ({candidate.place})", f"  {candidate.text}", ""]
    lines.extend(f"  {term}" for term in found.terms)
    lines.append(f"  alone {points(found.alone)} points, here {points(found.here)}; {found.height / SP:.1f} pt high")
    lines.append("")
    lines.append(f"It is {'on the page' if found.shown else 'not on the page'}: {found.reason}.")
    return lines + _what_if(choice, found)


def _what_if(choice: Choice, found: Why) -> list[str]:
    forced, name = found.forced, choice.inputs.target.name
    if forced is None:
        return []
    if forced.loss is None:
        return ["No page can be made otherwise: the rules and the height do not allow it."]
    if found.shown:
        lines = [f"Without it the page would be worth {points(forced.loss)} points less."]
    else:
        add = exact_points(found.price or 0)
        lines = [f"To bring it in, write in targets/{name}.yaml:  add: {{{found.candidate.id}: {add}}}"]
    if forced.goes:
        lines.append(f"That would push out: {', '.join(forced.goes)}")
    if forced.comes:
        lines.append(f"And bring in: {', '.join(forced.comes)}")
    return lines


def print_difference(left: Side, right: Side, as_json: bool) -> None:
    """What two pages do not share."""
    only = differences(left.shown, right.shown)
    rows = [
        (side.name, item, side.texts.get(item, ""), other.why_not(item))
        for side, other, items in zip((left, right), (right, left), only, strict=True)
        for item in items
    ]
    if as_json:
        for name, item, text, reason in rows:
            print(json.dumps({"only": name, "id": item, "text": text, "reason": reason}, ensure_ascii=False))
        return
    shared = len(set(left.shown) & set(right.shown))
    if rows:
        table(("only on", "id", "text", "not on the other, for"), [(n, i, _short(t), r) for n, i, t, r in rows])
    print(f"\n{shared} items are on both; {len(only[0])} only on {left.name}, {len(only[1])} only on {right.name}.")
