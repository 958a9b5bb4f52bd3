"""`import` and `schema`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor.cli import completing
from tailor.cli.app import Quiet, Root, app
from tailor.cli.following import tell_next, tell_replaced


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Resume, RenderCV, YAMLResume, or LinkedIn's ZIP.")],
    name: Annotated[str | None, typer.Option("--name", help="The profile's name (default: the person's).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a profile of that name; it is kept beside.")] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Make a profile of another program's file; every field that is dropped or changed is named."""
    from tailor.project.import_file import import_file
    from tailor.sources.workspace import workspace_or_new

    workspace = workspace_or_new(Path.cwd(), root)
    moved = import_file(file, workspace, name, force)
    if quiet:
        return
    for note in moved.notes:
        print(f"{note.fate}: {note}", file=sys.stderr)
    tell_replaced(moved.replaced)
    print(workspace.shown(moved.path), file=sys.stderr)
    tell_next("tailor build --profile", moved.path.stem, root=root)
    if all(target.origin != "user" for target in workspace.targets()):
        command = "tailor target new mine --profile"
        tell_next(command, moved.path.stem, root=root, when="or, for a role of your own")


@app.command()
def schema(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help="profile, target, template or config.", autocompletion=completing.schemas),
    ],
) -> None:
    """Print a JSON Schema for editors."""
    from tailor.sources.schemas import schema_text

    print(schema_text(kind), end="")
