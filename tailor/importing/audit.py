"""The last look at an import: every value of the source is on the profile, or reported.

The converters note what they drop or change as they go. Here the result is read without them: a value that is neither
found in the profile nor named in a note is named now. So a fault in a converter loses nothing in silence.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from tailor.importing.fields import date_forms
from tailor.importing.ledger import Fate, Node, Note, Path, place_of
from tailor.models.contacts import SITES, address_of
from tailor.text.headings import heading

UNSAID = "not found on the profile as it stood"


def unreported(root: Node, data: Any, notes: Iterable[Note]) -> Iterator[Note]:
    """A note for every value of the source that the profile does not say and no note names."""
    profile = Said(data)
    named = {note.path for note in notes}
    for leaf in root.leaves():
        if not _named(leaf.path, named) and not profile.says(str(leaf.value)):
            yield Note(Fate.CHANGED, leaf.path, str(leaf.value), UNSAID, place_of(leaf.value))


def _named(path: Path, named: set[Path]) -> bool:
    return any(path[:length] in named for length in range(len(path) + 1))


def letters(text: str) -> str:
    """The letters and figures of a text, in one case, without HTML, escapes, addresses of links, and marks."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))
    text = text.encode("utf-16", "replace").decode("utf-16", "replace")
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))).casefold()


def _pieces(text: str) -> list[str]:
    """The parts of a value that may come apart: lines, bullets, what commas and the like part."""
    lines = re.split(r"\n|</?(?:li|p|div|ul|br)[^>]*>|(?:^|\s)[•*-]\s|[,;|]", text)
    return [bare for line in lines if (bare := letters(re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", line)))]


class Said:
    """All that a profile says, to look values up in."""

    def __init__(self, data: Any) -> None:
        found = list(_texts(data))
        contact = data.get("contact", {}) if isinstance(data, dict) else {}
        addresses = [address_of(site, contact[site]) for site in SITES if isinstance(contact.get(site), str)]
        locale = str(data.get("locale", "en")) if isinstance(data, dict) else "en"
        headings = [heading(key, locale) for key in data] if isinstance(data, dict) else []
        texts = [text for path, text in found if path[-1] != "tags" and "tags" not in path]
        self._whole = "\n".join(map(letters, [*texts, *addresses, *headings]))
        self._dates = {text for path, text in found if "dates" in path}
        self._keys = {letters(str(step)) for path, _ in found for step in path if isinstance(step, str)}

    def says(self, value: str) -> bool:
        """Whether the profile says a value, perhaps in several places."""
        pieces = _pieces(value)
        return self._date(value) or all(self._piece(piece) for piece in pieces)

    def _piece(self, piece: str) -> bool:
        plain = re.sub(r"^(https?)?(www)?|^mailto|^tel", "", piece)
        return plain in self._whole or piece in self._keys

    def _date(self, value: str) -> bool:
        """Whether a value is a date of the profile, in whatever writing."""
        if date_forms.is_present(value):
            return any("present" in dates for dates in self._dates)
        if len(value) > 40 or not (found := date_forms.span(value)):
            return False
        return any(date_forms.without_days(found) in dates or found in dates for dates in self._dates)


def _texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif data is not None:
        yield path, str(data)
