"""Lays the entries of a BibTeX file into a profile's data: `publications: refs.bib`, or its `bibtex` field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tailor.base.errors import Place, Problem
from tailor.base.source import Source
from tailor.models.values import near

if TYPE_CHECKING:
    from tailor.sources.bibtex import Bibliography

SECTION = "publications"
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
    section = source.data.get(SECTION) if isinstance(source.data, dict) else None
    body = {FIELD: section} if isinstance(section, str) else section
    if not isinstance(body, dict) or not isinstance(name := body.get(FIELD), str):
        return Cited(source.data)
    from tailor.sources.bibtex import read_bibliography

    file = path.parent / name.strip()
    try:
        found = read_bibliography(file, shown(file))
    except OSError as error:
        message = f"{shown(file)} cannot be read: {(error.strerror or str(error)).lower()}"
        place = source.place((SECTION, FIELD) if body is section else (SECTION,))
        problem = Problem("unreadable-file", message, "a BibTeX file is named from the profile's folder on", place)
        return Cited({**source.data, SECTION: {**body, "entries": body.get("entries") or []}}, problems=(problem,))
    own = body.get("entries") if isinstance(body.get("entries"), list) else []
    laid = _Laid(source, shown(file), found)
    laid.add(own or [])
    problems = (*found.problems, *laid.problems)
    return Cited(
        {**source.data, SECTION: {**body, "entries": laid.entries}}, laid.places, {file: found.digest}, problems
    )


class _Laid:
    """The author's own entries, then the file's; an own one with a key of the file adds to that entry, which stays
    where it is among the others."""

    def __init__(self, source: Source, file: str, found: Bibliography) -> None:
        self.entries: list[Any] = []
        self.places: dict[Steps, Place] = {}
        self.problems: list[Problem] = []
        self._source = source
        self._file = file
        self._found = found

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
            at = (SECTION, "entries", len(self.entries))
            self.entries.append({**entry, **said})
            self.places[at] = lines[""]
            self.places |= {(*at, name): place for name, place in lines.items() if name and name not in said}
            self.places |= {(*at, name): self._at(index, name) for name in said if name != "id"}

    def _own(self, one: Any, index: int) -> None:
        at = (SECTION, "entries", len(self.entries))
        if len(self.entries) != index:
            self.places[at] = self._at(index)
            self.places |= {(*at, name): self._at(index, name) for name in (one if isinstance(one, dict) else ())}
        self.entries.append(one)

    def _is_lost(self, one: Any, keys: list[Any], index: int) -> bool:
        """Whether an entry has an id and no title: it was meant for one of the file, which has none of this name."""
        if not isinstance(one, dict) or "title" in one or not isinstance(one.get("id"), str):
            return False
        name, meant = one["id"], near(one["id"], [key for key in keys if key])
        hint = f"did you mean `{meant}`?" if meant else "write the key of an entry as it stands there, or a `title`"
        message = f"{self._file} has no entry `{name}`"
        self.problems.append(Problem("unknown-id", message, hint, self._at(index, "id")))
        return True

    def _at(self, index: int, *name: str) -> Place:
        return self._source.place((SECTION, "entries", index, *name))
