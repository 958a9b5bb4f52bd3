"""A plan carried out before the user's eyes: results told as they come, a report written, the command remembered."""

from __future__ import annotations

import sys
from pathlib import Path

from tailor.adapters.files import write_whole
from tailor.base.results import Result
from tailor.batch import Plan
from tailor.cli.batching import Brake
from tailor.cli.ending import INTERRUPTED
from tailor.cli.junit import Suite
from tailor.cli.printing import Printer
from tailor.cli.recall import MOST, record
from tailor.running import run


def build_all(
    plan: Plan, *, jobs: int | None, scheduler: str | None, junit: Path | None, json: bool, quiet: bool
) -> int:
    """Build all pages of a plan; the highest exit code comes back."""
    suite = Suite() if junit is not None else None
    done: list[Result] = []
    with Brake(len(plan.jobs)) as brake, Printer(json, quiet, len(plan.jobs)) as printer:
        for result in run(plan, jobs, scheduler, brake.pulled):
            printer.result(result)
            if suite is not None:
                suite.add(result)
            if len(done) <= MOST:
                done.append(result)
    if junit is not None and suite is not None:
        write_whole(junit, suite.report())
    record(sys.argv[1:], plan, done, json_=json, quiet=quiet)
    return INTERRUPTED if brake.pulled() else printer.code
