"""`explain`: the page as a table."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor import api
from tailor.cli.app import Json, OneName, OneProfile, OneTarget, Root, TemplateName, Today, app, one_target

ProblemFile = Annotated[
    Path | None,
    typer.Option(
        "--problem",
        metavar="FILE.mps",
        help="Also write the whole integer program, from which any solver gets the same value.",
        dir_okay=False,
    ),
]

OnlyIn = Annotated[bool, typer.Option("--in", help="Show only what is on the page.")]
OnlyOut = Annotated[bool, typer.Option("--out", help="Show only what is not on the page.")]
Draft = Annotated[bool, typer.Option("--draft", help="Show proposed wordings, marked.")]


@app.command()
def explain(
    name: OneName = None, target: OneTarget = None, profile: OneProfile = None, template: TemplateName = None,
    date: Today = None, problem: ProblemFile = None, only_in: OnlyIn = False, only_out: OnlyOut = False,
    draft: Draft = False, json: Json = False, root: Root = None,
) -> None:  # fmt: skip
    """Show the page as a table: what is on it, what is not, why, what each costs and earns."""
    from tailor.cli.output.tables import print_explanation

    wanted = one_target(name, target)
    explanation = api.explain(wanted, profile, template, date, root, problem, draft)
    print_explanation(explanation, json, only=None if only_in == only_out else only_in)
    if others := explanation.others:
        items = "1 item is" if others == 1 else f"{others} items are"
        message = f"note: {items} different on the page last built, which stays close to the one before it"
        print(f"{message}; tailor build --target {wanted} --fresh builds this one", file=sys.stderr)
