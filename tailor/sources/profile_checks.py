"""What only a whole profile shows: ids that stand twice, needs that nothing meets, sections with one key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tailor.base.errors import Problem
from tailor.base.source import Source
from tailor.models.profiles import SECTION_KEYS
from tailor.models.values import localized, near
from tailor.sources.validating import Path


def whole_profile(source: Source) -> Iterator[Problem]:
    """Faults between the pieces of a profile; works on the raw data, so that no other fault hides them."""
    pieces = list(_mappings(source.data, ()))
    ids: dict[str, Path] = {}
    for path, piece in pieces:
        if isinstance(name := piece.get("id"), str):
            if name in ids:
                first = source.place((*ids[name], "id")).line
                message = f"the id `{name}` is defined twice, first on line {first}"
                yield Problem("duplicate-id", message, "give one of them another", source.place((*path, "id")))
            ids.setdefault(name, path)
    for path, piece in pieces:
        yield from _unmet(source, path, piece, ids)
    yield from _sections(source)


def _unmet(source: Source, path: Path, piece: dict[str, Any], ids: dict[str, Path]) -> Iterator[Problem]:
    """Needs that name no id, or the piece itself."""
    needs = piece.get("needs")
    names = needs.split(",") if isinstance(needs, str) else needs if isinstance(needs, list) else []
    for index, name in enumerate(names):
        name = name.strip() if isinstance(name, str) else ""
        place = source.place((*path, "needs", index))
        if name and name == piece.get("id"):
            yield Problem("unknown-id", f"`{name}` needs itself", "remove it from `needs`", place)
        elif name and name not in ids:
            meant = near(name, ids)
            hint = f"did you mean `{meant}`?" if meant else f"give the piece that is meant `id: {name}`"
            yield Problem("unknown-id", f"no piece has the id `{name}`", hint, place)


def _sections(source: Source) -> Iterator[Problem]:
    """Two sections with one key, and a `key` on a section that has one by its name."""
    taken = {key: source.place((key,), key=True) for key in SECTION_KEYS if key in source.data}
    for key in taken:
        if isinstance(body := source.data[key], dict) and "key" in body and key != "skills":
            hint = "remove it; `title` gives it another heading"
            yield Problem("unknown-field", f"`{key}` is its own key", hint, source.place((key, "key"), key=True))
    own = source.data.get("sections")
    for index, body in enumerate(own if isinstance(own, list) else []):
        key = _key(body)
        place = source.place(("sections", index, "key" if isinstance(body, dict) and "key" in body else "title"))
        if key and key in taken:
            message = f"the section `{key}` is defined twice, first on line {taken[key].line}"
            yield Problem("duplicate-key", message, "join the two, or give one another `key`", place)
        taken.setdefault(key, place)


def _key(body: Any) -> str:
    """The key of a section as `own_key` makes it, of raw data."""
    if not isinstance(body, dict):
        return ""
    title = body.get("title")
    words = localized(title) if isinstance(title, str | dict) and title else ""
    key = body.get("key") or re.sub(r"[^\w]+", "-", str(words).lower()).strip("-")
    return key if isinstance(key, str) else ""


def _mappings(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from _mappings(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _mappings(value, (*path, index))
