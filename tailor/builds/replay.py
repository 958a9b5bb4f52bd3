"""A page that was decided before is set again: TeX is given what it was given then, and must come to the same heights.

Imports neither models nor templates nor the solver, so that such a build takes little longer than TeX does.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tailor.base.clock import Stopwatch
from tailor.base.errors import ExitCode, TailorError, TexError
from tailor.base.results import Result
from tailor.builds.decisions import Decision, Decisions
from tailor.builds.outputs import write_outputs
from tailor.builds.problem_json import problem_of
from tailor.builds.record import State, chosen_before, load_state, remember
from tailor.storage.digests import unchanged
from tailor.tex.engine import Engine
from tailor.tex.setting import Setter, Typeset

STAGES = ("load", "score", "measure", "select", "render", "compile")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is asked for: with what, in which formats, where its last build is remembered, and seen from which
    folder (paths are told from there)."""

    asked: Sequence[object]
    formats: Sequence[str]
    memory: Path
    here: Path

    def key(self) -> list[object]:
        """What its decision is kept under."""
        return [*self.asked, str(self.memory), str(self.here)]


def set_again(pages: Sequence[Page], engine: Engine | None = None) -> list[Result] | None:
    """All pages of a command as they were decided, the first one by the engine that waits, if there is one; None if one
    of them cannot be set so."""
    try:
        found = [decided(page, load_state(page.memory)) for page in pages]
        decisions = [one for one in found if one is not None]
        if len(decisions) < len(pages):
            return None
        waiting = [engine, *[None] * (len(pages) - 1)]
        jobs = list(zip(decisions, pages, waiting, strict=True))
        results = [rebuilt(*jobs[0])] if len(jobs) == 1 else _side_by_side(jobs)
        return None if None in results else [one for one in results if one]
    except (OSError, TailorError):
        return None  # the long way says it better


def _side_by_side(jobs: Iterable[tuple[Any, ...]]) -> list[Result | None]:
    """In threads: what is waited for is TeX."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda job: rebuilt(*job), jobs))


def decided(page: Page, state: State) -> Decision | None:
    """The decision for a page, if all that it came from is as it was; `state` is that of its last build."""
    read = state.get("inputs", {})
    if not unchanged(read):
        return None  # changed since: no need to look
    return Decisions().find(page.key(), chosen_before(state), read)


def rebuilt(decision: Decision, page: Page, engine: Engine | None = None) -> Result | None:
    """The page of a decision, set (by an engine that waits, if it has the right format) and written; None if TeX does
    not come to what it came to then. Raises OSError where nothing can be written, TexMissingError."""
    watch = Stopwatch(time.perf_counter)
    with watch.stage("compile"):
        setter = Setter(decision.preamble)
        setter.prepare(engine)
        typeset = _set(decision, setter)
    if typeset is None:
        return None
    line = {**decision.line, "status": "built", "seconds": dict.fromkeys(STAGES, 0.0) | watch.report()}
    files = write_outputs(decision, typeset.pdf, line, page.formats)
    state = remember(page.memory, page.asked, decision, files, line)
    problems = tuple(map(problem_of, decision.problems))
    return Result(line, files, problems, ExitCode.FINE, state["outputs"], state["inputs"], setter.format)


def _set(decision: Decision, setter: Setter) -> Typeset | None:
    try:
        typeset = setter.typeset(decision.source)
    except TexError:
        return None
    return None if typeset.differences(decision.heights, decision.pages) or typeset.log.lost else typeset
