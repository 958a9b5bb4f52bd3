"""`init`, `import` and `schema`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor.cli.app import Quiet, app


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where (default: here).")] = Path(),
    name: Annotated[str | None, typer.Option("--name", help="Your name.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Your e-mail address.")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="Your phone number.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where you live.")] = None,
) -> None:
    """Make a folder to start from, with comments, that builds at once."""
    from tailor.adapters.starting import start

    for path in start(folder, {"name": name, "email": email, "phone": phone, "location": location}):
        print(path, file=sys.stderr)
    print("now: tailor build", file=sys.stderr)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Resume, RenderCV, YAMLResume, or LinkedIn's ZIP.")],
    name: Annotated[str | None, typer.Option("--name", help="The profile's name (default: the person's).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a profile of that name.")] = False,
    quiet: Quiet = False,
) -> None:
    """Make a profile of another program's file; every field that is dropped or changed is named."""
    from tailor.moving import import_file

    moved = import_file(file, Path.cwd(), name, force)
    if not quiet:
        for note in moved.notes:
            print(f"{note.fate}: {note}", file=sys.stderr)
    print(moved.path.relative_to(Path.cwd()), file=sys.stderr)


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="profile, target, template or config.")],
) -> None:
    """Print a JSON Schema for editors."""
    from tailor.adapters.schemas import schema_text

    print(schema_text(kind), end="")
