"""`check`: every problem in the files and the built pages."""

import sys
from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Json, Names, Profiles, Quiet, Root, Targets, TemplateName, Today, all_targets, app, one_of

FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="Exit with an error at this severity or above: note, warning or error.",
        autocompletion=completing.severities,
    ),
]
System = Annotated[bool, typer.Option("--system", help="Show what this machine has and lacks.")]
Proof = Annotated[
    bool,
    typer.Option("--proof", help="Check the certificates of built pages; exit 1 if one does not hold."),
]


@app.command()
def check(
    names: Names = None, target: Targets = None, profile: Profiles = None, template: TemplateName = None,
    fail_on: FailOn = "error", system: System = False, proof: Proof = False, json: Json = False, quiet: Quiet = False,
    date: Today = None,
    root: Root = None,
) -> None:  # fmt: skip
    """Check all files and report every problem."""
    from tailor.cli.output.printing import Printer

    failing = api.Severity(one_of("--fail-on", fail_on, completing.SEVERITIES))
    printer = Printer(json, quiet)
    if system:
        sys.exit(printer.findings(api.system()))
    if proof:
        broken = api.check_proofs(all_targets(names, target), tuple(profile or ()), date=date, root=root)
        printer.problems(broken, api.Severity.ERROR)
        sys.exit(1 if broken else 0)
    if template is not None:
        proved, problems = api.prove(template, root)
        for path, specimen in proved:
            print(f"{path}: exact in {specimen.settings} settings", file=sys.stderr)
    else:
        problems = api.check(all_targets(names, target), tuple(profile or ()), date=date, root=root)
    sys.exit(printer.problems(problems, failing))
