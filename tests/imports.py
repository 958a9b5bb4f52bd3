"""What the tests of import and export share: the files, their values, and whether a profile still says them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tailor.importing.convert import Imported, convert
from tailor.models.contacts import SITES, address_of
from tailor.text.headings import heading

FOLDER = Path(__file__).parent / "data" / "imports"
FORMATS = ("jsonresume", "rendercv", "yamlresume", "linkedin")
DIRTY = ("reactive3", "reactive4", "fresh", "jake", "moderncv", "awesomecv", "altacv", "markdown", "text")
FILES = [path for name in (*FORMATS, *DIRTY) for path in sorted((FOLDER / name).iterdir())]
NAMELESS = {"11-empty-everything.json", "03-no-profile", "08-everything-empty"}
"""Files that do not say whose they are."""

Step = str | int

ONGOING = (
    *("present", "current", "now", "to date", "heute", "actuellement", "ongoing", "true", "aujourd’hui"),
    *("現在", "obecnie", "по настоящее время"),
)
"""Ends that stand open, as the files say it."""


@cache
def imported(path: Path) -> Imported:
    """What comes of a file; it is only looked at."""
    return convert(path)


_SAME = {"x": "twitter", "google scholar": "scholar"}


def leaves(data: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every scalar that says something, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    elif data is not None and str(data).strip():
        yield path, str(data)


def bare(text: str) -> str:
    """The letters and digits of a text, in lower case, without tags, entities, escapes and marks."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)
    text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return "".join(re.findall(r"[^\W_]+", text.encode("utf-16", "replace").decode("utf-16", "replace"))).lower()


def pieces(text: str) -> list[str]:
    """The parts of a value that may come apart: lines, and what bullets or commas part."""
    lines = re.split(r"\n|</?(?:li|p|div|ul|br)[^>]*>|(?:^|\s)[•*-]\s", text)
    lines = [re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", line) for line in lines]
    return [line for line in lines if bare(line)]


class Said:
    """All that a profile says, to look values up in."""

    def __init__(self, data: dict[str, Any]) -> None:
        found = list(leaves(data))
        self.texts = [bare(text) for _, text in found]
        self.keys = {_squeezed(str(step)) for path, _ in found for step in path if isinstance(step, str)}
        self.keys |= {_squeezed(heading(key, str(data.get("locale", "en")))) for key in data}  # as its page says them
        self.dates = " ".join(text for path, text in found if path[-1] == "dates")
        contact = data.get("contact", {})
        self.addresses = [bare(address_of(site, contact[site])) for site in SITES if site in contact]

    def holds(self, value: str) -> bool:
        """Whether the profile says a value, perhaps in several places."""
        return self._date(value) or all(self._piece(piece) for piece in pieces(value))

    def _piece(self, piece: str) -> bool:
        wanted = bare(piece)
        account = re.sub(r"^(https?doiorg|https?(www)?|www|tel|mailto)", "", wanted)
        if any(wanted in text or account in text for text in (*self.texts, *self.addresses)):
            return True
        if _squeezed(_SAME.get(piece.strip().lower(), piece)) in self.keys:
            return True
        parts = [part for part in re.split(r"[,;|&:]| and |: ", piece) if bare(part)]
        return len(parts) > 1 and all(any(bare(part) in text for text in self.texts) for part in parts)

    def _date(self, value: str) -> bool:
        """A date whose year stands in the profile's dates, and its month, if it is written in figures."""
        if value.strip().lower() in ONGOING:
            return "present" in self.dates
        sides = re.split(r"\s+[-–]\s+", value)
        if len(sides) == 2:
            return all(map(self._date, sides))
        if not re.fullmatch(r"[\w\s.,/:'’–-]{4,30}", value) or not re.search(r"\d", value):
            return False
        known = re.search(r"(?P<iso>\d{4}-(0?[1-9]|1[0-2]))(?:\b|T)", value)
        if known:
            year, month = known["iso"].split("-")
            return f"{year}-{int(month):02}" in self.dates or f"{year}-{month}" in self.dates
        years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value)
        return bool(years) and all(year in self.dates for year in years)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def unaccounted(source: Any, imported: Imported) -> list[str]:
    """The values of a source that are neither on the profile nor named as dropped or changed."""
    said = Said(imported.data)
    named = [note.path for note in imported.notes]
    return [
        f"{path}: {value}"
        for path, value in leaves(source)
        if not said.holds(value) and not any(path[: len(note)] == note for note in named)
    ]


def dumped(data: Any) -> str:
    """Data as one text, for messages."""
    return json.dumps(data, ensure_ascii=False, indent=1)
