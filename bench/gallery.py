"""A picture of a page in each template, and the table of them in the README: `python -m bench.gallery [TEMPLATE …]`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tailor.adapters.loading import load_config
from tailor.adapters.templates import load_template
from tailor.adapters.workspace import Workspace, find_workspace
from tailor.models.dates import Day
from tailor.pipeline import Job, build_page

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs/gallery"
DOTS = 72
"""Dots an inch: a page of text stays below 150 kB and can be read."""

IN_A_ROW = 3
TODAY = Day(2026, 11, 21)
SHOWN = {
    "compact": ("quant-student", "quant"),
    "academic": ("researcher", "research"),
    "modern": ("ml-systems", "ml-systems"),
    "sidebar": ("ml-systems", "ml-systems"),
}
"""The sample and the target that a template was made for."""

USUAL = ("master", "quant")
TABLE = re.compile(r"(<!-- gallery -->\n).*?(<!-- /gallery -->)", re.DOTALL)


def names(workspace: Workspace) -> list[str]:
    """The templates that ship, the default one first."""
    found = [one.name for one in workspace.templates()]
    return sorted(found, key=lambda name: (name != "classic", name))


def picture(workspace: Workspace, name: str) -> Path:
    """Build the page of a template's sample and draw it."""
    job = Job(*SHOWN.get(name, USUAL), TODAY, template=name)
    pdf = build_page(workspace, load_config(workspace).value, job).typeset.pdf
    command = ["pdftocairo", "-png", "-singlefile", "-r", str(DOTS), "-", str(GALLERY / name)]
    subprocess.run(command, input=pdf, check=True)
    return GALLERY / f"{name}.png"


def cell(workspace: Workspace, name: str) -> str:
    """A picture that leads to itself, and what it is."""
    manifest = load_template(workspace, name).manifest
    path = f"docs/gallery/{name}.png"
    return f"[![A page in the template {name}]({path})]({path})<br>**`{name}`**: {manifest.description}"


def table(cells: list[str]) -> str:
    """Cells as a Markdown table without a head of words."""
    cells = cells + [""] * (-len(cells) % IN_A_ROW)
    rows = [cells[start : start + IN_A_ROW] for start in range(0, len(cells), IN_A_ROW)]
    lines = [" | ".join(row) for row in [[" "] * IN_A_ROW, ["---"] * IN_A_ROW, *rows]]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def main() -> None:
    """Draw the pictures of all templates, or of those that are named, and write the table."""
    workspace = find_workspace(ROOT)
    for name in sys.argv[1:] or names(workspace):
        path = picture(workspace, name)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
    cells = [cell(workspace, name) for name in names(workspace)]
    readme = ROOT / "README.md"
    readme.write_text(TABLE.sub(rf"\g<1>{table(cells)}\g<2>", readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
