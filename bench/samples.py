"""`python -m bench.samples [TEMPLATE …]`: every sample profile × target, in every template, on one page and on two.

Tells what is proved of each, and what choosing with the certificate and checking it alone take. Writes
`bench/SAMPLES.md` where all templates are asked for; exit code 1 if a page is not certified."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bench.results import commit, machine
from tailor.base.clock import Stopwatch
from tailor.builds.build_values import Job
from tailor.builds.pipeline import choose, load
from tailor.builds.plan import Plan, Request, plan
from tailor.builds.typesetter import open_typesetter
from tailor.core.optimise.certificate import certifies
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.optimise.search.selection import best_page
from tailor.models.dates import Day
from tailor.solver.highs import Highs

ROOT = Path(__file__).parent.parent
TODAY = Day(2026, 11, 21)
TEMPLATES = ("academic", "classic", "compact", "jake", "modern", "sidebar")
TIMES = 3
HEAD = """# Every sample page, measured

- Command: `python -m bench.samples`
- Commit: {commit}

CPU ms: choosing and certifying anew, all layouts, once; checking the certificate alone, the median of {times}.

| page | options | proof | pages | choose, ms | check, ms | work, reckoned ms |
|---|---|---|---|---|---|---|"""


class Measured(Struct, frozen=True):
    """One page: its name, how many it may fill, the problem, what was found, and CPU ms."""

    name: str
    pages: int
    problem: PageProblem
    found: Selection
    choosing: float
    checking: float

    def row(self) -> str:
        """Its line of the table."""
        options, work = len(self.problem.options), self.found.work / 1000
        times = f"{self.choosing:.0f} | {self.checking:.0f} | {work:.0f}"
        return f"| {self.name} | {options} | {self.found.proof} | {self.pages} | {times} |"


def problems(template: str, pages: int) -> Iterator[tuple[str, PageProblem]]:
    """The problem of every sample in a template, by name."""
    found = plan(Request(ROOT, TODAY, ROOT, everything=True, template=template))
    for job in found.jobs:
        yield f"{template}: {job.profile} × {job.target}", _problem(found, replace(job, pages=pages))


def _problem(found: Plan, job: Job) -> PageProblem:
    inputs = load(found.workspace, found.config, job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    try:
        return choose(inputs, job, typesetter, Stopwatch(time.perf_counter)).problem
    finally:
        typesetter.close()


def measured(name: str, pages: int, problem: PageProblem) -> Measured:
    """A page chosen and checked."""
    begun = time.process_time()
    found = best_page(problem, Highs())
    choosing = (time.process_time() - begun) * 1000
    certificate = found.certificate
    assert certificate is not None
    return Measured(name, pages, problem, found, choosing, _milliseconds(lambda: certifies(certificate, problem)))


def _milliseconds(do: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        do()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1000


def summary(pages: Sequence[Measured]) -> str:
    """How many are certified, and the medians."""
    lines = [f"{sum(one.found.optimal for one in pages)} of {len(pages)} certified."]
    for number in (1, 2):
        for large in (False, True):
            some = [one for one in pages if one.pages == number and (len(one.problem.options) > 200) == large]
            if some:
                choosing, checking = [one.choosing for one in some], [one.checking for one in some]
                size = f"{'over' if large else 'up to'} 200 options ({len(some)})"
                lines.append(
                    f"- {number} page, {size}: choosing {statistics.median(choosing):.0f} ms at the median, "
                    f"{max(choosing):.0f} at most; "
                    f"checking {statistics.median(checking):.0f}, {max(checking):.0f} at most"
                )
    return "\n".join(lines)


def main() -> int:
    """Measure, tell and write."""
    asked = tuple(sys.argv[1:]) or TEMPLATES
    lines, done = [HEAD.format(commit=commit(), times=TIMES)], []
    print(lines[0], flush=True)
    for template in asked:
        for pages in (1, 2):
            for name, problem in problems(template, pages):
                done.append(measured(name, pages, problem))
                lines.append(done[-1].row())
                print(lines[-1], flush=True)
    lines += ["", summary(done), "", f"Machine: {machine()}."]
    print("\n".join(lines[-4:]))
    if asked == TEMPLATES:
        (ROOT / "bench/SAMPLES.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0 if all(one.found.optimal for one in done) else 1


if __name__ == "__main__":
    sys.exit(main())
