"""`watch`: rebuild on save."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tailor.base.errors import TailorError
from tailor.cli.app import Profiles, Root, Targets, TemplateName, Today, app

if TYPE_CHECKING:
    from tailor.batch import Request


@app.command()
def watch(
    target: Targets = None,
    profile: Profiles = None,
    template: TemplateName = None,
    date: Today = None,
    root: Root = None,
) -> None:
    """Rebuild on save; mistakes are told, and the last good PDF stays."""
    from tailor.adapters.workspace import find_workspace
    from tailor.batch import Request
    from tailor.cli.printing import today

    here = Path.cwd()
    request = Request(here, today(date), root, tuple(target or ()), tuple(profile or ()), template=template, date=date)
    folder = find_workspace(here, root).root
    _build(request)
    for _ in _saves(folder):
        _build(request)


def _saves(folder: Path) -> Iterator[object]:
    """One item for each save of a profile, a target, a template or the defaults."""
    from watchfiles import watch as changes

    names = ("profiles", "targets", "templates", "tailor.yaml")
    watched = [*(path for name in names if (path := folder / name).exists()), *folder.glob("*.bib")]
    print(f"watching {', '.join(path.name for path in watched)}; Ctrl-C ends", file=sys.stderr, flush=True)
    return changes(*watched, debounce=50, step=10, raise_interrupt=True)


def _build(request: Request) -> None:
    """Build what is stale; a mistake is told and does not end the watch."""
    from tailor.batch import plan
    from tailor.cli.ending import tell
    from tailor.cli.printing import Printer
    from tailor.running import run

    printer = Printer(json=False, quiet=False)
    try:
        for result in run(plan(request)):
            printer.result(result)
    except TailorError as error:
        tell(error.problems)
