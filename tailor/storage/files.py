"""Files are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write_whole(path: Path, data: bytes | str | Iterable[str]) -> None:
    """Write `data` (text may come in pieces) beside `path`, then put it in place in one step; until then
    the old file stays.

    Raises OSError, which names `path`, when it cannot be written; nothing is left behind.
    """
    if not path.name:  # `/`
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    name = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(name, (data,) if isinstance(data, bytes | str) else data)
        os.chmod(name, 0o644)  # whatever the umask
        os.replace(name, path)
    except BaseException as error:
        with contextlib.suppress(OSError):  # it may have no name yet, or be in its place already
            os.unlink(name)
        if not isinstance(error, OSError):
            raise
        number = errno.ENOTDIR if isinstance(error, FileExistsError) else error.errno  # a file where a folder should be
        raise OSError(number, os.strerror(number) if number else str(error), str(path)) from error


def replace_file(path: Path, content: str | bytes) -> Path | None:
    """Write a file that a user may have written in. What stood there and says something else is kept beside it, in the
    path that comes back. Raises OSError as `write_whole` does; then the old file stands where it stood."""
    new = content.encode() if isinstance(content, str) else content
    old = path.read_bytes() if path.exists() else new
    kept = _beside(path) if old != new else None
    if kept is not None:
        write_whole(kept, old)
    write_whole(path, new)
    return kept


def _beside(path: Path) -> Path:
    """`me.yaml.bak`, or the first of `me.yaml.bak2` … that there is not."""
    numbers = ("", *map(str, range(2, 1000)))
    free = (path.with_name(f"{path.name}.bak{number}") for number in numbers)
    return next(one for one in free if not one.exists())


def _write(name: Path, content: Iterable[bytes | str]) -> None:
    """The content in a file that gets its name when it is whole, so that not even SIGKILL leaves half a file; where the
    system has no such files, in one that has it from the start."""
    try:
        descriptor = os.open(name.parent, os.O_TMPFILE | os.O_RDWR, 0o600)
    except (AttributeError, OSError):
        with name.open("xb") as file:
            _fill(file, content)
        return
    with os.fdopen(descriptor, "w+b") as unnamed:
        _fill(unnamed, content)
        unnamed.flush()
        try:  # a folder's descriptor makes Python follow the link; for an absolute path it says nothing else
            os.link(f"/proc/self/fd/{descriptor}", name, src_dir_fd=descriptor, follow_symlinks=True)
        except OSError:
            unnamed.seek(0)
            with name.open("xb") as file:
                file.write(unnamed.read())


def _fill(file: IO[bytes], content: Iterable[bytes | str]) -> None:
    for piece in content:
        file.write(piece.encode() if isinstance(piece, str) else piece)


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


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; where the system has no such locks, work is done twice and kept once."""
    with path.open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:
            pass
        yield
