"""Measures kept between runs, one small database: what TeX measured once is never measured again.

SQLite gives whole transactions, also under SIGKILL and beside other processes. A database that cannot be opened,
or is damaged, is done without.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from tailor.core.page.measures import Measure, Request

ROOM = 32 << 20
"""Bytes that measures may take (about 60 each, under what blocks say and under their LaTeX); the oldest go first."""

REMEMBERED = 20_000
"""Measures held in memory at most, so that a worker stays small however many profiles it builds."""

_FORM = struct.Struct("<qqqq")


def key_of(format_key: str, request: Request) -> bytes:
    """A hash of all that a measure depends on."""
    parts = (format_key, request.setup, str(request.width), str(request.inline), request.source)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()


class MeasureCache:
    """Measures by key. Without a database it remembers for this run only."""

    def __init__(self, path: Path | None, room: int = ROOM) -> None:
        """The database at `path` is opened or made when it is first needed; a damaged one is recreated. It takes `room`
        bytes at most."""
        self._memory: dict[bytes, Measure] = {}
        self._path = path
        self._room = room

    @cached_property
    def _database(self) -> sqlite3.Connection | None:
        return _open(self._path) if self._path else None

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Measure]:
        """The measures that are known, by key."""
        found = {key: self._memory[key] for key in keys if key in self._memory}
        missing = [key for key in keys if key not in found]
        if self._database is not None and missing:
            found |= self._read(self._database, missing)
        self._remember(found)
        return found

    def _remember(self, measures: Mapping[bytes, Measure]) -> None:
        if len(self._memory) > REMEMBERED:
            self._memory.clear()
        self._memory |= measures

    def _read(self, database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Measure]:
        found: dict[bytes, Measure] = {}
        try:
            for start in range(0, len(keys), 500):
                some = keys[start : start + 500]
                marks = ",".join("?" * len(some))
                rows = database.execute(f"SELECT key, value FROM measures WHERE key IN ({marks})", some)
                found |= {key: Measure(*_FORM.unpack(value)) for key, value in rows}
        except (sqlite3.Error, struct.error):
            pass
        return found

    def keep(self, measures: Mapping[bytes, Measure]) -> None:
        """Remember some measures."""
        self._remember(measures)
        if self._database is None:
            return
        now = int(time.time())
        rows = [(key, _FORM.pack(m.height, m.width, m.lines, m.last_line), now) for key, m in measures.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO measures VALUES (?, ?, ?)", rows)
                self._evict(self._database)
        except sqlite3.Error:
            pass

    def _evict(self, database: sqlite3.Connection) -> None:
        """Where there is too much, take away the oldest quarter. The size is known to SQLite; rows it would count."""
        size, used, free = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count", "freelist_count")
        )
        if (used - free) * size > self._room:
            (count,) = database.execute("SELECT COUNT(*) FROM measures").fetchone()
            oldest = "SELECT key FROM measures ORDER BY made LIMIT ?"
            database.execute(f"DELETE FROM measures WHERE key IN ({oldest})", (count // 4,))


def _open(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            _remove([path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")])
        except OSError:
            return None
    return None


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=5, check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute(
        "CREATE TABLE IF NOT EXISTS measures (key BLOB PRIMARY KEY, value BLOB, made INTEGER) WITHOUT ROWID"
    )
    return database


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
