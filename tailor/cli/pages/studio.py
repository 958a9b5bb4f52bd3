"""`studio`: the workspace in the browser, on this machine alone."""

from typing import Annotated

import typer

from tailor.cli.app import Root, Today, app


@app.command()
def studio(
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port (default: a free one).")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    date: Today = None,
    root: Root = None,
) -> None:
    """Open the workspace in the browser, on this machine alone."""
    from pathlib import Path

    from tailor.sources.today import today
    from tailor.sources.workspace import find_workspace
    from tailor.studio.serve import serve

    serve(find_workspace(Path.cwd(), root), today(date), port, not no_browser)
