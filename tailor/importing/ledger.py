"""What becomes of every value of a source: kept, changed or dropped, with the reason.

A `Node` is one value of the source. Reading it through `text`, `plain` or `use` marks it as used; what nobody
used is named as dropped by `Ledger.close`. So no value of a source is lost in silence, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tailor.importing.fields.dirty_text import clean

Path = tuple[str | int, ...]

NO_PLACE = "a profile has no such field"
SETTING = "a setting of another program"
LOOK = "how another program sets the page"
HIDDEN = "hidden in the source"
NOT_SAID = frozenset([SETTING, LOOK, HIDDEN])
"""Why values are left out that say nothing of the person, or that nobody was to see."""


NO_VALUE = "a name without a value: put quotes around a text with commas in brackets or braces"


class Fate(StrEnum):
    """What became of a value that is not on the profile as it stood."""

    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Note:
    """One value (or one whole branch) of the source that was dropped or changed, and why."""

    fate: Fate
    path: Path
    value: str
    reason: str
    place: str = ""

    @property
    def where(self) -> str:
        """The path as people write it: `work[0].endDate`; of a document the place: `line 12`."""
        return self.place or written_path(self.path)

    def __str__(self) -> str:
        return f"{self.where}: {shortened(self.value)} ({self.reason})"


class Placed(str):
    """A text of a document, and where it stands there: `line 12`."""

    __slots__ = ("place",)
    place: str

    @classmethod
    def at(cls, text: str, place: str) -> Placed:
        """A text with its place."""
        placed = cls(text)
        placed.place = place
        return placed


def place_of(value: Any) -> str:
    """The place of a value of a document, "" for others."""
    return value.place if isinstance(value, Placed) else ""


class Ledger:
    """The book of one import: which values were used and what was noted.

    `open_ended` is set where a format states that whatever has no end goes on, `dashes_nest` where ` - ` within
    a bullet begins one under it. `names_matter` is false for tables, whose columns may be empty.
    """

    def __init__(self) -> None:
        self.open_ended = False
        self.dashes_nest = False
        self.names_matter = True
        self.used: set[Path] = set()
        self.asked: set[str] = set()
        self.notes: list[Note] = []

    def drop(self, node: Node, reason: str = NO_PLACE) -> None:
        """Name a whole branch as dropped in one note; empty branches are no loss."""
        leaves = list(node.leaves())
        fresh = [leaf for leaf in leaves if leaf.path not in self.used]
        if not fresh:
            return
        self.used.update(leaf.path for leaf in fresh)
        one = len(leaves) == 1
        path = fresh[0].path if one else node.path
        value = str(fresh[0].value) if one else counted(len(fresh))
        self.notes.append(Note(Fate.DROPPED, path, value, reason, place_of(fresh[0].value)))

    def change(self, node: Node, reason: str) -> None:
        """Name a value that is kept, but not as it stood."""
        value = str(node.value) if node.is_scalar else counted(len(list(node.leaves())))
        place = place_of(next((leaf.value for leaf in node.leaves()), None))
        self.notes.append(Note(Fate.CHANGED, node.path, value, reason, place))

    def lost(self, node: Node) -> int:
        """How many values of a branch have no place, or were used by nobody; what is dropped for another reason
        would be dropped anywhere."""
        named = {note.path for note in self.notes if note.fate is Fate.DROPPED and note.reason == NO_PLACE}
        return sum(leaf.path not in self.used or leaf.path in named for leaf in node.leaves())

    def tried(self) -> tuple[set[Path], int]:
        """What `undo` needs to forget all that comes after."""
        return set(self.used), len(self.notes)

    def undo(self, kept: tuple[set[Path], int]) -> None:
        """Forget what was used and noted since `tried`."""
        self.used = kept[0]
        del self.notes[kept[1] :]

    def close(self, root: Node) -> tuple[Note, ...]:
        """All notes in the order of the source; every leaf that nobody used is dropped by name."""
        order = {leaf.path: index for index, leaf in enumerate(root.leaves())}
        for leaf in root.leaves():
            if leaf.path not in self.used:
                self.notes.append(Note(Fate.DROPPED, leaf.path, str(leaf.value), NO_PLACE, place_of(leaf.value)))
        for node in root.names_alone() if self.names_matter else ():
            if squeezed(node.key) not in self.asked and re.search(r"\W|^[A-Z]", node.key.lstrip("$@_")):
                self.notes.append(Note(Fate.DROPPED, node.path, node.key, NO_VALUE))
        first = {note: _first(note.path, order) for note in self.notes}
        return tuple(sorted(dict.fromkeys(self.notes), key=lambda note: (first[note], note.fate)))


def _first(path: Path, order: Mapping[Path, int]) -> int:
    """The position of a path's first leaf."""
    if path in order:
        return order[path]
    return min((index for leaf, index in order.items() if leaf[: len(path)] == path), default=len(order))


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the source, its path, and the book it is noted in."""

    value: Any
    path: Path = ()
    ledger: Ledger = field(default_factory=Ledger, compare=False)
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Fields here and below that mean what other formats call otherwise: `{"description": "level"}`."""

    def __iter__(self) -> Iterator[Node]:
        """The members of a list or the values of a mapping; of a scalar, itself; of nothing, nothing."""
        if isinstance(self.value, Mapping):
            yield from (self._child(key, value) for key, value in self.value.items())
        elif isinstance(self.value, list):
            yield from (self._child(index, value) for index, value in enumerate(self.value))
        elif self:
            yield self

    def __bool__(self) -> bool:
        """Whether there is anything here at all."""
        return any(True for _ in self.leaves())

    @property
    def key(self) -> str:
        """The last step of the path, as text."""
        return str(self.path[-1]) if self.path else ""

    @property
    def is_map(self) -> bool:
        """Whether this is a mapping; some members of a list (`only`) are none."""
        return isinstance(self.value, Mapping) and not any(isinstance(key, int) for key in self.value)

    @property
    def is_scalar(self) -> bool:
        """Whether this is one value that says something."""
        return not isinstance(self.value, Mapping | list) and bool(self)

    def leaves(self) -> Iterator[Node]:
        """Every scalar below that says something, in order."""
        if isinstance(self.value, Mapping | list):
            for child in self:
                yield from child.leaves()
        elif self.value is not None and str(self.value).strip():
            yield self

    def names_alone(self) -> Iterator[Node]:
        """Every field below without a value, in order: `Rust` in `{details: C++, Rust}`."""
        for child in self if isinstance(self.value, Mapping | list) else ():
            if isinstance(child.value, Mapping | list):
                yield from child.names_alone()
            elif not child and isinstance(self.value, Mapping):
                yield child

    def find(self, *names: str) -> Node:
        """The first field with one of these names that holds anything; else an empty node.

        Names are compared without case, spaces, `_` and `-`: `startDate` finds `start_date` and `Start Date`.
        """
        return next(self.all(*names), Node(None, (*self.path, names[0]), self.ledger))

    def all(self, *names: str) -> Iterator[Node]:
        """Every field with one of these names that holds anything, in the order of the names."""
        if not isinstance(self.value, Mapping):
            return
        self.ledger.asked.update(map(squeezed, names))
        fields = [(self._meaning(str(key)), self._child(key, value)) for key, value in self.value.items()]
        for name in map(squeezed, names):
            yield from (child for key, child in fields if key == name and child)

    def _meaning(self, key: str) -> str:
        return self.names.get(squeezed(key), squeezed(key))

    def known_as(self, **names: str) -> Node:
        """The same, with fields that are looked for under other names; an empty name hides one."""
        return Node(self.value, self.path, self.ledger, {squeezed(old): squeezed(new) for old, new in names.items()})

    def only(self, children: Iterable[Node]) -> Node:
        """The same with some of its members, each with the path that it has in the source."""
        return Node({child.path[-1]: child.value for child in children}, self.path, self.ledger, self.names)

    def nothing(self) -> Node:
        """An empty node at this place."""
        return Node(None, self.path, self.ledger)

    def use(self) -> Node:
        """Mark this and everything below as used."""
        self.ledger.used.update(leaf.path for leaf in self.leaves())
        return self

    def drop(self, reason: str = NO_PLACE) -> None:
        """Name this and everything below as dropped."""
        self.ledger.drop(self, reason)

    def change(self, reason: str) -> None:
        """Name this as kept but changed."""
        self.ledger.change(self, reason)

    def text(self) -> str:
        """The value as one clean text in Markdown, marked as used; a list's texts are joined by `, `.

        Mappings give nothing: their values are for whoever knows the fields.
        """
        if isinstance(self.value, list):
            return ", ".join(filter(None, (child.text() for child in self if not child.is_map)))
        if not self.is_scalar:
            return ""
        self.use()
        text, changes = clean(str(self.value))
        if changes:
            self.change("; ".join(changes))
        return text

    def _child(self, key: Any, value: Any) -> Node:
        return Node(value, (*self.path, key if isinstance(key, int) else str(key)), self.ledger, self.names)


@lru_cache(maxsize=10_000)
def squeezed(name: str) -> str:
    """A field's name without case, spaces and joints."""
    return re.sub(r"[\s_\-.]+", "", name).lower()


def written_path(path: Sequence[str | int]) -> str:
    """A path as people write it: `work[0].endDate`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")


def counted(number: int) -> str:
    """`1 value`, `3 values`."""
    return f"{number} value{'s' if number != 1 else ''}"


def shortened(value: str, limit: int = 60) -> str:
    """A value on one line, cut at a word."""
    line = " ".join(value.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + " …"
