"""The face that comes with the program: whole, embedded, read by machines, and found beside the page's own file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import PROJECT
from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.builds.written.outputs import document, write_outputs
from tailor.builds.written.report import summary
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.tex.engine import FONTS

pytestmark = pytest.mark.tex
TODAY = Day(2026, 11, 21)


def built(root: Path = PROJECT, profile: str = "master", target: str = "quant", name: str = "modern") -> Built:
    workspace = find_workspace(root, root)
    return build_page(workspace, load_config(workspace).value, Job(profile, target, TODAY, template=name))


def fonts_of(pdf: Path) -> list[str]:
    listed = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    return [row.split()[0].partition("+")[2] for row in listed.splitlines()[2:]]


def compiled(folder: Path) -> Path:
    command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "page.tex"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "page.pdf"


def test_the_file_beside_the_page_has_its_fonts_beside_it_and_draws_the_same_page(tmp_path: Path) -> None:
    page = built()
    write_outputs(page, summary(page, None), tmp_path / "page", ["tex"])
    assert (tmp_path / "fonts/OFL.txt").exists()
    alone = compiled(tmp_path)
    assert set(fonts_of(alone)) >= {"TailorSans-Regular", "TailorSans-Bold", "TailorSans-Italic"}
    log = (tmp_path / "page.log").read_text(encoding="utf-8", errors="replace")
    assert f"tailor: page 1 main {page.pages[0].predicted['main']}" in log


def test_without_the_folder_heros_stands_in(tmp_path: Path) -> None:
    page = built()
    (tmp_path / "page.tex").write_text(document(page.preamble, page.source), encoding="utf-8")
    assert not any("TailorSans" in name for name in fonts_of(compiled(tmp_path)))


SIGNS = "ÀĄČĎĘŁŃŐŘŞŢŹẞ àąčďęłńőřşţźß €£¥§©®°±×÷½¼ → ← ≥ ≤ ≈ − ∞ µ „“‚‘«»–— № ℠ ₦ †‡"


def test_every_sign_of_latin_comes_out_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/any.yaml").write_text("title: Any\n")
    (tmp_path / "profiles/me.yaml").write_text(
        f'name: Ada Moss\nexperience: [{{organization: Mill, bullets: ["{SIGNS}"]}}]\n', "utf-8"
    )
    page = built(tmp_path, "me", "any")
    assert page.typeset.engine == "pdftex"
    text = subprocess.run(["pdftotext", "-", "-"], input=page.typeset.pdf, capture_output=True, check=True).stdout
    assert [sign for sign in SIGNS.split() if sign not in text.decode()] == []


def test_the_files_are_small_and_have_their_licence() -> None:
    files = list(FONTS.iterdir())
    assert sum(one.stat().st_size for one in files) < 700_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
