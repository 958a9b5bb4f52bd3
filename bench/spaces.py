"""`python -m bench.spaces`: what drawing a glyph in every gap between words costs TeX.

Each sample's `.tex` is compiled as it is, and with gaps that draw nothing, in turn; both come to the same lines. CPU ms
of the whole `pdflatex`, medians.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from bench.clock import spend
from bench.gallery import ROOT, TODAY
from bench.reading import SAMPLES
from tailor.builds.pipeline import Job, build_page
from tailor.builds.written.outputs import document
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace

TIMES = 15
BEGIN = r"\begin{document}"
UNDRAWN = (
    r"\makeatletter\let\ \plain@space\let\space@lead\voidb@x\let\realspace\relax\def\finalspace{}\makeatother" + "\n"
)
"""Gaps are TeX's own, and nothing is drawn in them or behind a line."""


def source(person: str, target: str) -> str:
    """The `.tex` of a sample."""
    workspace = find_workspace(ROOT)
    page = build_page(workspace, load_config(workspace).value, Job(person, target, TODAY))
    return document(page.preamble, page.source)


def costs(text: str, folder: Path) -> tuple[float, float]:
    """What `pdflatex` takes with spaces and without, in ms."""
    for name, some in (("with", text), ("without", text.replace(BEGIN, UNDRAWN + BEGIN, 1))):
        (folder / f"{name}.tex").write_text(some, encoding="utf-8")
    taken: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(TIMES):
        for name, some in taken.items():
            some.append(spend(["pdflatex", "-interaction=batchmode", f"{name}.tex"], folder, {}).cpu * 1000)
    return statistics.median(taken["with"]), statistics.median(taken["without"])


def main() -> None:
    """Measure, and say."""
    for person, target in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            drawn, bare = costs(source(person, target), Path(folder))
        print(f"{person} × {target}: {drawn:.0f} ms, {bare:.0f} without: {100 * (drawn / bare - 1):+.1f} %", flush=True)


if __name__ == "__main__":
    main()
