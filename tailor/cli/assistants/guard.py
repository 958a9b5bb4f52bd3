"""`guard`: what texts claim beyond the facts of the profile."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Json, Names, Profiles, Quiet, Root, Targets, all_targets, app, one_of
from tailor.cli.pages.check import FailOn

Against = Annotated[
    str | None, typer.Option("--against", metavar="REV|FILE", help="Show which facts of a profile changed since.")
]
Letter = Annotated[
    Path | None, typer.Option("--letter", metavar="FILE", help="Check a letter or any text about the profile's person.")
]


@app.command()
def guard(
    names: Names = None, target: Targets = None, profile: Profiles = None, against: Against = None,
    letter: Letter = None, fail_on: FailOn = "error", json: Json = False, quiet: Quiet = False, root: Root = None,
) -> None:  # fmt: skip
    """Report what wordings, summaries and letters claim beyond the profile's facts."""
    from tailor.cli.output.printing import Printer

    failing = api.Severity(one_of("--fail-on", fail_on, completing.SEVERITIES))
    found = api.guard(all_targets(names, target), tuple(profile or ()), against, letter, root)
    sys.exit(Printer(json, quiet).problems(found, failing))
