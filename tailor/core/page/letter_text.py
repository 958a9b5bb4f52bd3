"""A letter as written, its fields filled in: paragraphs and lines of lists, which nothing is added to.

`{company}` is a field, `{item:three-signals}` the wording of an item that the page shows; `{{` and `}}` are braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tailor.base.errors import Place, Problem
from tailor.models.values import near

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_BULLET = re.compile(r"[ \t]{0,3}[-*+][ \t]+")
QUOTED = "item:"
"""Begins a field that quotes an item."""


class Piece(Struct, frozen=True):
    """A paragraph, or a line of a list: inline Markdown, and where it was written."""

    text: str
    place: Place
    listed: bool = False


class Letter(Struct, frozen=True):
    """What a letter says, in order, and all that is wrong with it."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...]


def read_letter(text: str, fields: Mapping[str, str], items: Mapping[str, str], file: str, first: Place) -> Letter:
    """The letter of a text. `fields` are values by their names ("" where none is given), `items` the inline Markdown of
    those that the page shows by their ids. Places are of `file`, the text beginning at `first`."""
    reader = _Reader(fields, items, file, first)
    pieces = tuple(reader.piece(start, part, listed) for start, part, listed in _parts(text.split("\n")))
    problems = tuple(reader.problems)
    if not pieces:
        problems = (Problem("empty-letter", "the letter says nothing", "write it, or remove it", first),)
    return Letter(pieces, problems)


def _parts(lines: list[str]) -> Iterator[tuple[int, list[str], bool]]:
    """Where a piece begins, its lines, whether it is a line of a list."""
    start, part, listed = 0, list[str](), False
    for index, line in enumerate([*lines, ""]):
        bullet = _BULLET.match(line)
        if part and (not line.strip() or bullet):
            yield start, part, listed
            part = []
        if line.strip():
            if not part:
                start, listed = index, bullet is not None
            part = [*part, line]


class _Reader:
    """Fills in fields, and keeps what is wrong."""

    def __init__(self, fields: Mapping[str, str], items: Mapping[str, str], file: str, first: Place) -> None:
        self._fields, self._items = fields, items
        self._file, self._first = file, first
        self.problems: list[Problem] = []

    def piece(self, start: int, lines: list[str], listed: bool) -> Piece:
        """The piece of some lines, which begin with the line `start`."""
        filled = [self._line(start + index, line) for index, line in enumerate(lines)]
        text = "\n".join(line.lstrip() for line in filled)
        return Piece(_BULLET.sub("", text, count=1) if listed else text, self._place(start, 0, lines[0]), listed)

    def _line(self, number: int, line: str) -> str:
        return _FIELD.sub(lambda match: self._value(match, number, line), line)

    def _place(self, number: int, column: int, line: str) -> Place:
        left = self._first.column if self._first.line > 1 else 1
        return Place(self._file, self._first.line + number, column + left, line)

    def _value(self, match: re.Match[str], number: int, line: str) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        place = self._place(number, match.start(), line)
        if match[1] is None:
            self.problems.append(Problem("letter-brace", f"a {match[0]} stands alone", "double it to print it", place))
            return ""
        name = match[1].strip()
        if name.startswith(QUOTED):
            return self._item(name.removeprefix(QUOTED).strip(), place)
        if not self._fields.get(name):
            self.problems.append(self._unknown(name, place))
        return self._fields.get(name, "")

    def _unknown(self, name: str, place: Place) -> Problem:
        if name in self._fields:
            message = f"nothing says what {{{name}}} is"
            return Problem("empty-field", message, f"say it in the target: `to: {{{name}: …}}`", place)
        guess = near(name, self._fields)
        hint = f"did you mean {{{guess}}}?" if guess else f"known are {', '.join(map('{{{}}}'.format, self._fields))}"
        return Problem("unknown-field", f"a letter has no field {{{name}}}", hint, place)

    def _item(self, name: str, place: Place) -> str:
        found = [one for one in self._items if one == name] or [one for one in self._items if name and name in one]
        if len(found) == 1:
            return self._items[found[0]]
        if len(found) > 1:
            some = ", ".join(found[:6])
            self.problems.append(Problem("ambiguous-item", f"`{name}` names several items", f"name one: {some}", place))
            return ""
        guess = near(name, self._items)
        hint = f"did you mean `{guess}`?" if guess else "`tailor explain` lists what the page shows"
        self.problems.append(Problem("item-not-shown", f"the page does not show `{name}`", hint, place))
        return ""
