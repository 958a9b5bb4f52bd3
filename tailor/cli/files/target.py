"""`target new`: a draft to begin from."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor import api
from tailor.cli.app import OneProfile, Quiet, Root, app
from tailor.cli.output.next_steps import tell_next, tell_replaced

if TYPE_CHECKING:
    from tailor.project.from_posting import Drafted

target = typer.Typer(help="Write targets.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(target, name="target")


@target.callback()
def _target() -> None:
    pass


@target.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The target's name: targets/NAME.yaml.")],
    posting: Annotated[
        Path | None,
        typer.Option(
            "--from-posting", metavar="FILE", help="A job posting: text, Markdown, a saved page; - for stdin."
        ),
    ] = None,
    profile: OneProfile = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a target of that name; it is kept beside.")] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Draft a target: from a job posting, or out of the profile's most used tags."""
    drafted = api.new_target(name, posting, profile, force, root)
    if not quiet:
        _tell(drafted, root)


def _tell(drafted: "Drafted", root: Path | None) -> None:
    """What was written, what is wanted most, what is missing."""
    draft, name = drafted.draft, Path(drafted.shown).stem
    if draft is not None:
        wanted = ", ".join(f"{one.tag} {one.weight.normalize():f}" for one in draft.wishes[:8])
        print(f"wanted: {wanted or 'nothing: the posting names no tag or skill of the profile'}", file=sys.stderr)
        for gap in draft.gaps:
            more = "; an entry's tools name it: tag that entry" if gap.tool_only else ""
            print(f"gap: {gap.name}: asked for, and nothing in the profile shows it{more}", file=sys.stderr)
    if drafted.hides:
        print(f"note: it hides the built-in target {name}", file=sys.stderr)
    tell_replaced(drafted.replaced)
    print(drafted.shown, file=sys.stderr)
    tell_next("tailor build --target", name, root=root)
