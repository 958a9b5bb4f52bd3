"""`diff`: two pages beside each other."""

from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Json, OneProfile, Root, TemplateName, Today, app

Left = Annotated[
    str | None,
    typer.Argument(metavar="A", help="A target; with --target a profile.", autocompletion=completing.targets),
]
Right = Annotated[
    str | None,
    typer.Argument(metavar="B", help="A target; with --target a profile.", autocompletion=completing.targets),
]
Both = Annotated[
    str | None,
    typer.Option(
        "--target",
        "-t",
        metavar="NAME",
        help="The target of two profiles; alone: compare the last build with one made now.",
        autocompletion=completing.targets,
    ),
]


@app.command()
def diff(
    left: Left = None, right: Right = None, target: Both = None, profile: OneProfile = None,
    template: TemplateName = None, date: Today = None, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Compare two pages: of two targets, of two profiles for one target, or the last build with one made now."""
    from tailor.cli.output.tables import print_difference

    print_difference(*api.diff(left, right, target, profile, template, date, root), json)
