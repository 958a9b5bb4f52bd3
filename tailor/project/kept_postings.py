"""Where the postings of targets are kept: `postings/NAME.txt` (or `.md`, `.html`, `.docx`), with the draft made of
each beside it, so that later edits can be recognised."""

from __future__ import annotations

from pathlib import Path

from tailor.base.errors import InputError, Problem
from tailor.models.targets import Target
from tailor.project.postings import ENDINGS, ending_of
from tailor.sources.loading import Loaded
from tailor.sources.workspace import Workspace
from tailor.storage.files import replace_file

FOLDER = "postings"


def place_for(workspace: Workspace, name: str, content: bytes) -> Path:
    """Where the posting of a target goes."""
    return workspace.root / FOLDER / f"{name}{ending_of(content)}"


def written(workspace: Workspace, path: Path) -> str:
    """A posting's path as a target names it."""
    return path.relative_to(workspace.root).as_posix()


def keep(path: Path, content: bytes) -> None:
    """Write a posting as it came; another one that stood there is kept beside it. Raises OSError."""
    if not path.is_file() or path.read_bytes() != content:
        replace_file(path, content)


def draft_path(workspace: Workspace, name: str) -> Path:
    """Where the draft is remembered that a target was last brought up to date with."""
    return workspace.root / FOLDER / f"{name}.draft.yaml"


def posting_path(workspace: Workspace, target: Loaded[Target]) -> Path | None:
    """The posting that a target names, else the one kept under its name; None if there is none.

    Raises InputError, with the place, for one that is named and is not there, or lies outside the folder.
    """
    named = target.value.posting
    if named is None:
        kept = (workspace.root / FOLDER / f"{target.name}{end}" for end in ENDINGS)
        return next((path for path in kept if path.is_file()), None)
    path = workspace.root / named
    if not path.resolve().is_relative_to(workspace.root.resolve()):
        hint = "put it into postings/ and name it so"
        raise InputError(Problem("outside-folder", f"{named} is outside the folder", hint, target.place(("posting",))))
    if not path.is_file():
        hint = f"bring it back, or name it anew: tailor target update {target.name} --from-posting FILE"
        raise InputError(Problem("missing-file", f"there is no file {named}", hint, target.place(("posting",))))
    return path


def posting_of(workspace: Workspace, target: Loaded[Target]) -> Path:
    """As `posting_path`; raises InputError where the target has no posting."""
    path = posting_path(workspace, target)
    if path is None:
        hint = f"give it one: tailor target update {target.name} --from-posting FILE"
        raise InputError(Problem("no-posting", f"the target {target.name} has no posting", hint))
    return path
