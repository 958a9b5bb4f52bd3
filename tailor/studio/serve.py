"""Runs the studio on 127.0.0.1 until Ctrl-C."""

from __future__ import annotations

import socket
import sys
import webbrowser
from contextlib import closing

from tailor.base.errors import InputError, Problem
from tailor.models.dates import Day
from tailor.sources.workspace import Workspace


def serve(workspace: Workspace, today: Day, port: int, browser: bool) -> None:
    """Serve until Ctrl-C; `port` 0 takes any that is free. One line with the address goes to standard output.

    Raises InputError where the port is taken or the extra is not installed.
    """
    try:
        import pypdfium2  # noqa: F401
        import uvicorn

        from tailor.studio.app import studio_app
    except ModuleNotFoundError as error:
        hint = "pip install 'tailor-cv[studio]'"
        raise InputError(Problem("no-studio", f"the studio needs {error.name}, which is not installed", hint)) from None
    from tailor.studio.desk import Desk
    from tailor.studio.security import new_token

    with closing(_bound(port)) as bound, closing(Desk(workspace, today)) as desk:
        port, token = bound.getsockname()[1], new_token()
        address = f"http://127.0.0.1:{port}/?token={token}"
        print(address, flush=True)
        if browser:
            webbrowser.open(address)
        print("Ctrl-C ends the studio; everything is saved as it is done", file=sys.stderr, flush=True)
        app = studio_app(workspace, desk, token, port)
        config = uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=1, ws="none")
        uvicorn.Server(config).run(sockets=[bound])


def _bound(port: int) -> socket.socket:
    """A socket on this machine alone."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
    except OSError:
        bound.close()
        hint = "name another with --port, or leave it out: a free one is taken"
        raise InputError(Problem("port-taken", f"port {port} is taken", hint)) from None
    return bound
