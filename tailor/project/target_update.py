"""`tailor target update`: a changed posting or profile brought into a target, every line that was edited kept.

The draft that a target was made from is remembered beside the posting. A field that still stands as it was drafted
takes what a new draft says; one that was edited, taken out or added by hand stays, and is named.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.project.from_posting import draft_for
from tailor.project.kept_postings import draft_path, keep, place_for, posting_of, written
from tailor.project.merging import Change, merged_draft
from tailor.project.posting_gaps import profile_named
from tailor.project.postings import posting_content, read_posting_bytes
from tailor.sources.loading import load_profile, load_target
from tailor.sources.workspace import find_workspace
from tailor.storage.files import write_whole


class Updated(Struct, frozen=True):
    """The target's file as a user would type its path, and what was done to each of its fields."""

    shown: str
    changes: tuple[Change, ...]


def update(here: Path, name: str, posting: Path | None = None, root: Path | None = None) -> Updated:
    """Bring the posting (a changed one, or the one kept) and the profile as they are now into a target.

    Raises InputError: no such target of the user's, no posting, what cannot be read.
    """
    workspace = find_workspace(here, root)
    found = workspace.find("target", name)
    if found.origin != "user":
        hint = f"write your own: tailor target new {name} --from-posting FILE --force"
        raise InputError(Problem("built-in", f"the target {name} ships with tailor, and stays as it is", hint))
    target = load_target(workspace, name)
    source = posting or posting_of(workspace, target)
    content = posting_content(source)
    text, title = read_posting_bytes(source, content)
    path = source if posting is None else place_for(workspace, found.name, content)
    profile = load_profile(workspace, profile_named(workspace, target, None))
    _, drafted = draft_for(workspace, profile, text, title, path.name, written(workspace, path))
    before = found.path.read_text(encoding="utf-8")
    memory = draft_path(workspace, found.name)
    base = memory.read_text(encoding="utf-8") if memory.is_file() else None
    after, changes = merged_draft(before, base, drafted)
    if posting is not None:
        keep(path, content)
    if after != before:
        write_whole(found.path, after)
    write_whole(memory, drafted)
    return Updated(workspace.shown(found.path), changes)
