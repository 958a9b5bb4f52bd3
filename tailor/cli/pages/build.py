"""`build`: one full page for each target."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tailor.api import FORMATS
from tailor.cli import completing
from tailor.cli.app import Json, Names, Profiles, Quiet, Root, Targets, TemplateName, Today, all_targets, app
from tailor.cli.build_flags import USUAL

FormatList = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="LIST",
        help=f"Which files, separated by commas: {', '.join(FORMATS)}.",
        autocompletion=completing.format_lists,
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Every profile × every target.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write here (default: out/).")]
Pages = Annotated[str | None, typer.Option("--pages", metavar="N", help="1, 2, or any (nothing is cut).")]
Jobs = Annotated[
    str | None, typer.Option("--jobs", "-j", metavar="N", help="Parallel builds (default: number of CPU cores).")
]
Force = Annotated[bool, typer.Option("--force", help="Rebuild what is up to date.")]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Build on a Dask cluster: tcp://host:8786.")
]
Junit = Annotated[Path | None, typer.Option("--junit", metavar="FILE", help="Write a JUnit report.")]
Draft = Annotated[bool, typer.Option("--draft", help="Show proposed wordings, marked; writes NAME-draft.pdf.")]
Redact = Annotated[
    bool, typer.Option("--redact", help="Leave out name, contacts, links and photo; writes NAME-redacted.pdf.")
]
Summaries = Annotated[
    list[Path] | None,
    typer.Option("--summary", metavar="FILE", help="Write all pages on one sheet: .md, .csv or .html; repeats."),
]
MinFill = Annotated[
    str | None, typer.Option("--min-fill", metavar="PERCENT", help="Exit with 2 if a page is less full than this.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what the last build chose.")]


@app.command()
def build(
    names: Names = None, target: Targets = None, profile: Profiles = None, everything: Everything = False,
    template: TemplateName = None, out: Out = None, formats: FormatList = USUAL, pages: Pages = None, jobs: Jobs = None,
    force: Force = False, scheduler: Scheduler = None, junit: Junit = None, summary: Summaries = None,
    min_fill: MinFill = None, fresh: Fresh = False, draft: Draft = False, redact: Redact = False, date: Today = None,
    json: Json = False, quiet: Quiet = False, root: Root = None,
) -> None:  # fmt: skip
    """Build one full page for each target."""
    from tailor.cli.build_flags import Wanted
    from tailor.cli.output.builds import build_all

    wanted = Wanted.of(
        formats, jobs, json, quiet, scheduler, junit, tuple(summary or ()), min_fill,
        targets=all_targets(names, target), profiles=tuple(profile or ()),
        everything=everything, template=template, out=str(out) if out else None, pages=pages, date=date,
        root=str(root) if root else None, force=force, fresh=fresh, draft=draft, redact=redact,
    )  # fmt: skip
    sys.exit(build_all(wanted))
