"""Pages built again whenever a file is saved, in one process that keeps everything warm."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tailor.base.results import Result
from tailor.builds.batch.run import run
from tailor.builds.plan import Request, plan
from tailor.builds.worker_cache import Shelf
from tailor.sources.workspace import find_workspace
from tailor.tex.engine import Spares

ENGINES = 2
"""TeX processes that wait: one measures, one sets."""


def watch(request: Request) -> tuple[list[Path], Iterator[Iterator[Result]]]:
    """What is watched, and a build at once and after each save: its results, as they come. What is wrong with a save is
    raised by its results, and does not end the watch. Raises InputError for a name that there is not: no save would
    mend it."""
    workspace = find_workspace(request.here, request.root)
    workspace.match("target", request.targets)
    workspace.match("profile", request.profiles)
    watched = _watched(workspace.root)
    return watched, _builds(request, watched)


def _builds(request: Request, watched: list[Path]) -> Iterator[Iterator[Result]]:
    with closing(Spares(ENGINES)) as spares:
        shelf = Shelf(spares)
        for number, _ in enumerate(_saves(watched)):
            yield _results(request, shelf)
            spares.refill()
            if number == 0:
                gc.freeze()  # what is warm stays: the garbage of a build is collected without a look at it


def _results(request: Request, shelf: Shelf) -> Iterator[Result]:
    """Build what is stale, in this process."""
    yield from run(plan(request), workers=1, shelf=shelf)


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
