"""How a run ends: problems in words on standard error, and the right exit code; never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tailor.base.errors import ExitCode, Problem, TailorError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells use it (128 + SIGINT)."""


def tell(problems: Iterable[Problem]) -> None:
    """Print problems to standard error as compilers do, once more as annotations under GitHub Actions."""
    from tailor.base.diagnostics import annotation, format_problem

    for problem in problems:
        print(format_problem(problem), file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(annotation(problem), file=sys.stderr)


@contextmanager
def ending() -> Iterator[None]:
    """Turn what a command raises into words and an exit code."""
    try:
        yield
    except TailorError as error:
        tell(error.problems)
        sys.exit(int(error.exit_code))
    except KeyboardInterrupt:
        print("interrupted; files written so far are whole", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(int(ExitCode.FINE))
    except Exception as error:
        if os.environ.get("TAILOR_DEBUG"):
            raise
        _tell_bug(error)
        sys.exit(int(ExitCode.BUG))


def _tell_bug(error: Exception) -> None:
    """Say that this is our fault, where, and how to see more."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    print(f"tailor: bug: {type(error).__name__}: {error} (at {where})", file=sys.stderr)
    print("help: this is a fault of tailor, not yours; TAILOR_DEBUG=1 shows the whole story", file=sys.stderr)
