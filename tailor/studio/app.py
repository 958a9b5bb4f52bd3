"""The studio's web application: routes under `/api/`, static files, and events when files change.

Every answer of `/api/` is JSON but for pictures, PDFs and exports; a mistake of the user's is an answer with
`problems`, as the command line has them.
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
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem, TailorError
from tailor.sources.editing.yaml_edit import value_at
from tailor.sources.workspace import Workspace
from tailor.storage.locations import cache_folder
from tailor.studio.checked_rules import checked_rules
from tailor.studio.desk import Desk, OvertakenError, View
from tailor.studio.edits import ConflictError, Edit, text_of
from tailor.studio.events import Events
from tailor.studio.last_build import last_build
from tailor.studio.pasted_posting import drafted, gaps_of, kept_as
from tailor.studio.security import COOKIE, PARAMETER, Guard
from tailor.studio.worker import FIRST, LAST, LATER, SOON
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
    rule: str = ""
    step: int = 0
    width: int = 0


class Studio:
    """The handlers, with what they share: the desk that builds, the files and their history."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self.workspace, self.desk = workspace, desk
        self.files = Files(workspace, cache_folder() / "studio")
        self.events = Events(workspace.root, self.files.is_ours)

    def routes(self) -> list[Route]:
        """The routes of the API."""
        asked = {
            "page": self.page, "proof": self.proof, "preview": self.preview, "edit": self.edit, "undo": self.undo,
            "redo": self.redo, "restore": self.restore, "price": self.price, "item": self.item, "lines": self.lines,
            "rules": self.rules, "posting": self.posting, "posting/keep": self.keep_posting,
        }  # fmt: skip
        found = {
            "workspace": self.overview, "history": self.history, "source": self.source, "value": self.value,
            "gaps": self.gaps, "export": self.export, "built": self.built,
            "picture/{key}/{page:int}": self.picture, "pdf/{key}": self.pdf,
        }  # fmt: skip
        return [
            *(Route(f"/api/{path}", answered(handler), methods=["POST"]) for path, handler in asked.items()),
            *(Route(f"/api/{path}", answered(handler)) for path, handler in found.items()),
            Route("/api/events", self.events.answer),
        ]

    async def overview(self, _: Request) -> Response:
        """What there is in the workspace."""
        return JSONResponse(await self.desk.run(lambda: overview(self.workspace)))

    async def page(self, request: Request) -> Response:
        """The page of a view, and its target as the file has it."""
        return told(await self._page(await wished(request)))

    async def proof(self, request: Request) -> Response:
        """The best page of a view, proved; for a browser that was shown one that was found before that."""
        wish = await wished(request)
        by = (wish.who, wish.number) if wish.who else None
        return told({"page": await self.desk.run(lambda: self.desk.proof(wish.view, by), by, SOON)})

    async def preview(self, request: Request) -> Response:
        """The page of a view when nothing else is to be done: of another template, or beside this one."""
        wish = await wished(request)
        page = await self.desk.run(lambda: self.desk.page(wish.view, wish.width), rank=LAST)
        return told({"page": page})

    async def edit(self, request: Request) -> Response:
        """Save some edits, and the page that they make."""
        wish = await wished(request)
        return await self._changed(wish, lambda: self.files.apply(wish.edits, wish.label, wish.typing))

    async def undo(self, request: Request) -> Response:
        """Take the last step back."""
        return await self._changed(await wished(request), self.files.undo)

    async def redo(self, request: Request) -> Response:
        """Do again what was taken back."""
        return await self._changed(await wished(request), self.files.redo)

    async def restore(self, request: Request) -> Response:
        """Go back to how the files were after a step; a new step."""
        wish = await wished(request)
        return await self._changed(wish, lambda: self.files.restore(wish.step))

    async def history(self, _: Request) -> Response:
        """All steps, the newest first."""
        return JSONResponse(self.files.history.shown())

    async def price(self, request: Request) -> Response:
        """What one item would cost or free, exactly."""
        wish = await wished(request)
        return JSONResponse(await self._later(wish, lambda: self.desk.price(wish.view, wish.item)))

    async def item(self, request: Request) -> Response:
        """How an item's worth adds up, and its wordings."""
        wish = await wished(request)
        return JSONResponse(await self.desk.run(lambda: self.desk.item(wish.view, wish.item)))

    async def lines(self, request: Request) -> Response:
        """How many lines a text would take in the place of an item's."""
        wish = await wished(request)
        return JSONResponse(
            {"lines": await self._later(wish, lambda: self.desk.lines(wish.view, wish.item, wish.text))}
        )

    async def rules(self, request: Request) -> Response:
        """What is wrong with the lines of a rule as they are typed."""
        wish = await wished(request)
        lines = wish.text.split("\n")
        found = await self.desk.run(
            lambda: checked_rules(self.desk.choice(wish.view), wish.rule, lines, self.desk.today)
        )
        return JSONResponse({"problems": found})

    async def posting(self, request: Request) -> Response:
        """The draft of a target from a posting; nothing is written."""
        wish = await wished(request)
        draft = await self.desk.run(lambda: drafted(self.workspace, wish.view.profile, wish.text, wish.label))
        return JSONResponse(draft)

    async def keep_posting(self, request: Request) -> Response:
        """Keep a posting and its target, as one step."""
        wish = await wished(request)
        edits = await self.desk.run(lambda: kept_as(self.workspace, wish.view.profile, wish.text, wish.label))
        step = self.files.apply(edits, f"keep the posting {wish.label}")
        self.events.tell(wish.who, step.files if step else ())
        return JSONResponse({"target": wish.label})

    async def gaps(self, request: Request) -> Response:
        """What a target's posting asks for and the profile does not show."""
        query = request.query_params
        profile, target = query.get("profile", ""), query.get("target", "")
        return JSONResponse(await self.desk.run(lambda: gaps_of(self.workspace, profile, target)))

    async def export(self, request: Request) -> Response:
        """The page in one of the output formats."""
        query = request.query_params
        view = View(query.get("profile", ""), query.get("target", ""), query.get("template") or None)
        content, ending = await self.desk.run(lambda: self.desk.export(view, query.get("format", "")))
        name = f'attachment; filename="{view.profile}-{view.target}{ending}"'
        return Response(content, media_type="application/octet-stream", headers={"content-disposition": name})

    async def built(self, request: Request) -> Response:
        """The page that the last build made."""
        query, desk = request.query_params, self.desk
        profile, target = query.get("profile", ""), query.get("target", "")
        return JSONResponse(
            await desk.run(lambda: last_build(self.workspace, desk.today, profile, target, desk.pictures))
        )

    async def source(self, request: Request) -> Response:
        """The text of a file."""
        name = request.query_params.get("file", "")
        text = text_of(self.workspace, name)
        return JSONResponse({"file": name, "text": text or "", "exists": text is not None})

    async def value(self, request: Request) -> Response:
        """What a file has at a path."""
        try:
            path = msgspec.json.decode(request.query_params.get("path", "[]"), type=list[str | int])
        except msgspec.MsgspecError as error:
            raise InputError(Problem("bad-request", f"the path is not understood: {error}")) from None
        text = text_of(self.workspace, request.query_params.get("file", "")) or ""
        return JSONResponse({"value": value_at(text, path)})

    async def picture(self, request: Request) -> Response:
        """A page as PNG, as wide as asked."""
        key, page = request.path_params["key"], request.path_params["page"]
        width = request.query_params.get("width", "")
        wide = int(width) if width.isdecimal() and len(width) < 6 else 1000
        png = await asyncio.to_thread(self.desk.pictures.picture, key, page, wide)
        if png is None:
            return JSONResponse({"error": "this picture is no longer kept; ask for the page again"}, 404)
        return Response(png, media_type="image/png", headers={"cache-control": "private, max-age=3600, immutable"})

    async def pdf(self, request: Request) -> Response:
        """The PDF itself, to be printed or saved."""
        found = self.desk.pictures.pdf(request.path_params["key"])
        if found is None:
            return JSONResponse({"error": "this page is no longer kept; ask for it again"}, 404)
        name = {"content-disposition": "inline; filename=page.pdf"}
        return Response(found, media_type="application/pdf", headers=name)

    async def _page(self, wish: Wish) -> dict[str, Any]:
        by = (wish.who, wish.number) if wish.who else None

        def both() -> dict[str, Any]:
            page = self.desk.page(wish.view, wish.width)
            return {"page": page, "target": target_data(self.workspace, self.desk.shelf, wish.view.target)}

        return await self.desk.run(both, by, FIRST)

    async def _changed(self, wish: Wish, change: Callable[[], Any]) -> Response:
        """What a change of the files comes to: it is saved at once, and the page is made when it is its turn."""
        step = change()
        self.events.tell(wish.who, step.files if step else ())
        done = {"step": step.number if step else None, "label": step.label if step else ""}
        try:
            return told(done | await self._page(wish))
        except OvertakenError:
            return told(done | {"overtaken": True})

    async def _later(self, wish: Wish, work: Callable[[], Any]) -> Any:
        """Something good to know, which gives way to pages, and is not begun when its page is no longer shown."""
        return await self.desk.run(work, (wish.who, wish.number) if wish.who else None, LATER)


def told(data: Any) -> Response:
    """An answer with much data, as JSON."""
    return Response(msgspec.json.encode(data), media_type="application/json")


async def wished(request: Request) -> Wish:
    """What a request's body asks for. Raises InputError for an invalid body."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise InputError(Problem("too-large", f"a request may have {LONGEST} bytes"))
    try:
        return msgspec.json.decode(body, type=Wish)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(Problem("bad-request", f"the request is not understood: {error}")) from None


def answered(handler: Handler) -> Handler:
    """A handler whose errors are answers: problems (422), a conflict (409), something newer was asked (409)."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except ConflictError as conflict:
            edit = conflict.edit
            shown = {"file": edit.file, "path": [*edit.path], "op": edit.op, "now": conflict.now}
            return JSONResponse({"conflict": shown | {"yours": msgspec.to_builtins(edit.value)}}, 409)
        except OvertakenError:
            return JSONResponse({"overtaken": True}, 409)
        except TailorError as error:
            return JSONResponse({"problems": [problem_data(one) for one in error.problems]}, 422)
        except OSError as error:
            problem = Problem("cannot-write", f"{error.filename or 'a file'}: {error.strerror}")
            return JSONResponse({"problems": [problem_data(problem)]}, 422)
        except UnicodeDecodeError:
            return JSONResponse({"problems": [problem_data(Problem("not-text", "the file is not UTF-8 text"))]}, 422)

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
        page = (STATIC / "index.html").read_bytes()
        return Response(page, media_type="text/html", headers={"cache-control": "no-store"})

    @contextlib.asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(studio.events.watch())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    routes = [*studio.routes(), Route("/", home), Mount("/static", StaticFiles(directory=STATIC))]
    return Guard(Starlette(routes=routes, lifespan=running), token, port)
