"""A fault of ours as a file that can be passed on: where it happened, and nothing of what a profile says."""

from __future__ import annotations

import contextlib
import platform
import time
import traceback
from dataclasses import replace
from pathlib import Path

from tailor.base.errors import Problem, bug
from tailor.base.version import VERSION
from tailor.storage.files import make_room, write_whole
from tailor.storage.locations import cache_folder

MOST = 50
"""Reports kept."""


def reported(error: Exception) -> Problem:
    """The problem to tell; it names the report, where one could be saved."""
    problem = bug(error)
    if problem.code != "bug":
        return problem
    with contextlib.suppress(OSError):
        folder = cache_folder() / "reports"
        path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**6:06}.txt"
        write_whole(path, report(error))
        make_room(folder, MOST)
        return replace(problem, hint=f"this is a fault of tailor, not yours: please report it and attach {path}")
    return problem


def report(error: BaseException) -> str:
    """Kinds of errors and lines of code, from the first cause on. What errors say is left out, as it may be a text of
    the profile, and so are values and the folders that files lie in."""
    lines = [f"tailor {VERSION}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    one: BaseException | None = error
    while one is not None:
        lines.append(f"{type(one).__module__}.{type(one).__name__}")
        lines += [
            f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(one.__traceback__)
        ]
        one = one.__cause__ or one.__context__
    return "\n".join(lines) + "\n"


def _inside(file: str) -> str:
    parts = Path(file).parts
    names = [index for index, part in enumerate(parts) if part in ("tailor", "site-packages")]
    return "/".join(parts[names[-1] :]) if names else Path(file).name
