"""Landlock: a process that may read TeX's trees and its own scratch folder, write only there, and reach no network.

`openin_any=p` binds TeX itself; it does not bind `\\pdfobj stream file`, `\\pdfmapfile`, or XeTeX's driver, which
embeds any file that a `\\special` names. The kernel does (Linux 5.13 and later, for any user): rules are laid on a
thread and pass to what it starts, so each engine is started from a thread of its own, which ends at once. Without
Landlock `restricted` starts the process all the same, and `level` says 0: `tailor check --system` reports it.

Source: Linux, Documentation/userspace-api/landlock.rst; include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""System calls, the same on all of Linux's processors."""

_VERSION, _BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38

_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _DEVICES = 1 << 14, 1 << 15
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICES
"""The rights that a rule on a single file may name."""

_MANAGE = 0b111_1111_1111 << 4
"""Removing and making files, folders, links, pipes and devices, and moving them between folders."""

_SPECIAL = (1 << 6) | (1 << 9) | (1 << 10) | (1 << 11) | (1 << 12)
"""Devices, sockets, pipes and links: nobody needs to make them."""

_FILES_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK, _SCOPES = 0b11, 0b11
"""Binding and connecting TCP (version 4); abstract sockets and signals to others (version 6)."""


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


@cache
def level() -> int:
    """The version of Landlock that this kernel has; 0 if it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE, None, 0, _VERSION))


def restricted(start: Callable[[], T], reads: Iterable[Path], writes: Iterable[Path]) -> T:
    """What `start` gives, called where files below `reads` can be read and run, files below `writes` be made and
    changed, and nothing else be opened. Raises what `start` raises."""
    if level() == 0:
        return start()
    ruleset = _ruleset(tuple(dict.fromkeys(reads)), (*dict.fromkeys(writes), Path(os.devnull)))
    started: list[T] = []
    failed: list[BaseException] = []

    def begin() -> None:
        try:
            _bind(ruleset)
            started.append(start())
        except BaseException as error:  # raised again in the thread that asked
            failed.append(error)

    try:
        thread = threading.Thread(target=begin, name="cage")
        thread.start()
        thread.join()
    finally:
        os.close(ruleset)
    if failed:
        raise failed[0]
    return started[0]


def _ruleset(reads: tuple[Path, ...], writes: tuple[Path, ...]) -> int:
    """The rules, as the number of an open file. Raises OSError."""
    handled = _FILES_BY_VERSION[max(version for version in _FILES_BY_VERSION if version <= level())]
    rules = _Rules(handled, _NETWORK if level() >= 4 else 0, _SCOPES if level() >= 6 else 0)
    size = 24 if level() >= 6 else 16 if level() >= 4 else 8
    ruleset = _call(_CREATE, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "Landlock refuses its rules")
    for path in reads:
        _allow(ruleset, path, (_READ | _LIST | _EXECUTE) & handled)
    for path in writes:
        _allow(ruleset, path, (_READ | _LIST | _WRITE | _TRUNCATE | (_MANAGE & ~_SPECIAL)) & handled)
    return ruleset


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """One more rule; a path that is not there needs none."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = rights if path.is_dir() else rights & _ON_FILES
        _call(_ADD, ruleset, _BENEATH, ctypes.byref(_Beneath(allowed, opened)), 0)
    finally:
        os.close(opened)


def _bind(ruleset: int) -> None:
    """Lay the rules on this thread and all that it starts. Raises OSError: better no process than a free one."""
    library = _library()
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0 or _call(_RESTRICT, ruleset, 0) != 0:
        raise OSError(ctypes.get_errno(), "Landlock refuses to be laid on a thread")


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: object) -> int:
    done: int = _library().syscall(number, *arguments)
    return done
