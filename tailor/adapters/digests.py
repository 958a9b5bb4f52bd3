"""Hashes of files, and of this program itself. Imports next to nothing, for the shortest way of all."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache


def digest_of(path: str | os.PathLike[str]) -> str | None:
    """SHA-256 of a file's content; None if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return None


@cache
def program_digest() -> str:
    """A hash of this program's files by name, size and time, and of Python's version: an edit makes every page
    stale."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            if name.endswith((".py", ".txt", ".yaml")):
                stat = os.stat(f"{folder}/{name}")
                found.append(f"{folder[len(root) :]}/{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join([sys.version, *sorted(found)]).encode()).hexdigest()[:16]
