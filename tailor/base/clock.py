"""Seconds by stage; the time source is handed in, so that the core needs no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopwatch:
    """Adds up the seconds of named stages."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._begun = now()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the block to `name`."""
        begun = self._now()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self._now() - begun

    def report(self) -> dict[str, float]:
        """Seconds by stage, rounded to 0.1 ms, with the total since the start."""
        rounded = {name: round(value, 4) for name, value in self.seconds.items()}
        return rounded | {"total": round(self._now() - self._begun, 4)}
