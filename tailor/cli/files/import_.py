"""`import`: a profile from another program's file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor import api
from tailor.base.errors import InputError
from tailor.cli.app import Quiet, Root, app
from tailor.cli.output.next_steps import print_next, print_replaced

if TYPE_CHECKING:
    from tailor.project.import_file import Moved


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A résumé of another program: see docs/moving.md.")],
    name: Annotated[str | None, typer.Option("--name", help="The profile's name (default: the person's).")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a profile of that name; the old file is kept as NAME.yaml.bak.")
    ] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Create a profile from another program's file; every field that is dropped or changed is named."""
    moved = api.import_file(file, name, force, root)
    if not quiet:
        _print_moved(moved)
        print(moved.shown, file=sys.stderr)
    if moved.problems:
        raise InputError(moved.problems)
    if not quiet:
        own = any(one.origin == "user" for one in api.list_files(root) if one.kind == "target")
        command = "tailor build --profile" if own else "tailor target new mine --profile"
        print_next(command, moved.path.stem, root=root)


def _print_moved(moved: "Moved") -> None:
    """What was dropped and changed; first of all that it was most of the file."""
    from tailor.project.import_file import note_lines

    if moved.warning:
        print(f"warning: {moved.warning.message}; {moved.warning.hint}", file=sys.stderr)
    for line in note_lines(moved.notes):
        print(line, file=sys.stderr)
    print_replaced(moved.replaced)
