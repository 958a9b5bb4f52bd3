"""One line of a document that holds a résumé."""

from __future__ import annotations

from msgspec import Struct

from tailor.importing.ledger import Placed


class Line(Struct, frozen=True):
    """One line of a document: its text, where it stands (`line 12`), and what it is.

    `level` is 0 for running text, 1 for the title, 2 for a section, 3 for an entry, 4 for what stands below its
    heading; a bullet has its depth, from 1.
    """

    text: str
    place: str
    level: int = 0
    bullet: int = 0
    gap: bool = False
    """Whether an empty line stands before it."""

    columns: bool = False
    """Whether it names the columns of a table."""

    def said(self, text: str | None = None) -> Placed:
        """The text, or a piece of it, with its place."""
        return Placed.at(self.text if text is None else text, self.place)
