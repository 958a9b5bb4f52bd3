"""Hashes of files, and of this program itself. Imports next to nothing, for the shortest way of all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tailor.storage.locations import cache_folder

LENGTH = 16
"""Hexadecimal digits of a program's hash."""

Files: TypeAlias = Mapping[Path, str | None]
"""Files and the digests of what was read of them: they may be saved again before that is made use of."""

MOST = 50
"""Programs of which it is kept what they are."""


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
    same does not. Which content files of these sizes and times have is kept in the cache folder."""
    files = sorted(_files(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    stamp = hashlib.sha256(repr([sys.version, files]).encode()).hexdigest()[:32]
    kept = cache_folder() / "programs" / stamp
    with contextlib.suppress(OSError, ValueError):
        known = kept.read_text(encoding="ascii")
        if len(known) == LENGTH:
            return known
    contents = [(name, digest_of(root + name)) for root, name, *_ in files]
    found = hashlib.sha256(repr([sys.version, contents]).encode()).hexdigest()[:LENGTH]
    _keep(kept, found)
    return found


def _files(root: str) -> Iterator[tuple[str, str, int, int]]:
    """This program's files below `root`: that, name, size, time (ns)."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            if name.endswith((".py", ".j2", ".txt", ".yaml", ".pfb")):
                stat = os.stat(f"{folder}/{name}")
                yield root, f"{folder[len(root) :]}/{name}", stat.st_size, stat.st_mtime_ns


def _keep(path: Path, text: str) -> None:
    from tailor.storage.files import make_room, write_whole

    with contextlib.suppress(OSError):
        write_whole(path, text)
        make_room(path.parent, MOST)
