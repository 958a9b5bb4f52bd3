"""Who may speak to the studio: this machine's own browser, with the token of this run.

A page on the web can make a browser send requests to 127.0.0.1, and can make a name of its own resolve to it (DNS
rebinding). So the Host must be ours, the Origin ours where one is sent, and each request carries the token, which no
other page can read: as a cookie that other sites do not send, or as a header or parameter.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE, HEADER, PARAMETER = "tailor-studio", "x-tailor-token", "token"

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def new_token() -> str:
    """A token for one run: 192 random bits."""
    return secrets.token_urlsafe(24)


class Guard:
    """Lets through what this machine's browser sends with the token, and adds the headers that fence a page in."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self.app, self.token = app, token
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a foreign Host or Origin (403) and a request without the token (401); else pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if fault := self._fault(headers, scope):
            status, words = fault
            refused = JSONResponse({"error": words}, status) if scope["path"].startswith("/api/") else None
            await (refused or PlainTextResponse(words + "\n", status))(scope, receive, send)
            return
        await self.app(scope, receive, _with_headers(send, _HEADERS.items()))

    def _fault(self, headers: Headers, scope: Scope) -> tuple[int, str] | None:
        if headers.get("host", "") not in self.hosts:
            return 403, "this studio answers only to 127.0.0.1"
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return 403, "another site may not speak to the studio"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "another site may not speak to the studio"
        if not any(compare_digest(given.encode(), self.token.encode()) for given in _tokens(headers, scope)):
            return 401, "open the studio by the address that `tailor studio` printed: it holds the token"
        return None


def _tokens(headers: Headers, scope: Scope) -> Iterable[str]:
    yield headers.get(HEADER, "")
    yield QueryParams(scope.get("query_string", b"")).get(PARAMETER, "")
    yield headers.get("authorization", "").removeprefix("Bearer ")
    yield cookie_parser(headers.get("cookie", "")).get(COOKIE, "")


def _with_headers(send: Send, extra: Iterable[tuple[str, str]]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in extra:
                headers.setdefault(name, value)
        await send(message)

    return sending
