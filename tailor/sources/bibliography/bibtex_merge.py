"""Lays the entries of BibTeX files into a profile's data: `publications: refs.bib`, its `bibtex` field, or that of a
section of the author's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tailor.base.errors import Place, Problem
from tailor.base.source import Source
from tailor.models.values import near

if TYPE_CHECKING:
    from tailor.sources.bibliography.bibtex import Bibliography

SECTION, OWN = "publications", "sections"
FIELD = "bibtex"

Steps = tuple[str | int, ...]


class Cited(Struct, frozen=True):
    """A profile's data with its publications; `places` are those of what the BibTeX file gave, `files` that file with
    its digest."""

    data: Any
    places: Mapping[Steps, Place] = field(default_factory=dict)
    files: Mapping[Path, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def cite(source: Source, path: Path, shown: Callable[[Path], str]) -> Cited:
    """The data of the profile at `path`; a BibTeX file is looked for from the profile's folder on. Never raises."""
    cited = Cited(source.data)
    for at, body in _naming(source.data):
        file = path.parent / str(body[FIELD]).strip()
        cited = _with_file(cited, source, at, body, file, shown(file))
    return cited


def _naming(data: Any) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
    """The sections that name a BibTeX file, each with the path to it: `publications`, and those of the author's own."""
    if not isinstance(data, dict):
        return
    section, others = data.get(SECTION), data.get(OWN)
    body = {FIELD: section} if isinstance(section, str) else section
    own = enumerate(others) if isinstance(others, list) else ()
    for at, one in (((SECTION,), body), *(((OWN, index), one) for index, one in own)):
        ours = at == (SECTION,) or (isinstance(one, dict) and one.get("kind") == "publication")
        if ours and isinstance(one, dict) and isinstance(one.get(FIELD), str):
            yield at, one


def _with_file(cited: Cited, source: Source, at: Steps, body: Mapping[str, Any], file: Path, name: str) -> Cited:
    """What was cited so far, with the file of one more section."""
    from tailor.sources.bibliography.bibtex import read_bibliography

    try:
        found = read_bibliography(file, name)
    except OSError as error:
        message = f"{name} cannot be read: {(error.strerror or str(error)).lower()}"
        place = source.place((*at, FIELD) if FIELD in _at(source.data, at) else at)
        problem = Problem("unreadable-file", message, "a BibTeX file is named from the profile's folder on", place)
        data = _put(cited.data, at, {**body, "entries": body.get("entries") or []})
        return Cited(data, cited.places, cited.files, (*cited.problems, problem))
    own = body.get("entries") if isinstance(body.get("entries"), list) else []
    laid = _Laid(source, name, found, at)
    laid.add(own or [])
    return Cited(
        _put(cited.data, at, {**body, "entries": laid.entries}),
        {**cited.places, **laid.places},
        {**cited.files, file: found.digest},
        (*cited.problems, *found.problems, *laid.problems),
    )


def _at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Steps, value: Any) -> Any:
    """The data with another value at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return [*data[:step], _put(data[step], rest, value), *data[step + 1 :]]
    return {**data, step: _put(data[step], rest, value)}


class _Laid:
    """The author's own entries, then the file's; an own one with a key of the file adds to that entry, which stays
    where it is among the others."""

    def __init__(self, source: Source, file: str, found: Bibliography, section: Steps) -> None:
        self.entries: list[Any] = []
        self.places: dict[Steps, Place] = {}
        self.problems: list[Problem] = []
        self._source = source
        self._file = file
        self._found = found
        self._section = section

    def add(self, own: list[Any]) -> None:
        """All entries, in order."""
        keys = [entry.get("id") for entry in self._found.entries]
        added = {one["id"]: index for index, one in enumerate(own) if isinstance(one, dict) and one.get("id") in keys}
        for index, one in enumerate(own):
            if index not in added.values() and not self._is_lost(one, keys, index):
                self._own(one, index)
        for entry, lines in zip(self._found.entries, self._found.places, strict=True):
            index = added.get(entry.get("id"), -1)
            said = own[index] if index >= 0 else {}
            at = (*self._section, "entries", len(self.entries))
            self.entries.append({**entry, **said})
            self.places[at] = lines[""]
            self.places |= {(*at, name): place for name, place in lines.items() if name and name not in said}
            self.places |= {(*at, name): self._at(index, name) for name in said if name != "id"}

    def _own(self, one: Any, index: int) -> None:
        at = (*self._section, "entries", len(self.entries))
        if len(self.entries) != index:
            self.places[at] = self._at(index)
            self.places |= {(*at, name): self._at(index, name) for name in (one if isinstance(one, dict) else ())}
        self.entries.append(one)

    def _is_lost(self, one: Any, keys: list[Any], index: int) -> bool:
        """Whether an entry has an id and no title: it was meant for one of the file, which has none of this name."""
        if not isinstance(one, dict) or "title" in one or not isinstance(one.get("id"), str):
            return False
        name, meant = one["id"], near(one["id"], [key for key in keys if key])
        hint = f"did you mean `{meant}`?" if meant else "write the key of an entry as it is there, or a `title`"
        message = f"{self._file} has no entry `{name}`"
        self.problems.append(Problem("unknown-id", message, hint, self._at(index, "id")))
        return True

    def _at(self, index: int, *name: str) -> Place:
        return self._source.place((*self._section, "entries", index, *name))
