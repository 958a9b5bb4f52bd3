"""Arguments that many functions take: paths as text or as a `Path`, dates as text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tailor.builds.build_values import PageQuery
    from tailor.models.dates import Day


Folder = str | os.PathLike[str]
"""A path, as text or as a `Path`."""


def context(
    profile: str | None, template: str | None, date: str | None, root: Folder | None, draft: bool = False,
    redact: bool = False,
) -> PageQuery:  # fmt: skip
    """Whose page a question is about. Raises InputError for an invalid date."""
    from tailor.builds.build_values import PageQuery

    return PageQuery(Path.cwd(), as_day(date), as_path(root), profile, template, draft, redact)


def as_day(date: str | None) -> Day:
    """The day to count ages from; today without one. Raises InputError."""
    from tailor.sources.today import today

    return today(date)


def as_path(path: Folder | None) -> Path | None:
    """A path as a `Path`."""
    return None if path is None else Path(path)


def as_text(path: Folder | None) -> str | None:
    """A path as text."""
    return None if path is None else os.fspath(path)
