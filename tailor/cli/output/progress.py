"""A batch as its user sees it: a bar while it runs, Ctrl-C that ends it in good order, a line of what was done."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress

LONG = 10
"""A batch of so many pages is long work: it has a bar where a person looks."""


class Brake:
    """The first Ctrl-C lets the pages under way come to their end; the second one ends the program at once."""

    def __init__(self, pages: int, stop: Callable[[], object] = lambda: None) -> None:
        """`stop` is what it does. A batch of one page has no brake: Ctrl-C ends it at once. Nor has one that a script
        began in the background: there Ctrl-C is for others."""
        self._pulled = False
        self._stop = stop
        self._before: Any = signal.getsignal(signal.SIGINT)
        here = threading.current_thread() is threading.main_thread()
        self._works = pages > 1 and here and self._before is not signal.SIG_IGN

    def pulled(self) -> bool:
        """Whether the user wants the batch to end."""
        return self._pulled

    def _pull(self, _number: int, _frame: FrameType | None) -> None:
        """Note it, and say so past Python's streams: they may be in the middle of a line, and take no second one."""
        self._pulled = True
        self._stop()
        signal.signal(signal.SIGINT, self._before)
        with suppress(OSError):
            os.write(2, b"stopping when the pages under way are done; Ctrl-C again ends at once\n")

    def __enter__(self) -> Brake:
        if self._works:
            signal.signal(signal.SIGINT, self._pull)
        return self

    def __exit__(self, *_: object) -> None:
        if self._works:
            signal.signal(signal.SIGINT, self._before)


class Tally:
    """Counts how the builds of a batch ended, and shows a bar where there is somebody to see it."""

    def __init__(self, pages: int, quiet: bool) -> None:
        """`pages` are to be built."""
        self._pages = pages
        self._quiet = quiet
        self._counts: Counter[str] = Counter()
        self._begun = time.monotonic()
        self.bar = _bar() if pages >= LONG and not quiet and sys.stderr.isatty() else None
        self._task = self.bar.add_task("", total=pages) if self.bar else None

    def add(self, status: str) -> None:
        """One build more."""
        self._counts[status] += 1
        if self.bar is not None and self._task is not None:
            self.bar.update(self._task, advance=1, description=self._failures(), refresh=True)

    def _failures(self) -> str:
        return f"{self._counts['failed']} failed" if self._counts["failed"] else ""

    def __enter__(self) -> Tally:
        if self.bar is not None:
            self.bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()
        if self._pages > 1 and self._counts and not self._quiet:
            print(self._totals(), file=sys.stderr)

    def _totals(self) -> str:
        """What was done: `200 pages: 198 built, 2 failed in 7.9 s (25.1 a second)`."""
        done = self._counts.total()
        seconds = time.monotonic() - self._begun
        how = ", ".join(f"{self._counts[one]} {one}" for one in ("built", "current", "failed") if self._counts[one])
        if done < self._pages:
            return f"interrupted: {done} of {self._pages} pages are done and whole ({how}); the others are as they were"
        if done == self._counts["current"]:
            return f"{done} pages: {how}"
        return f"{done} pages: {how} in {seconds:.1f} s ({done / seconds:.1f} a second)"


def _bar() -> Progress:
    """A bar with the time left, on standard error. It has no thread of its own: workers are forked beside it."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    console = Console(stderr=True)
    return Progress(*columns, TextColumn("{task.description}"), console=console, auto_refresh=False, transient=True)
