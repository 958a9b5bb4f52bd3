"""Data in and out: importing other programs' files."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.core.profile.ids import slug
from tailor.importing.convert import convert
from tailor.importing.ledger import Note
from tailor.importing.writing.profile_yaml import written
from tailor.models.profiles import Profile
from tailor.sources.loading import load_model
from tailor.sources.schemas import keep_schemas
from tailor.sources.workspace import Workspace, plain_name
from tailor.storage.files import replace_file


class Moved(Struct, frozen=True):
    """An import: the file written, what was dropped or changed on the way, and where the file is that it replaced (None
    if there was none, or it said the same); `shown` is its path as the user sees it."""

    path: Path
    notes: tuple[Note, ...]
    replaced: Path | None = None
    shown: str = ""


def import_file(source: Path, workspace: Workspace, name: str | None, force: bool = False) -> Moved:
    """Write a file of another program as `profiles/<name>.yaml`. Raises InputError when it is no résumé, when the name
    is none of a file, or when the profile is there already and `force` is not given."""
    if not source.is_file() and not source.is_dir():
        raise InputError(Problem("missing-file", f"there is no file {source}", "check its name"))
    imported = convert(source)
    name = plain_name(name, "profile") if name else slug(str(imported.data.get("name", source.stem)))
    path = workspace.root / "profiles" / f"{name}.yaml"
    shown = workspace.shown(path)
    if path.exists() and not force:
        raise InputError(Problem("file-exists", f"{shown} is there already", "give --name, or --force to replace it"))
    origin = f"{source.name} ({imported.format})"
    replaced = replace_file(path, written(imported.data, origin, imported.notes, imported.proposed))
    keep_schemas(workspace.root)
    load_model(path, shown, Profile)
    return Moved(path, imported.notes, replaced, shown)
