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
