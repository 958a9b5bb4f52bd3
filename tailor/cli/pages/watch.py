"""`watch`: rebuild on save."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from tailor import api
from tailor.cli.app import Names, Profiles, Root, Targets, TemplateName, Today, all_targets, app

Open = Annotated[bool, typer.Option("--open", help="Open the first page in the system's viewer.")]


@app.command()
def watch(
    names: Names = None, target: Targets = None, profile: Profiles = None, template: TemplateName = None,
    date: Today = None, open_: Open = False, root: Root = None,
) -> None:  # fmt: skip
    """Rebuild on save; problems are reported, and the last good PDF stays."""
    wanted = api.Build(
        all_targets(names, target), tuple(profile or ()), template=template, date=date, root=str(root) if root else None
    )
    watched, builds = api.watch(wanted)
    for number, results in enumerate(builds):
        pdfs = _show(results)
        if number == 0:
            if open_ and pdfs:
                typer.launch(pdfs[0])
            print(f"watching {', '.join(path.name for path in watched)}; Ctrl-C ends", file=sys.stderr, flush=True)


def _show(results: Iterator[api.Result]) -> list[str]:
    """Print results as they come; a mistake is reported too. The PDFs that stand are given back."""
    from tailor.cli.output.ending import print_problems
    from tailor.cli.output.printing import Printer

    printer, pdfs = Printer(json=False, quiet=False), []
    try:
        for result in results:
            printer.result(result)
            pdfs += [result.line["pdf"]] if result.line["pdf"] else []
    except api.TailorError as error:
        print_problems(error.problems)
    return pdfs
