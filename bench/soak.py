"""`python -m bench.soak [PAGES]`: one process builds pages on and on; memory, processes, files, folders stay flat.

Every page has texts of its own, so that what a worker keeps has reached its limits when growth begins to count.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from bench.fuzz import PROFILE, TARGET
from tailor.builds.plan import Request, build_one, plan
from tailor.builds.worker_cache import Shelf
from tailor.models.dates import Day

WARM = 0.2
"""The part of the pages after which nothing should grow any more."""

BULLETS = 20
"""Bullets of a page that no page before it had."""

GROWTH = 1.1
"""Memory at the end, over that when warm."""


def profile(number: int) -> str:
    """The YAML of a profile whose texts no other number has."""
    new = "".join(f"      - Moved {one} services of region {number} to *queues*.\n" for one in range(2, BULLETS + 2))
    return PROFILE.replace("publications: refs.bib\n", "").replace("education:\n", f"{new}education:\n", 1)


def state(temporary: Path) -> tuple[int, int, int, int]:
    """Memory in kB, open files, children, and what lies in the folder for temporary files."""
    memory = next(
        int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    )
    children = sum(len(path.read_text().split()) for path in Path("/proc/self/task").glob("*/children"))
    return memory, len(os.listdir("/proc/self/fd")), children, len(os.listdir(temporary))


def soak(pages: int) -> bool:
    """Whether all stays flat over so many pages, each of another profile's text."""
    with tempfile.TemporaryDirectory(prefix="tailor-soak-") as name:
        folder, temporary = Path(name), Path(name, "tmp")
        for path in (folder / "profiles", folder / "targets", temporary):
            path.mkdir()
        tempfile.tempdir = str(temporary)
        (folder / "targets/dev.yaml").write_text(TARGET)
        shelf, warm, began = Shelf(), (0, 0, 0, 0), time.process_time()
        for number in range(pages):
            (folder / "profiles/me.yaml").write_text(profile(number))
            made = plan(Request(folder, Day(2026, 12, 1), targets=("dev",)))
            result = build_one(made, made.jobs[0], shelf)
            assert result.line["status"] == "built", result.problems
            if number == int(pages * WARM):
                warm = state(temporary)
        last = state(temporary)
        tempfile.tempdir = None
    print(f"{pages} pages, {time.process_time() - began:.0f} s of CPU here; memory kB, files, children, folders:")
    print(f"  warm {warm}\n  last {last}")
    return last[0] <= warm[0] * GROWTH and last[1:] <= tuple(one + 1 for one in warm[1:])


if __name__ == "__main__":
    sys.exit(not soak(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
