"""Lays the entries of a BibTeX file into a profile's data: `publications: refs.bib`, or its `bibtex` field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tailor.base.errors import Place, Problem
from tailor.base.source import Source

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
    entries, places = _laid(own or [], found)
    return Cited({**source.data, SECTION: {**body, "entries": entries}}, places, {file: found.digest}, found.problems)


def _laid(own: list[Any], found: Bibliography) -> tuple[list[Any], dict[Steps, Place]]:
    """The author's own entries, then the file's; an own one with a key of the file adds to that entry."""
    entries, places = list(own), dict[Steps, Place]()
    mine = {one["id"]: index for index, one in enumerate(own) if isinstance(one, dict) and one.get("id")}
    for entry, lines in zip(found.entries, found.places, strict=True):
        index = mine.get(entry.get("id"))
        at: Steps = (SECTION, "entries", len(entries) if index is None else index)
        said = own[index] if index is not None else {}
        if index is None:
            entries.append(entry)
            places[at] = lines[""]
        else:
            entries[index] = {**entry, **said}
        places |= {(*at, name): place for name, place in lines.items() if name and name not in said}
    return entries, places
