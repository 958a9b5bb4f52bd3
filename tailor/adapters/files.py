"""Files are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO


def write_whole(path: Path, data: bytes | str | Iterable[str]) -> None:
    """Write `data` (text may come in pieces) beside `path`, then put it in place in one step; until then
    the old file stays.

    Raises OSError, which names `path`, when it cannot be written; nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        content = (data,) if isinstance(data, bytes | str) else data
        _put(_written_unnamed(path, content) or _written(path, content), path)
    except OSError as error:
        number = errno.ENOTDIR if isinstance(error, FileExistsError) else error.errno  # a file where a folder should be
        raise OSError(number, os.strerror(number) if number else str(error), str(path)) from error


def _put(name: str, path: Path) -> None:
    try:
        os.chmod(name, 0o644)  # whatever the umask
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):  # interrupted when it had just been put in place
            os.unlink(name)
        raise


def _written_unnamed(path: Path, content: Iterable[bytes | str]) -> str | None:
    """The content in a file that gets its name when it is whole, so that not even SIGKILL leaves half a file; None,
    and nothing taken from `content`, where the system has no such files."""
    try:
        descriptor = os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o644)
    except (AttributeError, OSError):
        return None
    name = f"{path.parent}/.{path.name}.{os.getpid()}-{os.urandom(4).hex()}"
    with os.fdopen(descriptor, "w+b") as file:
        _fill(file, content)
        file.flush()
        try:  # a folder's descriptor makes Python follow the link; for an absolute path it says nothing else
            os.link(f"/proc/self/fd/{descriptor}", name, src_dir_fd=descriptor, follow_symlinks=True)
        except OSError:
            file.seek(0)
            return _written(path, (file.read(),))
    return name


def _fill(file: IO[bytes], content: Iterable[bytes | str]) -> None:
    for piece in content:
        file.write(piece.encode() if isinstance(piece, str) else piece)


def _written(path: Path, content: Iterable[bytes | str]) -> str:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _fill(file, content)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


_unlooked: dict[Path, int] = {}
"""How often room may be asked for in a folder before it is looked at again."""


def make_room(folder: Path, most: int) -> None:
    """Take away the oldest files of a folder that has more than `most`, down to three quarters of that; called with
    each file that is added. A folder of thousands takes a ms to list, so not each call looks: there may be a sixteenth
    more for a while. Raises OSError for a folder that cannot be read."""
    if _unlooked.get(folder, 0) > 0:
        _unlooked[folder] -= 1
        return
    names = os.listdir(folder)
    _unlooked[folder] = most // 16
    if len(names) > most:
        files = sorted((folder / name for name in names), key=lambda path: path.stat().st_mtime_ns)
        for path in files[: len(files) - most * 3 // 4]:
            path.unlink(missing_ok=True)
