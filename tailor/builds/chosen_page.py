"""The one page that a question or an export is about: chosen, and set only where it takes that."""

from __future__ import annotations

import json
import time
from contextlib import suppress

from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.errors import InputError, Problem
from tailor.builds.build_values import Built, Choice, Job, PageQuery
from tailor.builds.choosing import choose
from tailor.builds.pipeline import build_page, load
from tailor.builds.plan import Plan, Request, plan, record_path
from tailor.builds.record import last_choice, page_doubts, read_record
from tailor.builds.typesetter import open_typesetter
from tailor.core.optimise.search.stability import Previous


def planned(asked: PageQuery, target: str) -> tuple[Plan, Job]:
    """The one build that is asked about. Raises InputError if the names stand for several."""
    profiles = (asked.profile,) if asked.profile else ()
    request = Request(asked.here, asked.today, asked.root, (target,), profiles, template=asked.template)
    found = plan(replace(request, draft=asked.draft, redact=asked.redact))
    if len(found.jobs) != 1:
        names = ", ".join(f"{job.profile} × {job.target}" for job in found.jobs)
        raise InputError(Problem("one-page", "this asks about one page at a time", f"name one of: {names}"))
    return found, found.jobs[0]


def chosen_page(asked: PageQuery, target: str) -> Choice:
    """The best page for a target, whatever was built before. Raises InputError, FitError, TexError."""
    found, job = planned(asked, target)
    return _chosen(found, job, None)


def last_page(found: Plan, job: Job) -> Previous | None:
    """What the last build of a page chose; None if it was not built yet."""
    return last_choice(read_record(record_path(found, job)))


def texts_then(found: Plan, job: Job) -> dict[str, str]:
    """The texts of a page as it was last built, by the report that was written; none where there is no report."""
    record = read_record(record_path(found, job))
    texts: dict[str, str] = {}
    for name in record.outputs if record else ():
        if name.endswith(".json"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                items = json.loads((found.workspace.here / name).read_text(encoding="utf-8"))["items"]
                texts |= {str(one["id"]): str(one["text"]) for one in items}
    return texts


def page_as_built(asked: PageQuery, target: str) -> Choice:
    """The page that a build would set now: near the last one, where nothing better has come. Raises the same."""
    found, job = planned(asked, target)
    return _chosen(found, job, last_page(found, job))


def page_as_set(asked: PageQuery, target: str) -> Built:
    """The same, set by TeX; nothing is written. Raises the same, and TexMissingError."""
    found, job = planned(asked, target)
    return build_page(found.workspace, found.config, job, last_page(found, job))


def built_otherwise(asked: PageQuery, target: str, choice: Choice) -> int:
    """How many items only one of a page and the last build of it shows; none where that was built of something else."""
    found, job = planned(asked, target)
    path = record_path(found, job)
    record = read_record(path)
    last = last_choice(record)
    if record is None or last is None or page_doubts(path, record):
        return 0
    if record.line["template"] != choice.inputs.template.name or record.line["pages"] != 1:
        return 0
    return len({item for item, _ in last.shown} ^ set(choice.chosen()))


def _chosen(found: Plan, job: Job, previous: Previous | None) -> Choice:
    inputs = load(found.workspace, found.config, job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    try:
        return choose(inputs, job, typesetter, Stopwatch(time.perf_counter), previous)
    finally:
        typesetter.close()
