"""A profile that does not pass its check → one that does: what the check refuses is taken out, and reported.

The converters make what a profile can hold; this is for what nobody foresaw, so that an import never writes a file that
its own build refuses.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from tailor.base.errors import Place, Problem
from tailor.base.source import Source
from tailor.importing.ledger import Fate, Note, Path

Data = dict[str, Any]

ROUNDS = 30
"""A value that is taken out can make its entry one that says nothing; more rounds than any file has needed."""

_LETTER = re.compile(r'the fonts lack "(.)" \(U\+', re.DOTALL)

_DOLLAR = re.compile(r"(?<!\\)\$")

Check = Callable[[Data], tuple[Source, list[Problem]]]


def repaired(data: Data, check: Check) -> tuple[Data, list[Note], list[Problem]]:
    """The data without what the check refuses, a note for everything taken out, and the errors that only the author
    can mend: a name that the source does not say, letters of a script that no font here has."""
    data = copy.deepcopy(data)
    notes: list[Note] = []
    problems: list[Problem] = []
    for _ in range(ROUNDS):
        source, problems = check(data)
        mine = [problem for problem in problems if not for_the_author(problem)]
        mended = [_mend(data, source, problem, notes) for problem in sorted(mine, key=_line, reverse=True)]
        if not any(mended):
            break
    return data, notes, problems


def _line(problem: Problem) -> tuple[int, int]:
    """Where a problem is: what is taken out from the end on leaves the places before it as they are."""
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def for_the_author(problem: Problem) -> bool:
    """Whether only the author can fix a problem, as the import did not cause it."""
    if problem.code == "missing-character":
        found = _LETTER.search(problem.message)
        return found is not None and unicodedata.category(found[1])[0] in "LM"
    return problem.code in ("missing-field", "empty-text") and bool(problem.place and _names_nobody(problem.place))


def _names_nobody(place: Place) -> bool:
    return re.match(r"name:\s*(#|$)", place.text) is not None


def _mend(data: Data, source: Source, problem: Problem, notes: list[Note]) -> bool:
    """Take out what a problem is about; whether there was anything."""
    path = place_of(data, source, problem.place)
    if path is None:
        return False
    value = _at(data, path)
    letters = set(_LETTER.findall(problem.message))
    if letters and isinstance(value, str):
        kept = "".join(one for one in value if one not in letters).strip()
        names = ", ".join(f"U+{ord(letter):04X}" for letter in letters)
        if kept and kept != value:
            _set(data, path, kept)
            notes.append(Note(Fate.CHANGED, path, value, f"without {names}, which no font has"))
            return True
    if problem.code == "bad-formula" and isinstance(value, str) and (plain := _DOLLAR.sub(r"\$", value)) != value:
        _set(data, path, plain)
        notes.append(Note(Fate.CHANGED, path, value, "dollar signs kept from being read as maths"))
        return True
    notes += [
        Note(Fate.DROPPED, leaf, text, f"the check refuses it: {problem.message}") for leaf, text in leaves(value, path)
    ]
    _take_out(data, path)
    return True


def place_of(data: Data, source: Source, place: Place | None) -> Path | None:
    """The path of the last value that begins at a place or before it."""
    if place is None:
        return None
    found: Path | None = None
    best = (0, 0)
    for path, _ in leaves(data):
        at = source.place(path)
        if best <= (at.line, at.column) <= (place.line, place.column):
            found, best = path, (at.line, at.column)
    return found


def leaves(data: Any, path: Path = ()) -> Iterable[tuple[Path, str]]:
    """Every value that is neither a list nor a mapping, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    elif data is not None:
        yield path, str(data)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _set(data: Any, path: Path, value: Any) -> None:
    _at(data, path[:-1])[path[-1]] = value


def _take_out(data: Any, path: Path) -> None:
    """Remove a value, and what is empty without it."""
    while path:
        holder = _at(data, path[:-1])
        del holder[path[-1]]
        if holder or len(path) == 1:
            return
        path = path[:-1]
