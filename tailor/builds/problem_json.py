"""Problems and reports as plain data and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tailor.base.errors import Place, Problem, Severity


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


def kept_problem(problem: Problem) -> dict[str, Any]:
    """A problem as data to be kept: with the line of its place, so that it can be told again."""
    return problem_data(problem) | {"text": problem.place.text if problem.place else ""}


def problem_of(data: Mapping[str, Any]) -> Problem:
    """The problem that `kept_problem` made data of."""
    place = Place(data["file"], data["line"], data["column"], data["text"]) if "file" in data else None
    return Problem(data["code"], data["message"], data["hint"], place, Severity(data["severity"]))


def as_json(line: Mapping[str, Any], items: str) -> str:
    """A report as JSON text: a build's line, and its items, one a line."""
    head = [f" {json.dumps(name)}: {_json(value)}" for name, value in line.items()]
    return "{\n" + ",\n".join([*head, f' "items": [\n  {items}\n ]']) + "\n}\n"


_json = json.JSONEncoder(ensure_ascii=False).encode
