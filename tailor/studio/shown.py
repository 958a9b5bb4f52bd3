"""A page as it is sent to the browser: its boxes in pt, all items in short, and each in full when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.json import decode
from msgspec.structs import asdict

from tailor.base.diagnostics import problem_data
from tailor.base.errors import Place
from tailor.builds.build_values import Built, Choice
from tailor.core.optimise.problem import POINT
from tailor.models.manifests import PAPERS, to_sp
from tailor.sources.editing.locate import Places
from tailor.studio.boxes import Box, boxes

SP = 65_536


class _Short(Struct):
    """The fields of the report that are sent for every item."""

    id: str
    kind: str
    section: str
    entry: str | None
    text: str
    shown: bool
    variant: str | None
    reason: str
    score: float
    height_sp: int


def page_data(built: Built, key: str, places: Places) -> dict[str, Any]:
    """A page for the browser; `key` is that of its pictures."""
    choice, selection = built.choice, built.choice.selection
    reports = decode(f"[{built.items}]", type=list[_Short])
    return {
        "ok": True,
        "picture": key,
        "pages": [_sheet(built, number) for number in range(1, len(built.pages) + 1)],
        "items": _items(choice, reports, places),
        "sections": [*choice.book.order],
        "paper": paper(choice.inputs.paper),
        "locale": choice.inputs.locale,
        "layout": choice.layout.name,
        "template": choice.inputs.template.name,
        "fill": round(built.fill, 4),
        "value": selection.value / POINT,
        "bound": selection.bound / POINT,
        "optimal": selection.optimal,
        "proof": selection.proof,
        "problems": [problem_data(one) for one in built.warnings],
    }


def paper(name: str) -> dict[str, float]:
    """A paper's size in pt."""
    width, height = (to_sp(side) / SP for side in PAPERS[name])
    return {"width": width, "height": height}


def _sheet(built: Built, number: int) -> dict[str, Any]:
    return {"number": number, "boxes": [_box(one) for one in boxes(built.pages[number - 1], built.choice.layout)]}


def _box(box: Box) -> dict[str, Any]:
    sides = (box.left, box.top, box.width, box.height)
    return {"item": box.item} | dict(zip("xywh", (round(side / SP, 2) for side in sides), strict=True))


def _items(choice: Choice, reports: Sequence[_Short], places: Places) -> list[dict[str, Any]]:
    by_id = {one.id: one for one in choice.candidates}
    lines = choice.layout.leading
    found = []
    for report in reports:
        candidate = by_id[report.id]
        found.append(
            asdict(report)
            | {
                "lines": round(report.height_sp / lines, 2) if lines else 0,
                "tags": [*candidate.tags],
                "inherited": [*candidate.inherited],
                "fixed": candidate.fixed,
                "path": _path(places, candidate.place),
            }
        )
    return found


def _path(places: Places, place: Place) -> Sequence[str | int] | None:
    """Where an item stands in the profile's YAML; None for one of another file, such as a paper of a BibTeX file."""
    return places.item(place) if place.file.endswith((".yaml", ".yml")) else None


def item_data(built: Built, item: str) -> dict[str, Any] | None:
    """All there is to say of one item: how its worth adds up, its wordings, its priority; None if there is none."""
    reports: list[dict[str, Any]] = decode(f"[{built.items}]")
    report = next((one for one in reports if one["id"] == item), None)
    candidate = next((one for one in built.choice.candidates if one.id == item), None)
    if report is None or candidate is None:
        return None
    wordings = {variant.name: variant.text for variant in candidate.variants}
    return {"terms": report["terms"], "wordings": wordings, "priority": candidate.priority}
