"""TeX measures blocks and sets pages: one process to measure (only what is not known yet), a fresh one to set.

The page is never set by the process that measured: which fonts that one loaded depends on what was known before,
and the same page must come out as the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tailor.adapters.cache import MeasureCache, key_of
from tailor.adapters.engine import Engine, Run
from tailor.adapters.formats import (
    FRESH_FONTS,
    cache_folder,
    discard,
    engine_path,
    ensure_format,
    format_arguments,
    format_key,
)
from tailor.adapters.texcode import measuring_code
from tailor.base.errors import Problem, TexError
from tailor.core.pages import Measure, Request
from tailor.text.texlog import TexFault, TexLog, read_log

END = "\\csname @@end\\endcsname\n"
"""TeX's own end, without LaTeX's closing of its files."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """What TeX set: the PDF, and its log, read. Heights in sp."""

    pdf: bytes
    log: TexLog


class Typesetter:
    """Measures and sets with one preamble."""

    def __init__(self, preamble: str, cache: MeasureCache | None = None) -> None:
        """Make the preamble's format ready. Raises TexMissingError, or TexError for a broken preamble."""
        self._preamble = preamble
        self._key = format_key(preamble, engine_path())
        self._format = ensure_format(preamble)
        self._cache = cache or MeasureCache(cache_folder() / "measures.sqlite")
        self._waiting: Engine | None = None

    def prepare(self) -> None:
        """Start the engine that will set the page: it loads its format while we choose."""
        if self._waiting is None:
            self._waiting = Engine(format_arguments(self._format))

    def close(self) -> None:
        """End an engine that still waits."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def measure(self, requests: Sequence[Request]) -> list[Measure]:
        """The measures of some blocks, in order; TeX is asked for those only that are not known. Raises TexError."""
        keys = [key_of(self._key, request) for request in requests]
        known = self._cache.find(keys)
        missing = {key: request for key, request in zip(keys, requests, strict=True) if key not in known}
        if missing:
            order = sorted(missing, key=lambda key: missing[key].setup)
            measured = self._ask([missing[key] for key in order])
            known |= dict(zip(order, measured, strict=True))
            self._cache.keep({key: known[key] for key in order})
        return [known[key] for key in keys]

    def _ask(self, requests: Sequence[Request]) -> list[Measure]:
        source = f"{FRESH_FONTS}{measuring_code(requests, 'answers.txt')}{END}"
        run = self._run(source, ("answers.txt",))
        lines = run.files.get("answers.txt", b"").decode().splitlines()
        if run.code != 0 or len(lines) != len(requests):
            raise TexError(_measuring_problems(run, requests, source))
        return [Measure(*map(int, line.split()[1:])) for line in lines]

    def typeset(self, body: str) -> Typeset:
        """Set what stands between `\\begin{document}` and `\\end{document}`. Raises TexError."""
        engine, self._waiting = self._waiting, None
        run = self._run(f"{FRESH_FONTS}{body}\n\\end{{document}}\n", ("page.pdf",), engine)
        log = read_log(run.log)
        if run.code != 0 or "page.pdf" not in run.files:
            raise TexError(problems_of(run, log))
        return Typeset(run.files["page.pdf"], log)

    def _run(self, source: str, wanted: tuple[str, ...], engine: Engine | None = None) -> Run:
        """Do a job; once more with a new format if this one would not load."""
        run = self._once(source, wanted, engine)
        if self._format is not None and run.code != 0 and not run.log:
            discard(self._format)
            self._format = ensure_format(self._preamble)
            run = self._once(source, wanted, None)
        return run

    def _once(self, source: str, wanted: tuple[str, ...], engine: Engine | None) -> Run:
        if self._format is None:
            source = f"\\nofiles\n{self._preamble}\n\\begin{{document}}\n{source}"
        engine = engine or Engine(format_arguments(self._format))
        with engine:
            return engine.run(source, wanted)


def _measuring_problems(run: Run, requests: Sequence[Request], source: str) -> list[Problem]:
    """Faults of blocks, each with the LaTeX that it stopped in."""
    return problems_of(run, read_log(run.log))


def problems_of(run: Run, log: TexLog) -> list[Problem]:
    """What TeX said when it failed."""
    if run.timed_out:
        return [Problem("tex-timeout", "TeX did not end in time", "a macro may call itself without end")]
    if not log.faults:
        last = "\n".join(run.log.splitlines()[-4:])
        return [Problem("tex-failed", f"TeX ended with code {run.code}", last)]
    return [_fault_problem(fault) for fault in log.faults]


def _fault_problem(fault: TexFault) -> Problem:
    context = f"it stopped at: {fault.context}" if fault.context else ""
    return Problem("tex-failed", f"TeX: {fault.message}", context)


def measures_path() -> Path:
    """The database of measures."""
    return cache_folder() / "measures.sqlite"
