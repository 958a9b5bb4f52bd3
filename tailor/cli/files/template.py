"""`template new`: a template to change."""

import sys
from typing import Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import Root, app
from tailor.cli.output.next_steps import print_next

template = typer.Typer(help="Write templates.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(template, name="template")


@template.callback()
def _template() -> None:
    pass


@template.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The template's name: templates/latex/NAME.")],
    parent: Annotated[
        str,
        typer.Option("--from", metavar="NAME", help="The template to begin with.", autocompletion=completing.templates),
    ] = "classic",
    copy: Annotated[bool, typer.Option("--copy", help="Copy its files instead of extending it.")] = False,
    root: Root = None,
) -> None:
    """Make a template that extends another, with the places to change."""
    for path in api.new_template(name, parent, copy, root):
        print(path, file=sys.stderr)
    print_next("tailor build --template", name, root=root)
