"""The commands and their flags. Each builds one request and calls one function; heavy imports wait inside."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from tailor.cli import completing

app = typer.Typer(
    name="tailor",
    help="One profile, many targets: the best full page, chosen exactly and set once by TeX.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Root = Annotated[Path | None, typer.Option("--root", metavar="DIR", help="The folder that holds profiles/.")]
Targets = Annotated[
    list[str] | None,
    typer.Option(
        "--target", "-t", metavar="NAME", help="A target's name or glob; repeats.", autocompletion=completing.targets
    ),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profile", "-p", metavar="NAME", help="A profile's name or glob; repeats.", autocompletion=completing.profiles
    ),
]
OneProfile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        "-p",
        metavar="NAME",
        help="The profile, if not the default one.",
        autocompletion=completing.profiles,
    ),
]
TemplateName = Annotated[
    str | None,
    typer.Option("--template", metavar="NAME", help="Set with this template.", autocompletion=completing.templates),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Today = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Take this day as today.")]


def one_of(flag: str, given: str, known: Sequence[str]) -> str:
    """What a flag says, in capitals or not. Raises InputError if it is none of what is known."""
    if given.lower() in known:
        return given.lower()
    from tailor.base.errors import InputError, Problem
    from tailor.models.values import near

    meant = near(given, known)
    hint = f"did you mean `{meant}`?" if meant else f"write {', '.join(known[:-1])} or {known[-1]}"
    raise InputError(Problem("bad-flag", f"{flag} cannot be `{given}`", hint))


def count(flag: str, given: str) -> int:
    """A flag's number, at least 1. Raises InputError if it is none."""
    if given.isdecimal() and int(given) > 0:
        return int(given)
    from tailor.base.errors import InputError, Problem

    raise InputError(Problem("bad-flag", f"{flag} cannot be `{given}`", "write a whole number, at least 1"))


def _version(wanted: bool) -> None:
    if wanted:
        from tailor import told

        typer.echo(told())
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


MODULES = ("commands", "asking", "starting", "moving", "exporting", "drafting", "templating", "watching")
"""Where the commands are, in the order in which help lists them. Their annotations are values, not texts as elsewhere
(`from __future__ import annotations`): Typer would evaluate each text several times."""


def register() -> None:
    """Load the modules that add their commands to `app`."""
    for name in MODULES:
        import_module(f"tailor.cli.{name}")


def run() -> None:
    """Run the command line and end the process with the exit code of `tailor.base.errors`."""
    from tailor.cli.ending import ending

    register()
    with ending():
        app(prog_name="tailor")
    sys.exit(0)
