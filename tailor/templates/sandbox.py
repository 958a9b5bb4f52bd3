"""Jinja for templates that come from anybody: no private attributes, nothing changed, limits on time and size.

Jinja's immutable sandbox keeps a macro from what Python hides behind attributes; it bounds neither loops nor output, so
a watch ends what takes longer than `SECONDS`, and products of texts are held below `LARGEST`.
"""

from __future__ import annotations

import ctypes
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
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

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see an attribute: none that begins with an underscore."""
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product or power, unless it would be huge. Raises SecurityError."""
        if operator == "**" and _digits(left) * abs(right) > LARGEST:
            raise SecurityError("a power is too large")
        if operator == "*" and max(_length(left) * _whole(right), _length(right) * _whole(left)) > LARGEST:
            raise SecurityError("a repeated text or list is too long")
        if operator == "%" and isinstance(left, str):
            _refuse_wide(left)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: Any, *arguments: Any, **named: Any) -> Any:
        """A call, unless it is of a text's method that makes a huge one. Raises SecurityError."""
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            _refuse_wide(owner)
            given = (*arguments, *named.values())
            if (
                any(_whole(one) > LARGEST for one in given)
                or len(owner) * max(map(_length, given), default=0) > LARGEST
            ):
                raise SecurityError("a text would be too long")
        return super().call(context, obj, *arguments, **named)


_WIDE = re.compile(r"\d{6}|\*")


def _refuse_wide(form: str) -> None:
    """Raises SecurityError for a format that pads to a huge width, or to one that is given."""
    if ("%" in form or "{" in form) and _WIDE.search(form):
        raise SecurityError("a format is too wide")


def bounded_filters(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Filters that pad and format, with the same limits as calls."""

    def limited(one: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(one)
        def call(*arguments: Any, **named: Any) -> Any:
            given = (*arguments, *named.values())
            texts = sorted((_length(value) for value in given), reverse=True)
            if any(_whole(value) > LARGEST for value in given) or (len(texts) > 1 and texts[0] * texts[1] > LARGEST):
                raise SecurityError("a text would be too long")
            for value in given:
                if isinstance(value, str):
                    _refuse_wide(value)
            return one(*arguments, **named)

        return call

    return {name: limited(filters[name]) for name in ("center", "indent", "format") if name in filters}


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
