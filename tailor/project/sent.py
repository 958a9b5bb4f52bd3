"""`tailor applications`: the table of all applications, out of their folders."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.models.application import Application
from tailor.project.applying import FOLDER, RECORD
from tailor.sources.loading import Collector, load_model
from tailor.sources.workspace import find_workspace


class Sent(Struct, frozen=True):
    """A row of the table: the day, to whom, the role, where it stands, the page's file as a user would type it."""

    date: str
    company: str
    to: str
    role: str
    status: str
    file: str
    note: str = ""


def applications(here: Path, root: Path | None = None) -> list[Sent]:
    """All applications, the newest first. Raises InputError with every mistake in their files."""
    workspace = find_workspace(here, root)
    collector, rows = Collector(), []
    for path in sorted((workspace.root / FOLDER).glob(f"*/{RECORD}")):
        loaded = collector.attempt(lambda path=path: load_model(path, workspace.shown(path), Application))  # type: ignore[misc]
        if loaded is not None:
            rows.append(_row(loaded.value, workspace.shown(path.parent / loaded.value.file)))
    collector.finish()
    return sorted(rows, key=lambda row: (row.date, row.file), reverse=True)


def _row(one: Application, file: str) -> Sent:
    return Sent(one.date, one.company or one.target, one.to, one.role, one.status, file, one.note)
