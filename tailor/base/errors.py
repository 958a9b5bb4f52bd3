"""What can go wrong, in one table: kinds of errors, their exit codes, and the problems they carry.

Exceptions never print; the command line does. A problem is data: what is wrong, where, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; a batch returns the highest."""

    FINE = 0
    BUG = 1
    BAD_INPUT = 2
    DOES_NOT_FIT = 3
    TEX_FAILED = 4
    TEX_MISSING = 5


class Severity(StrEnum):
    """How much a problem matters, from least to most."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; `line` and `column` count from 1; `text` is the whole line, if known."""

    file: str
    line: int
    column: int
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or doubt: a short code (`unknown-field`), what is wrong, and how to mend it."""

    code: str
    message: str
    hint: str = ""
    place: Place | None = None
    severity: Severity = Severity.ERROR


class TailorError(Exception):
    """Base of all errors that a user can cause and mend; carries every problem found, not the first only."""

    exit_code = ExitCode.BUG

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class InputError(TailorError):
    """A profile, target, template or flag that cannot be used as written."""

    exit_code = ExitCode.BAD_INPUT


class FitError(TailorError):
    """The page cannot hold what is pinned or required."""

    exit_code = ExitCode.DOES_NOT_FIT


class TexError(TailorError):
    """TeX ran and failed, or set something else than was computed."""

    exit_code = ExitCode.TEX_FAILED


class TexMissingError(TailorError):
    """No TeX engine, package or font was found where one is needed."""

    exit_code = ExitCode.TEX_MISSING


def refused(error: OSError) -> Problem:
    """What the system would not let us do with a file or folder of the user's, in words."""
    where = f"{error.filename}: " if error.filename else ""
    message = f"{where}{(error.strerror or str(error)).lower()}"
    return Problem("file-access", message, "check that it is there, its rights, and the room on the disk")


def bug(error: Exception) -> Problem:
    """A fault of ours: what it is, where, and how to see more of it; or a library that is not there."""
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("tailor"):
        hint = "install tailor again: `make setup` in a clone of it, else `pip install --upgrade` as at first"
        return Problem("no-library", f"tailor needs the library {error.name}, which is not installed", hint)
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    hint = "this is a fault of tailor, not yours; TAILOR_DEBUG=1 shows the whole story"
    # what the error itself says may be a text of the profile, and belongs in no report that is passed on
    return Problem("bug", f"{type(error).__name__} (at {where})", hint)
