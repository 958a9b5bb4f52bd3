"""Server-sent events: every browser hears of files that somebody else saved."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

PLACES = ("profiles", "targets", "templates", "postings", "letters", "tailor.yaml")
"""What of a folder is shown here; what a build writes is not."""

WATCHED = (".yaml", ".yml", ".bib", ".j2", ".tex", ".sty", ".md", ".txt")
HEARTBEAT = 15
"""Seconds between signs of life, so that a browser that went away is noticed."""

MOST = 32
"""Browsers that listen at once."""


class Events:
    """Who listens, and what they hear."""

    def __init__(self, root: Path, ours: Callable[[str], bool]) -> None:
        """`ours` says whether a file (its path from the root) holds what the studio itself wrote last."""
        self.root, self._ours = root, ours
        self._listeners: set[asyncio.Queue[str]] = set()

    async def answer(self, _: Request) -> Response:
        """The stream of events for one browser."""
        if len(self._listeners) >= MOST:
            return Response("too many windows are open", 503)
        queue: asyncio.Queue[str] = asyncio.Queue(100)
        self._listeners.add(queue)
        return StreamingResponse(
            self._told(queue), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _told(self, queue: asyncio.Queue[str]) -> AsyncIterator[str]:
        try:
            yield ": hello\n\n"
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._listeners.discard(queue)

    def tell(self, who: str, names: Iterable[str]) -> None:
        """Tell every browser that `who` (\"\": an editor) saved some files; no files, no event."""
        files = [*names]
        if not files:
            return
        data = msgspec.json.encode({"by": who, "files": files}).decode()
        for queue in self._listeners:
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(f"event: changed\ndata: {data}\n\n")

    async def watch(self) -> None:
        """Tell of files that an editor saves; what the studio wrote was reported as it was done."""
        from watchfiles import awatch

        async for changes in awatch(self.root, debounce=50, step=20):
            names = sorted({str(Path(path).relative_to(self.root)) for _, path in changes})
            self.tell("", [name for name in names if _matters(name) and not self._ours(name)])


def _matters(name: str) -> bool:
    """Whether a file is one of those that pages are made of; a paper may be cited from a BibTeX file anywhere."""
    return name.endswith(WATCHED) and (Path(name).parts[0] in PLACES or name.endswith(".bib"))
