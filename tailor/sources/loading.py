"""Files into values: profiles, targets, the folder's defaults; with every mistake of a file at once.

problems = Collector()
profile = problems.attempt(lambda: load_profile(workspace, "master"))
target = problems.attempt(lambda: load_target(workspace, "quant"))
problems.finish()
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import BaseModel, ValidationError

from tailor.base.errors import InputError, Place, Problem, Severity
from tailor.base.limited_files import read_limited
from tailor.base.source import Source, read
from tailor.sources.bibliography.bibtex_merge import cite
from tailor.sources.profile_checks import whole_profile
from tailor.sources.text_remarks import text_remarks
from tailor.sources.validating import problems_of
from tailor.sources.workspace import CONFIG, Found, Workspace
from tailor.storage.digests import Files, digest

if TYPE_CHECKING:
    from tailor.models.config import Config
    from tailor.models.profiles import Profile
    from tailor.models.targets import Target

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class Layer(Struct, frozen=True):
    """The data of a file, laid over that of the one it extends. `grafts` are places of what other files gave."""

    source: Source
    data: Any
    parent: Layer | None = None
    grafts: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where a value, or its key, was written: in this file or in one that it extends."""
        if self.grafts and (
            graft := next((p for n in range(len(path), 2, -1) if (p := self.grafts.get(path[:n]))), None)
        ):
            return graft
        if self.parent is None:
            return self.source.place(path, key)
        from tailor.models.targets import origin

        own, path = origin(path, self.parent.data, self.source.data)
        return self.source.place(path, key) if own else self.parent.place(path, key)


class Loaded(Struct, Generic[T], frozen=True):
    """A value and where it comes from. `files` are all that were read for it, its own first; `remarks` are notes."""

    name: str
    value: T
    layer: Layer
    files: Files
    remarks: tuple[Problem, ...] = ()

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where a value of it, or its key, was written."""
        return self.layer.place(path, key)

    def rule_place(self, path: tuple[str | int, ...]) -> Place:
        """Where a rule was written; of one that is a name with a number (`want: {cpp: 5}`) the name's place."""
        return self.place(path, key=len(path) == 2 and isinstance(path[1], str))


class Collector(Struct):
    """Gathers the problems of several loads, so that all are reported at once."""

    problems: list[Problem] = field(default_factory=list)

    def attempt(self, load: Callable[[], T], at: Place | None = None) -> T | None:
        """What `load` gives; None, and its problems kept, if it raises InputError. `at` is the place of those that
        have none: where the file that cannot be loaded is asked for."""
        try:
            return load()
        except InputError as error:
            placed = (one if one.place else dataclasses.replace(one, place=at) for one in error.problems)
            self.problems += [problem for problem in placed if problem not in self.problems]
            return None

    def finish(self) -> None:
        """Raise InputError with all the problems, if there are any."""
        if self.problems:
            raise InputError(self.problems)


def load_profile(workspace: Workspace, name: str) -> Loaded[Profile]:
    """The profile of this name; raises InputError with every mistake in it."""
    from tailor.models.profiles import Profile

    found = workspace.find("profile", name)
    source = read_file(found.path, workspace.shown(found.path))
    cited = cite(source, found.path, workspace.shown)
    whole = tuple(whole_profile(replace(source, data=cited.data))) if source.data is not None else ()
    errors = tuple(one for one in cited.problems if one.severity is Severity.ERROR)
    remarks = tuple(one for one in cited.problems if one.severity is not Severity.ERROR)
    layer, files = Layer(source, cited.data, grafts=cited.places), {found.path: source.digest, **cited.files}
    loaded = _loaded(found, Profile, layer, files, (*source.problems, *whole, *errors))
    return replace(loaded, remarks=(*remarks, *text_remarks(source.data, layer.source.place)))


def load_target(workspace: Workspace, name: str) -> Loaded[Target]:
    """The target of this name with all that it extends; raises InputError with every mistake in them."""
    from tailor.models.targets import Target

    found = workspace.find("target", name)
    problems: list[Problem] = []
    layer, files = _layers(workspace, found, (), problems)
    return _loaded(found, Target, layer, files, tuple(problems))


def profile_of(workspace: Workspace, target: str) -> Found | None:
    """The profile that a target names, itself or by what it extends; what ships with the program names none of the
    user's. Raises InputError, with the place, if there is no such profile."""
    layer, files = _layers(workspace, workspace.find("target", target), (), [])
    for file in files:
        name = layer.source.data.get("profile") if isinstance(layer.source.data, dict) else None
        if isinstance(name, str):
            return None if workspace.ships("target", file) else _profile_at(workspace, name, layer)
        layer = layer.parent or layer
    return None


def _profile_at(workspace: Workspace, name: str, layer: Layer) -> Found:
    try:
        return workspace.find("profile", name)
    except InputError as error:
        place = layer.source.place(("profile",))
        raise InputError([dataclasses.replace(one, place=place) for one in error.problems]) from None


def load_config(workspace: Workspace) -> Loaded[Config]:
    """The folder's `tailor.yaml`, or the defaults if there is none; raises InputError."""
    from tailor.models.config import Config

    path = workspace.root / CONFIG
    if not os.path.lexists(path):  # a link to nothing is reported
        return Loaded("", Config(), Layer(Source(CONFIG, {}, ()), {}), {})
    source = read_file(path, workspace.shown(path))
    problems = tuple(problem for problem in source.problems if problem.code != "empty-file")
    if source.data is None and not problems:
        return Loaded("", Config(), Layer(source, {}), {path: source.digest})
    return _loaded(Found("", path, "user"), Config, Layer(source, source.data), {path: source.digest}, problems)


def load_model(path: Path, shown: str, model: type[M]) -> Loaded[M]:
    """Any other YAML file as a model (a template's manifest); raises InputError with every mistake in it."""
    source = read_file(path, shown)
    files = {path: source.digest}
    return _loaded(Found(path.stem, path, "user"), model, Layer(source, source.data), files, source.problems)


def read_file(path: Path, shown: str) -> Source:
    """A YAML file and the faults of its form; `shown` is its name in messages. Never raises."""
    try:
        content = read_limited(path)
        return replace(read(content, shown), digest=digest(content))
    except OSError as error:
        return _unreadable(shown, (error.strerror or str(error)).lower())


def _unreadable(shown: str, reason: str) -> Source:
    problem = Problem("unreadable-file", f"{shown} cannot be read: {reason}", "check its name and rights")
    return Source(shown, None, (), (problem,))


def _layers(
    workspace: Workspace, found: Found, above: tuple[Path, ...], problems: list[Problem]
) -> tuple[Layer, Files]:
    """A target's data over that of the target it extends, and so on; `above` are the files that led here."""
    from tailor.models.targets import merged

    source = read_file(found.path, workspace.shown(found.path))
    problems += source.problems
    own: Files = {found.path: source.digest}
    name = source.data.get("extends") if isinstance(source.data, dict) else None
    if not isinstance(name, str):
        return Layer(source, source.data), own
    here = source.place(("extends",))
    try:
        base = workspace.find("target", name, below=found.path)
    except InputError as error:
        problems += [_at(here, one, found.name == name) for one in error.problems]
        return Layer(source, source.data), own
    if base.path in above:
        message = f"`{name}` extends this target in turn"
        problems.append(Problem("extends-cycle", message, "let one of them extend nothing", here))
        return Layer(source, source.data), own
    parent, files = _layers(workspace, base, (*above, found.path), problems)
    if not isinstance(parent.data, dict):
        return Layer(source, source.data), {**own, **files}
    return Layer(source, merged(parent.data, source.data), parent), {**own, **files}


def _at(place: Place, problem: Problem, is_itself: bool) -> Problem:
    """A target that is extended and was not found, at the place where it is named."""
    if is_itself:
        return Problem("extends-cycle", "a target cannot extend itself", "take `extends` out", place)
    return Problem(problem.code, problem.message, problem.hint, place)


def _loaded(found: Found, model: type[M], layer: Layer, files: Files, problems: tuple[Problem, ...]) -> Loaded[M]:
    """The data as a model; raises InputError with its problems and those found before, in order."""
    value = None
    if layer.data is not None:
        try:
            value = model.model_validate(layer.data)
        except ValidationError as error:
            problems += problems_of(error, model, layer.place)
    if problems or value is None:
        raise InputError(sorted(problems, key=_file_order))
    return Loaded(found.name, value, layer, files)


def _file_order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)
