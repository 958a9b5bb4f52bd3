"""Jinja for templates that come from anybody: no private attributes, nothing changed, limits on time and size.

Jinja's immutable sandbox keeps a macro from what Python hides behind attributes; it bounds neither loops nor output, so
a watch ends what takes longer than `SECONDS`, and products of texts are held below `LARGEST`.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

SECONDS = 5.0
"""Wall time that one macro may take: a block takes well below a millisecond."""

LARGEST = 1_000_000
"""Letters of one block, items of one list, digits of one number."""

LOOK = 0.25
"""Seconds between two looks of the watch."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of a template's macros."""

    intercepted_binops = frozenset({"*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see an attribute: none that begins with an underscore."""
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product or power, unless it would be huge. Raises SecurityError."""
        if operator == "**" and _digits(left) * abs(right) > LARGEST:
            raise SecurityError("a power is too large")
        if operator == "*" and max(_length(left) * _whole(right), _length(right) * _whole(left)) > LARGEST:
            raise SecurityError("a repeated text or list is too long")
        return super().call_binop(context, operator, left, right)


def _digits(value: Any) -> int:
    return len(str(value)) if isinstance(value, int) else 1


def _length(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple)) else 0


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


class OvertimeError(SecurityError):
    """A macro took longer than it may."""

    def __init__(self, message: str = f"it takes longer than {SECONDS:.0f} s: is there a loop without end?") -> None:
        super().__init__(message)


class _Watch:
    """One thread that ends a macro which takes too long: an exception is raised in the thread that runs it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[int, float] = {}
        self._ended: set[int] = set()
        self._thread: threading.Thread | None = None

    def begin(self, seconds: float) -> bool:
        """Watch this thread from now on; False where it is watched already."""
        own = threading.get_ident()
        with self._lock:
            if own in self._running or own in self._ended:
                return False
            self._running[own] = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="macro-watch", daemon=True)
                self._thread.start()
        return True

    def end(self) -> None:
        """Nothing more to watch in this thread; an exception on its way is raised here."""
        own = threading.get_ident()
        with self._lock:
            self._running.pop(own, None)
            late = own in self._ended
            self._ended.discard(own)
            if late:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(own), None)

    def _look(self) -> None:
        while True:
            time.sleep(LOOK)
            with self._lock:
                now = time.monotonic()
                for thread in [one for one, until in self._running.items() if now > until]:
                    del self._running[thread]
                    self._ended.add(thread)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(OvertimeError))


_WATCH = _Watch()


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Run a macro within its time. Raises OvertimeError."""
    watched = _WATCH.begin(seconds)
    try:
        yield
    finally:
        if watched:
            _WATCH.end()
