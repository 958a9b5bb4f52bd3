"""A target, the draft that it was made from, and a new draft → the target with what the new draft changes.

Fields are merged three ways, by their values; what the edit leaves alone stays to the letter. The comments that a
draft writes (beside a value, and the list of gaps) are its own, and follow where they were not edited either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from tailor.sources.editing.yaml_edit import data_of, place_in, remove, set_value
from tailor.sources.editing.yaml_splices import EditError

FIELDS = ("title", "posting", "headline", "want", "aliases", "patterns", "sections")
"""What a draft says, in the order in which it is reported."""

Path = tuple[str, ...]
_REMARK = re.compile(r"\s+# (.*)$")
_GAP = re.compile(r"^#   \S")


class Change(Struct, frozen=True):
    """A field and what was done: `set` (with `before` None: added), `removed`, `kept` (it was edited; the draft would
    say `after`)."""

    field: str
    done: Literal["set", "removed", "kept"]
    before: str | None
    after: str | None


def merged_draft(target: str, base: str | None, draft: str) -> tuple[str, tuple[Change, ...]]:
    """The target's text with what the new draft changes, and what that is. `base` is the draft that the target was made
    from; where it is not known, only what the target lacks is added."""
    mine, theirs = _fields(target), _fields(draft)
    old = _fields(base) if base is not None else {path: value for path, value in mine.items() if path in theirs}
    noted, drafted = _remarks(target), _remarks(base or "")
    changes = []
    for path in dict.fromkeys((*theirs, *old)):
        was, now, own = old.get(path), theirs.get(path), mine.get(path)
        if was == now or own == now:
            continue
        if own != was or (now is None and noted.get(path) != drafted.get(path)):
            changes.append(_change(path, "kept", own, now))
            continue
        try:
            target = remove(target, path) if now is None else set_value(target, path, now)
        except EditError:
            changes.append(_change(path, "kept", own, now))
            continue
        changes.append(_change(path, "removed" if now is None else "set", own, now))
    return _comments(target, base or "", draft), tuple(changes)


def _change(path: Path, done: Literal["set", "removed", "kept"], before: Any, after: Any) -> Change:
    return Change(".".join(path), done, *(None if one is None else _shown(one) for one in (before, after)))


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(one)}" for key, one in value.items()) + "}"
    return str(value)


def _fields(text: str) -> dict[Path, Any]:
    """What a target says of the fields that drafts have; mappings are taken apart once."""
    return dict(_parts(data_of(text)))


def _parts(data: Any) -> Iterator[tuple[Path, Any]]:
    for field in FIELDS:
        value = data.get(field) if isinstance(data, dict) else None
        if isinstance(value, dict):
            yield from (((field, key), one) for key, one in value.items())
        elif value not in (None, ""):
            yield (field,), value


def _comments(target: str, base: str, draft: str) -> str:
    """The target with the comments of the new draft, where those of the old one stand unchanged."""
    old, new = _remarks(base), _remarks(draft)
    for path, remark in new.items():
        target = _remarked(target, path, old.get(path), remark)
    return _gaps(target, _gap_lines(base), _gap_lines(draft))


def _remarks(text: str) -> dict[Path, str]:
    """The comment beside each field."""
    lines = text.split("\n")
    found = {}
    for path in _fields(text) if text else ():
        place = place_in(text, "", path)
        remark = _REMARK.search(lines[place.line - 1]) if place else None
        if remark:
            found[path] = remark[1]
    return found


def _remarked(text: str, path: Path, old: str | None, new: str) -> str:
    """The text with a comment beside a field: in place of the old one, or where there is none and never was."""
    place = place_in(text, "", path)
    if place is None or old == new:
        return text
    lines = text.split("\n")
    line = lines[place.line - 1]
    own = _REMARK.search(line)
    if own and own[1] == old:
        lines[place.line - 1] = line[: own.start(1)] + new
    elif own is None and old is None and re.match(rf"\s+{re.escape(path[-1])}:", line):
        lines[place.line - 1] = f"{line}  # {new}"
    return "\n".join(lines)


def _gap_lines(text: str) -> list[str]:
    """The lines of a draft that list its gaps, their heading first."""
    lines = text.rstrip("\n").split("\n")
    start = next((at for at, line in enumerate(lines) if line.startswith("# Gaps:")), len(lines))
    return lines[start:]


def _gaps(text: str, old: list[str], new: list[str]) -> str:
    """The text with the list of gaps as it is now: lines that were edited stay."""
    ended = text.endswith("\n")
    lines = text.rstrip("\n").split("\n")
    gone = set(old) - set(new)
    at = next((number for number, line in enumerate(lines) if line in old), None)
    lines = [line for line in lines if line not in gone]
    fresh = [line for line in new if line not in old and line not in lines]
    if fresh and at is None and new[0] not in lines:
        lines += ["", *([] if new[0] in fresh else [new[0]])]
    if fresh:
        last = max((number for number, line in enumerate(lines) if line in new), default=len(lines) - 1)
        lines[last + 1 : last + 1] = fresh
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines) + ("\n" if ended else "")
