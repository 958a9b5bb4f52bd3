"""Files of users and strangers, read within limits: regular files only, and no more of them than makes sense."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST = 5_000_000
"""Bytes of a text that a person writes: a thousand times what a profile has."""


def read_limited(path: Path, most: int = MOST) -> bytes:
    """The content of a regular file. Raises OSError, which names the file, for what is none (a pipe would keep us
    waiting, a device never ends), what is larger than `most` bytes, and what cannot be read."""
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "a name of a file has no NUL in it", str(path).replace("\0", "\\0"))
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(descriptor, "rb") as file:
        kind = os.fstat(descriptor)
        if stat.S_ISDIR(kind.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind.st_mode):
            raise OSError(errno.EINVAL, "it is not a file, but a pipe or a device", str(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000 or 1} MB", str(path))
    return content


def read_text_limited(path: Path, most: int = MOST) -> str:
    """As `read_limited`, as UTF-8. Raises UnicodeDecodeError too."""
    return read_limited(path, most).decode("utf-8")
