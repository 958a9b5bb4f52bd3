"""Hashes of files, and of this program itself. Imports next to nothing."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

LENGTH = 16
"""Hexadecimal digits of a program's hash."""

Files: TypeAlias = Mapping[Path, str | None]
"""Files and the digests of what was read of them: they may be saved again before that is made use of."""


def digest(content: bytes) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: str | os.PathLike[str]) -> str | None:
    """The digest of a file as it is now; None if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return None


def unchanged(files: Mapping[str, str | None] | Files) -> bool:
    """Whether every file still has the content of its digest (None: it could not be read)."""
    return all(digest_of(path) == digest for path, digest in files.items())


@cache
def program_digest() -> str:
    """A hash of this program's files and of Python's version: an edit makes every page stale, a new installation of the
    same does not."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = hashlib.sha256(sys.version.encode())
    for name in sorted(_files(root)):
        found.update(f"{name} {digest_of(root + name)}\n".encode())
    return found.hexdigest()[:LENGTH]


def _files(root: str) -> Iterator[str]:
    """This program's files, as seen from `root`."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{folder[len(root) :]}/{name}" for name in names if name.endswith((".py", ".j2", ".txt", ".yaml")))
