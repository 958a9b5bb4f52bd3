"""The data of a profile → YAML as a person would write it: in order, with comments, long texts as blocks."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tailor.importing.ledger import Fate, Note, Path, shortened
from tailor.importing.writing.yaml_scalars import WIDTH, folded, safe, scalar
from tailor.sources.schemas import schema_line

PROPOSED = "  # proposed"
_PROPOSED = "# Tags marked `# proposed` were found in the words beside them: keep what is true, add what is missing."

NO_NAME = "name:  # write your name here: the file that was imported does not say it"
"""The one field that nobody can leave out, and that is never made up."""

MANY = 3
"""More notes of one reason than this are written in one paragraph."""

_APART = frozenset(["experience", "internships", "education", "projects", "research", "publications", "sections"])
"""Sections whose entries are long enough to stand apart."""

_REASONS = {
    Fate.DROPPED: "Dropped (nothing of this is on the profile):",
    Fate.CHANGED: "Changed (it is on the profile, but not as it stood):",
}


def written(
    data: Mapping[str, Any],
    origin: str = "",
    notes: Iterable[Note] = (),
    proposed: frozenset[Path] = frozenset(),
    remarks: Mapping[Path, str] | None = None,
) -> str:
    """The whole file. `origin` says where the data come from; `notes` are listed at its end, `remarks` stand beside
    the fields that they are about."""
    writer = _Writer(proposed)
    noted = list(notes)
    lines = [schema_line("profile")]
    lines += _opening(origin, bool(noted), bool(proposed))
    if not data.get("name"):
        lines.append(NO_NAME)
    in_head = True
    for key, value in data.items():
        if in_head and _is_section(value):
            in_head = False
        if not in_head or key == "summary":
            lines.append("")
        field = writer.field(key, value, 0, (key,))
        if remarks and (key,) in remarks:
            field[0] = f"{field[0]}{PROPOSED}: {remarks[(key,)]}"
        lines += field
    return "\n".join([*lines, *_closing(noted)]) + "\n"


def _is_section(value: Any) -> bool:
    """Sections hold entries; the head of a profile holds texts and addresses."""
    entries = value.get("entries") if isinstance(value, Mapping) else value
    return isinstance(entries, list) and not all(
        isinstance(entry, str) or (isinstance(entry, dict) and "url" in entry) for entry in entries
    )


def _opening(origin: str, noted: bool, proposed: bool) -> list[str]:
    lines = []
    if origin:
        ends = " What was dropped or changed on the way is listed at the end." if noted else ""
        lines.append(f"# Imported from {safe(origin)}.{ends}")
    if proposed:
        lines.append(_PROPOSED)
    return [*lines, ""]


def _closing(notes: list[Note]) -> list[str]:
    """The comment block of all that was dropped or changed; many of one reason stand together."""
    lines: list[str] = []
    for fate, title in _REASONS.items():
        found = [note for note in notes if note.fate is fate]
        if found:
            reasons = Counter(note.reason for note in found)
            lines += ["", f"# {title}"]
            lines += [f"#   {safe(str(note))}" for note in found if reasons[note.reason] <= MANY]
            for reason in (reason for reason, count in reasons.items() if count > MANY):
                lines += _together(reason, [note for note in found if note.reason == reason])
    return lines


def _together(reason: str, notes: list[Note]) -> list[str]:
    """Notes of one reason in a wrapped paragraph."""
    values = "; ".join(f"{note.where}: {safe(shortened(note.value))}" for note in notes)
    lines = textwrap.wrap(f"({reason}) {values}", 105, break_long_words=False, break_on_hyphens=False)
    return [f"#   {lines[0]}", *(f"#     {line}" for line in lines[1:])]


class _Writer:
    """Writes values at an indent; knows which tags were proposed."""

    def __init__(self, proposed: frozenset[Path]) -> None:
        self._proposed = proposed

    def field(self, key: str, value: Any, indent: int, path: Path) -> list[str]:
        """One field: on one line if it fits, else with its value below."""
        pad = " " * indent
        name = scalar(str(key))
        if isinstance(value, str):
            return self._text(f"{pad}{name}:", value, indent + 2)
        if (line := self._flow(value, path)) is not None:
            mark = PROPOSED if path in self._proposed else ""
            whole = f"{pad}{name}: {line}{mark}"
            if len(whole) <= WIDTH + len(mark):
                return [whole]
            if isinstance(value, list):
                return self._wrapped(f"{pad}{name}: [", value, indent + 2, mark)
        if isinstance(value, Mapping):
            inner = [line for k, v in value.items() for line in self.field(k, v, indent + 2, (*path, k))]
            return [f"{pad}{name}:", *inner]
        return [f"{pad}{name}:", *self._items(value, indent + 2, path)]

    def _text(self, start: str, text: str, indent: int) -> list[str]:
        """A text after its name or its dash; a long one as a block."""
        line = f"{start} {scalar(text)}"
        if (len(line) > WIDTH or "\n" in text) and (block := folded(text, indent)):
            return [f"{start} >-", *block]
        return [line]

    def _wrapped(self, start: str, words: list[str], indent: int, mark: str) -> list[str]:
        """Words in brackets over several lines."""
        lines = [start]
        for index, word in enumerate(words):
            piece = scalar(word, flow=True) + ("]" if index == len(words) - 1 else ",")
            if len(lines[-1]) + 1 + len(piece) > WIDTH:
                lines.append(" " * indent + piece)
            else:
                lines[-1] += piece if lines[-1].endswith("[") else f" {piece}"
        return [*lines[:-1], lines[-1] + mark]

    def _items(self, values: list[Any], indent: int, path: Path) -> list[str]:
        lines: list[str] = []
        apart = path[-1] in _APART or (path[-1] == "entries" and path[0] in _APART and path[0] != "sections")
        for index, value in enumerate(values):
            item = self._item(value, indent, (*path, index))
            if apart and index and isinstance(value, Mapping) and len(item) > 2:
                lines.append("")
            lines += item
        return lines

    def _item(self, value: Any, indent: int, path: Path) -> list[str]:
        """One member of a list after its dash."""
        pad = " " * indent
        if isinstance(value, str):
            return self._text(f"{pad}-", value, indent + 2)
        if (line := self._flow(value, path)) is not None and len(line) + indent + 2 <= WIDTH:
            return [f"{pad}- {line}"]
        lines = [line for k, v in value.items() for line in self.field(k, v, indent + 2, (*path, k))]
        return [f"{pad}- {lines[0][indent + 2 :]}", *lines[1:]]

    def _flow(self, value: Any, path: Path) -> str | None:
        """Short words in brackets, a link or a small item in braces; None for all that is larger."""
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            wordy = path[-1] in ("bullets", "entries") or any(len(each) > 40 for each in value)
            return None if wordy else "[" + ", ".join(scalar(each, flow=True) for each in value) + "]"
        if isinstance(value, Mapping) and self._small(value, path):
            return "{" + ", ".join(f"{k}: {scalar(str(v), flow=True)}" for k, v in value.items()) + "}"
        return None

    def _small(self, value: Mapping[str, Any], path: Path) -> bool:
        """Whether a mapping is a link or an item with a field or two."""
        flat = all(isinstance(each, str) for each in value.values())
        return flat and bool(value) and value.keys() <= {"label", "url", "text", "issuer", "dates"} and len(path) > 1
