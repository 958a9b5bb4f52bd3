"""The terminal behind standard error: its width, and whether it takes colours. Elsewhere text is plain and whole."""

from __future__ import annotations

import os
import sys

NARROWEST = 20
"""Columns below which nothing is wrapped more narrowly."""

STYLES = {
    "error": "1;31", "warning": "1;33", "note": "1;36", "help": "1;32", "place": "1", "mark": "31"
}  # fmt: skip
"""ANSI codes by the names that `base.diagnostics` has for styles."""


def say(text: str) -> None:
    """Print a line to standard error, wrapped at words on a terminal; a first word such as `note:` is coloured."""
    from tailor.base.diagnostics import wrapped

    first, lines = text.partition(":")[0], wrapped(text, width())
    if first in STYLES and lines[0].startswith(f"{first}:"):
        lines[0] = paint(f"{first}:", first) + lines[0][len(first) + 1 :]
    print("\n".join(lines), file=sys.stderr)


def width() -> int | None:
    """The columns of the terminal, None where standard error is none."""
    if not sys.stderr.isatty():
        return None
    from shutil import get_terminal_size

    return max(NARROWEST, get_terminal_size().columns)


def paint(text: str, style: str) -> str:
    """A text in a style, where colours are shown."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if coloured() else text


def coloured() -> bool:
    """Whether standard error is a terminal with colours, and NO_COLOR (https://no-color.org) is not set."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stderr.isatty()
