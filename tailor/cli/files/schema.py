"""`schema`: JSON Schemas for editors."""

from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import app

Kind = Annotated[
    str,
    typer.Argument(metavar="KIND", help="profile, target, template or config.", autocompletion=completing.schemas),
]


@app.command()
def schema(kind: Kind) -> None:
    """Print a JSON Schema for editors."""
    print(api.schema(kind), end="")
