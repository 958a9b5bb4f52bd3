"""`export`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor.cli import completing
from tailor.cli.app import OneProfile, Quiet, Root, TemplateName, Today, app

Formats = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="jsonresume, md, txt or html.", autocompletion=completing.exports),
]
OneTarget = Annotated[
    str | None,
    typer.Option(
        "--target", "-t", metavar="NAME", help="Only what this target's page shows.", autocompletion=completing.targets
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write here; its ending says the format.")]


@app.command()
def export(
    profile: OneProfile = None, target: OneTarget = None, form: Formats = None, out: Out = None,
    template: TemplateName = None, date: Today = None, quiet: Quiet = False, root: Root = None,
) -> None:  # fmt: skip
    """Write a profile, or what a target's page shows of it, as JSON Resume, Markdown, plain text or HTML."""
    from tailor.builds.values import Asked
    from tailor.cli.printing import today
    from tailor.project.export import export as exported
    from tailor.storage.files import write_whole

    made = exported(Asked(Path.cwd(), today(date), root, profile, template), target, form, out)
    if out is None:
        sys.stdout.write(made.text)
    else:
        write_whole(out, made.text)
    if not quiet:
        for note in made.notes:
            print(note, file=sys.stderr)
