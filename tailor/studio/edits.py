"""Changes that a browser asks for, carried out in the YAML files: each held against what the browser believed stood
there, so that what an editor or another browser saved meanwhile is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType
from yaml import YAMLError

from tailor.base.errors import InputError, Problem
from tailor.sources.editing.yaml_edit import insert, remove, reorder, set_value, value_at
from tailor.sources.workspace import CONFIG, Workspace, plain_name
from tailor.storage.history import Change

MOST = 2_000_000
"""Letters that a file may have here: more was not written by hand."""


class Edit(Struct, frozen=True):
    """One change: `file` is `profile:NAME`, `target:NAME`, `new-target:NAME`, `posting:NAME`, `letter:NAME` or
    `config`; `path` the way to a value in it.

    `was` is what the browser last saw at the path (None: nothing); left out, it is not compared.
    """

    file: str
    op: Literal["set", "remove", "insert", "reorder", "text"]
    path: tuple[str | int, ...] = ()
    value: Any = None
    was: Any | UnsetType = UNSET


class ConflictError(Exception):
    """Something else stands there now than the browser believed."""

    def __init__(self, edit: Edit, now: Any) -> None:
        super().__init__(f"{edit.file} has changed")
        self.edit, self.now = edit, now


def file_of(workspace: Workspace, name: str) -> Path:
    """The file of the workspace that a browser means. Raises InputError for a name of none, or of one that is not in
    the workspace."""
    kind, _, own = name.partition(":")
    if name == "config":
        return _inside(workspace, workspace.root / CONFIG)
    if kind == "new-target":
        return _inside(workspace, workspace.root / "targets" / f"{plain_name(own, 'target')}.yaml")
    if kind == "letter":
        return _inside(workspace, workspace.root / "letters" / f"{plain_name(own, 'target')}.md")
    if kind in ("posting", "posting-draft"):
        ending = ".txt" if kind == "posting" else ".draft.yaml"
        return _inside(workspace, workspace.root / "postings" / f"{plain_name(own, 'target')}{ending}")
    if kind not in ("profile", "target") or own.endswith((".yaml", ".yml")):
        raise InputError(Problem("unknown-file", f"there is no file `{name}` here"))
    path = workspace.find("profile" if kind == "profile" else "target", own).path
    if workspace.ships("target", path):
        path = workspace.root / "targets" / path.name  # a built-in target: the user's own file of that name goes first
    return _inside(workspace, path)


def _inside(workspace: Workspace, path: Path) -> Path:
    """The path, if it leads to no other place than the workspace, by a link either. Raises InputError."""
    if path.resolve().is_relative_to(workspace.root.resolve()):
        return path
    message = f"{workspace.shown(path)} leads out of the folder"
    raise InputError(Problem("outside-folder", message, "put the file itself there, not a link"))


def text_of(workspace: Workspace, name: str) -> str | None:
    """The text of a file as it is now; of a built-in target that the user has no file of, the built-in one's."""
    path = file_of(workspace, name)
    if (text := _read(path)) is not None:
        return text
    kind, _, own = name.partition(":")
    shipped = workspace.find("target", own).path if kind == "target" else None
    return shipped.read_bytes().decode() if shipped and shipped.is_file() else None


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None


def carried_out(workspace: Workspace, edits: Sequence[Edit]) -> dict[str, Change]:
    """What the edits make of the files, by path from the root; nothing is written. Raises ConflictError, InputError."""
    texts: dict[str, str] = {}
    for edit in edits:
        text = texts.get(edit.file)
        text = text if text is not None else text_of(workspace, edit.file) or ""
        texts[edit.file] = _edited(text, edit)
        if len(texts[edit.file]) > MOST:
            raise InputError(Problem("too-large", f"`{edit.file}` would be larger than {MOST} letters"))
    changes = {}
    for name, text in texts.items():
        path = file_of(workspace, name)
        before = _read(path)
        if before != text:
            changes[str(path.relative_to(workspace.root))] = Change(before, text)
    return changes


def _edited(text: str, edit: Edit) -> str:
    if edit.op == "text":
        return _whole(text, edit)
    try:
        return _spliced(text, edit)
    except YAMLError:
        message = f"`{edit.file}` cannot be read, so that nothing can be changed in it"
        raise InputError(Problem("cannot-edit", message, "mend it under Files, or in an editor")) from None


def _spliced(text: str, edit: Edit) -> str:
    if edit.was is not UNSET and edit.op != "insert" and (now := value_at(text, edit.path)) != _believed(edit.was):
        raise ConflictError(edit, now)
    if edit.op == "set":
        return set_value(text, edit.path, edit.value)
    if edit.op == "remove":
        return remove(text, edit.path) if value_at(text, edit.path) is not None else text
    if edit.op == "insert":
        return insert(text, edit.path, edit.value)
    return reorder(text, edit.path, edit.value)


def _whole(text: str, edit: Edit) -> str:
    """A file typed as text: `was` is the whole text that the browser began with (None, as "": there was none)."""
    if edit.was is not UNSET and text != (edit.was or ""):
        raise ConflictError(edit, text)
    return str(edit.value)


def _believed(was: Any) -> Any:
    """What the browser saw, with scalars as texts, as `data_of` gives them."""
    if isinstance(was, Mapping):
        return {str(key): _believed(value) for key, value in was.items()}
    if isinstance(was, list):
        return [_believed(value) for value in was]
    return None if was is None else str(was).lower() if isinstance(was, bool) else str(was)
