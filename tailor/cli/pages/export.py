"""`export`: a profile or a page in other formats."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import OneName, OneProfile, OneTarget, Quiet, Redact, Root, TemplateName, Today, app, one_target

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"The format: {', '.join(api.FORMATS)}.",
        autocompletion=completing.formats,
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here; its ending says the format.")]


@app.command()
def export(
    name: OneName = None, target: OneTarget = None, profile: OneProfile = None, form: Format = None, out: Out = None,
    template: TemplateName = None, redact: Redact = False, date: Today = None, quiet: Quiet = False, root: Root = None,
) -> None:  # fmt: skip
    """Write a profile, or with a target what its page shows, in another format."""
    wanted = one_target(name, target) if name or target else None
    made = api.export(profile, wanted, form, out, template, date, root, redact)
    if out is None:
        sys.stdout.buffer.write(made.content)
        sys.stdout.buffer.flush()
    if not quiet:
        for note in made.notes:
            print(note, file=sys.stderr)
