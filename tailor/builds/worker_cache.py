"""What a worker keeps between builds: files read, templates compiled, measures; so one profile is parsed once for
all its targets.

Whatever was kept is used again only while every file behind it has the size and the time it was read with.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from msgspec import Struct

from tailor.builds.typesetter import measures_path
from tailor.models.style import Style
from tailor.sources.loading import Loaded, load_profile, load_target
from tailor.storage.cache import MeasureCache
from tailor.storage.digests import Files, unchanged
from tailor.templates.manifest import load_template

if TYPE_CHECKING:
    from tailor.models.profiles import Profile
    from tailor.models.targets import Target
    from tailor.sources.workspace import Workspace
    from tailor.templates.rendering import Template
    from tailor.tex.engine import Spares

T = TypeVar("T")

ROOM = {"profile": 4, "target": 64, "template": 16}
SHARED = 8
"""Values of which it is kept what was made of them: memory stays flat, as builds come profile by profile."""

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]


class _Kept(Struct, frozen=True):
    value: Any
    stamp: Stamp


class Shelf:
    """Values by what they were read from; the one used longest ago goes first. For one thread."""

    def __init__(self, spares: Spares | None = None) -> None:
        """`spares` are engines that wait, where there is time between builds."""
        self.spares = spares
        self._shared: dict[int, tuple[object, dict[Hashable, Any]]] = {}
        self._kept: dict[str, dict[object, _Kept]] = {kind: {} for kind in ROOM}

    def shared(self, origin: object, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of this very value (one that never changes) under the same key, else what is made of it now:
        the targets of one profile have most of it in common. `key` names all else that it depends on."""
        kept = self._shared.pop(id(origin), None) or (origin, {})
        self._shared[id(origin)] = kept  # holds the value too, so that no other can have its id
        if len(self._shared) > SHARED:
            del self._shared[next(iter(self._shared))]
        if key not in kept[1]:
            if len(kept[1]) >= ROOM["target"]:
                kept[1].clear()
            kept[1][key] = make()
        value: T = kept[1][key]
        return value

    @cached_property
    def measures(self) -> MeasureCache:
        """The database of measures, opened once."""
        return MeasureCache(measures_path())

    def profile(self, workspace: Workspace, name: str) -> Loaded[Profile]:
        """As `load_profile`. Raises InputError."""
        key = (name, workspace.find("profile", name).path, workspace.here)
        return self._get("profile", key, lambda: load_profile(workspace, name), lambda found: found.files)

    def target(self, workspace: Workspace, name: str) -> Loaded[Target]:
        """As `load_target`. Raises InputError."""
        key = (name, workspace.find("target", name).path, workspace.here)
        return self._get("target", key, lambda: load_target(workspace, name), lambda found: found.files)

    def template(self, workspace: Workspace, name: str, locale: str, style: Style, ats: bool) -> Template:
        """As `load_template`. Raises InputError."""
        key = (name, locale, style, ats, workspace.find("template", name).path, workspace.here)
        load = partial(load_template, workspace, name, locale, style, ats=ats)
        return self._get("template", key, load, lambda found: found.digests)

    def _get(self, kind: str, key: object, load: Callable[[], T], files_of: Callable[[T], Files]) -> T:
        shelf = self._kept[kind]
        kept = shelf.pop(key, None)
        if kept is None or stamp_of(name for name, _, _ in kept.stamp) != kept.stamp:
            fresh = load()
            files = files_of(fresh)
            kept = _Kept(fresh, stamp_of(files))
            if not unchanged(files):  # saved again while it was read
                return fresh
        shelf[key] = kept
        if len(shelf) > ROOM[kind]:
            del shelf[next(iter(shelf))]
        value: T = kept.value
        return value


def stamp_of(files: Iterable[str | Path]) -> Stamp:
    """Size and time (ns) of some files; -1 of those that are not there."""
    return tuple((str(path), *_stamp(path)) for path in files)


def _stamp(path: str | Path) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns
