"""What is wrong with a rule's lines as they are typed: read as a build reads them, with the profile's own items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Place, Problem
from tailor.builds.build_values import Choice
from tailor.core.rules.reading import read_rules
from tailor.models.dates import Day
from tailor.models.targets import LISTS


def checked_rules(choice: Choice, rule: str, lines: Sequence[str], today: Day) -> list[dict[str, Any]]:
    """The problems of the lines of `rule`, each with its line (from 1). Raises InputError for an unknown rule."""
    if rule not in LISTS:
        raise InputError(Problem("unknown-rule", f"`{rule}` is not a list of rules", f"there are: {', '.join(LISTS)}"))
    written = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    target = choice.inputs.target.value.model_copy(update={rule: tuple(line for _, line in written)})

    def place(path: tuple[str | int, ...]) -> Place:
        index = path[1] if len(path) > 1 else 0
        here = path[:1] == (rule,) and isinstance(index, int) and index < len(written)
        return Place(rule, written[index][0], 1) if here and isinstance(index, int) else Place("", 1, 1)

    problems = read_rules(target, choice.candidates, today, place).problems
    return [problem_data(one) for one in problems if one.place is not None and one.place.file == rule]
