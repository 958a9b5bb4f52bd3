"""From the release of a slider to the new picture: `python -m bench.studio [TIMES] [BULLETS …]` in headless Chromium.

The real server, real TeX, a real page: a weight's slider is let go, and the clock stops when the picture of another
page has been loaded. Where the page is found before it is proved, it is also measured when it is called proved, and
counted how often the first picture was that of the proved page. CPU time is that of the server with its engines, per
change, proof and all: where other work shares the machine, it says more than the clock.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct, convert
from playwright.sync_api import Page, sync_playwright

from bench.cases import TAILOR
from bench.clock import family
from bench.made import folder

LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync"]  # fmt: skip

LET_GO = """async (value) => {
  const img = document.querySelector(".paper img"), before = img.getAttribute("src");
  const slider = document.querySelector("input[type=range]");
  slider.value = value;
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  const began = performance.now();
  const there = new Promise((done) => {
    const look = () => { if (img.getAttribute("src") !== before && img.complete) done(performance.now() - began); };
    img.addEventListener("load", look);
    setTimeout(() => done(null), 20000);
  });
  const answered = new Promise((done) => {
    const seen = new PerformanceObserver((list) => {
      if (list.getEntries().some((one) => one.name.includes("/api/edit"))) { seen.disconnect(); done(); }
    });
    seen.observe({type: "resource"});
  });
  slider.dispatchEvent(new Event("change", {bubbles: true}));
  await answered;
  await new Promise((done) => setTimeout(done, 100));
  const picture = img.getAttribute("src") === before ? null : await there, first = img.getAttribute("src");
  while (document.querySelector(".proving") && performance.now() - began < 20000) {
    await new Promise((done) => setTimeout(done, 5));
  }
  return {picture, proved: performance.now() - began, best: img.getAttribute("src") === first};
}"""
"""Milliseconds to the new picture (null where the weight changes nothing on the page) and to the proof; whether that
picture is of the proved page."""


class LetGo(Struct, frozen=True):
    """What came of a slider that was let go: see `LET_GO`."""

    picture: float | None
    proved: float
    best: bool


def main(arguments: list[str]) -> None:
    """Measure, and print medians."""
    times, *sizes = [int(one) for one in arguments] or [15]
    for bullets in sizes or (60, 1000):
        with tempfile.TemporaryDirectory(prefix="tailor-bench-") as work:
            found, cpu = measure(folder(Path(work), 1, 1, bullets), times)
        clock = [one.picture for one in found if one.picture is not None]
        proofs = statistics.median(one.proved for one in found)
        same, best = len(found) - len(clock), sum(one.best for one in found)
        print(
            f"{bullets} bullets: {statistics.median(clock):.0f} ms to the picture (of {len(clock)}, "
            f"{min(clock):.0f} to {max(clock):.0f}; {same} changes left the page as it was), {proofs:.0f} ms to the "
            f"proof; {best} of {len(found)} pictures were of the proved page; CPU {cpu:.0f} ms a change",
            flush=True,
        )


def measure(root: Path, times: int) -> tuple[list[LetGo], float]:
    """What came of each change, and CPU milliseconds a change."""
    own = os.environ | {"TAILOR_CACHE_DIR": str(root / "cache")}
    command = [TAILOR, "studio", "--no-browser"]
    server = subprocess.Popen(command, cwd=root, env=own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    try:
        with sync_playwright() as driver:
            chromium = driver.chromium.launch(executable_path=shutil.which("chromium"), args=LAUNCH)
            page = chromium.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.stdout.readline().strip())
            page.wait_for_selector(".paper img", timeout=120_000)
            _let_go(page, "-4.5")
            _let_go(page, "10")
            before = spent(server.pid)
            found = [_let_go(page, str(value)) for value in _values(times)]
            cpu = (spent(server.pid) - before) / times
            chromium.close()
    finally:
        server.terminate()
        server.wait()
    return found, cpu


def _values(times: int) -> list[float]:
    """Weights far from each other, so that most make another page, none twice (up to 30 times): what was proved once
    is kept."""
    return [9.5 - number // 2 / 2 if number % 2 else -5 + number // 2 / 2 for number in range(times)]


def _let_go(page: Page, value: str) -> LetGo:
    return convert(page.evaluate(LET_GO, value), LetGo)


def spent(process: int) -> float:
    """CPU milliseconds of a process with what it started, what has ended counted in."""
    found = 0
    for one in family(process):
        with contextlib.suppress(OSError):  # it has just ended: its parent counts it
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            found += sum(int(fields[index]) for index in (11, 12, 13, 14))
    return found * 1000 / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(sys.argv[1:])
