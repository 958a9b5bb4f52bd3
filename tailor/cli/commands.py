"""`build`, `check` and `list`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor.base.errors import Problem, Severity
from tailor.cli import completing
from tailor.cli.app import Json, Profiles, Quiet, Root, Targets, TemplateName, Today, app, count, one_of

if TYPE_CHECKING:
    from tailor.checking.everything import Asked

FormatList = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="LIST",
        help="Which files: pdf,tex,json,txt,md,html,png.",
        autocompletion=completing.formats,
    ),
]


@app.command()
def build(
    target: Targets = None,
    profile: Profiles = None,
    everything: Annotated[bool, typer.Option("--all", help="Every profile × every target.")] = False,
    template: TemplateName = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write here (default: out/).")] = None,
    formats: FormatList = "pdf,tex,json",
    pages: Annotated[str | None, typer.Option("--pages", metavar="N", help="1, 2, or any (nothing is cut).")] = None,
    jobs: Annotated[
        str | None, typer.Option("--jobs", "-j", metavar="N", help="So many at once (default: the cores).")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Rebuild what is up to date.")] = False,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Build on a Dask cluster: tcp://host:8786.")
    ] = None,
    junit: Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Write a JUnit report.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what the last build chose.")] = False,
    date: Today = None,
    json: Json = False,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """Build one full page for each target."""
    from tailor.cli.building import Wanted, build_all

    wanted = Wanted(
        targets=tuple(target or ()), profiles=tuple(profile or ()), everything=everything, template=template,
        out=str(out) if out else None, formats=tuple(name.strip() for name in formats.split(",") if name.strip()),
        pages=pages, jobs=count("--jobs", jobs) if jobs else None, force=force, fresh=fresh, date=date, json=json,
        quiet=quiet, root=str(root) if root else None,
    )  # fmt: skip
    sys.exit(build_all(wanted, scheduler, junit))


@app.command()
def check(
    target: Targets = None,
    profile: Profiles = None,
    template: TemplateName = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="SEVERITY",
            help="Fail from this on: note, warning or error.",
            autocompletion=completing.severities,
        ),
    ] = Severity.ERROR.value,
    system: Annotated[bool, typer.Option("--system", help="Say what this machine has and lacks.")] = False,
    json: Json = False,
    quiet: Quiet = False,
    date: Today = None,
    root: Root = None,
) -> None:
    """Read everything and tell every mistake at once."""
    from tailor.checking.everything import Asked, check_all
    from tailor.cli.printing import Printer, today

    failing = Severity(one_of("--fail-on", fail_on, completing.SEVERITIES))
    printer = Printer(json, quiet)
    if system:
        from tailor.checking.system import look_around

        sys.exit(printer.findings(look_around()))
    asked = Asked(Path.cwd(), today(date), root, tuple(target or ()), tuple(profile or ()), template)
    if template is not None:
        sys.exit(printer.problems(_proved(asked), failing))
    sys.exit(printer.problems(check_all(asked), failing))


def _proved(asked: "Asked") -> list[Problem]:
    """A specimen in each template asked for, written to the output folder; what there is to say of it."""
    from tailor.checking.specimen import prove, readable
    from tailor.sources.loading import load_config
    from tailor.sources.workspace import find_workspace
    from tailor.storage.files import write_whole

    workspace = find_workspace(asked.here, asked.root)
    out = workspace.root / load_config(workspace).value.out / "specimen"
    doubts: list[Problem] = []
    for found in workspace.match("template", (asked.template or "*",)):
        specimen = prove(workspace, found.name)
        path = out / f"{found.name}.pdf"
        write_whole(path, specimen.pdf)
        print(f"{workspace.shown(path)}: exact in {specimen.settings} settings", file=sys.stderr)
        doubts += [*specimen.doubts, *readable(path, workspace.shown(path))]
    return doubts


@app.command("list")
def list_(json: Json = False, root: Root = None) -> None:
    """List profiles, targets and templates, and where each comes from."""
    from tailor.cli.printing import Printer
    from tailor.sources.workspace import find_workspace

    workspace = find_workspace(Path.cwd(), root)
    rows = [("profile", one) for one in workspace.profiles()] + [("target", one) for one in workspace.targets()]
    rows += [("template", one) for one in workspace.templates()]
    Printer(json, False).listing([(kind, one.name, one.origin, workspace.shown(one.path)) for kind, one in rows])
