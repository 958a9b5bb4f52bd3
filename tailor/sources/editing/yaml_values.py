"""Values in YAML: in one line where that reads well, else line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tailor.importing.writing.yaml_scalars import folded, scalar

WIDE = 88
"""A list or mapping up to this many columns is written in one line."""


class Bare(str):
    """A text that is written without quotes: `true`, `false`."""

    __slots__ = ()


def plain(value: Any) -> Any:
    """A value as its YAML reads again: every scalar a string."""
    if isinstance(value, bool | Bare):
        return Bare(str(value).lower())
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return "" if value is None else str(value)


def written_value(value: Any, indent: int, flow: bool, column: int) -> str:
    """A value behind its key: in the same line where it fits, else in lines below (which begin with a line end)."""
    now = plain(value)
    if flow:
        return inline(now)
    if isinstance(now, str):
        return _text(now, indent, column)
    short = inline(now)
    simple = not now or (len(short) + column <= WIDE and not _deep(now))
    return short if simple else "\n" + block(now, indent)


def _deep(value: Any) -> bool:
    """Whether a list or mapping holds others, or a text of many words: those are read better line by line."""
    parts = value.values() if isinstance(value, dict) else value
    return any(isinstance(part, (list, dict)) or part.count(" ") > 3 for part in parts)


_NUMBER = re.compile(r"-?\d+(\.\d+)?")
"""Written bare, below zero too: numbers are texts here as all scalars are, and nobody writes `"-1"`."""


def _is_bare(text: str) -> bool:
    return isinstance(text, Bare) or _NUMBER.fullmatch(text) is not None


def _text(text: str, indent: int, column: int) -> str:
    if _is_bare(text):
        return text
    if re.search(r"[\n\t\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]", text):
        return _quoted(text)
    if len(text) + column > WIDE + 12 and (lines := folded(text, indent)):
        return ">-\n" + "\n".join(lines)
    return scalar(text)


def inline(value: Any) -> str:
    """A value in one line, lists and mappings in brackets."""
    value = plain(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if _is_bare(value):
        return str(value)
    return (
        _quoted(value) if re.search(r"[\n\t\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]", value) else scalar(value, flow=True)
    )


def _quoted(text: str) -> str:
    written: str = yaml.dump(text, default_style='"', width=10**9, allow_unicode=True)
    return written.rstrip("\n")


def block(value: Any, indent: int) -> str:
    """A list or mapping in lines of their own, the first one indented too."""
    now, space = plain(value), " " * indent
    if isinstance(now, dict) and now:
        lines = []
        for key, one in now.items():
            head = f"{space}{scalar(key)}:"
            written = written_value(one, indent + 2, False, len(head))
            lines.append(head + ("" if written.startswith("\n") else " ") + written)
        return "\n".join(lines)
    if isinstance(now, list) and now:
        return "\n".join(
            f"{space}- {written_value(one, indent + 2, False, indent + 2).lstrip(chr(10)).lstrip()}" for one in now
        )
    return space + written_value(now, indent, False, indent)
