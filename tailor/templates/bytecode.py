"""Template files as compiled once, kept in the cache folder: Jinja compiles a template in the time of ten pages."""

from __future__ import annotations

import contextlib
import hashlib
import io
import pickle
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from tailor.storage.digests import program_digest
from tailor.storage.files import write_whole
from tailor.storage.locations import cache_folder

STAMP = 64
"""Bytes before the code: which program compiled it, and the code's own hash."""


class Bytecode(jinja2.BytecodeCache):
    """Code by template file; Jinja sees to it that the source is the same, the stamp that the compiler is. What
    cannot be read or written is done without."""

    def __init__(self) -> None:
        self._stamp = hashlib.sha256(f"{jinja2.__version__} {program_digest()}".encode()).digest()

    def _path(self, bucket: Bucket) -> Path:
        return cache_folder() / "templates" / bucket.key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with the code that is kept, if it is for this source and this compiler."""
        with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            data = self._path(bucket).read_bytes()
            stamp, code = data[:STAMP], data[STAMP:]
            if stamp == self._stamp + hashlib.sha256(code).digest():  # a flipped bit in code can end the process
                bucket.load_bytecode(io.BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of `bucket`."""
        with contextlib.suppress(OSError):
            code = bucket.bytecode_to_string()
            write_whole(self._path(bucket), self._stamp + hashlib.sha256(code).digest() + code)
