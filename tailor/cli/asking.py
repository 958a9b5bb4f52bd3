"""`explain`, `why` and `diff`: the page in words."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor.cli import completing
from tailor.cli.app import Json, OneProfile, Root, TemplateName, Today, app

if TYPE_CHECKING:
    from tailor.builds.values import Asked

Item = Annotated[
    str,
    typer.Argument(
        metavar="ITEM", help="An id, or any unique piece of an item's text.", autocompletion=completing.items
    ),
]
SIDE = "A target; with --target a profile."
FOR = "The target of two profiles; alone: compare the last build with one made now."
OneTarget = Annotated[
    str, typer.Option("--target", "-t", metavar="NAME", help="The target.", autocompletion=completing.targets)
]


def _asked(root: Path | None, profile: str | None, template: str | None, date: str | None) -> "Asked":
    from tailor.builds.values import Asked
    from tailor.cli.printing import today

    return Asked(Path.cwd(), today(date), root, profile, template)


@app.command()
def explain(
    target: OneTarget, profile: OneProfile = None, template: TemplateName = None,
    date: Today = None, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Show the page as a table: what is on it, what is not, why, what each costs and earns."""
    from tailor.builds.chosen_page import built_otherwise, chosen_page
    from tailor.cli.tables import print_explanation

    asked = _asked(root, profile, template, date)
    choice = chosen_page(asked, target)
    print_explanation(choice, json)
    if others := built_otherwise(asked, target, choice):
        items = "1 item is" if others == 1 else f"{others} items are"
        message = f"note: {items} otherwise on the page that was built, which stays near the one before it"
        print(f"{message}; tailor build --target {target} --fresh sets this one", file=sys.stderr)


@app.command()
def why(
    item: Item,
    target: OneTarget, profile: OneProfile = None, template: TemplateName = None,
    date: Today = None, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Say why an item is on the page or not, and what would bring it in."""
    from tailor.builds.chosen_page import chosen_page
    from tailor.cli.sentences import print_why
    from tailor.questions.why import why as asked_why

    choice = chosen_page(_asked(root, profile, template, date), target)
    print_why(choice, asked_why(choice, item), json)


@app.command()
def diff(
    left: Annotated[str | None, typer.Argument(metavar="A", help=SIDE, autocompletion=completing.targets)] = None,
    right: Annotated[str | None, typer.Argument(metavar="B", help=SIDE, autocompletion=completing.targets)] = None,
    target: Annotated[
        str | None, typer.Option("--target", "-t", metavar="NAME", help=FOR, autocompletion=completing.targets)
    ] = None,
    profile: OneProfile = None, template: TemplateName = None,
    date: Today = None, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Compare two pages: of two targets, of two profiles for one target, or the last build with one made now."""
    from tailor.base.errors import InputError, Problem
    from tailor.cli.tables import print_difference
    from tailor.questions import diff as comparing

    asked = _asked(root, profile, template, date)
    if left and right and target:
        sides = comparing.two_people(asked, target, left, right)
    elif left and right:
        sides = comparing.two_targets(asked, left, right)
    elif target and not left:
        sides = comparing.last_and_now(asked, target)
    else:
        hint = "tailor diff quant research; tailor diff ada grace --target quant; tailor diff --target quant"
        raise InputError(Problem("which-pages", "two pages are compared", hint))
    print_difference(*sides, json)
