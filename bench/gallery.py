"""Pictures of pages in each template, and the tables of them: `python -m bench.gallery [TEMPLATE …]`.

One of each template stands in the README, at a size to be read; `docs/gallery.md` has all templates for three samples.
"""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from tailor.builds.pipeline import Job, build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import Workspace, find_workspace
from tailor.templates.manifest import load_template

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs/gallery"
DOTS = 84
"""Dots an inch: the text can be read, and a picture stays well below 150 kB."""

LEVELS = 17
"""A colour's steps: 16 shades do for type, and compress to a third."""

IN_A_ROW = 3
MORE = (
    "All templates for three people: [gallery](docs/gallery.md); "
    "the same content by others: [comparison](docs/comparison.md)."
)
TODAY = Day(2026, 11, 21)
SHOWN = {
    "compact": ("quant-student", "quant"),
    "academic": ("researcher", "research"),
    "modern": ("ml-systems", "ml-systems"),
    "sidebar": ("master", "ml-systems"),
    "jake": ("quant-student", "quant"),
}
"""The sample and the target that a template was made for."""

USUAL = ("master", "quant")
SAMPLES = (("master", "quant"), ("quant-student", "quant"), ("researcher", "research"))
"""The people and targets of the page that shows all."""

SMALL = 56
"""Dots an inch there: the picture shows how a page is built, not its words."""

TABLE = re.compile(r"(<!-- gallery -->\n).*?(<!-- /gallery -->)", re.DOTALL)


def names(workspace: Workspace) -> list[str]:
    """The templates that ship, the default one first."""
    found = [one.name for one in workspace.templates()]
    return sorted(found, key=lambda name: (name != "classic", name))


def picture(workspace: Workspace, name: str) -> Path:
    """Build the page of a template's sample and draw it."""
    return drawn(page(workspace, name, *SHOWN.get(name, USUAL)), GALLERY / f"{name}.png", DOTS)


def page(workspace: Workspace, name: str, profile: str, target: str) -> bytes:
    """A sample's page in a template, as PDF."""
    job = Job(profile, target, TODAY, template=name)
    return build_page(workspace, load_config(workspace).value, job).typeset.pdf


def drawn(pdf: bytes, path: Path, dots: int) -> Path:
    """The first page of a PDF as a picture."""
    command = ["pdftoppm", "-singlefile", "-r", str(dots)]
    path.write_bytes(png(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout))
    return path


def overview(workspace: Workspace, templates: list[str]) -> None:
    """Draw every template for every sample of `SAMPLES`, and write the page that shows them."""
    said = "Every template for three people, made by `make gallery`: each page is proved the best, and exact."
    parts = [f"# Gallery\n\n{said}\n"]
    for name in templates:
        cells = []
        for profile, target in SAMPLES:
            file = f"{name}-{profile}.png"
            drawn(page(workspace, name, profile, target), GALLERY / file, SMALL)
            cells.append(f"[![{name}, {profile} for {target}](gallery/{file})](gallery/{file})")
        head = " | ".join(f"{profile} for {target}" for profile, target in SAMPLES)
        parts.append(f"## `{name}`\n\n| {head} |\n|{' --- |' * len(SAMPLES)}\n| {' | '.join(cells)} |\n")
    (ROOT / "docs/gallery.md").write_text("\n".join(parts), encoding="utf-8")


def png(ppm: bytes) -> bytes:
    """A PPM picture (P6, 8 bits) as a PNG of fewer shades; Poppler's own PNG files are three times as large."""
    _, size, _, pixels = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    pixels = pixels.translate(bytes((value + LEVELS // 2) // LEVELS * LEVELS for value in range(256)))
    rows = (pixels[start : start + 3 * width] for start in range(0, 3 * width * height, 3 * width))
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


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
    return "\n".join(f"| {line} |" for line in lines) + f"\n\n{MORE}\n"


def main() -> None:
    """Draw the pictures of all templates, or of those that are named, and write the table."""
    workspace = find_workspace(ROOT)
    for name in sys.argv[1:] or names(workspace):
        path = picture(workspace, name)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
    overview(workspace, names(workspace))
    cells = [cell(workspace, name) for name in names(workspace)]
    readme = ROOT / "README.md"
    readme.write_text(TABLE.sub(rf"\g<1>{table(cells)}\g<2>", readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
