"""TeX measures blocks and sets pages: one process to measure (only what is not known yet), a fresh one to set.

The page is never set by the process that measured: which fonts that one loaded depends on what was known before,
and the same page must come out as the same bytes.
"""

from __future__ import annotations

import re
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
    xetex_arguments,
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
    engine: str = "pdftex"


class BlockError(TexError):
    """TeX failed on a block that was to be measured; `command` is the last one that it had read, if known."""

    def __init__(self, problems: Sequence[Problem], request: Request, command: str) -> None:
        super().__init__(problems)
        self.request = request
        self.command = command


class Typesetter:
    """Measures and sets with one preamble."""

    def __init__(self, preamble: str, cache: MeasureCache | None = None) -> None:
        """Make the preamble's format ready. Raises TexMissingError, or TexError for a broken preamble."""
        self._preamble = self._plain = preamble
        self.key = format_key(preamble, engine_path())
        self.measures = cache or MeasureCache(measures_path())
        self._format = ensure_format(preamble)
        self._waiting: Engine | None = None
        self._xetex: list[str] | None = None

    def extend(self, preamble: str) -> None:
        """Go over to XeTeX with a preamble for it: its own fonts cannot be dumped, so TeX reads it every time.
        Raises TexMissingError."""
        self.close()
        self._xetex = xetex_arguments()
        self._plain, self._preamble, self._format = self._preamble, preamble, None
        self.key = format_key(preamble, self._xetex[0])

    def standalone(self, tex: str) -> str:
        """A whole document as the engine in use sets it."""
        return tex.replace(self._plain, self._preamble) if self._xetex else tex

    def _arguments(self) -> list[str]:
        return self._xetex or format_arguments(self._format)

    def prepare(self) -> None:
        """Start the engine that will set the page: it loads its format while we choose."""
        if self._waiting is None:
            self._waiting = Engine(self._arguments())

    def close(self) -> None:
        """End an engine that still waits."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def measure(self, requests: Sequence[Request]) -> list[Measure]:
        """The measures of some blocks, in order; TeX is asked for those only that are not known. Raises TexError."""
        keys = [key_of(self.key, request) for request in requests]
        known = self.measures.find(keys)
        missing = {key: request for key, request in zip(keys, requests, strict=True) if key not in known}
        if missing:
            order = sorted(missing, key=lambda key: missing[key].setup)
            measured = self._ask([missing[key] for key in order])
            known |= dict(zip(order, measured, strict=True))
            self.measures.keep({key: known[key] for key in order})
        return [known[key] for key in keys]

    def _ask(self, requests: Sequence[Request]) -> list[Measure]:
        source = f"{FRESH_FONTS}{measuring_code(requests, 'answers.txt')}{END}"
        run = self._run(source, ("answers.txt",))
        lines = run.files.get("answers.txt", b"").decode().splitlines()
        if run.code != 0 or len(lines) != len(requests):
            raise _block_error(run, requests, len(lines))
        return [Measure(*map(int, line.split()[1:])) for line in lines]

    def typeset(self, body: str) -> Typeset:
        """Set what stands between `\\begin{document}` and `\\end{document}`. Raises TexError."""
        engine, self._waiting = self._waiting, None
        run = self._run(f"{FRESH_FONTS}{body}\n\\end{{document}}\n", ("page.pdf",), engine)
        log = read_log(run.log)
        if run.code != 0 or "page.pdf" not in run.files:
            raise TexError(problems_of(run, log))
        return Typeset(run.files["page.pdf"], log, "xetex" if self._xetex else "pdftex")

    def _run(self, source: str, wanted: tuple[str, ...], engine: Engine | None = None) -> Run:
        """Do a job; once more with a new format if this one would not load."""
        run = self._once(source, wanted, engine)
        if self._format is not None and run.code != 0 and not run.log and not run.timed_out:
            discard(self._format)
            self._format = ensure_format(self._preamble)
            run = self._once(source, wanted, None)
        return run

    def _once(self, source: str, wanted: tuple[str, ...], engine: Engine | None) -> Run:
        if self._format is None:
            source = f"\\nofiles\n{self._preamble}\n\\begin{{document}}\n{source}"
        engine = engine or Engine(self._arguments())
        with engine:
            return engine.run(source, wanted)


def _block_error(run: Run, requests: Sequence[Request], answered: int) -> BlockError:
    """What stopped TeX, and in which block: the first that it did not answer for, or one whose braces do not match
    (a } too many stops it just after)."""
    suspects = [requests[index] for index in (answered, answered - 1) if 0 <= index < len(requests)]
    unmatched = [request for request in suspects if open_braces(request.source)]
    request = (unmatched or suspects)[0]
    log = read_log(run.log)
    if unmatched:
        message = "a { is not closed" if open_braces(request.source) > 0 else "there is a } too many"
        return BlockError([Problem("tex-braces", message, "count the braces of the macro")], request, "")
    command = log.faults[0].command if log.faults else ""
    return BlockError(problems_of(run, log), request, command)


def open_braces(source: str) -> int:
    """How many braces some TeX leaves open; below 0 if it closes more than it opens."""
    bare = re.sub(r"\\.|(?<!\\)%.*", "", source)
    return bare.count("{") - bare.count("}")


def problems_of(run: Run, log: TexLog) -> list[Problem]:
    """What TeX said when it failed."""
    if run.timed_out:
        return [Problem("tex-timeout", "TeX did not end in time", "a macro may call itself without end")]
    faults = [fault for fault in log.faults if not fault.message.startswith("==>")] or log.faults
    if not faults:
        last = "\n".join(run.log.splitlines()[-4:])
        return [Problem("tex-failed", f"TeX ended with code {run.code}", last)]
    return [_fault_problem(fault) for fault in faults]


def _fault_problem(fault: TexFault) -> Problem:
    context = f"it stopped at: {fault.context}" if fault.context else ""
    about = f" {fault.command}" if fault.command and fault.message.startswith("Undefined control") else ""
    return Problem("tex-failed", f"TeX: {fault.message.rstrip('.')}{about}", context)


def measures_path() -> Path:
    """The database of measures."""
    return cache_folder() / "measures.sqlite"
