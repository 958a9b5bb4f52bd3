"""`tailor clean`: files that were built, and that no target makes any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError
from tailor.builds.record import Record, built_pages
from tailor.sources.loading import load_config
from tailor.sources.workspace import Kind, Workspace, find_workspace
from tailor.storage.digests import digest_of


class Leftovers(Struct, frozen=True):
    """`files` and `records` may go; `edited` are files that were changed since they were built, and stay."""

    files: tuple[Path, ...]
    edited: tuple[Path, ...]
    records: tuple[Path, ...]
    shown: tuple[str, ...]


def leftovers(here: Path, root: Path | None = None, out: Path | None = None) -> Leftovers:
    """What pages of profiles and targets that are gone left in the output folder. Only files that a record says were
    built are among them, and none that another page still makes. Raises InputError."""
    workspace = find_workspace(here, root)
    folder = here.absolute() / (out or workspace.root / load_config(workspace).value.out)
    records = built_pages(folder)
    gone = [(path, record) for path, record in records if not _is_wanted(workspace, record)]
    made = {file for path, record in records if _is_wanted(workspace, record) for file in record.outputs}
    left = list(dict.fromkeys(_left(folder, [record for _, record in gone], made)))
    files = tuple(path for path, digest in left if digest_of(path) == digest)
    edited = tuple(path for path, digest in left if digest_of(path) != digest)
    return Leftovers(files, edited, tuple(path for path, _ in gone), tuple(map(workspace.shown, files)))


def _left(folder: Path, records: Sequence[Record], made: set[str]) -> Iterator[tuple[Path, str | None]]:
    """The files that are there of some records, with their digests; none outside the folder."""
    for record in records:
        for file, digest in record.outputs.items():
            path = Path(file)
            if file not in made and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                yield path, digest


def _is_wanted(workspace: Workspace, record: Record) -> bool:
    """Whether the profile and the target of a page are there."""
    named: tuple[tuple[Kind, str], ...] = (
        ("profile", str(record.line.get("profile"))), ("target", str(record.line.get("target"))),
    )  # fmt: skip
    try:
        for kind, name in named:
            workspace.find(kind, name)
    except InputError:
        return False
    return True


def take_away(left: Leftovers) -> None:
    """Remove the files, their records, and folders that are empty then. Raises OSError."""
    for path in (*left.files, *left.records):
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in left.files}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
