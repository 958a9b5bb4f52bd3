"""What is measured, each case in folders of its own below one temporary folder."""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench import made
from bench.clock import Cost, in_turn, median, spend
from bench.peers import Peers, rendercv_input, typst_input, without_icons
from tailor.builds.build_values import Job
from tailor.builds.pipeline import build_page
from tailor.builds.typesetter import measures_path
from tailor.builds.worker_cache import Shelf
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.storage.cache import MeasureCache

PROJECT = Path(__file__).parents[1]
TAILOR = str(Path(sys.executable).with_name("tailor"))
BUILD = (TAILOR, "build", "--quiet")
PDFLATEX = ("pdflatex", "-interaction=batchmode", "-halt-on-error")
EDIT = "sed -i '0,/ Cut [a-z]*/s//&s/' profiles/master.yaml"
"""One letter more in a bullet."""

TARGETS = 10
"""Targets of each profile where the cost of many builds is measured."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where it runs and how much of it: `times` repetitions, these sizes."""

    root: Path
    times: int
    bullets: tuple[int, ...]
    builds: tuple[int, ...]
    batch: tuple[int, int]

    def cache(self, name: str, *, formats: bool = True) -> dict[str, str]:
        """The environment with a cache of its own, empty but for the formats if they are wanted."""
        folder = self.root / "caches" / name
        folder.mkdir(parents=True)
        if formats:
            shutil.copytree(self.root / "caches/page/formats", folder / "formats")
        return {"TAILOR_CACHE_DIR": str(folder)}


def one_page(bench: Bench, peers: Peers | None) -> dict[str, Cost]:
    """One page as a whole process: this tool warm and without work, plain pdfLaTeX on its file, the peers on its
    content, and the start of programs."""
    work = bench.root / "page"
    for name in ("profiles", "targets"):
        shutil.copytree(PROJECT / name, work / name)
    env = bench.cache("page", formats=False)
    spend([*BUILD, "--target", "quant"], work, env)
    shutil.copy(work / "out/master/quant.tex", work / "page.tex")
    idle, edited, anew = (shutil.copytree(work, bench.root / name) for name in ("idle", "edited", "anew"))
    for folder in (work, idle, idle, edited, edited, anew):  # each of these commands has a folder of its own
        spend([*BUILD, "--target", "quant"], folder, env)
    python = sys.executable
    contenders: dict[str, Sequence[object]] = {
        "edited": (["sh", "-c", f"{EDIT} && exec {' '.join(BUILD)} --target quant"], edited, env),
        "anew": ([*BUILD, "--target", "quant", "--fresh"], anew, env),
        "pdflatex": ([*PDFLATEX, "page.tex"], work),
        "no-op": ([*BUILD, "--target", "quant"], idle, env),
        "help": ([TAILOR, "--help"], work),
        "typer": ([python, "-c", "import typer"], work),
        "python": ([python, "-c", "pass"], work),
    }
    if peers is not None:
        contenders |= _peers(bench, work, env, peers)
    return in_turn(contenders, bench.times)


def _peers(bench: Bench, work: Path, env: dict[str, str], peers: Peers) -> dict[str, Sequence[object]]:
    spend([TAILOR, "export", "--target", "quant", "--out", "page.json", "--quiet"], work, env)
    resume = json.loads((work / "page.json").read_text(encoding="utf-8"))
    (work / "cv.yaml").write_text(rendercv_input(resume), encoding="utf-8")
    (work / "page.typ").write_text(typst_input(resume), encoding="utf-8")
    compile_ = "import typst; typst.compile('page.typ', output='typst.pdf')"
    return {
        "rendercv": (
            [str(peers.bin / "rendercv"), "render", "cv.yaml", "-nomd", "-nohtml", "-nopng", "-q"],
            work,
            without_icons(bench.root / "share"),
        ),
        "typst": ([str(peers.bin / "python"), "-c", compile_], work),
    }


def first_build(bench: Bench) -> Cost:
    """The first build of all, with an empty cache: the format is made too."""
    found = []
    for number in range(min(3, bench.times)):
        env = bench.cache(f"empty{number}", formats=False)
        found.append(spend([*BUILD, "--target", "quant", "--force"], bench.root / "page", env))
    return median(found)


def tex_milliseconds(bench: Bench) -> tuple[float, float]:
    """CPU time of TeX for one page: in a warm build, which measures nothing; with every block in every layout measured
    anew. Its format is there."""
    return _tex_alone(bench, warm=True), _tex_alone(bench, warm=False)


def _tex_alone(bench: Bench, *, warm: bool) -> float:
    os.environ["TAILOR_CACHE_DIR"] = str(bench.root / "caches/page")
    workspace = find_workspace(bench.root / "page")
    config, job = load_config(workspace).value, Job("master", "quant", Day(2026, 11, 21))
    found = []
    for _ in range(bench.times):
        shelf = Shelf()
        shelf.__dict__["measures"] = MeasureCache(measures_path() if warm else None)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        build_page(workspace, config, job, None, shelf)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(found) * 1000


@dataclass(frozen=True, slots=True)
class Batch:
    """Many pages: with nothing measured yet; all measured, and each chosen and proved anew; and plain pdfLaTeX's pages
    a second."""

    pages: int
    first: Cost
    anew: Cost
    pdflatex: float
    pages_set: int


def many_pages(bench: Bench) -> Batch:
    """Profiles × targets on all cores, and pdfLaTeX on some of the same files on the same cores."""
    profiles, targets = bench.batch
    work = made.folder(bench.root / "batch", profiles, targets)
    env = bench.cache("batch")
    first = spend([*BUILD, "--all"], work, env)
    shutil.rmtree(Path(env["TAILOR_CACHE_DIR"], "choices"))
    anew = spend([*BUILD, "--all", "--fresh"], work, env)
    sources = sorted(work.glob("out/*/*.tex"))[:: max(1, profiles * targets // 40)]
    return Batch(profiles * targets, first, anew, _pdflatex_rate(bench.root / "plain", sources), len(sources))


def _pdflatex_rate(work: Path, sources: Sequence[Path]) -> float:
    """Pages a second, as many processes at once as there are cores."""
    work.mkdir()

    def typeset(numbered: tuple[int, Path]) -> None:
        number, source = numbered
        shutil.copy(source, work / f"{number}.tex")
        subprocess.run([*PDFLATEX, f"{number}.tex"], cwd=work, check=True, capture_output=True)

    begun = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(typeset, enumerate(sources)))
    return len(sources) / (time.perf_counter() - begun)


def by_builds(bench: Bench) -> Iterator[tuple[int, Cost]]:
    """Cost of batches by their number of pages; every profile is new, so that all of it is measured."""
    for pages in bench.builds:
        targets = min(pages, TARGETS)
        work = made.folder(bench.root / f"builds{pages}", pages // targets, targets, seed=pages)
        yield pages, spend([*BUILD, "--all"], work, bench.cache(f"builds{pages}"), watch=True)
        shutil.rmtree(work)


@dataclass(frozen=True, slots=True)
class Sized:
    """One page from a profile of some size, first of all and then chosen and proved anew with all measured: the
    process, and seconds by stage."""

    first: Cost
    warm: Cost
    seconds: dict[str, float]


def by_bullets(bench: Bench) -> dict[int, Sized]:
    """Cost of one page by the number of bullets that its profile has."""
    found = {}
    for bullets in bench.bullets:
        work = made.folder(bench.root / f"bullets{bullets}", 1, 1, bullets)
        env = bench.cache(f"bullets{bullets}")
        first = spend(BUILD, work, env)
        warm, seconds = [], []
        for _ in range(min(3, bench.times)):
            shutil.rmtree(Path(env["TAILOR_CACHE_DIR"], "choices"), ignore_errors=True)
            warm.append(spend([*BUILD, "--fresh"], work, env))
            seconds.append(json.loads((work / "out/p0000/t0000.json").read_text(encoding="utf-8"))["seconds"])
        stages = {name: statistics.median(one[name] for one in seconds) for name in seconds[0]}
        found[bullets] = Sized(first, median(warm), stages)
    return found
