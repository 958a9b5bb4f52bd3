"""Data in: other programs' files become profiles, checked before they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import InputError, Problem
from tailor.base.source import Source
from tailor.checking.one_profile import profile_errors
from tailor.core.profile.ids import slug
from tailor.importing.audit import unreported
from tailor.importing.convert import Imported, convert
from tailor.importing.ledger import Fate, Node, Note
from tailor.importing.writing.profile_yaml import written
from tailor.importing.writing.repairing import repaired
from tailor.models.config import DEFAULT_PAPER, DEFAULT_TEMPLATE
from tailor.sources.schemas import keep_schemas
from tailor.sources.workspace import Workspace, plain_name
from tailor.storage.files import replace_file
from tailor.templates.manifest import load_template


class Moved(Struct, frozen=True):
    """An import: the file written, what was dropped or changed on the way, and where the file is that it replaced (None
    if there was none, or it said the same); `shown` is its path as the user sees it. `problems` are for the author to
    mend; with one the page cannot be built. `warning` says that most of the file was not taken."""

    path: Path
    notes: tuple[Note, ...]
    replaced: Path | None = None
    shown: str = ""
    problems: tuple[Problem, ...] = ()
    warning: Problem | None = None


def import_file(source: Path, workspace: Workspace, name: str | None, force: bool = False) -> Moved:
    """Write a file of another program as `profiles/<name>.yaml`. Raises InputError if it is not a résumé, if the name
    is none of a file, or when the profile is there already and `force` is not given."""
    if not source.is_file() and not source.is_dir():
        raise InputError(Problem("missing-file", f"there is no file {source}", "check its name"))
    name = plain_name(name, "profile") if name else None
    imported = convert(source)
    name = name or slug(imported.name or source.stem)
    path = workspace.root / "profiles" / f"{name}.yaml"
    shown = workspace.shown(path)
    if path.exists() and not force:
        raise InputError(Problem("file-exists", f"{shown} is there already", "give --name, or --force to replace it"))
    sound, text, problems = checked(imported, source, workspace, shown)
    replaced = replace_file(path, text)
    keep_schemas(workspace.root)
    return Moved(path, sound.notes, replaced, shown, tuple(problems), mostly_dropped(sound, source))


def checked(
    imported: Imported, source: Path, workspace: Workspace, shown: str
) -> tuple[Imported, str, Sequence[Problem]]:
    """An import that passes its check, its text, and what is left for its author to mend."""
    origin = f"{source.name} ({imported.format})"

    def text_of(data: Mapping[str, Any], notes: tuple[Note, ...] = ()) -> str:
        return written(data, origin, notes, imported.proposed, imported.remarks)

    def check(data: dict[str, Any]) -> tuple[Source, list[Problem]]:
        template = load_template(workspace, DEFAULT_TEMPLATE, data.get("locale", "en"))
        return profile_errors(text_of(data), shown, template, DEFAULT_PAPER)

    data, notes, problems = repaired(dict(imported.data), check)
    known = (*imported.notes, *notes)
    more = unreported(Node(imported.source), data, known) if notes else ()
    whole = replace(imported, data=data, notes=(*known, *more))
    return whole, text_of(data, whole.notes), problems


def mostly_dropped(imported: Imported, source: Path) -> Problem | None:
    """A warning where more than half of a file's values are not on the profile."""
    dropped, values = imported.dropped, imported.said
    if dropped * 2 <= values or values < 4:
        return None
    message = f"most of {source.name} is not on the profile: {dropped} of its {values} values were dropped"
    hint = f"it was read as {imported.format}; is it of another program?"
    return Problem("mostly-dropped", message, hint)


def note_lines(notes: Sequence[Note]) -> list[str]:
    """Lines that name every note; many of one reason are one line."""
    lines: list[str] = []
    for fate in (Fate.DROPPED, Fate.CHANGED):
        reasons: dict[str, list[Note]] = {}
        for note in notes:
            if note.fate is fate:
                reasons.setdefault(note.reason, []).append(note)
        for reason, found in reasons.items():
            if len(found) <= FEW:
                lines += [f"{fate}: {note}" for note in found]
            else:
                places = ", ".join(dict.fromkeys(note.where for note in found))
                lines.append(f"{fate}: {len(found)} values ({reason}): {places}")
    return lines


FEW = 3
"""More notes of one reason than this are note_lines in one line."""
