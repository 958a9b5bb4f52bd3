"""`why`: one item of a page."""

from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Json, OneProfile, OneTarget, Root, TemplateName, Today, app, one_target

Item = Annotated[
    str,
    typer.Argument(
        metavar="ITEM", help="An id, any unique part of it, or of the item's text.", autocompletion=completing.items
    ),
]


@app.command()
def why(
    item: Item, target: OneTarget = None, profile: OneProfile = None, template: TemplateName = None,
    date: Today = None, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Explain why an item is on the page or not, and what would bring it in."""
    from tailor.cli.output.sentences import print_why

    print_why(api.why(item, one_target(None, target), profile, template, date, root), json)
