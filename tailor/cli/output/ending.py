"""How a run ends: problems in words on standard error, and the right exit code; never a traceback."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from tailor.base.errors import ExitCode, Problem, TailorError, refused

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells use it (128 + SIGINT)."""


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error as compilers do, once more as annotations under GitHub Actions."""
    from tailor.base.diagnostics import annotation, format_problem
    from tailor.cli.output.terminal import paint, width

    for problem in map(_with_addresses, problems):
        print(format_problem(problem, width(), paint), file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            print(annotation(problem), file=sys.stderr)


def _with_addresses(problem: Problem) -> Problem:
    """Pages of the documentation by their address, as a user's folder has none."""
    if "docs/" not in problem.hint or "/docs/" in problem.hint:
        return problem
    from tailor.storage.locations import documentation

    hint = re.sub(r"\bdocs/([\w-]+\.md)", lambda found: documentation(found[1]), problem.hint)
    return replace(problem, hint=hint)


def _hear() -> None:
    """SIGTERM, and SIGHUP of a terminal that closes, end a run as Ctrl-C does: what it began is cleared up."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has it ignored
            with suppress(ValueError):  # only the main thread hears
                signal.signal(number, signal.default_int_handler)


@contextmanager
def ending() -> Iterator[None]:
    """Turn what a command raises into words and an exit code."""
    _hear()
    try:
        yield
    except TailorError as error:
        print_problems(error.problems)
        sys.exit(int(error.exit_code))
    except KeyboardInterrupt:
        print("interrupted; files written so far are whole", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # `tailor explain … | head`: Typer makes it exit code 1
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(int(ExitCode.FINE))
        raise
    except Exception as error:
        if os.environ.get("TAILOR_DEBUG"):
            raise
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(int(ExitCode.FINE))
        if isinstance(error, OSError):
            print_problems([refused(error)])
            sys.exit(int(ExitCode.BAD_INPUT))
        from tailor.storage.bug_reports import reported

        print_problems([reported(error)])
        sys.exit(int(ExitCode.BUG))
