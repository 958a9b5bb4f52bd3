"""What `build` was asked for, carried out before the user's eyes: results told as they come, a report written, the
command remembered."""

from __future__ import annotations

import gc
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from tailor.base.results import Result
from tailor.builds.plan import Request, plan
from tailor.builds.run import run
from tailor.cli.batching import Brake
from tailor.cli.ending import INTERRUPTED
from tailor.cli.printing import Printer, today
from tailor.cli.recall import MOST, names_around, record
from tailor.sources.workspace import find_workspace
from tailor.storage.files import write_whole


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the flags say, in plain values: they are kept with the command, and need not be read again."""

    targets: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    everything: bool = False
    template: str | None = None
    out: str | None = None
    formats: tuple[str, ...] = ()
    pages: str | None = None
    jobs: int | None = None
    force: bool = False
    fresh: bool = False
    date: str | None = None
    json: bool = False
    quiet: bool = False
    root: str | None = None

    def request(self) -> Request:
        """The same as the batch takes it. Raises InputError for a date that is none."""
        return Request(
            here=Path.cwd(), root=Path(self.root) if self.root else None, targets=tuple(self.targets),
            profiles=tuple(self.profiles), everything=self.everything, template=self.template,
            out=Path(self.out) if self.out else None, formats=tuple(self.formats), today=today(self.date),
            fresh=self.fresh, force=self.force, pages=self.pages,
        )  # fmt: skip


def build_all(wanted: Wanted, scheduler: str | None = None, junit: Path | None = None) -> int:
    """Build all pages; the highest exit code comes back. Raises InputError where nothing can begin."""
    request, suite = wanted.request(), None
    around = names_around(find_workspace(request.here, request.root).root)
    planned = plan(request)
    if junit is not None:
        from tailor.cli.junit import Suite

        suite = Suite()
    gc.freeze()  # what there is by now stays: modules and classes
    done: list[Result] = []
    with Brake(len(planned.jobs)) as brake, Printer(wanted.json, wanted.quiet, len(planned.jobs)) as printer:
        for result in run(planned, wanted.jobs, scheduler, brake.pulled):
            printer.result(result)
            if suite is not None:
                suite.add(result)
            if len(done) <= MOST:
                done.append(result)
    if junit is not None and suite is not None:
        write_whole(junit, suite.report())
    record(sys.argv[1:], planned, done, asdict(wanted), around)
    return INTERRUPTED if brake.pulled() else printer.code
