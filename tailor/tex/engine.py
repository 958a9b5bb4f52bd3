"""TeX as a process that is not trusted: an empty scratch folder, no shell, no files outside, limits on everything.

An engine can be started before its job is known: it loads its format and waits for the name of a file. The
module imports little, so that TeX starts while Python is still importing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, field

from tailor.base.errors import Problem, TexMissingError
from tailor.tex.cage import restricted

NOTED = "stderr.txt"
"""The file in the scratch folder that takes TeX's standard error."""

SECONDS = 60
"""Wall time after which a job is ended."""

MEGABYTE = 1 << 20
PASSED_ON = (
    "PATH",
    "HOME",
    "TEXMFHOME",
    "TEXMFVAR",
    "TEXMFCONFIG",
    "TEXMFCNF",
    "SOURCE_DATE_EPOCH",
    "TMPDIR",
)
"""Environment variables that TeX may see."""

SAFE = {"openin_any": "p", "openout_any": "p", "shell_escape": "f", "max_print_line": "1000"}

FONTS = Path(__file__).parent / "fonts_sans"
"""The faces that come with the program: those of `.ci/sans_fonts`."""

_KINDS = ("TEXINPUTS", "TFMFONTS", "VFFONTS", "T1FONTS", "ENCFONTS", "TEXFONTMAPS", "TTFONTS", "OPENTYPEFONTS")
"""kpathsea's variables for where each kind of file is."""


def found_in(folders: Iterable[Path]) -> dict[str, str]:
    """What tells TeX that there are files in some folders too, before its own tree: the empty piece at the end. A
    folder whose name has a sign of kpathsea's in it cannot be named so."""
    named = [str(one) for one in folders if not set(str(one)) & set(":;,{}$")]
    return dict.fromkeys(_KINDS, os.pathsep.join([*named, str(FONTS), ""]))


SANS = found_in(())
"""Where TeX finds our faces."""

OUTLINES = {"MKTEXPK": "0", "PKFONTS": "."}
"""Bitmaps of fonts are neither made nor found: machines cannot read them."""

MALLOC = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=1073741824:glibc.malloc.top_pad=67108864"
"""Large pages for TeX's tables, which lie beside each other, so that few pages are touched in part (glibc 2.35)."""

QUICK = {"GLIBC_TUNABLES": MALLOC, "hash_extra": "150000"}
"""Beside that a table of names that holds four times what LaTeX and a template need (web2c's is filled with 600 000 at
every start): together they spare a third of the time that a format takes to load."""


class Run(Struct, frozen=True):
    """How a job ended: the exit code, the log, the files it left, by name, and the text on standard error, and
    whether it failed where its disk had no room."""

    code: int
    log: str
    files: Mapping[str, bytes]
    timed_out: bool = False
    noted: str = ""
    full: bool = False


class Call(Struct, frozen=True):
    """How TeX is called: the engine's absolute path and arguments, and environment variables of this call."""

    arguments: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


def find_engine(name: str = "pdftex") -> str | None:
    """The absolute path of a TeX engine, None if there is none."""
    found = _found(name, os.environ.get("PATH"))
    if found is None:
        _found.cache_clear()  # it may be installed while `watch` goes on
    return found


@cache
def _found(name: str, path: str | None) -> str | None:
    return shutil.which(name, path=path)


def environment() -> dict[str, str]:
    """What TeX sees of the environment."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    dated = {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
    return dated | kept | SANS | QUICK | OUTLINES | SAFE


SYSTEM = (
    *(
        "/usr",
        "/bin",
        "/lib",
        "/lib32",
        "/lib64",
        "/opt",
        "/nix/store",
        "/snap",
        "/var/lib/texmf",
        "/var/cache/fontconfig",
    ),
    *("/etc/texmf", "/etc/fonts", "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"),
    *("/etc/localtime", "/etc/papersize", "/etc/paperspecs", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
)
"""Programs, libraries, TeX's trees and fonts of the system: nobody's own files."""

OWN_TREES = ("texmf", ".texlive*", ".fonts", ".local/share/fonts", ".config/fontconfig", ".cache/fontconfig")
"""The same below a person's home."""


def readable(call: Call) -> tuple[Path, ...]:
    """What an engine may read: the system's TeX and fonts, the person's own, the format, and the program's fonts."""
    engine = Path(call.arguments[0]).resolve()
    given = [part.strip("!/") for value in call.settings.values() for part in value.split(os.pathsep)]
    named = [Path(f"/{part}") for part in given if part and os.path.isdir(f"/{part}")]
    formats = [Path(one.removeprefix("-fmt=")).parent for one in call.arguments if one.startswith("-fmt=/")]
    trees = [path for name in OWN_TREES for path in sorted(_home().glob(name))]
    variables = (os.environ.get(name, "") for name in ("TEXMFHOME", "TEXMFVAR", "TEXMFCONFIG", "TEXMFCNF"))
    asked = [Path(part) for value in variables for part in value.split(os.pathsep) if part.startswith("/")]
    return (*map(Path, SYSTEM), _tree_of(engine), Path(__file__).parent.parent, *formats, *named, *trees, *asked)


@cache
def _home() -> Path:
    return Path(os.environ.get("HOME") or "/nonexistent")


def _tree_of(engine: Path) -> Path:
    """The installation that an engine belongs to: `…/texlive/2024` of `…/texlive/2024/bin/x86_64-linux/pdftex`."""
    return engine.parents[2] if len(engine.parents) > 3 and engine.parents[1].name == "bin" else engine.parent


SOME = 1 << 16
"""Bytes without which TeX cannot go on."""


def _no_program(path: str, error: OSError) -> Problem:
    """What is called as TeX and cannot be run."""
    message = f"{path} cannot be run: {(error.strerror or str(error)).lower()}"
    return Problem("tex-missing", message, "it is no program, or one of another machine: install TeX again")


class Engine:
    """One TeX process with a scratch folder of its own. It does one job; `close` clears up after it."""

    def __init__(self, call: Call, first: str | None = None, job: str = "page") -> None:
        """Start TeX; it waits for its job.

        TeX asks for its first line before it loads its format: so that is one that does nothing, and what it waits for
        is the second. `first` is another first line, given only when the job is there.
        """
        self.call = call
        self.job = job
        self._killed = False
        self._scratch = TemporaryDirectory(prefix="tailor-tex-", ignore_cleanup_errors=True)
        self.folder = Path(self._scratch.name)
        self._noted = (self.folder / NOTED).open("wb")
        self._line = first or "\\batchmode\\input job.tex"
        mode = "batchmode" if first else "scrollmode"  # in batch mode TeX reads no second line
        options = ["-no-shell-escape", f"-interaction={mode}", "-halt-on-error", f"-jobname={job}"]
        command = [*call.arguments, *options, *([] if first else ["\\relax"])]
        settings = {**environment(), **call.settings}

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                command,
                cwd=self.folder,
                env=settings,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._noted,
                start_new_session=True,
            )

        try:
            self._process = restricted(start, readable(call), (self.folder,))
        except OSError as error:
            self._noted.close()
            self._scratch.cleanup()
            if error.errno not in (errno.ENOEXEC, errno.ENOENT, errno.EACCES):
                raise
            raise TexMissingError(_no_program(call.arguments[0], error)) from None
        _limit(self._process.pid)

    def run(
        self,
        source: str,
        wanted: tuple[str, ...] = (),
        given: Mapping[str, str | bytes] | None = None,
        *,
        seconds: float = SECONDS,
        meanwhile: Callable[[], object] | None = None,
    ) -> Run:
        """Do the job: TeX reads `source`, and the files `given` by name if it asks for them; the log and the `wanted`
        files that it leaves come back. `meanwhile` is done while TeX works."""
        for name, content in {"job.tex": source, **(given or {})}.items():
            (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        # Python waits for a process with a time limit by looking every 50 ms; without one, it is woken at once.
        alarm = threading.Timer(seconds, self._kill)
        alarm.daemon = True
        alarm.start()
        try:
            self._write_line(f"{self._line}\n")
            if meanwhile is not None:
                meanwhile()
            self._process.wait()
        finally:
            alarm.cancel()
        timed_out = self._killed
        files = {name: (self.folder / name).read_bytes() for name in wanted if (self.folder / name).exists()}
        code, log, noted = self._process.returncode or 0, self._text(f"{self.job}.log"), self._text(NOTED)
        return Run(code, log, files, timed_out, noted, full=code != 0 and self._is_full(log + noted))

    def _is_full(self, said: str) -> bool:
        return "No space left on device" in said or shutil.disk_usage(self.folder).free < SOME

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _write_line(self, line: str) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
            stdin.write(line.encode())

    def waits(self) -> bool:
        """Whether the process is still there."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process if it still waits, and remove its folder."""
        if self._process.poll() is None:
            self._kill()
        self._noted.close()
        self._scratch.cleanup()

    def _kill(self) -> None:
        self._killed = True
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Spares:
    """Engines that have loaded a format and wait, for a program that stays and is to be quick when work comes."""

    def __init__(self, number: int) -> None:
        """`number` of them are kept, of the kind that was taken last."""
        self._number = number
        self._call: Call | None = None
        self._waiting: list[Engine] = []

    def take(self, call: Call) -> Engine:
        """An engine called so: one that waits, or a new one."""
        self._call = call
        for engine in [one for one in self._waiting if one.call == call]:
            self._waiting.remove(engine)
            if engine.waits():
                return engine
            engine.close()  # its format is gone, or it was killed
        return Engine(call)

    def refill(self) -> None:
        """Start what was taken anew; engines of another kind end."""
        for engine in [one for one in self._waiting if one.call != self._call]:
            self._waiting.remove(engine)
            engine.close()
        while self._call is not None and len(self._waiting) < self._number:
            self._waiting.append(Engine(self._call))

    def close(self) -> None:
        """End all that wait."""
        self._number = 0
        for engine in self._waiting:
            engine.close()
        self._waiting.clear()


def _limit(pid: int) -> None:
    """CPU, file size and memory bounds; from outside, so that the process starts without a fork of ours."""
    try:
        import resource

        limits = {
            resource.RLIMIT_CPU: SECONDS,
            resource.RLIMIT_FSIZE: 64 * MEGABYTE,
            resource.RLIMIT_AS: 2048 * MEGABYTE,
            resource.RLIMIT_NOFILE: 256,
            resource.RLIMIT_CORE: 0,
        }
        for limit, value in limits.items():
            resource.prlimit(pid, limit, (value, value))
    except (ImportError, AttributeError, OSError):
        pass  # macOS has no prlimit; the wall time still holds
