"""The workspace's files as the studio writes them: whole or not at all, each step in the history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from yaml import YAMLError

from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem
from tailor.builds.worker_cache import Shelf
from tailor.exporting.formats import FORMATS
from tailor.models.style import NAMED, Style
from tailor.sources.editing.yaml_edit import data_of
from tailor.sources.loading import load_config
from tailor.sources.workspace import Workspace
from tailor.storage.files import write_whole
from tailor.storage.history import Change, History, Step
from tailor.studio.edits import Edit, carried_out, text_of
from tailor.text.locales import LANGUAGES


def overview(workspace: Workspace) -> dict[str, Any]:
    """What there is to look at and to choose from: profiles, targets, templates, styles, formats, and the defaults.
    Raises InputError."""
    config = load_config(workspace).value
    return {
        "root": workspace.root.name,
        "profiles": [one.name for one in workspace.profiles()],
        "targets": [{"name": one.name, "own": one.origin == "user"} for one in workspace.targets()],
        "templates": [one.name for one in workspace.templates()],
        "profile": config.profile or workspace.default_profile(None).name,
        "template": config.template,
        "styles": styles(),
        "locales": [*LANGUAGES],
        "formats": [{"name": one.name, "label": one.label} for one in FORMATS.values()],
    }


def styles() -> dict[str, dict[str, Any]]:
    """The fields of `style`, each with the values that it may have; none for a field that is typed, but examples."""
    found = {}
    for name, field in Style.model_fields.items():
        values = [value for one in get_args(field.annotation) for value in get_args(one) if isinstance(value, str)]
        found[name] = {"values": values, "examples": [*NAMED] if name == "accent" else []}
    return found


def target_data(workspace: Workspace, shelf: Shelf, name: str) -> dict[str, Any]:
    """A target's own fields as its file has them, whether the file is the user's, and its problems. Raises
    InputError for no such target."""
    found = workspace.find("target", name)
    problems: Sequence[Problem] = ()
    try:
        shelf.target(workspace, name)
    except InputError as error:
        problems = error.problems
    try:
        data = data_of(text_of(workspace, f"target:{name}") or "")
    except (YAMLError, UnicodeDecodeError):
        data = None  # said in `problems`
    return {
        "name": name,
        "own": found.origin == "user",
        "data": data if isinstance(data, dict) else {},
        "problems": [problem_data(one) for one in problems],
    }


class Files:
    """Writes edits, and goes back and forth between the states that the files have been in."""

    def __init__(self, workspace: Workspace, kept: Path) -> None:
        """The history of this workspace is kept in the folder `kept`."""
        self.workspace = workspace
        name = hashlib.sha256(str(workspace.root.resolve()).encode()).hexdigest()[:16]
        self.history = History(kept / name)
        self._ours: dict[str, bytes] = {}

    def is_ours(self, name: str) -> bool:
        """Whether a file (its path from the root) holds what was written last from here."""
        return name in self._ours and self._ours[name] == _digest(self._text(name))

    def apply(self, edits: Sequence[Edit], label: str, typing: str = "") -> Step | None:
        """Write some edits as one step; None if they change nothing. Raises ConflictError, InputError, OSError."""
        changes = carried_out(self.workspace, edits)
        if not changes:
            return None
        self._write(changes)
        return self.history.add(label or "edit", _now(), changes, typing)

    def undo(self) -> Step | None:
        """Take back the last step. Raises InputError where a file was changed since by somebody else."""
        step = self.history.undoable()
        if step is None:
            return None
        then = self.history.texts(step)
        turned = {name: Change(change.after, change.before) for name, change in then.items()}
        return self._again(turned, f"undo: {step.label}", undoes=step.number)

    def redo(self) -> Step | None:
        """Do again what was taken back last. Raises InputError as `undo` does."""
        step = self.history.redoable()
        return self._again(self.history.texts(step), step.label, redoes=step.number) if step else None

    def restore(self, number: int) -> Step | None:
        """Make the files what they were right after a step; None if they are. A step of its own, so nothing is lost."""
        then = self.history.texts_at(number)
        changes = {name: Change(self._text(name), text) for name, text in then.items() if self._text(name) != text}
        if not changes:
            return None
        self._write(changes)
        return self.history.add(f"back to step {number}", _now(), changes)

    def _again(
        self, changes: Mapping[str, Change], label: str, *, undoes: int | None = None, redoes: int | None = None
    ) -> Step:
        for name, change in changes.items():
            if self._text(name) != change.before:
                hint = "take the newer change back in the editor, or go back to an older state in the history"
                raise InputError(Problem("changed-since", f"{name} was changed since, outside of this step", hint))
        self._write(changes)
        return self.history.add(label, _now(), changes, undoes=undoes, redoes=redoes)

    def _text(self, name: str) -> str | None:
        path = self.workspace.root / name
        return path.read_bytes().decode() if path.is_file() else None

    def _write(self, changes: Mapping[str, Change]) -> None:
        """All files or none: what was written before one that fails is put back."""
        done: list[Callable[[], None]] = []
        try:
            for name, change in changes.items():
                path = self.workspace.root / name
                self._ours[name] = _digest(change.after)
                _put(path, change.after)
                done.append(lambda path=path, change=change: _put(path, change.before))  # type: ignore[misc]
        except OSError:
            for back in done:
                back()
            raise


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, text.encode())


def _digest(text: str | None) -> bytes:
    return b"" if text is None else hashlib.sha256(text.encode()).digest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
