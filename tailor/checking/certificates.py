"""Whether built pages are what they claim to be: each page's problem is rebuilt and its certificate checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.errors import Problem, TailorError
from tailor.builds.build_values import Choice, Job
from tailor.builds.choosing import choose
from tailor.builds.chosen_page import last_page
from tailor.builds.pipeline import load
from tailor.builds.plan import Plan, Request, plan, record_path
from tailor.builds.record import Record, page_doubts, read_record
from tailor.builds.typesetter import open_typesetter
from tailor.core.optimise.certificate import certifies


def check_proofs(request: Request) -> list[Problem]:
    """What does not hold of the pages that were built: one that was built of other files, that breaks a rule or is not
    worth what its report says, and one without a certificate that no page is worth more than it. Raises InputError."""
    found = plan(replace(request, everything=not request.targets))
    return [problem for job in found.jobs for problem in _of_page(found, job)]


def _of_page(found: Plan, job: Job) -> Iterator[Problem]:
    path = record_path(found, job)
    record = read_record(path)
    if record is None:
        return
    if doubts := page_doubts(path, record):
        yield from doubts
        return
    name = f"{job.profile} × {job.target}"
    try:
        choice = _chosen_again(found, job)
    except TailorError as error:
        yield from error.problems
        return
    if fault := untrue(choice, record):
        yield Problem("unproved", f"{name}: {fault}", f"build it again: tailor build {job.target} --fresh")


def untrue(choice: Choice, record: Record) -> str | None:
    """What a report says of a page that is not so; None where all is."""
    line: Mapping[str, object] = record.line
    if line["proof"] is None:
        return None
    problem, certificate, index = choice.problem, choice.selection.certificate, choice.problem.index()
    layout = next((number for number, one in enumerate(problem.layouts) if one.name == record.layout), None)
    if layout is None or not all(pair in index for pair in record.shown.items()):
        return "it shows what is not there any more"
    chosen = frozenset(index[pair] for pair in record.shown.items())
    if problem.broken(chosen, layout) or problem.value(chosen, layout) != line["value"]:
        return "it breaks a rule, or is not worth what its report says"
    if certificate is None or not certifies(certificate, problem):
        return "there is no certificate that holds"
    if line["proof"] == "certified" and certificate.bound != line["value"]:
        return "its report calls it the best, and another page may be worth more"
    return None


def _chosen_again(found: Plan, job: Job) -> Choice:
    inputs = load(found.workspace, found.config, job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    try:
        return choose(inputs, job, typesetter, Stopwatch(_still), last_page(found, job))
    finally:
        typesetter.close()


def _still() -> float:
    """A clock that stands: nothing is timed."""
    return 0.0
