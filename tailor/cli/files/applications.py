"""`applications`: what was sent when, to whom, and where it stands."""

import sys
from typing import Annotated

import typer

from tailor import api
from tailor.cli.app import Json, Root, app
from tailor.cli.output.json_lines import print_line

HEADS = ("when", "to whom", "role", "status", "file")


@app.command("applications")
def applications_(
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values on standard output.")] = False,
    root: Root = None,
) -> None:
    """List the applications, the newest first."""
    found = api.applications(root)
    if json:
        from msgspec.structs import asdict

        for one in found:
            print_line(asdict(one))
        return
    rows = [(one.date, ", ".join(filter(None, (one.company, one.to))), one.role, one.status, one.file) for one in found]
    if csv:
        import csv as csv_

        csv_.writer(sys.stdout, lineterminator="\n").writerows([HEADS, *rows])
        return
    from tailor.cli.output.tables import table

    table(HEADS, rows)
