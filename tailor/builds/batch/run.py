"""All builds of a plan, one's failure stopping no other: here, or spread over many workers."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from tailor.base.errors import InputError, Problem
from tailor.base.results import Result
from tailor.builds.plan import APART, Plan, build_one
from tailor.builds.worker_cache import Shelf
from tailor.builds.written.manifest_file import Recorder
from tailor.builds.written.report import error_data


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    plan: Plan,
    workers: int | None = None,
    scheduler: str | None = None,
    stop: Callable[[], bool] = lambda: False,
    shelf: Shelf | None = None,
) -> Iterator[Result]:
    """Build all, and give each result as it comes; what was built is recorded in `manifest.json`, however it ends.

    `workers` are processes (default: the cores); `scheduler` is the address of a Dask cluster to build on instead.
    When `stop` says so, what is under way is finished and nothing more begins. One worker works in this process, with
    what `shelf` has from earlier builds. Raises InputError for a scheduler
    that cannot be reached.
    """
    workers = min(workers or cores(), len(plan.jobs))
    recorder = Recorder(plan.out, plan.workspace.root, len(plan.jobs))
    try:
        for result in _apart(_results(plan, workers, scheduler, stop, shelf or Shelf()), plan):
            recorder.add(result.line, result.outputs, result.inputs)
            yield result
    finally:
        recorder.finish()


def _apart(results: Iterator[Result], plan: Plan) -> Iterator[Result]:
    """Each page has a file of its own, or fails: two people of one name, two targets of one title."""
    if {"profile", "target"} <= plan.config.holes():
        yield from results
        return
    taken: dict[str, str] = {}
    for result in results:
        page, path = f"{result.line['profile']} × {result.line['target']}", next(iter(result.outputs), None)
        other = page if path is None else taken.setdefault(path, page)
        yield result if path is None or other == page else _overwriting(result, page, path, other)


def _overwriting(result: Result, page: str, path: str, other: str) -> Result:
    """The result of a page that was written over another one of the same run."""
    message = f"{page} and {other} have the same file, {path}: only one of them is left there"
    error = InputError(Problem("one-file", message, APART))
    line = result.line | {"status": "failed", "error": error_data(error)}
    return dataclasses.replace(result, line=line, problems=(*result.problems, *error.problems), code=error.exit_code)


def _results(
    plan: Plan, workers: int, scheduler: str | None, stop: Callable[[], bool], shelf: Shelf
) -> Iterator[Result]:
    if len(plan.jobs) == 1 and scheduler is None:
        yield build_one(plan, plan.jobs[0], shelf)
        return
    light = replace(plan, jobs=())  # goes along with every group: the whole plan would make a batch quadratic
    if scheduler is not None or workers > 1:
        from tailor.builds.batch.executors import spread

        yield from spread(light, plan.jobs, workers, scheduler, stop)
        return
    for job in plan.jobs:
        if stop():
            return
        yield build_one(light, job, shelf)
