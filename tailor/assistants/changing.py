"""Small changes to the files of a workspace: each checked, written whole, kept as one step that can be taken back.

The history is the one that the studio has, so a person can take back there what was changed here, and the other way
round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.sources.workspace import Workspace
from tailor.storage.files import write_whole
from tailor.storage.history import Change, History
from tailor.storage.locations import cache_folder


class Changed(Struct, frozen=True):
    """What a change did: the file as seen from the root, what it was for, and the diff."""

    file: str
    label: str
    diff: str


def history_of(workspace: Workspace) -> History:
    """The steps of a workspace, as the studio keeps them."""
    name = hashlib.sha256(str(workspace.root.resolve()).encode()).hexdigest()[:16]
    return History(cache_folder() / "studio" / name)


def inside(workspace: Workspace, path: Path) -> str:
    """A path from the root. Raises InputError for one that leads out of the workspace, by a link too."""
    root = workspace.root.resolve()
    if not path.resolve().is_relative_to(root):
        message = f"{workspace.shown(path)} is not in the workspace"
        raise InputError(Problem("outside-folder", message, "only files of the workspace are changed"))
    return path.resolve().relative_to(root).as_posix()


def change(workspace: Workspace, path: Path, text: str, label: str, check: Callable[[], None]) -> Changed:
    """Rewrite a file as one step. If `check` (which reads it again) raises, the old text is restored. Raises
    InputError."""
    name = inside(workspace, path)
    before = path.read_bytes().decode() if path.is_file() else None
    write_whole(path, text.encode())
    try:
        check()
    except BaseException:
        _put(path, before)
        raise
    if before != text:
        history_of(workspace).add(label, _now(), {name: Change(before, text)})
    return Changed(name, label, diff_of(name, before, text))


def undo(workspace: Workspace) -> Changed | None:
    """Take back the last change; None if there is none. Raises InputError if somebody changed the file since."""
    history = history_of(workspace)
    step = history.undoable()
    if step is None:
        return None
    texts = history.texts(step)
    for name, one in texts.items():
        path = workspace.root / name
        now = path.read_bytes().decode() if path.is_file() else None
        if now != one.after:
            message = f"{name} was changed since `{step.label}`"
            raise InputError(Problem("changed-since", message, "take it back in the editor, or with git"))
    for name, one in texts.items():
        _put(workspace.root / name, one.before)
    turned = {name: Change(one.after, one.before) for name, one in texts.items()}
    history.add(f"undo: {step.label}", _now(), turned, undoes=step.number)
    name, one = next(iter(turned.items()))
    return Changed(", ".join(turned), f"undo: {step.label}", diff_of(name, one.before, one.after or ""))


def diff_of(name: str, before: str | None, after: str) -> str:
    """A unified diff with one line of context."""
    lines = unified_diff((before or "").splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", n=1, lineterm="")
    return "\n".join(lines)


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, text.encode())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
