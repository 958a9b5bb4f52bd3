"""`watch`: rebuild on save."""

import gc
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tailor.base.errors import TailorError
from tailor.cli.app import Profiles, Root, Targets, TemplateName, Today, app

if TYPE_CHECKING:
    from tailor.builds.plan import Request
    from tailor.builds.worker_cache import Shelf


@app.command()
def watch(
    target: Targets = None,
    profile: Profiles = None,
    template: TemplateName = None,
    date: Today = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the first page in the system's viewer.")] = False,
    root: Root = None,
) -> None:
    """Rebuild on save; mistakes are told, and the last good PDF stays."""
    from tailor.builds.plan import Request
    from tailor.builds.worker_cache import Shelf
    from tailor.cli.printing import today
    from tailor.sources.workspace import find_workspace
    from tailor.tex.engine import Spares

    here = Path.cwd()
    request = Request(here, today(date), root, tuple(target or ()), tuple(profile or ()), template=template)
    workspace = find_workspace(here, root)
    workspace.match("target", request.targets)  # a name that there is not is no mistake to wait for
    workspace.match("profile", request.profiles)
    with closing(Spares(2)) as spares:  # one measures, one sets
        shelf, watched = Shelf(spares), _watched(workspace.root)
        saves = _saves(watched)
        next(saves)
        pdfs = _build(request, shelf)
        if open_ and pdfs:
            typer.launch(pdfs[0])
        spares.refill()
        gc.freeze()  # what is warm stays: the garbage of a build is collected without a look at it
        print(f"watching {', '.join(path.name for path in watched)}; Ctrl-C ends", file=sys.stderr, flush=True)
        for _ in saves:
            _build(request, shelf)
            spares.refill()


def _watched(folder: Path) -> list[Path]:
    """Where profiles, targets, templates and the defaults are."""
    names = ("profiles", "targets", "templates", "tailor.yaml")
    return [*(path for name in names if (path := folder / name).exists()), *folder.glob("*.bib")]


def _saves(watched: list[Path]) -> Iterator[None]:
    """Once when the watch stands, so that a save during the first build is not missed; then once for each save."""
    from watchfiles import watch as changes

    looks = changes(*watched, debounce=20, step=2, rust_timeout=20, yield_on_timeout=True, raise_interrupt=True)
    for number, changed in enumerate(looks):
        if changed or number == 0:
            yield


def _build(request: "Request", shelf: "Shelf") -> list[str]:
    """Build what is stale, in this process and with all that it has warm; a mistake is told and does not end the
    watch. The PDFs that stand are given back."""
    from tailor.builds.plan import plan
    from tailor.builds.run import run
    from tailor.cli.ending import tell
    from tailor.cli.printing import Printer

    printer, pdfs = Printer(json=False, quiet=False), []
    try:
        for result in run(plan(request), workers=1, shelf=shelf):
            printer.result(result)
            pdfs += [result.line["pdf"]] if result.line["pdf"] else []
    except TailorError as error:
        tell(error.problems)
    return pdfs
