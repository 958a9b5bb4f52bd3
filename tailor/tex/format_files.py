"""Formats: a template's preamble, loaded once and dumped, so that TeX starts where the page begins.

A format is kept under a hash of its preamble and the engine. It is written uncompressed beside its place and then
put there in one step, under a lock; a damaged one is rebuilt, and so is one of which TeX read a file that is
another by now: packages are updated under an engine that stays. What was not used for long, or is too much, goes.
Where nothing can be kept, TeX reads the preamble every time: slower, the same page.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tailor.base.errors import Problem, TexError, TexMissingError
from tailor.storage.digests import digest_of
from tailor.storage.files import locked, write_whole
from tailor.storage.locations import cache_folder
from tailor.tex.brought import NOTHING, Brought
from tailor.tex.engine import Call, Engine, Run, find_engine
from tailor.tex.kpathsea import NOTING, searches
from tailor.tex.protrusion import MACROS
from tailor.text.texlog import TexFault, read_log

FORMAT = "pdflatex.fmt"
"""LaTeX's own format, on which a template's is made."""

VERSION = "6"
"""Changed when what we dump changes in a way that the preamble does not show."""

ROOM = 500 << 20
"""Bytes of formats kept at most (one has 6.6 MB); those used longest ago go first."""

HOUR, DAY = 3_600, 86_400
UNUSED = 90 * DAY
"""Seconds without use after which a format goes."""

MADE = "made.fmt"
"""The file that a run leaves which dumps a format."""

PACKAGES = "texlive-latex-base texlive-latex-recommended texlive-fonts-recommended lmodern tex-gyre"


def engine_path() -> str:
    """The engine. Raises TexMissingError, which says what to install."""
    path = find_engine("pdftex")
    if path is None:
        hint = f"sudo apt-get install --no-install-recommends {PACKAGES} (on macOS: brew install --cask mactex-no-gui)"
        raise TexMissingError(Problem("tex-missing", "no pdfTeX was found", hint))
    return path


def format_key(preamble: str, engine: str) -> str:
    """A hash of all that a format comes from: the preamble, and the engine's file, size and time."""
    real = os.stat(os.path.realpath(engine))
    text = f"{VERSION}\0{engine}\0{real.st_size}\0{real.st_mtime_ns}\0{preamble}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def format_call(path: Path | None, settings: Mapping[str, str] | None = None) -> Call:
    """How the engine is called with a format; with LaTeX's own if there is none."""
    return Call((engine_path(), f"-fmt={path}" if path else "-fmt=pdflatex"), settings or {})


def xetex_call() -> Call:
    """How XeTeX is called with LaTeX's own format, which is made once. Raises TexMissingError, TexError."""
    path = find_engine("xetex")
    if path is None:
        raise TexMissingError(Problem("tex-missing", "no XeTeX was found", "sudo apt-get install texlive-xetex"))
    kept = _kept(format_key("xelatex.ini", path), lambda: _dump_xetex(path))
    if kept is None:
        hint = "let it be written, or name another folder by TAILOR_CACHE_DIR"
        raise TexError(Problem("no-cache", f"the format of XeTeX cannot be kept in {cache_folder()}", hint))
    return Call((path, f"-fmt={kept}"))


def _dump_xetex(engine: str) -> Run:
    for settings in (NOTING, {}):  # what fails while it notes does not say why
        with Engine(Call((engine, "-ini", "-etex"), settings), "xelatex.ini", "made") as process:
            run = process.run("", (MADE,))
        if MADE in run.files:
            return run
    raise TexError(preamble_problems(run.log))


def ensure_format(preamble: str, brought: Brought = NOTHING) -> Path | None:
    """The format of a preamble, made if need be; None if nothing can be kept. Raises TexError."""
    return _kept(format_key(preamble + brought.said, engine_path()), lambda: _dump(preamble, brought))


def _kept(key: str, dump: Callable[[], Run]) -> Path | None:
    """The format under a key, made by one process if need be: in the cache folder, or for this process alone where
    nothing can be kept there, so that the page is the same; None if there is no room at all."""
    return _kept_in(cache_folder(), key, dump) or _kept_in(_own_folder(), key, dump)


@cache
def _own_folder() -> Path:
    """A folder that goes with this process."""
    made = TemporaryDirectory(prefix="tailor-formats-", ignore_cleanup_errors=True)
    _OWN.append(made)  # it is removed when nothing holds it any more: when the process ends
    return Path(made.name)


_OWN: list[TemporaryDirectory[str]] = []


def _kept_in(folder: Path, key: str, dump: Callable[[], Run]) -> Path | None:
    path = folder / "formats" / f"{key}.fmt"
    if _whole(path):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path.parent / f"lock-{key[:2]}"):  # a strange preamble may take its time: others go on
            if not _whole(path):
                _keep(path, dump())
    except OSError:
        return None
    return path


def discard(path: Path) -> None:
    """Take away a format that TeX would not load, or that is of another time."""
    for one in (*(path.with_suffix(f".{beside}") for beside in ("made", "codes", "tree")), path):
        one.unlink(missing_ok=True)


def _whole(path: Path) -> bool:
    """Whether a format is there with the size that it was written with, of files that are as they were. That it is used
    is noted once an hour."""
    made = path.with_suffix(".made")
    try:
        if time.time() - made.stat().st_mtime > HOUR:
            os.utime(made)
        return path.stat().st_size == _sound(made_of(path))
    except OSError:
        return False


@lru_cache(maxsize=64)
def _sound(made: str) -> int | None:
    """The size of a format by the record of how it was made; None if a file that TeX read for it is another by now, as
    this process found it at its first look."""
    try:
        record = json.loads(made)
        same = all(_is_still(file, *state) for file, state in record["read"].items())
        return int(record["size"]) if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_still(file: str, time_ns: int, content: str) -> bool:
    """Whether a file is what it was, by its time or else by its content: on the next machine of a CI service the same
    packages are installed at another time."""
    return os.stat(file).st_mtime_ns == time_ns or digest_of(file) == content


def made_of(path: Path) -> str:
    """The record of how a format was made, as JSON: its size, and the files that TeX read. Raises OSError."""
    return path.with_suffix(".made").read_text("utf-8", errors="replace")


def _keep(path: Path, run: Run) -> None:
    """Put the format that a run dumped in place, and make room for it."""
    data = run.files[MADE]
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    # the installed kernel has the day on which it was dumped in it, so no two machines have the same
    read = sorted({place for name, place in searches(run.noted).items() if place and name != FORMAT})
    states = {place: (os.stat(place).st_mtime_ns, digest_of(place)) for place in read}
    discard(path)
    write_whole(path, data)
    write_whole(path.with_suffix(".made"), json.dumps({"size": len(data), "read": states}))
    evict(path.parent, keep=path)


def evict(folder: Path, keep: Path | None = None, room: int = ROOM) -> None:
    """Take away formats (all but `keep`) that were not used for long, and the oldest of those above `room` bytes."""
    with contextlib.suppress(OSError):
        found = {path: _last_used(path) for path in folder.glob("*.fmt") if path != keep}
        used = keep.stat().st_size if keep else 0
        for path, last in sorted(found.items(), key=lambda item: -item[1]):
            used += path.stat().st_size
            if used > room or time.time() - last > UNUSED:
                discard(path)


def _last_used(path: Path) -> float:
    made = path.with_suffix(".made")
    return made.stat().st_mtime if made.exists() else 0.0


PRELOADED = r"""{\bfseries\selectfont}{\itshape\selectfont}\ifcsname T@TS1\endcsname{\fontencoding{TS1}\selectfont}\fi
"""
"""Fonts that nearly every page has: their metrics, and the lists that name them, are then in the format."""

_NOT_FOUND = re.compile(r"File `([^'.]+)\S*' not found")


class PreambleError(TexError):
    """TeX failed on a preamble; `line` is what it says where TeX stopped, if that is known."""

    def __init__(self, problems: Sequence[Problem], line: str) -> None:
        super().__init__(problems)
        self.line = line


def _stopped_at(log: str, source: str) -> str:
    """The line of the source that TeX complained of first, or that asks for the file that it did not find."""
    lines, faults = source.splitlines(), read_log(log).faults
    for name in (match[1] for fault in faults if (match := _NOT_FOUND.search(fault.message))):
        return next((line.strip() for line in lines if name in line), "")
    at = next((fault.line for fault in faults if fault.line), 0)
    return lines[at - 1].strip() if 0 < at <= len(lines) else ""


def _dump(preamble: str, brought: Brought) -> Run:
    """The run that dumps a preamble's format; once more without notes of what it looks for where that failed: then it
    says what is wrong."""
    source = f"\\nofiles\n{preamble}{MACROS}\\begin{{document}}\n{PRELOADED}\\dump\n"
    settings = brought.settings
    run = _dumped(source, {**NOTING, **settings})
    if MADE not in run.files:
        run = _dumped(source, settings)
    if run.timed_out:
        raise TexError(Problem("tex-timeout", "TeX did not end its preamble in time", "a macro may call itself"))
    if run.code != 0 or MADE not in run.files:
        raise PreambleError(preamble_problems(run.log), _stopped_at(run.log, source))
    return run


def _dumped(source: str, settings: Mapping[str, str]) -> Run:
    with Engine(Call((engine_path(), "-ini"), settings), "&pdflatex job.tex", "made") as engine:
        return engine.run(source, (MADE,))


def preamble_problems(log: str) -> list[Problem]:
    """What TeX says of a preamble that it cannot load."""
    faults = read_log(log).faults
    missing = next((fault for fault in faults if "not found" in fault.message), None)
    if missing is not None:
        hint = f"install it; Debian's packages for the built-in templates: {PACKAGES}"
        return [Problem("tex-package", missing.message, hint)]
    if not faults:
        return [Problem("tex-failed", "TeX could not load the template's preamble", "\n".join(log.splitlines()[-5:]))]
    told = [fault for fault in faults if not fault.message.startswith("==>")] or faults
    return [_preamble_problem(fault) for fault in told]


def _preamble_problem(fault: TexFault) -> Problem:
    hint = f"it stopped at: {fault.context}" if fault.context else ""
    if "before \\documentclass" in fault.message:
        hint = 'begin preamble.tex.j2 with <% extends "…/preamble.tex.j2" %>, or with its own \\documentclass'
    about = f" {fault.command}" if fault.command and fault.message.startswith("Undefined control") else ""
    return Problem("tex-failed", f"in the template's preamble: {fault.message.rstrip('.')}{about}", hint)
