"""What a worker keeps between builds: files read, templates compiled, measures; so one profile is parsed once for
all its targets.

Whatever was kept is used again only while every file behind it has the size and the time it was read with.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from tailor.adapters.cache import MeasureCache
from tailor.adapters.loading import Loaded, load_profile, load_target
from tailor.adapters.templates import load_template
from tailor.adapters.typesetting import measures_path

if TYPE_CHECKING:
    from tailor.adapters.rendering import Template
    from tailor.adapters.workspace import Workspace
    from tailor.models.profiles import Profile
    from tailor.models.targets import Target

T = TypeVar("T")

ROOM = 64
"""Values kept at most: memory stays flat however many builds a worker does."""

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    stamp: Stamp


class Shelf:
    """Values by what they were read from; the one used longest ago goes first. For one thread."""

    def __init__(self) -> None:
        self._kept: dict[object, _Kept] = {}

    @cached_property
    def measures(self) -> MeasureCache:
        """The database of measures, opened once."""
        return MeasureCache(measures_path())

    def profile(self, workspace: Workspace, name: str) -> Loaded[Profile]:
        """As `load_profile`. Raises InputError."""
        key = ("profile", name, workspace.find("profile", name).path, workspace.here)
        return self._get(key, lambda: load_profile(workspace, name), lambda found: found.files)

    def target(self, workspace: Workspace, name: str) -> Loaded[Target]:
        """As `load_target`. Raises InputError."""
        key = ("target", name, workspace.find("target", name).path, workspace.here)
        return self._get(key, lambda: load_target(workspace, name), lambda found: found.files)

    def template(self, workspace: Workspace, name: str, locale: str) -> Template:
        """As `load_template`. Raises InputError."""
        key = ("template", name, locale, workspace.find("template", name).path, workspace.here)
        return self._get(key, lambda: load_template(workspace, name, locale), lambda found: found.files())

    def _get(self, key: object, load: Callable[[], T], files_of: Callable[[T], Iterable[Path]]) -> T:
        kept = self._kept.pop(key, None)
        if kept is None or stamp_of([Path(name) for name, _, _ in kept.stamp]) != kept.stamp:
            fresh = load()
            kept = _Kept(fresh, stamp_of(files_of(fresh)))
        self._kept[key] = kept
        if len(self._kept) > ROOM:
            del self._kept[next(iter(self._kept))]
        value: T = kept.value
        return value


def stamp_of(files: Iterable[Path]) -> Stamp:
    """Size and time (ns) of some files; -1 of those that are not there."""
    return tuple((str(path), *_stamp(path)) for path in files)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns
