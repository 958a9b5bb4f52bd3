"""The studio's web application: routes under `/api/`, static files, and events when files change.

Every answer of `/api/` is JSON; a mistake of the user's is an answer with `problems`, as the command line has them.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem, TailorError
from tailor.sources.workspace import Workspace
from tailor.storage.locations import cache_folder
from tailor.studio.desk import Desk, OvertakenError, View
from tailor.studio.edits import ConflictError, Edit, text_of, value_at
from tailor.studio.security import COOKIE, PARAMETER, Guard
from tailor.studio.workspace_files import Files, overview, target_data

STATIC = Path(__file__).parent / "static"
LONGEST = 4_000_000
"""Bytes of a request."""

Handler = Callable[[Request], Awaitable[Response]]


class Wish(msgspec.Struct):
    """What a browser asks for: its view, who it is and the number of this wish, the edits and their words."""

    view: View
    who: str = ""
    number: int = 0
    edits: list[Edit] = []
    label: str = ""
    typing: str = ""
    item: str = ""
    text: str = ""
    step: int = 0


class Studio:
    """The handlers, with what they share: the desk that builds, the files and their history."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self.workspace, self.desk = workspace, desk
        self.files = Files(workspace, cache_folder() / "studio")
        self.listeners: set[asyncio.Queue[str]] = set()

    def routes(self) -> list[Route]:
        """The routes of the API."""
        return [
            Route("/api/workspace", answered(self.overview)),
            Route("/api/page", answered(self.page), methods=["POST"]),
            Route("/api/edit", answered(self.edit), methods=["POST"]),
            Route("/api/undo", answered(self.undo), methods=["POST"]),
            Route("/api/redo", answered(self.redo), methods=["POST"]),
            Route("/api/restore", answered(self.restore), methods=["POST"]),
            Route("/api/history", answered(self.history)),
            Route("/api/price", answered(self.price), methods=["POST"]),
            Route("/api/source", answered(self.source)),
            Route("/api/target/{name}", answered(self.target)),
            Route("/api/value", answered(self.value)),
            Route("/api/lines", answered(self.lines), methods=["POST"]),
            Route("/api/picture/{key}/{page:int}", answered(self.picture)),
            Route("/api/pdf/{key}", answered(self.pdf)),
            Route("/api/events", self.events),
        ]

    async def overview(self, _: Request) -> Response:
        """What there is in the workspace."""
        return JSONResponse(await self.desk.run(lambda: overview(self.workspace)))

    async def page(self, request: Request) -> Response:
        """The page of a view."""
        wish = await wished(request)
        return JSONResponse(await self._page(wish))

    async def edit(self, request: Request) -> Response:
        """Save some edits, and the page that they make."""
        wish = await wished(request)
        step = self.files.apply(wish.edits, wish.label, wish.typing)
        self._announce(wish.who, step.files if step else ())
        return JSONResponse({"step": step.number if step else None, "page": await self._page(wish)})

    async def undo(self, request: Request) -> Response:
        """Take the last step back."""
        return await self._return(await wished(request), self.files.undo)

    async def redo(self, request: Request) -> Response:
        """Do again what was taken back."""
        return await self._return(await wished(request), self.files.redo)

    async def restore(self, request: Request) -> Response:
        """Go back to how the files were after a step; a new step."""
        wish = await wished(request)
        return await self._return(wish, lambda: self.files.restore(wish.step))

    async def history(self, _: Request) -> Response:
        """All steps, the newest first."""
        return JSONResponse(self.files.history.shown())

    async def price(self, request: Request) -> Response:
        """What one item would cost or free, exactly."""
        wish = await wished(request)
        return JSONResponse(await self.desk.run(lambda: self.desk.price(wish.view, wish.item)))

    async def source(self, request: Request) -> Response:
        """The text of a file, and its data."""
        name = request.query_params.get("file", "")
        text = text_of(self.workspace, name)
        return JSONResponse({"file": name, "text": text or "", "exists": text is not None})

    async def target(self, request: Request) -> Response:
        """A target as its file has it, and what is wrong with it."""
        name = request.path_params["name"]
        return JSONResponse(await self.desk.run(lambda: target_data(self.workspace, name)))

    async def value(self, request: Request) -> Response:
        """What a file has at a path."""
        path = msgspec.json.decode(request.query_params.get("path", "[]"), type=list[str | int])
        text = text_of(self.workspace, request.query_params.get("file", "")) or ""
        return JSONResponse({"value": value_at(text, path)})

    async def lines(self, request: Request) -> Response:
        """How many lines a text would take in the place of an item's."""
        wish = await wished(request)
        lines = await self.desk.run(lambda: self.desk.lines(wish.view, wish.item, wish.text))
        return JSONResponse({"lines": lines})

    async def picture(self, request: Request) -> Response:
        """A page as PNG, as wide as asked."""
        key, page = request.path_params["key"], request.path_params["page"]
        width = int(request.query_params.get("width", "1000"))
        png = await asyncio.to_thread(self.desk.picture, key, page, width)
        if png is None:
            return JSONResponse({"error": "this picture is no longer kept; ask for the page again"}, 404)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600, immutable"})

    async def pdf(self, request: Request) -> Response:
        """The PDF itself, to be printed or saved."""
        found = self.desk.pdf(request.path_params["key"])
        if found is None:
            return JSONResponse({"error": "this page is no longer kept; ask for it again"}, 404)
        return Response(
            found, media_type="application/pdf", headers={"content-disposition": "inline; filename=page.pdf"}
        )

    async def events(self, _: Request) -> Response:
        """Server-sent events: `changed` with the files that somebody saved."""
        queue: asyncio.Queue[str] = asyncio.Queue(100)
        self.listeners.add(queue)

        async def told() -> AsyncIterator[str]:
            try:
                yield ": hello\n\n"
                while True:
                    with contextlib.suppress(TimeoutError):
                        yield await asyncio.wait_for(queue.get(), 15)
                        continue
                    yield ": still here\n\n"
            finally:
                self.listeners.discard(queue)

        return StreamingResponse(told(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def watch(self) -> None:
        """Tell every browser of files that an editor saves."""
        from watchfiles import awatch

        async for changes in awatch(self.workspace.root, debounce=50, step=20):
            names = sorted({str(Path(path).relative_to(self.workspace.root)) for _, path in changes})
            watched = [name for name in names if name.endswith((".yaml", ".yml", ".bib", ".j2", ".md"))]
            if watched:
                self._announce("", watched)

    async def _page(self, wish: Wish) -> dict[str, Any]:
        by = (wish.who, wish.number) if wish.who else None
        return await self.desk.run(lambda: self.desk.page(wish.view), by)

    async def _return(self, wish: Wish, change: Callable[[], Any]) -> Response:
        step = change()
        self._announce(wish.who, step.files if step else ())
        label = step.label if step else ""
        return JSONResponse({"step": step.number if step else None, "label": label, "page": await self._page(wish)})

    def _announce(self, who: str, names: Any) -> None:
        data = msgspec.json.encode({"by": who, "files": [*names]}).decode()
        for queue in self.listeners:
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(f"event: changed\ndata: {data}\n\n")


async def wished(request: Request) -> Wish:
    """What a request's body asks for. Raises InputError for a body that is none."""
    body = await request.body()
    if len(body) > LONGEST:
        raise InputError(Problem("too-large", f"a request may have {LONGEST} bytes"))
    try:
        return msgspec.json.decode(body, type=Wish)
    except msgspec.MsgspecError as error:
        raise InputError(Problem("bad-request", f"the request is not understood: {error}")) from None


def answered(handler: Handler) -> Handler:
    """A handler whose errors are answers: problems (422), a conflict (409), something newer was asked (409)."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except ConflictError as conflict:
            shown = {"file": conflict.edit.file, "path": [*conflict.edit.path], "now": conflict.now}
            return JSONResponse({"conflict": shown | {"yours": msgspec.to_builtins(conflict.edit.value)}}, 409)
        except OvertakenError:
            return JSONResponse({"overtaken": True}, 409)
        except TailorError as error:
            return JSONResponse({"problems": [problem_data(one) for one in error.problems]}, 422)
        except OSError as error:
            problem = Problem("cannot-write", f"{error.filename or 'a file'}: {error.strerror}")
            return JSONResponse({"problems": [problem_data(problem)]}, 422)

    return answer


def studio_app(workspace: Workspace, desk: Desk, token: str, port: int) -> ASGIApp:
    """The whole application behind its guard."""
    studio = Studio(workspace, desk)

    async def home(request: Request) -> Response:
        """The page; the token goes from the address into a cookie that other sites do not send."""
        if request.query_params.get(PARAMETER):
            moved = RedirectResponse("/", 303)
            moved.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
            return moved
        return Response(
            (STATIC / "index.html").read_bytes(), media_type="text/html", headers={"cache-control": "no-store"}
        )

    @contextlib.asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(studio.watch())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    routes = [*studio.routes(), Route("/", home), Mount("/static", StaticFiles(directory=STATIC))]
    return Guard(Starlette(routes=routes, lifespan=running), token, port)
