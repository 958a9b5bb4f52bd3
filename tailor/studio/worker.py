"""One thread that does the desk's work: what a person waits for first, what is only good to know after that."""

from __future__ import annotations

import asyncio
import gc
import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

FIRST, SOON, LATER, LAST = 0, 1, 2, 3
"""Pages; counts of lines, and proofs; prices; previews."""

PAUSE, MOST = 1.5, 100
"""Seconds without work, or pieces of work, after which memory is tidied up."""

Waiting = tuple[int, int, "Callable[[], Any] | None", "Future[Any]"]


class ClosingError(Exception):
    """The worker is to end."""


class Worker:
    """Does work in one thread of its own, by rank and then in the order in which it came."""

    def __init__(self, name: str) -> None:
        self._count = itertools.count()
        self._waiting: queue.PriorityQueue[Waiting] = queue.PriorityQueue()
        self._thread = threading.Thread(target=self._go, name=name, daemon=True)
        self._thread.start()

    async def run(self, work: Callable[[], T], rank: int = FIRST) -> T:
        """What `work` gives, when it is its turn."""
        future: Future[T] = Future()
        self._waiting.put((rank, next(self._count), work, future))
        return await asyncio.wrap_future(future)

    def give_way(self, rank: int) -> None:
        """Do what waits and goes before `rank`, from within a long piece of work: for the worker's own thread. Raises
        ClosingError where it is to end."""
        while (waiting := self._before(rank)) is not None:
            _, _, work, future = waiting
            if work is None:
                self._waiting.put(waiting)
                raise ClosingError
            if future.set_running_or_notify_cancel():
                _carried_out(work, future)

    def _before(self, rank: int) -> Waiting | None:
        """What waits and goes before a rank, taken off; no other thread takes anything."""
        with self._waiting.mutex:
            first = self._waiting.queue[0] if self._waiting.queue else None
        return self._waiting.get() if first is not None and first[0] < rank else None

    def close(self) -> None:
        """Finish what is under way, and do nothing more."""
        self._waiting.put((-1, next(self._count), None, Future()))
        self._thread.join()

    def _go(self) -> None:
        """Rings of values are looked for when nobody waits: of a profile of 1000 bullets that takes a third of the time
        of a page, if it is done while the page is made."""
        gc.disable()
        untidy = 0
        while True:
            try:
                _, _, work, future = self._waiting.get(timeout=PAUSE if untidy else None)
            except queue.Empty:
                gc.collect()
                untidy = 0
                continue
            if work is None:
                return
            if future.set_running_or_notify_cancel():
                _carried_out(work, future)
            untidy += 1
            if untidy >= MOST:
                gc.collect()
                untidy = 0


def _carried_out(work: Callable[[], Any], future: Future[Any]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:
        future.set_exception(error)
