"""Many builds on any executor: memory flat however many there are, nothing lost when a worker dies.

The builds of one profile go to a worker together, a few at a time: it parses the profile once, and keeps templates
and measures warm for what follows.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from itertools import chain, groupby, islice
from multiprocessing import parent_process
from typing import TypeAlias

from tailor.base.errors import InputError, Problem, TailorError
from tailor.base.results import Result
from tailor.builds.batch.cluster import cluster
from tailor.builds.build_values import Job
from tailor.builds.plan import Plan, build_one, failed
from tailor.builds.worker_cache import Shelf

Group: TypeAlias = tuple[Job, ...]
"""Builds of one profile that one worker does in a row."""

MOST = 8
"""Builds in a group at most: what is under way when the user stops the batch is done within a second."""

LOOK = 1.0
"""Seconds after which it is looked whether a cluster still answers."""

WAITING = 2
"""Groups handed out for each worker: one in work, one that waits, so that no worker is ever idle."""


def spread(
    plan: Plan, jobs: Sequence[Job], workers: int, scheduler: str | None, stop: Callable[[], bool]
) -> Iterator[Result]:
    """Build `jobs` on so many processes, or on the cluster at an address; `plan` goes along with every group, so it
    should have no jobs of its own. Raises InputError for a scheduler that cannot be reached."""
    if scheduler is None:
        yield from _in_processes(plan, groups_of(jobs, workers), workers, stop)
        return
    with cluster(scheduler) as (executor, slots, answers):
        yield from run_on(executor, plan, groups_of(jobs, slots), WAITING * slots, stop, answers)


def groups_of(jobs: Sequence[Job], workers: int) -> Iterator[Group]:
    """The jobs, those of one profile together; small enough that every worker has its share of what is left, so that
    at the end none waits long for another (guided self-scheduling, Polychronopoulos and Kuck 1987)."""
    left = len(jobs)
    for _, same in groupby(jobs, key=lambda job: job.profile):
        while group := tuple(islice(same, max(1, min(MOST, left // (2 * WAITING * workers))))):
            left -= len(group)
            yield group


class LostError(Exception):
    """The executor broke; `groups` were under way."""

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__("the executor broke")
        self.groups = groups


def run_on(
    executor: Executor,
    plan: Plan,
    groups: Iterable[Group],
    window: int,
    stop: Callable[[], bool],
    answers: Callable[[], bool] = lambda: True,
) -> Iterator[Result]:
    """Build groups on any executor, results as they come, `window` groups under way at most. Where the executor
    `answers` no more, what is not done fails. Raises LostError."""
    waiting = iter(groups)
    flying: dict[Future[list[Result]], Group] = {}
    try:
        while True:
            for group in islice(waiting, 0 if stop() else window - len(flying)):
                flying[_submit(executor, plan, group, flying)] = group
            if not flying:
                return
            done = wait(flying, timeout=LOOK, return_when=FIRST_COMPLETED).done
            if not answers():
                yield from _unanswered(chain(flying.values(), waiting))
                flying.clear()
                return
            for future in done:
                group = flying[future]
                yield from _outcome(future, group, flying)
                del flying[future]
            if stop():
                _cancel(flying)
    finally:
        _cancel(flying)


def _unanswered(groups: Iterable[Group]) -> Iterator[Result]:
    """What a cluster was to build that went away: each page by its name."""
    hint = "start it again; the pages that are done stay, and the same command builds the others"
    problem = Problem("no-scheduler", "the Dask scheduler answers no more", hint)
    return (failed(job, InputError(problem)) for job in chain.from_iterable(groups))


def _submit(
    executor: Executor, plan: Plan, group: Group, flying: dict[Future[list[Result]], Group]
) -> Future[list[Result]]:
    try:
        return executor.submit(build_group, plan, group)
    except BrokenExecutor:
        raise LostError([*flying.values(), group]) from None


def _outcome(future: Future[list[Result]], group: Group, flying: dict[Future[list[Result]], Group]) -> list[Result]:
    try:
        return future.result()
    except BrokenExecutor:
        raise LostError([*flying.values()]) from None
    except Exception as error:  # a cluster gave this group up
        return [_died(job, f"{type(error).__name__}: {error}") for job in group]


def _cancel(flying: dict[Future[list[Result]], Group]) -> None:
    """Take back what no worker has begun."""
    for future in [future for future in flying if future.cancel()]:
        del flying[future]


def _in_processes(plan: Plan, groups: Iterator[Group], workers: int, stop: Callable[[], bool]) -> Iterator[Result]:
    """On processes of this machine. Where one is killed, what was under way is built again, page by page."""
    while True:
        try:
            with _processes(workers) as executor:
                yield from run_on(executor, plan, groups, WAITING * workers, stop)
            return
        except LostError as error:
            for job in chain.from_iterable(error.groups):
                yield _alone(plan, job)


def _alone(plan: Plan, job: Job) -> Result:
    """One build in a process of its own, which it may take down."""
    try:
        with _processes(1) as executor:
            return executor.submit(build_group, plan, (job,)).result()[0]
    except BrokenExecutor:
        return _died(job, "it was killed, for want of memory perhaps")


def _died(job: Job, reason: str) -> Result:
    return failed(job, TailorError(Problem("worker-died", f"the worker died: {reason}", "try with fewer --jobs")))


def _processes(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_enlist)


def _enlist() -> None:
    """A worker leaves Ctrl-C and a terminal that closes to its parent, and ends when that one ends it or is gone."""
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


_own = threading.local()
"""What each worker keeps warm; a cluster may run several in threads of one process."""


def build_group(plan: Plan, group: Group) -> list[Result]:
    """Build some pages in a row. This is what an executor runs."""
    shelf = _own.__dict__.setdefault("shelf", Shelf())
    return [build_one(plan, job, shelf) for job in group]
