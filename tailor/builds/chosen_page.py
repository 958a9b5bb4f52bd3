"""The one page that a question or an export is about: chosen, but not set."""

from __future__ import annotations

import time

from tailor.base.clock import Stopwatch
from tailor.base.errors import InputError, Problem
from tailor.builds.pipeline import choose, load
from tailor.builds.plan import Plan, Request, memory_of, plan
from tailor.builds.record import last_choice, load_state, page_doubts
from tailor.builds.typesetter import open_typesetter
from tailor.builds.values import Asked, Choice, Job
from tailor.core.optimise.stability import Previous


def planned(asked: Asked, target: str) -> tuple[Plan, Job]:
    """The one build that is asked about. Raises InputError if the names stand for several."""
    profiles = (asked.profile,) if asked.profile else ()
    found = plan(Request(asked.here, asked.today, asked.root, (target,), profiles, template=asked.template))
    if len(found.jobs) != 1:
        names = ", ".join(f"{job.profile} × {job.target}" for job in found.jobs)
        raise InputError(Problem("one-page", "this asks about one page at a time", f"name one of: {names}"))
    return found, found.jobs[0]


def chosen_page(asked: Asked, target: str) -> Choice:
    """The best page for a target, whatever was built before. Raises InputError, FitError, TexError."""
    found, job = planned(asked, target)
    return _chosen(found, job, None)


def last_page(found: Plan, job: Job) -> Previous | None:
    """What the last build of a page chose; None if it was not built yet."""
    return last_choice(load_state(memory_of(found, job)))


def page_as_built(asked: Asked, target: str) -> Choice:
    """The page that a build would set now: near the last one, where nothing better has come. Raises the same."""
    found, job = planned(asked, target)
    return _chosen(found, job, last_page(found, job))


def built_otherwise(asked: Asked, target: str, choice: Choice) -> int:
    """How many items only one of a page and the last build of it shows; none where that was built of something else."""
    found, job = planned(asked, target)
    path = memory_of(found, job)
    state = load_state(path)
    last = last_choice(state)
    if last is None or page_doubts(path, state) or state["line"]["template"] != choice.inputs.template.name:
        return 0
    return len({item for item, _ in last.shown} ^ set(choice.chosen())) if state["line"]["pages"] == 1 else 0


def _chosen(found: Plan, job: Job, previous: Previous | None) -> Choice:
    inputs = load(found.workspace, found.config, job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    try:
        return choose(inputs, job, typesetter, Stopwatch(time.perf_counter), previous)
    finally:
        typesetter.close()
