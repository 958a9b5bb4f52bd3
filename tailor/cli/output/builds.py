"""Builds before the user's eyes: results are printed as they come, and a report is written."""

from __future__ import annotations

import gc

from tailor.api import start
from tailor.cli.build_flags import Wanted
from tailor.cli.output.ending import INTERRUPTED
from tailor.cli.output.printing import Printer
from tailor.cli.output.progress import Brake


def build_all(wanted: Wanted) -> int:
    """Build all pages; the highest exit code comes back. Raises InputError where nothing can begin."""
    suite = None
    batch = start(wanted.build, jobs=wanted.jobs, scheduler=wanted.scheduler)
    if wanted.junit is not None:
        from tailor.cli.output.junit import Suite

        suite = Suite()
    gc.freeze()  # what there is by now stays: modules and classes
    with Brake(len(batch), batch.stop) as brake, Printer(wanted.json, wanted.quiet, len(batch)) as printer:
        for result in batch:
            printer.result(result)
            if suite is not None:
                suite.add(result)
    if wanted.junit is not None and suite is not None:
        from tailor.storage.files import write_whole

        write_whole(wanted.junit, suite.report())
    return INTERRUPTED if brake.pulled() else printer.code
