"""Files beside profile, target and template that a page is made of: a document whose styles Word's files take."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.models.config import Config
from tailor.sources.loading import Loaded
from tailor.sources.workspace import Workspace
from tailor.storage.digests import Files, digest

REFERENCE = "reference.docx"
"""The document in a folder whose styles Word's files take, where `tailor.yaml` names no other."""


class Attached(Struct, frozen=True):
    """A file as it was read; `content` is None where there is none."""

    path: Path
    content: bytes | None

    @property
    def files(self) -> Files:
        """Its digest by its path: a file that comes later counts too."""
        return {self.path: None if self.content is None else digest(self.content)}


def attached(path: Path) -> Attached:
    """A file's content, or that it cannot be read."""
    try:
        return Attached(path, path.read_bytes())
    except OSError:
        return Attached(path, None)


def reference_of(workspace: Workspace, config: Config) -> Attached:
    """The document whose styles Word's files take."""
    return attached(workspace.root / (config.reference or REFERENCE))


def check_reference(workspace: Workspace, config: Loaded[Config]) -> None:
    """Raises InputError for a document that `tailor.yaml` names and that is not there."""
    named = config.value.reference
    if named is not None and not (workspace.root / named).is_file():
        message, hint = f"there is no file {named}", "its path is relative to the folder of tailor.yaml"
        raise InputError(Problem("no-reference", message, hint, config.place(("reference",))))
