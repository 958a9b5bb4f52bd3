"""Every state that the files have been in since the studio was first opened here: undo, redo, and a way back to any.

A step holds the whole texts of the files that it changed, before and after, so that nothing a person had is ever lost:
going back is a step of its own, at the end of the list. Steps are kept in the cache folder and outlive the studio.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tailor.storage.files import write_whole

MOST = 500
"""Steps kept; the oldest go first."""


class Change(Struct, frozen=True):
    """One file's text before and after; None where there is no file."""

    before: str | None
    after: str | None


class Step(Struct, frozen=True):
    """What was done in one go, in words, with what it did to each file (its path from the workspace's root).

    `undoes` is the number of the step that it takes back, `redoes` that of one that it does again. `typing` names the
    field that was typed in: more typing there makes the step longer instead of adding one.
    """

    number: int
    label: str
    when: str
    files: dict[str, Change]
    undoes: int | None = None
    redoes: int | None = None
    typing: str = ""


class History:
    """The steps of one workspace, oldest first."""

    def __init__(self, path: Path) -> None:
        """What is kept at `path` (a file of JSON lines) is read; a damaged line is left out."""
        self.path = path
        self.steps: list[Step] = []
        if path.is_file():
            for line in path.read_bytes().splitlines():
                try:
                    self.steps.append(msgspec.json.decode(line, type=Step))
                except msgspec.DecodeError:
                    continue

    def add(
        self,
        label: str,
        when: str,
        files: Mapping[str, Change],
        typing: str = "",
        *,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Step:
        """One more step, or the last one made longer where it is the same typing."""
        last = self.steps[-1] if self.steps else None
        if last and typing and last.typing == typing and last.files.keys() == files.keys():
            changes = {name: Change(last.files[name].before, change.after) for name, change in files.items()}
            step = replace(last, when=when, files=changes)
            self.steps[-1] = step
        else:
            number = last.number + 1 if last else 1
            step = Step(number, label, when, dict(files), undoes, redoes, typing)
            self.steps.append(step)
        del self.steps[:-MOST]
        self._keep()
        return step

    def undoable(self) -> Step | None:
        """The last step that is not taken back already, and is none that takes back."""
        gone: set[int] = set()
        for step in reversed(self.steps):
            if step.undoes is not None:
                gone.add(step.undoes)
            elif step.number not in gone:
                return step
            else:
                gone.discard(step.number)
                if step.redoes is not None:
                    gone.add(step.redoes)
        return None

    def redoable(self) -> Step | None:
        """The step that the last undo took back, while nothing new was done since."""
        last = self.steps[-1] if self.steps else None
        skipped: set[int] = set()
        for step in reversed(self.steps):
            if step.redoes is not None:
                skipped.add(step.redoes)
            elif step.undoes is not None and step.undoes not in skipped:
                return next((one for one in self.steps if one.number == step.undoes), None)
            elif step.undoes is None:
                return None
        return last if last and last.undoes is not None else None

    def texts_at(self, number: int) -> dict[str, str | None]:
        """The texts, right after step `number` (0: before the first), of all files touched since."""
        found: dict[str, str | None] = {}
        for step in reversed(self.steps):
            if step.number > number:
                found.update({name: change.before for name, change in step.files.items()})
        return found

    def shown(self) -> list[dict[str, Any]]:
        """The steps without their texts, newest first."""
        return [
            {
                "number": step.number,
                "label": step.label,
                "when": step.when,
                "files": [*step.files],
                "undoes": step.undoes,
            }
            for step in reversed(self.steps)
        ]

    def _keep(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(msgspec.to_builtins(step), ensure_ascii=False) + "\n" for step in self.steps)
        write_whole(self.path, lines)
