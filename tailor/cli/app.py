"""The program `tailor`: its commands, and the options that several of them have.

Each command is a module named as the command: it calls one function of `tailor.api` and prints what comes. Heavy
imports wait inside. Annotations of commands are values, not texts (no `from __future__ import annotations`), as
Typer would evaluate each text several times.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from tailor.api import InputError, Problem
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
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET", help="Targets, as with --target.", autocompletion=completing.targets),
]
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
OneName = Annotated[
    str | None,
    typer.Argument(metavar="TARGET", help="The target, as with --target.", autocompletion=completing.targets),
]
OneTarget = Annotated[
    str | None, typer.Option("--target", "-t", metavar="NAME", help="The target.", autocompletion=completing.targets)
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
Redact = Annotated[bool, typer.Option("--redact", help="Leave out name, contacts, links and photo.")]
Today = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Use this date as today.")]

COMMANDS = (
    "pages.build", "pages.check", "files.list", "pages.explain", "pages.why", "pages.diff", "files.init",
    "files.import_", "pages.export", "files.target", "files.gaps",
    "files.apply", "files.applications", "files.clean", "files.template", "files.schema", "pages.watch",
    "pages.studio", "assistants.guard", "assistants.review", "assistants.prompt", "assistants.propose",
    "assistants.mcp",
)  # fmt: skip
"""The modules of the commands, in the order in which help lists them."""


def one_of(flag: str, given: str, known: Sequence[str]) -> str:
    """What a flag says, in capitals or not. Raises InputError if it is none of what is known."""
    if given.lower() in known:
        return given.lower()
    from tailor.models.values import near

    meant = near(given, known)
    hint = f"did you mean `{meant}`?" if meant else f"write {', '.join(known[:-1])} or {known[-1]}"
    raise InputError(Problem("bad-flag", f"{flag} cannot be `{given}`", hint))


def all_targets(names: Sequence[str] | None, targets: Sequence[str] | None) -> tuple[str, ...]:
    """The targets that stand alone and those after `--target`."""
    return (*(names or ()), *(targets or ()))


def one_target(name: str | None, target: str | None) -> str:
    """The target that stands alone or after `--target`. Raises InputError if there is none, or two."""
    if name is None and target is None:
        raise InputError(Problem("no-target", "no target is named", "name one: tailor explain quant"))
    if name is not None and target is not None and name != target:
        raise InputError(Problem("two-targets", f"`{name}` and `{target}` are two targets", "name one of them"))
    return name or target or ""


def _version(wanted: bool) -> None:
    if wanted:
        from tailor import version

        typer.echo(version())
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


def register() -> None:
    """Load the modules that add their commands to `app`."""
    for name in COMMANDS:
        import_module(f"tailor.cli.{name}")


def run() -> None:
    """Run the command line and end the process with the exit code of `tailor.base.errors`."""
    from tailor.cli.output.ending import ending

    register()
    with ending():
        try:
            code = app(prog_name="tailor", standalone_mode=False)
        except Exception as error:
            raise _as_error(error) from None
    sys.exit(code or 0)


def _as_error(error: Any) -> BaseException:
    """What the command line's library raises about the words of a command, as errors like any other; help that was
    asked for by no words at all is shown. Typer may have a copy of Click of its own, so its exceptions are known by
    their names."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "Abort" in names:
        return KeyboardInterrupt()
    if "NoArgsIsHelpError" in names:
        error.show()
        return SystemExit(error.exit_code)
    if "ClickException" not in names:
        return cast(BaseException, error)
    path = error.ctx.command_path if getattr(error, "ctx", None) else "tailor"
    return InputError(Problem("usage", error.format_message().rstrip("."), f"`{path} --help` shows what it takes"))
