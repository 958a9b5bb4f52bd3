"""The page that was chosen beside the same content set by other programs: `python -m bench.rivals`.

Pictures of the pages, and for each point of `docs/comparison.md` a picture of the place that it speaks of, go to
`docs/comparison`. `programs.py` says what each program needs; RenderCV is set in the bench's own environment.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.gallery import ROOT, drawn, page
from bench.peers import install
from bench.rivals import content, programs
from bench.rivals.cutouts import POINTS, picture, small
from bench.rivals.looks import AWESOME, JAKE, latex, rendercv
from tailor.sources.workspace import find_workspace

FOLDER = ROOT / "docs/comparison"
THEMES = ("classic", "engineeringresumes", "sb2nov")
OURS = ("classic", "modern", "jake")
DOTS = 60
BESIDE = {
    "ours-classic": "tailor, classic",
    "rendercv-classic": "RenderCV, classic",
    "resumx": "Resumx",
    "yamlresume-moderncv-banking": "YAMLResume, moderncv-banking",
    "jsonresume-even": "JSON Resume, Even",
    "reactive-resume": "Reactive Resume, Rhyhorn",
}
"""The pages that are compared point by point: each program's usual look."""


def pages() -> dict[str, bytes]:
    """All pages that can be had, as PDF."""
    found = {f"ours-{name}": page(find_workspace(ROOT), name, *content.PAGE) for name in OURS}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data = content.resume(folder)
        found |= {name: latex(look, data, folder) for name, look in {"jake": JAKE, "awesome-cv": AWESOME}.items()}
        if peers := install():
            found |= {f"rendercv-{theme}": rendercv(peers, data, theme, folder) for theme in THEMES}
    return found | dict(programs.pages(data))


def main() -> None:
    """Draw all, and say how many pages each takes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = pages()
    for name, pdf in found.items():
        path = drawn(pdf, FOLDER / f"{name}.png", DOTS)
        print(f"{path.relative_to(ROOT)}: {programs.count(pdf)} pages")
    compared = {words: found[name] for name, words in BESIDE.items() if name in found}
    for point in POINTS:
        (FOLDER / f"point-{point.name}.png").write_bytes(small(picture(point, compared)))


if __name__ == "__main__":
    main()
