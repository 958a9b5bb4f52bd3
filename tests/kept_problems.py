"""Problems kept as they once went wrong, in the form of their day: rows had a name and a family."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec import convert

from tailor.core.optimise.problem import PageProblem

DATA = Path(__file__).parent / "data"


def kept_problem(name: str) -> PageProblem:
    """A problem of `tests/data`; of its rules only what they ask is known, and which of them are lengths."""
    data = json.loads((DATA / name).read_text(encoding="utf-8"))
    for row in (*data["rows"], *(row for layout in data["layouts"] for row in layout["rows"])):
        row["rule"] = _rule(row.pop("cause"), row.pop("name"))
    return convert(data, PageProblem)


def _rule(cause: str, name: str) -> dict[str, Any]:
    if cause == "height":
        return {"cause": "height", "region": name.removeprefix("height ")}
    if cause == "lines":
        return {"cause": "lines", "group": name.removeprefix("lines ")}
    return {"cause": "fixed", "item": name}
