"""Problems and reports as plain data and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tailor.base.errors import Problem


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as data."""
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        **where,
    }


def as_json(line: Mapping[str, Any], items: str) -> str:
    """A report as JSON text: a build's line, and its items, one a line."""
    head = [f" {json.dumps(name)}: {_json(value)}" for name, value in line.items()]
    return "{\n" + ",\n".join([*head, f' "items": [\n  {items}\n ]']) + "\n}\n"


_json = json.JSONEncoder(ensure_ascii=False).encode
