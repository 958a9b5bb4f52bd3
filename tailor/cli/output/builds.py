"""Builds before the user's eyes: results are printed as they come, and a report is written."""

from __future__ import annotations

import dataclasses
import gc

from tailor.api import ExitCode, Problem, Result, start
from tailor.cli.build_flags import Wanted
from tailor.cli.output.ending import INTERRUPTED
from tailor.cli.output.printing import Printer
from tailor.cli.output.progress import Brake


def build_all(wanted: Wanted) -> int:
    """Build all pages; the highest exit code comes back. Raises InputError where nothing can begin."""
    suite = summary = None
    if wanted.summaries:
        from tailor.cli.output.summary import Summary, check_summary

        summary = Summary()
        for path in wanted.summaries:
            check_summary(path)
    batch = start(wanted.build, jobs=wanted.jobs, scheduler=wanted.scheduler)
    if wanted.junit is not None:
        from tailor.cli.output.junit import Suite

        suite = Suite()
    gc.freeze()  # what there is by now stays: modules and classes
    with Brake(len(batch), batch.stop) as brake, Printer(wanted.json, wanted.quiet, len(batch)) as printer:
        for result in batch:
            result = not_full(result, wanted.min_fill)
            printer.result(result)
            if summary is not None:
                summary.add(result)
            if suite is not None:
                suite.add(result)
    if wanted.junit is not None and suite is not None:
        from tailor.storage.files import write_whole

        write_whole(wanted.junit, suite.report())
    for path in wanted.summaries:
        from tailor.storage.files import write_whole

        if summary is not None:
            write_whole(path, summary.written(path))
    return INTERRUPTED if brake.pulled() else printer.code


def not_full(result: Result, least: float | None) -> Result:
    """A page that is less full than `--min-fill` asks for as a failure of what it was made of; its files stay."""
    fill = result.line.get("fill")
    if least is None or fill is None or fill >= least or result.code != ExitCode.FINE:
        return result
    message = f"the page is {fill:.1%} full, less than --min-fill {least * 100:g}%"
    problem = Problem("min-fill", message, "the profile needs more that this target wants, or the target fewer limits")
    return dataclasses.replace(result, problems=(*result.problems, problem), code=ExitCode.BAD_INPUT)
