"""Pages: built, and built again on every save."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tailor.api.arguments import Folder, as_day, as_path, as_text
from tailor.base.errors import (
    ExitCode,
    FitError,
    InputError,
    TailorError,
    TexError,
    TexMissingError,
)
from tailor.base.results import Result
from tailor.exporting.formats import DEFAULT

if TYPE_CHECKING:
    from tailor.builds.plan import Request
    from tailor.builds.record import Command


MOST = 100
"""A command that builds more pages is not remembered as a whole: each of its pages is."""


class Build(NamedTuple):
    """What to build, in plain values, with the options of `tailor build`."""

    targets: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    everything: bool = False
    template: str | None = None
    out: str | None = None
    formats: tuple[str, ...] = DEFAULT
    pages: str | None = None
    date: str | None = None
    root: str | None = None
    force: bool = False
    fresh: bool = False
    draft: bool = False
    redact: bool = False


class Batch:
    """Builds that were begun: `len` says how many pages there are; iterate, once, for results as they come."""

    def __init__(self, pages: int, run: Callable[[Callable[[], bool]], Iterator[Result]]) -> None:
        """`run` gives the results; it is handed what says whether to stop."""
        self._pages = pages
        self._stopped = False
        self._results = run(lambda: self._stopped)

    def stop(self) -> None:
        """Finish the pages under way, and begin no more."""
        self._stopped = True

    def __len__(self) -> int:
        return self._pages

    def __iter__(self) -> Iterator[Result]:
        return self._results


def build(
    *targets: str,
    profiles: Sequence[str] = (),
    everything: bool = False,
    template: str | None = None,
    out: Folder | None = None,
    formats: Sequence[str] = DEFAULT,
    pages: int | str | None = None,
    date: str | None = None,
    root: Folder | None = None,
    force: bool = False,
    fresh: bool = False,
    draft: bool = False,
    redact: bool = False,
    jobs: int | None = None,
) -> list[Result]:
    """Build one page for each target, by default for all of them; pages that are current stay as they are.

    `everything` is every profile × every target; `formats` are names of `FORMATS`; `force` builds what is current too,
    `fresh` forgets what the last build chose as well; a `draft` shows wordings that nobody has accepted, marked, and
    `redact` names nobody, each in files of its own; `jobs` are builds at once (default: the CPU cores). Raises
    InputError where nothing can begin, and, when all pages are done, what made any of them fail.
    """
    wanted = Build(
        targets, tuple(profiles), everything, template, as_text(out), tuple(formats),
        None if pages is None else str(pages), date, as_text(root), force, fresh, draft, redact,
    )  # fmt: skip
    results = list(start(wanted, jobs=jobs))
    _raise_failures(results)
    return results


def start(wanted: Build, *, jobs: int | None = None, scheduler: str | None = None) -> Batch:
    """Begin builds; one that fails is a result like the others, and stops none of them. `scheduler` is the address of
    a Dask cluster to build on. Raises InputError where nothing can begin."""
    from tailor.builds.record import Command, line_now

    here = Path.cwd()
    command = Command(wanted, here)
    if not (wanted.force or wanted.fresh) and (records := command.current()) is not None:
        found = [Result(line_now(one, here), outputs=one.outputs, inputs=one.inputs) for one in records]
        return Batch(len(found), lambda _: iter(found))
    return _planned(wanted, here, command, jobs, scheduler)


def _planned(wanted: Build, here: Path, command: Command, jobs: int | None, scheduler: str | None) -> Batch:
    from tailor.builds.batch.run import run
    from tailor.builds.plan import plan
    from tailor.builds.record import folder_states
    from tailor.sources.workspace import find_workspace

    around = folder_states(str(find_workspace(here, as_path(wanted.root)).root), str(here))
    planned = plan(_request(wanted, here))

    def results(stopped: Callable[[], bool]) -> Iterator[Result]:
        pages: dict[Path, str] = {}
        read: set[str] = set()
        for result in run(planned, jobs, scheduler, stopped):
            if result.record is not None and len(pages) < MOST:
                pages |= (result.record,)
                read.update(result.inputs)
            yield result
        if len(pages) == len(planned.jobs):
            command.keep(pages, read, around)

    return Batch(len(planned.jobs), results)


def watch(wanted: Build) -> tuple[list[Path], Iterator[Iterator[Result]]]:
    """What is watched, and a build at once and after each save: its results, as they come. What is wrong with a save is
    raised by its results, and does not end the watch. Raises InputError for a name that there is not."""
    from tailor.builds.batch.watching import watch

    return watch(_request(wanted, Path.cwd()))


def _request(wanted: Build, here: Path) -> Request:
    from tailor.builds.plan import Request

    return Request(
        here, as_day(wanted.date), as_path(wanted.root), wanted.targets, wanted.profiles, wanted.everything,
        wanted.template, as_path(wanted.out), wanted.formats, wanted.fresh, wanted.force, wanted.pages, wanted.draft,
        wanted.redact,
    )  # fmt: skip


def _raise_failures(results: Sequence[Result]) -> None:
    failed = [one for one in results if one.code != ExitCode.FINE]
    if failed:
        kinds = {kind.exit_code: kind for kind in (TailorError, InputError, FitError, TexError, TexMissingError)}
        raise kinds[max(one.code for one in failed)]([problem for one in failed for problem in one.problems])
