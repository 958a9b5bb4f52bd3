"""What programs read: one JSON object a line."""

from __future__ import annotations

from typing import Any


def line_of(data: Any) -> str:
    """Data as one line of JSON, its letters as they are."""
    import json  # not needed for `--help`, which loads every command

    return json.dumps(data, ensure_ascii=False)


def print_line(data: Any) -> None:
    """Print data as one line on standard output."""
    print(line_of(data))
