"""Bullets of a source, with those below them."""

from __future__ import annotations

import re
from typing import Any

from tailor.importing.fields.dirty_text import Point, one_line, points
from tailor.importing.ledger import Node

NESTED = ("bullets", "highlights", "children", "items", "subBullets", "sub", "details", "points")
"""Fields of a bullet with bullets of its own."""

WORDS = ("text", "description", "summary", "name", "title", "highlight", "bullet", "content")
"""Fields with the words of a bullet."""

LEVELS = "a profile's bullets have two levels: a third stands on the second"


def add_bullets(found: list[Any], node: Node) -> None:
    """Add the bullets that the members of a list say; a list among them belongs to the bullet before it."""
    for child in node:
        if isinstance(child.value, list):
            _nest(found, _inner(child), child)
        elif child.is_map:
            _add_map(found, child)
        else:
            found.extend(_points(child))


def _inner(node: Node) -> list[Any]:
    inner: list[Any] = []
    add_bullets(inner, node)
    return inner


def _add_map(found: list[Any], node: Node) -> None:
    """A bullet with named fields, or `Led the work: [bullets below it]`, or a text with a colon that YAML took for
    a field."""
    text = node.find(*WORDS)
    below = [bullet for deeper in node.all(*NESTED) for bullet in _inner(deeper)]
    fields = list(node)
    if not text and not below and len(fields) == 1:
        _add_named(found, fields[0])
        return
    bullets = _points(text)
    found.extend(bullets)
    if bullets:
        _nest(found, below, node)
    else:
        found.extend(below)


def _add_named(found: list[Any], field: Node) -> None:
    if field.is_scalar:
        found.append(one_line(f"{field.key}: {one_line(field.text())}"))
    else:
        found.append(f"{field.key}:")
        _nest(found, _inner(field), field)


def _points(node: Node) -> list[Point]:
    """A text as its bullets; those of a list below running text belong to it."""
    if not node.is_scalar:
        return []
    running, bullets = points(node.text())
    if running and bullets:
        return [{"text": running, "bullets": list(_level(bullets, node))}]
    if running and node.ledger.dashes_nest and " - " in running:
        first, *more = (piece for piece in re.split(r"\s+- ", running) if piece)
        return [{"text": first, "bullets": more}] if more else [first]
    return [running] if running else bullets


def _level(bullets: list[Any], node: Node) -> list[str]:
    """Bullets of one level; one that has some of its own is reported."""
    found: list[str] = []
    for bullet in bullets:
        found.append(bullet["text"] if isinstance(bullet, dict) else bullet)
        if isinstance(bullet, dict):
            found += _level(bullet.get("bullets", []), node)
            node.change(LEVELS)
    return found


def _nest(found: list[Any], inner: list[Any], node: Node) -> None:
    """Put bullets under the last one; where there is none they stand by themselves."""
    if not inner:
        return
    if not found:
        found.extend(inner)
        return
    last = found[-1] if isinstance(found[-1], dict) else {"text": found[-1]}
    found[-1] = {**last, "bullets": [*last.get("bullets", []), *_level(inner, node)]}
