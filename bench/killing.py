"""SIGKILL at random moments of a batch: `python -m bench.killing [TIMES]` says whether every file was whole each time,
and whether the next run completed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import made
from bench.cases import BUILD
from bench.clock import spend

PROFILES, TARGETS, BULLETS = 4, 6, 20
LATEST = 1.1
"""Kills fall between the start and this part of the time that a whole batch takes."""


def faults(out: Path, cache: Path) -> Iterator[str]:
    """Whatever is not whole: PDFs without their end or other than recorded, JSON and databases that do not read."""
    for path in sorted(path for folder in (out, cache) for path in folder.rglob("*") if path.is_file()):
        if ".pdf" in path.name and not path.read_bytes().rstrip().endswith(b"%%EOF"):
            yield f"{path} is cut off"
        if ".json" in path.name:
            try:
                json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                yield f"{path} cannot be read"
    for state in sorted((out / ".tailor").glob("*.json")):
        for name, digest in json.loads(state.read_text(encoding="utf-8"))["outputs"].items():
            path = Path(name)
            if path.suffix == ".pdf" and hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"{name} is not what was recorded"
    for path in cache.glob("*.sqlite"):
        with sqlite3.connect(path) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                yield f"{path} is damaged"


def kill_once(work: Path, env: dict[str, str], seconds: float) -> None:
    """Begin a batch in a process group of its own, and kill all of it after so many seconds."""
    process = subprocess.Popen(
        [*BUILD, "--all", "--force"], cwd=work, env=os.environ | env, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):  # it may be done already
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main() -> None:
    """Kill a batch again and again, each time look at everything, and let the next run complete."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    rng, found = random.Random(50), []
    with tempfile.TemporaryDirectory(prefix="tailor-killing-") as name:
        work, cache = made.folder(Path(name, "work"), PROFILES, TARGETS, BULLETS), Path(name, "cache")
        env = {"TAILOR_CACHE_DIR": str(cache)}
        spend([*BUILD, "--all"], work, env)
        whole = spend([*BUILD, "--all", "--force"], work, env).wall
        for number in range(times):
            for path in [*cache.glob("measures.sqlite*"), *cache.glob("choices/*")]:
                path.unlink()  # so that writing them is hit too
            moment = rng.uniform(0, whole * LATEST)
            kill_once(work, env, moment)
            some = [*faults(work / "out", cache)]
            found += some
            print(f"{number + 1}: after {moment:.2f} s: {some or 'all whole'}", flush=True)
            if number % 10 == 9:
                spend([*BUILD, "--all"], work, env)
                found += faults(work / "out", cache)
        spend([*BUILD, "--all"], work, env)
        found += faults(work / "out", cache)
        pages = json.loads((work / "out/manifest.json").read_text(encoding="utf-8"))["builds"]
        built = sum(page["status"] != "failed" for page in pages)
    print(f"{times} kills, {len(found)} faults; the last run completed with {built} of {PROFILES * TARGETS} pages")
    sys.exit(bool(found) or built != PROFILES * TARGETS)


if __name__ == "__main__":
    main()
