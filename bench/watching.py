"""From a save to the finished page: `python -m bench.watching [TIMES]` runs `tailor watch` and edits a bullet.

Two rows: an edit that leaves every height as it was (the choice stands), and one that makes a bullet a line longer or
shorter (the page is chosen anew). Wall time, ms.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.cases import PROJECT, TAILOR

WORD = "Implemented"
LONGER = "Implemented, over one long winter and with the help of nobody but a rather patient old laptop,"


def main(arguments: list[str]) -> None:
    """Measure, and print medians."""
    times = int(arguments[0]) if arguments else 9
    with tempfile.TemporaryDirectory(prefix="tailor-bench-") as folder:
        for name, found in measure(Path(folder), times).items():
            print(f"{name}: {statistics.median(found):.0f} ms (of {times}, {min(found):.0f} to {max(found):.0f})")


def measure(work: Path, times: int) -> dict[str, list[float]]:
    """Milliseconds from each save to the page that shows it."""
    for name in ("profiles", "targets"):
        shutil.copytree(PROJECT / name, work / name)
    profile, page = work / "profiles/quant-student.yaml", work / "out/quant-student/quant.pdf"
    text = profile.read_text(encoding="utf-8")
    command = [TAILOR, "watch", "--profile", "quant-student", "--target", "quant"]
    watcher = subprocess.Popen(command, cwd=work, stderr=subprocess.PIPE, text=True)
    try:
        assert watcher.stderr is not None
        while "watching" not in watcher.stderr.readline():
            pass
        time.sleep(1)
        stamp = int(time.time()) % 10_000
        same = [text.replace(WORD, f"{WORD} {stamp + number}", 1) for number in range(times)]
        other = [text.replace(WORD, f"{LONGER if number % 2 else WORD} {stamp}{number}", 1) for number in range(times)]
        return {
            "an edit within the lines": [_save(profile, one, page) for one in same],
            "an edit that changes a height": [_save(profile, one, page) for one in other],
        }
    finally:
        watcher.terminate()
        watcher.wait()


def _save(profile: Path, text: str, page: Path) -> float:
    before = page.stat().st_mtime_ns
    begun = time.perf_counter()
    profile.write_text(text, encoding="utf-8")
    while page.stat().st_mtime_ns == before:
        if time.perf_counter() - begun > 30:
            raise RuntimeError("no page came within 30 s")
        time.sleep(0.001)
    taken = (time.perf_counter() - begun) * 1000
    time.sleep(0.5)  # what waits for the next save starts again
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
