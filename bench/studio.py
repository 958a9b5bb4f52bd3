"""From the release of a slider to the new picture: `python -m bench.studio [TIMES] [BULLETS …]` in headless Chromium.

The real server, real TeX, a real page: a weight's slider is let go, and the clock stops when the picture of another
page has been loaded. CPU time is that of the server with its engines, per change: where other work shares the machine,
it says more than the clock.
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
  return img.getAttribute("src") === before ? "same" : await there;
}"""
"""Milliseconds to the new picture; `same` where the weight changes nothing on the page."""


def main(arguments: list[str]) -> None:
    """Measure, and print medians."""
    times, *sizes = [int(one) for one in arguments] or [15]
    for bullets in sizes or (60, 1000):
        with tempfile.TemporaryDirectory(prefix="tailor-bench-") as work:
            clock, cpu, same = measure(folder(Path(work), 1, 1, bullets), times)
        found = f"{statistics.median(clock):.0f} ms (of {len(clock)}, {min(clock):.0f} to {max(clock):.0f})"
        print(
            f"{bullets} bullets: {found}, CPU {cpu:.0f} ms a change; {same} changes left the page as it was", flush=True
        )


def measure(root: Path, times: int) -> tuple[list[float], float, int]:
    """Milliseconds of every change that made another page, CPU milliseconds a change, and how many made none."""
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
    return [one for one in found if one is not None], cpu, found.count(None)


def _values(times: int) -> list[float]:
    """Weights far from each other, so that most make another page, none twice (up to 30 times): what was proved once
    is kept."""
    return [9.5 - number // 2 / 2 if number % 2 else -5 + number // 2 / 2 for number in range(times)]


def _let_go(page: Page, value: str) -> float | None:
    found = page.evaluate(LET_GO, value)
    return None if found in ("same", None) else float(found)


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
