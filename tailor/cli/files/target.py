"""`target new`: a draft to begin from."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor import api
from tailor.cli import completing
from tailor.cli.app import OneProfile, Quiet, Root, app
from tailor.cli.output.next_steps import print_next, print_replaced

if TYPE_CHECKING:
    from tailor.project.from_posting import Drafted
    from tailor.project.merging import Change

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
    force: Annotated[
        bool, typer.Option("--force", help="Replace a target of that name; the old file is kept as NAME.yaml.bak.")
    ] = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Draft a target: from a job posting, or out of the profile's most used tags."""
    drafted = api.new_target(name, posting, profile, force, root)
    if not quiet:
        _print_draft(drafted, root)


@target.command("update")
def update(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The target.", autocompletion=completing.targets)],
    posting: Annotated[
        Path | None,
        typer.Option("--from-posting", metavar="FILE", help="The posting as it is now (default: the one kept)."),
    ] = None,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Bring a changed posting or profile into a target; every line that was edited stays."""
    updated = api.target_update(name, posting, root)
    if quiet:
        return
    for one in updated.changes:
        print(_change_text(one), file=sys.stderr)
    if not any(one.done != "kept" for one in updated.changes):
        print(f"{updated.shown} is up to date with the posting and the profile", file=sys.stderr)
    else:
        print(updated.shown, file=sys.stderr)


def _change_text(change: "Change") -> str:
    """One field and what was done to it."""
    if change.done == "kept":
        now = "removed" if change.before is None else change.before
        would = "would remove it" if change.after is None else f"says {change.after}"
        return f"kept: {change.field}: {now}, as you wrote it; the draft {would}"
    if change.done == "removed":
        return f"removed: {change.field}: {change.before}"
    if change.before is None:
        return f"added: {change.field}: {change.after}"
    return f"changed: {change.field}: {change.before} → {change.after}"


def _print_draft(drafted: "Drafted", root: Path | None) -> None:
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
    print_replaced(drafted.replaced)
    if drafted.kept:
        print(f"the posting is kept as {drafted.kept}", file=sys.stderr)
    print(drafted.shown, file=sys.stderr)
    print_next("tailor build --target", name, root=root)
