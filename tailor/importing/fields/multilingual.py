"""Texts in several languages: `{de: Entwicklerin, en: Developer}` in a source is one text of a profile.

A source is converted once for each of its languages, as if it had that one only; then what differs is put
together again. So no converter needs to know of translations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tailor.importing.ledger import Fate, Note, Path, squeezed
from tailor.models.locale_tags import KNOWN
from tailor.models.values import is_translations

Data = dict[str, Any]

_NAMES_OF_LANGUAGES = frozenset(["languages", "language", "skills", "profiles", "locale", "spokenlanguages"])
"""Under these names a key of two letters is a language that somebody speaks, or no language at all."""

_SINGLE = frozenset(["dates", "url", "id", "key", "kind", "tags", "doi", "arxiv", "authors", "tools", "locale"])
"""Fields of a profile that hold one text only, beside those of the contact."""


def is_translated(value: Any, key: str) -> bool:
    """Whether a mapping is one value in several languages: all its keys are languages, and it holds no fields."""
    if not is_translations(value) or squeezed(key) in _NAMES_OF_LANGUAGES:
        return False
    if not all(name.split("-")[0] in KNOWN for name in value) or len(value) < 2:
        return False
    return all(isinstance(text, str) for text in value.values()) or all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in value.values()
    )


def languages(data: Any, key: str = "") -> Iterator[str]:
    """The languages of all translated texts of a source, in the order in which they stand, each perhaps often."""
    if isinstance(data, Mapping):
        if is_translated(data, key):
            yield from data
        else:
            for name, value in data.items():
                yield from languages(value, str(name))
    elif isinstance(data, list):
        for value in data:
            yield from languages(value, key)


def in_one(data: Any, language: str, key: str = "", path: Path = ()) -> tuple[Any, dict[Path, Path]]:
    """A source with the texts of one language (or the first one there is), and the paths that were shortened."""
    moved: dict[Path, Path] = {}
    if isinstance(data, Mapping):
        if is_translated(data, key):
            chosen = language if language in data else next(iter(data))
            return data[chosen], {path: (*path, chosen)}
        found: Any = {}
        for name, value in data.items():
            found[name], inner = in_one(value, language, str(name), (*path, name))
            moved |= inner
        return found, moved
    if isinstance(data, list):
        pairs = [in_one(value, language, key, (*path, index)) for index, value in enumerate(data)]
        for _, inner in pairs:
            moved |= inner
        return [value for value, _ in pairs], moved
    return data, moved


def back_to_source(notes: Iterable[Note], moved: Mapping[Path, Path]) -> list[Note]:
    """Notes with the paths that the source has."""
    return [Note(note.fate, _longer(note.path, moved), note.value, note.reason, note.place) for note in notes]


def _longer(path: Path, moved: Mapping[Path, Path]) -> Path:
    for length in range(len(path), -1, -1):
        if path[:length] in moved:
            return (*moved[path[:length]], *path[length:])
    return path


def together(versions: Mapping[str, Any], notes: list[Note], path: Path = ()) -> Any:
    """Data that were made for each language, as one; where they cannot be one, the first stands and the others are
    noted."""
    first = next(iter(versions.values()))
    if all(value == first for value in versions.values()):
        return first
    if all(isinstance(value, dict) for value in versions.values()):
        keys = dict.fromkeys(key for value in versions.values() for key in value)
        return {key: together(_having(versions, key), notes, (*path, key)) for key in keys}
    lengths = {len(value) if isinstance(value, list) else -1 for value in versions.values()}
    if len(lengths) == 1 and -1 not in lengths:
        return [
            together({language: value[index] for language, value in versions.items()}, notes, (*path, index))
            for index in range(lengths.pop())
        ]
    if all(isinstance(value, str) for value in versions.values()) and _holds_several(path):
        return dict(versions)
    others = list(versions.items())[1:]
    notes += [Note(Fate.DROPPED, (*path, language), str(value), _ONE) for language, value in others if value != first]
    return first


_ONE = "this field holds one language only"


def _having(versions: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {language: value[key] for language, value in versions.items() if key in value}


def _holds_several(path: Path) -> bool:
    """Whether a field of a profile may hold one text a language."""
    names = [step for step in path if isinstance(step, str)]
    return not (names[-1] in _SINGLE or (names[0] == "contact" and names[-1] != "location"))
