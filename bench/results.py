"""What was measured, as a page of Markdown with a plot."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pygal
from pygal.style import CleanStyle

from bench.cases import Batch, Sized
from bench.clock import Cost
from bench.peers import Peers


@dataclass(frozen=True, slots=True)
class Found:
    """All that one run measured."""

    peers: Peers | None
    page: Mapping[str, Cost]
    first: Cost
    tex: tuple[float, float]
    watch: Mapping[str, Sequence[float]]
    batch: Batch
    bullets: Mapping[int, Sized]
    builds: Mapping[int, Cost]


@dataclass(frozen=True, slots=True)
class Run:
    """The command, the commit, and when it began (monotonic, s)."""

    command: str
    commit: str
    begun: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure against what it is to be: at most, or with `least` at least."""

    what: str
    figure: float
    bound: float
    unit: str = ""
    least: bool = False

    def row(self) -> str:
        """The goal as a row of the table."""
        met = self.figure >= self.bound if self.least else self.figure <= self.bound
        sign = "≥" if self.least else "≤"
        figure, bound = f"{_short(self.figure)}{self.unit}", f"{sign} {_short(self.bound)}{self.unit}"
        return f"| {self.what} | {figure} | {bound} | {'yes' if met else '**no**'} |"


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}"


def goals(found: Found) -> list[Goal]:
    """What was promised, beside what was measured."""
    page, batch, builds = found.page, found.batch, found.builds
    anew = batch.pages / batch.anew.wall
    listed = [
        Goal("a build after an edit ÷ plain pdfLaTeX on the page", _ratio(page, "edited", "pdflatex"), 1.2),
        Goal("nothing to do ÷ plain pdfLaTeX", _ratio(page, "no-op", "pdflatex"), 0.25),
        Goal("first build, empty cache ÷ plain pdfLaTeX", found.first.wall / page["pdflatex"].wall, 8),
        Goal("`--help` ÷ the import of typer", _ratio(page, "help", "typer"), 1.2),
        Goal(f"{batch.pages} pages chosen and proved anew ÷ plain pdfLaTeX on the same cores", anew / batch.pdflatex, 5,
             least=True),
        *(
            Goal(f"`watch`, from a save to the page: {name}", statistics.median(times), 120, " ms")
            for name, times in found.watch.items()
        ),
    ]  # fmt: skip
    if "rendercv" in page:
        listed.insert(1, Goal("a build after an edit ÷ RenderCV, PDF only", _ratio(page, "edited", "rendercv"), 0.35))
    if {10, 1000} <= builds.keys():
        each = {count: cost.wall / count for count, cost in builds.items()}
        listed.append(Goal("wall time of a page at 1000 builds ÷ at 10", each[1000] / each[10], 1))
        listed.append(Goal("peak memory at 1000 builds ÷ at 100", builds[1000].memory / builds[100].memory, 1.3))
    return listed


def _ratio(page: Mapping[str, Cost], name: str, other: str) -> float:
    return page[name].wall / page[other].wall


def write(found: Found, out: Path, run: Run) -> None:
    """RESULTS.md and `results.svg` in a folder."""
    (out / "results.svg").write_bytes(plot(found))
    (out / "RESULTS.md").write_text(_markdown(found, run), encoding="utf-8")


def _markdown(found: Found, run: Run) -> str:
    goal_rows = ["| what | measured | promised | met |", "|---|---|---|---|", *(goal.row() for goal in goals(found))]
    return "\n\n".join(
        [
            "# Measured",
            _machine(found, run),
            "Times differ from machine to machine, and with what else it does: read the ratios. Commands take turns, "
            "and medians are given.",
            "## Against what was promised",
            "\n".join(goal_rows),
            "## One page, whole processes\n\n`profiles/master.yaml` for `targets/quant.yaml`; the others set the "
            "content that was chosen for it, and choose nothing. RenderCV runs without the package of its icons, "
            "which it would download.",
            _page_table(found),
            f"TeX alone takes {found.tex[0]:.0f} ms of CPU in a warm build, which measures nothing, and "
            f"{found.tex[1]:.0f} ms where every block is measured in every layout first.",
            "## Many pages",
            _batch_text(found.batch),
            "![Seconds a page by builds and by bullets](results.svg)",
            "Batches by their number of pages (10 targets a profile, 50 bullets each, every block measured anew; "
            "memory is that of all processes together):",
            _builds_table(found.builds),
            "## Larger profiles\n\nOne page by the number of bullets in the profile; stages of a build "
            "that chooses and proves it anew, with all measured.",
            _bullets_table(found.bullets),
        ]
    ) + "\n"  # fmt: skip


def commit() -> str:
    """What is measured: the commit, and whether files differ from it."""
    git = ["git", "-C", str(Path(__file__).parent)]
    name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    dirty = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True, text=True, check=False).stdout
    return f"`{name.strip()}`{' with changes' if dirty.strip() else ''}"


def machine() -> str:
    """What this ran on, and how busy it was at the end."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} cores, {model}, {platform.system()}; load at the end (1, 5, 15 min): {load}"


def _machine(found: Found, run: Run) -> str:
    tex = subprocess.run(["pdftex", "--version"], capture_output=True, text=True, check=False).stdout.splitlines()[0]
    names = found.peers.versions if found.peers else {}
    told = [
        f"- Command: `{run.command}`, {(time.monotonic() - run.begun) / 60:.0f} min",
        f"- Commit: {run.commit}",
        f"- Machine: {machine()}",
        f"- Python {platform.python_version()}, {tex}",
    ]
    if names:
        told.append(f"- RenderCV {names['rendercv']} and Typst {names['typst']} on Python {names['python']}")
    return "\n".join(told)


LABELS = {
    "anew": "`tailor build --target quant --fresh`: chosen anew; format, measures and proof are kept",
    "edited": "`tailor build --target quant` after an edit of one bullet",
    "pdflatex": "`pdflatex` on its .tex",
    "rendercv": "`rendercv render`, PDF only",
    "typst": "Typst, `typst.compile` in a new process",
    "no-op": "`tailor build --target quant`, nothing to do",
    "help": "`tailor --help`",
    "typer": "`python -c 'import typer'`",
    "python": "`python -c pass`",
}


def _page_table(found: Found) -> str:
    rows = ["| command | wall, s | CPU, s | ÷ pdflatex |", "|---|---|---|---|"]
    plain = found.page["pdflatex"].wall
    for name, label in LABELS.items():
        if name in found.page:
            cost = found.page[name]
            rows.append(f"| {label} | {cost.wall:.3f} | {cost.cpu:.3f} | {cost.wall / plain:.2f} |")
    rows.append(f"| the first build, cache empty | {found.first.wall:.3f} | {found.first.cpu:.3f} "
                f"| {found.first.wall / plain:.2f} |")  # fmt: skip
    return "\n".join(rows)


def _batch_text(batch: Batch) -> str:
    first, anew = (
        f"{batch.pages / cost.wall:.1f} a second ({cost.cpu / batch.pages * 1000:.0f} ms of CPU a page)"
        for cost in (batch.first, batch.anew)
    )
    return (
        f"{batch.pages} pages on {os.cpu_count()} cores: {first} when nothing is measured yet; {anew} when all is, "
        f"each page chosen and proved anew. Plain pdfLaTeX on {batch.pages_set} of the same files, as many at once as "
        f"there are cores: {batch.pdflatex:.1f} a second."
    )


def _builds_table(builds: Mapping[int, Cost]) -> str:
    rows = ["| pages | wall, s | wall a page, ms | CPU a page, ms | peak memory, MB |", "|---|---|---|---|---|"]
    for count, cost in builds.items():
        each = f"{cost.wall / count * 1000:.0f} | {cost.cpu / count * 1000:.0f}"
        rows.append(f"| {count} | {cost.wall:.1f} | {each} | {cost.memory:.0f} |")
    return "\n".join(rows)


STAGES = ("load", "score", "measure", "select", "render", "compile")


def _bullets_table(bullets: Mapping[int, Sized]) -> str:
    heads = " | ".join(f"{stage}, s" for stage in STAGES)
    rows = [f"| bullets | first, s | warm, s | warm CPU, s | {heads} |", "|---" * (4 + len(STAGES)) + "|"]
    for count, one in bullets.items():
        stages = " | ".join(f"{one.seconds.get(stage, 0):.3f}" for stage in STAGES)
        rows.append(f"| {count} | {one.first.wall:.2f} | {one.warm.wall:.2f} | {one.warm.cpu:.2f} | {stages} |")
    return "\n".join(rows)


def plot(found: Found) -> bytes:
    """Seconds a page, both axes logarithmic, as SVG without scripts."""
    chart = pygal.XY(
        logarithmic=True, xrange=(1, 5000), width=760, height=380, style=CleanStyle, js=(), legend_at_bottom=True,
        x_title="pages in the batch, or bullets in the profile", y_title="seconds a page", pretty_print=False,
        disable_xml_declaration=True, show_dots=True, truncate_legend=-1,
    )  # fmt: skip
    chart.x_labels = sorted({*found.builds, *found.bullets})
    chart.add("wall time by pages in a batch", [(count, cost.wall / count) for count, cost in found.builds.items()])
    chart.add("CPU time by pages in a batch", [(count, cost.cpu / count) for count, cost in found.builds.items()])
    chart.add("one page by bullets, warm", [(count, one.warm.wall) for count, one in found.bullets.items()])
    chart.add("its selection", [(count, one.seconds["select"]) for count, one in found.bullets.items()])
    return str(chart.render(is_unicode=True)).encode()
