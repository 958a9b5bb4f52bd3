"""The integer program that a page is the answer of, as a file that any solver reads."""

from __future__ import annotations

from pathlib import Path

from tailor.builds.build_values import Choice
from tailor.core.optimise.mps import mps
from tailor.core.optimise.whole import whole
from tailor.storage.files import write_whole


def write_program(choice: Choice, path: Path) -> None:
    """Write the program of all layouts, as MPS. Where nothing is cut, all that can be shown comes first, and the value
    is that of the best such page. Raises InputError where the file cannot be written."""
    selection, inputs = choice.selection, choice.inputs
    shown = len(selection.chosen) if inputs.target.value.pages == "any" else 0
    title = f"The best page of {inputs.profile.name} for {inputs.target.name} ({inputs.template.name}), by tailor"
    write_whole(path, "\n".join(mps(whole(choice.problem, shown=shown), title, selection.bound)) + "\n")
