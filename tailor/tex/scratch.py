"""TeX's scratch folders: in memory where Linux has that, and gone when the process is, however that ends.

A folder is held by a lock for as long as the process that made it lives, or TeX in it. SIGKILL leaves it behind with no
lock: the next process that makes one there takes it away. A lock is seen by all who share the memory, containers too,
where the number of a process would say nothing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

MEMORY = "/dev/shm"
"""Linux's files in memory: no disk is waited for, and nothing ever clears up there."""

PREFIX = "tailor-tex-"

HELD = "stderr.txt"
"""The file that is locked; it takes TeX's standard error."""

SETTLED = 60
"""Seconds after which a folder without a lock is left behind: a younger one may be about to get it."""


def scratch_folder() -> TemporaryDirectory[str]:
    """A new folder, in memory, unless the user names a place. Python removes it at its own end at the latest."""
    return TemporaryDirectory(prefix=PREFIX, dir=_place(), ignore_cleanup_errors=True)


def hold(folder: Path) -> IO[bytes]:
    """The file of a folder that says by its lock, until it is closed here and by TeX, that the folder is in use."""
    file = (folder / HELD).open("wb")
    _lock(file)
    return file


@cache
def sweep() -> None:
    """Once in a process: take away what killed ones left in memory."""
    with contextlib.suppress(OSError):  # others may sweep too
        for folder in _old() if _place() else ():
            if not _held(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _place() -> str | None:
    """None leaves it to Python."""
    return MEMORY if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK | os.X_OK) else None


def _old() -> Iterator[Path]:
    """This user's folders, but for the latest."""
    with os.scandir(MEMORY) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX):
                found = entry.stat(follow_symlinks=False)
                if found.st_uid == os.getuid() and found.st_mtime < time.time() - SETTLED:
                    yield Path(entry.path)


def _held(folder: Path) -> bool:
    try:
        with (folder / HELD).open("rb") as file:
            return not _lock(file)
    except FileNotFoundError:
        return False  # killed before it had one


def _lock(file: IO[bytes]) -> bool:
    """Whether nobody else has it; False, too, where the system has no such locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
