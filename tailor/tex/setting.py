"""TeX sets a page: one process for each, which may load its format before the page is known."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import Problem, TexError
from tailor.tex.brought import NOTHING, Brought
from tailor.tex.engine import Call, Engine, Run, Spares
from tailor.tex.format_files import (
    discard,
    engine_path,
    ensure_format,
    format_call,
    format_key,
    made_of,
    xetex_call,
)
from tailor.tex.kpathsea import MAP, Tree
from tailor.tex.made_pdf import damage
from tailor.tex.protrusion import FRESH, LEARN, NOTED, Codes
from tailor.text.texlog import TexFault, TexLog, read_log

FONTMAPS = "\\csname fontmaps\\endcsname\n"
"""Before a page: what a template's preamble says of its own fonts' files, which no format keeps."""

KNOWN = 8
"""Formats of which a process remembers what is known."""

_BITMAP = re.compile(r"^!pdfTeX error: .*: Font (\S+) at \d+ not found", re.MULTILINE)


class Typeset(Struct, frozen=True):
    """What TeX set: the PDF, and its log, read. Heights in sp."""

    pdf: bytes
    log: TexLog
    engine: str = "pdftex"

    def differences(self, heights: Mapping[str, int], pages: int) -> list[Problem]:
        """Where TeX set another number of pages, or a column by 1 sp or more higher or lower than computed; `heights`
        in sp by page and region (`1 main`)."""
        problems = []
        if self.log.pages != pages:
            message = f"TeX set {self.log.pages} pages where {pages} were computed"
            problems.append(Problem("page-count", message, "the template must not break pages itself"))
        for (page, region), actual in self.log.heights.items():
            computed = heights.get(f"{page} {region}", actual)
            if actual != computed:
                message = f"page {page}, region {region}: {actual} sp set, {computed} sp computed"
                problems.append(Problem("height-differs", message, "a block's macro depends on its neighbours"))
        return problems


class Setter:
    """Sets pages with one preamble."""

    def __init__(self, preamble: str, spares: Spares | None = None, brought: Brought = NOTHING) -> None:
        """Make the preamble's format ready; engines come from `spares` if there are any. Raises TexMissingError, or
        TexError for a broken preamble."""
        self._start: Callable[[Call], Engine] = spares.take if spares else Engine
        self.preamble = preamble
        self.files: Mapping[str, bytes] = {}
        """What TeX finds in its folder, by name."""
        self._brought = brought
        self._format = ensure_format(preamble, brought)
        made = made_of(self._format) if self._format else ""
        self.key = format_key(preamble + brought.said + made, engine_path())
        self._codes, self._tree = _known(self._format) if self._format else (Codes(None), Tree(None))
        self._waiting: Engine | None = None
        self._xetex: Call | None = None

    def extend(self, preamble: str) -> None:
        """Go over to XeTeX with a preamble for it: its own fonts cannot be dumped, so TeX reads it every time.
        Raises TexMissingError."""
        self.close()
        self._xetex = xetex_call()
        self.preamble, self._format = preamble, None
        self._tree = Tree(None)
        self.key = format_key(preamble + self._brought.said, self._xetex.arguments[0])

    @property
    def extended(self) -> bool:
        """Whether XeTeX sets the page."""
        return self._xetex is not None

    def _call(self, settings: Mapping[str, str]) -> Call:
        call = self._xetex or format_call(self._format, settings)
        return replace(call, settings={**self._brought.settings, **call.settings}) if self._brought.folders else call

    def prepare(self) -> None:
        """Start the engine that will set the page: it loads its format while we choose."""
        if self._waiting is None:
            self._waiting = self._start(self._call(self._tree.settings))

    def close(self) -> None:
        """End an engine that still waits."""
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def typeset(self, body: str, meanwhile: Callable[[], object] | None = None) -> Typeset:
        """Set what stands between `\\begin{document}` and `\\end{document}`; `meanwhile` is done while TeX works.

        Raises TexError.
        """
        engine, self._waiting = self._waiting, None
        run = self._run(f"{body}\n{LEARN}\\end{{document}}\n", "page.pdf", engine, meanwhile)
        log = read_log(run.log)
        if run.code != 0 or "page.pdf" not in run.files:
            raise TexError(problems_of(run, log))
        if wrong := damage(run.files["page.pdf"], log.pages):
            message = f"TeX said that all is well, but its PDF is not whole: {wrong}"
            raise TexError(
                Problem("pdf-damaged", message, "is there room on the disk, and is this the TeX of your system?")
            )
        return Typeset(run.files["page.pdf"], log, "xetex" if self._xetex else "pdftex")

    def _run(
        self, source: str, wanted: str, engine: Engine | None = None, meanwhile: Callable[[], object] | None = None
    ) -> Run:
        """Do a job that leaves one file: once more with a new format if this one would not load, or with all of TeX's
        tree if what is known of it does not do."""
        engine = engine or self._start(self._call(self._tree.settings))
        alone = engine.call.settings != self._call(self._tree.whole).settings
        run = self._once(source, wanted, engine, alone=alone, meanwhile=meanwhile)
        if self._format is not None and run.code != 0 and not (run.log or run.timed_out or _stopped(run)):
            discard(self._format)
            self._format = ensure_format(self.preamble, self._brought)
            run = self._once(source, wanted, Engine(self._call(self._tree.whole)))
        elif alone and (_stopped(run) or not self._tree.holds(run.noted)):
            run = self._once(source, wanted, Engine(self._call(self._tree.whole)))
        if _stopped(run):
            run = self._once(source, wanted, Engine(self._call({})))
        self._tree.learn(run.noted)
        return run

    def _once(
        self,
        source: str,
        wanted: str,
        engine: Engine,
        *,
        alone: bool = False,
        meanwhile: Callable[[], object] | None = None,
    ) -> Run:
        source = FONTMAPS + source if self._format else source
        before = FRESH + self._codes.tex if self._format else f"\\nofiles\n{self.preamble}\n\\begin{{document}}\n"
        text, given = before + source, dict[str, str | bytes](self.files)
        if alone:
            text, given = before + self._tree.tex + source, {**given, MAP: self._tree.map}
        with engine:
            run = engine.run(text, (wanted, NOTED), given, meanwhile=meanwhile)
        if NOTED in run.files and run.code == 0:
            self._codes.learn(run.files[NOTED])
        return run


def _known(path: Path) -> tuple[Codes, Tree]:
    """What is kept beside a format, read again when it changed or went."""
    codes, tree = path.with_suffix(".codes"), path.with_suffix(".tree")
    try:
        return _read(codes, codes.stat().st_mtime_ns, tree, tree.stat().st_mtime_ns)
    except OSError:
        return Codes(codes), Tree(tree)


@lru_cache(maxsize=KNOWN)
def _read(codes: Path, _codes_time: int, tree: Path, _tree_time: int) -> tuple[Codes, Tree]:
    return Codes(codes), Tree(tree)


def _stopped(run: Run) -> bool:
    """Whether pdfTeX failed while it noted what it looked for: then it stops at once and does not say why."""
    return run.code == -signal.SIGABRT


def problems_of(run: Run, log: TexLog) -> list[Problem]:
    """What TeX said when it failed."""
    if run.full:
        hint = "make room in the folder for temporary files, or name another one by TMPDIR"
        return [Problem("disk-full", "TeX had no room on its disk", hint)]
    if run.timed_out:
        hint = "a macro may call itself without end, or the page is very long"
        return [Problem("tex-timeout", "TeX did not end in time", hint)]
    faults = [fault for fault in log.faults if not fault.message.startswith("==>")] or log.faults
    if bitmaps := _BITMAP.findall(run.log):
        hint = "use a font that has outlines: \\usepackage{lmodern} for LaTeX's own"
        return [Problem("tex-font", f"TeX has no outlines of the font {name}", hint) for name in bitmaps]
    if not faults:
        last = "\n".join(run.log.splitlines()[-4:])
        return [Problem("tex-failed", f"TeX ended with code {run.code}", last)]
    return [_fault_problem(fault) for fault in faults]


def _fault_problem(fault: TexFault) -> Problem:
    context = f"it stopped at: {fault.context}" if fault.context else ""
    about = f" {fault.command}" if fault.command and fault.message.startswith("Undefined control") else ""
    return Problem("tex-failed", f"TeX: {fault.message.rstrip('.')}{about}", context)
