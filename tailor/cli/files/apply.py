"""`apply`: a folder with everything that one application needs."""

import sys
from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import OneProfile, Quiet, Redact, Root, Today, app, one_of

FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="Write nothing at this severity or above: note, warning or error.",
        autocompletion=completing.severities,
    ),
]


@app.command("apply")
def apply_(
    name: Annotated[str, typer.Argument(metavar="TARGET", help="The target.", autocompletion=completing.targets)],
    profile: OneProfile = None,
    fail_on: FailOn = "warning",
    redact: Redact = False,
    date: Today = None,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Build, check and put everything that one application needs into applications/."""
    from tailor.cli.output.ending import print_problems

    applied = api.apply(
        name, profile, date, root, api.Severity(one_of("--fail-on", fail_on, completing.SEVERITIES)), redact
    )
    if quiet:
        return
    print_problems(one for one in applied.problems if one.severity is not api.Severity.NOTE)
    print(f"{applied.shown}: {', '.join(applied.files)}", file=sys.stderr)
    print("when it is sent, say so in its application.yaml; `tailor applications` lists them all", file=sys.stderr)
