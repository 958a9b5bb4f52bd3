"""What follows a file that was written: what it replaced, and the command that comes next, as it can be pasted."""

from __future__ import annotations

import sys
from pathlib import Path


def print_next(command: str, *names: str, root: Path | None = None, when: str = "next") -> None:
    """Print `command` with its names, in the folder in which the last one worked, on standard error."""
    import shlex

    where = ["--root", str(root)] if root else []
    print(f"{when}:", command, shlex.join([*names, *where]), file=sys.stderr)


def print_replaced(kept: Path | None) -> None:
    """Print where the text is now that a file had before."""
    if kept is not None:
        print(f"the old file is kept as {kept.name}", file=sys.stderr)
