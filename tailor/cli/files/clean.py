"""`clean`: what no target makes any more goes, after asking."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor import api
from tailor.cli.app import Root, app


@app.command("clean")
def clean_(
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Look here (default: out/).")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    root: Root = None,
) -> None:
    """Remove built files that no target makes any more, after asking."""
    found = api.leftovers(out, root)
    for path in found.edited:
        print(f"kept: {path} was changed since it was built", file=sys.stderr)
    if not found.files and not found.records:
        print("there is nothing to remove", file=sys.stderr)
        return
    for shown in found.shown:
        print(shown)
    count = len(found.files)
    if not yes and not sys.stdin.isatty():
        raise api.InputError(api.Problem("not-asked", "nobody is there to be asked", "give --yes to remove these"))
    if not yes and not typer.confirm(f"Remove {count} file{'' if count == 1 else 's'}?", default=False, err=True):
        print("nothing was removed", file=sys.stderr)
        return
    api.clean(found)
