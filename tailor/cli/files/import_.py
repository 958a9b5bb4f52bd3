"""`import`: a profile from another program's file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor import api
from tailor.cli.app import Quiet, Root, app
from tailor.cli.output.next_steps import tell_next, tell_replaced


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Resume, RenderCV, YAMLResume, or LinkedIn's ZIP.")],
    name: Annotated[str | None, typer.Option("--name", help="The profile's name (default: the person's).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a profile of that name; it is kept beside.")] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Make a profile of another program's file; every field that is dropped or changed is named."""
    moved = api.import_file(file, name, force, root)
    if quiet:
        return
    for note in moved.notes:
        print(f"{note.fate}: {note}", file=sys.stderr)
    tell_replaced(moved.replaced)
    print(moved.shown, file=sys.stderr)
    tell_next("tailor build --profile", moved.path.stem, root=root)
    if all(one.origin != "user" for one in api.list_files(root) if one.kind == "target"):
        command = "tailor target new mine --profile"
        tell_next(command, moved.path.stem, root=root, when="or, for a role of your own")
