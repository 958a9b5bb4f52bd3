"""What to do about a text that YAML cannot read: find the small change that makes it readable, and say it.

A message of YAML's ("did not find expected key") tells its reader nothing. So a few known mends (quotes, a
space after the colon, another indentation …) are tried near the place where YAML gave up; the one that lets
it read on the furthest is the hint, and reading goes on with the mended text, so that later faults come out
in the same run. A hint that was not tried and found to help is never given.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from tailor.base.errors import Place, Problem
from tailor.base.nodes import compose
from tailor.base.yaml_hints import Mend, mends

MOST = 20
"""Faults mended in one file; after that the rest is for the next run."""


def mended(error: yaml.MarkedYAMLError, file: str, original: Sequence[str]) -> tuple[yaml.Node | None, list[Problem]]:
    """The nodes of a text of these lines, mended (None if there is no mend), and what was mended, in order."""
    lines = list(original)
    problems: list[Problem] = []
    for _ in range(MOST):
        mend = _best(lines, error)
        if mend is None:
            problems.append(_unknown(error, file, original))
            return None, problems
        place = Place(file, mend.first + 1, mend.column + 1, original[mend.first])
        problems.append(Problem(mend.code, mend.message, mend.hint, place))
        lines[mend.first : mend.last] = mend.lines
        try:
            return compose("\n".join(lines)), problems
        except yaml.MarkedYAMLError as next_error:
            error = next_error
    return None, problems


def _best(lines: Sequence[str], error: yaml.MarkedYAMLError) -> Mend | None:
    """The mend with which YAML reads furthest, if that is beyond the fault; the first of equals."""
    if _second_document(error):
        return None
    best, reached = None, _reached(error)
    for mend in mends(lines, error):
        now = _read_to([*lines[: mend.first], *mend.lines, *lines[mend.last :]])
        if now > reached:
            best, reached = mend, now
        if now == (len(lines) + 1, 0):
            break
    return best


def _read_to(lines: Sequence[str]) -> tuple[int, int]:
    """How far YAML reads: line and column of its complaint, or a line beyond the last."""
    try:
        compose("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        return _reached(error)
    return len(lines) + 1, 0


def _reached(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """The end of the line where YAML gave up; for what was never closed, the line where it was opened."""
    mark = error.problem_mark
    if error.context_mark is not None and "quoted scalar" in (error.context or ""):
        mark = error.context_mark
    return (mark.line, 0) if mark is not None else (0, 0)


def _unknown(error: yaml.MarkedYAMLError, file: str, lines: Sequence[str]) -> Problem:
    """A fault that no mend helped: YAML's own words, at YAML's place."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    place = Place(file, line + 1, (mark.column if mark else 0) + 1, lines[line])
    if _second_document(error):
        message, hint = "a second document begins here (---)", "a file holds one: take the `---` out"
    elif "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        message, hint = "a tab in the indentation", "indent with spaces"
    elif lines[line].lstrip().startswith("- "):
        message, hint = (
            "an item (`- `) cannot stand here, among fields",
            "put it under the field it belongs to",
        )
    else:
        message = f"this cannot be read as YAML: {error.problem or error.context}"
        hint = "look at the indentation, brackets and quotes of this line and the one above"
    return Problem("tab" if "tab" in message.split() else "yaml", message, hint, place)


def _second_document(error: yaml.MarkedYAMLError) -> bool:
    return "expected a single document" in f"{error.context} {error.problem}"
