"""A specimen of every kind of block proves a template exact, or tells its mistakes at their lines."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from commands import run
from pypdf import PdfReader

from conftest import PROJECT
from tailor.base.errors import TailorError
from tailor.checking.specimen import SPECIMEN, _target, prove
from tailor.core.profile.blocks import FIELDS
from tailor.core.profile.contacts_apart import contacts_apart
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.sources.loading import load_model
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template

ONE = (
    "title: Mine\nextends: classic\npapers: [letter]\nlayouts: [{name: only, size: 10pt, leading: 12pt, margin: 1in}]\n"
)


def test_every_field_of_every_kind_of_block_is_filled() -> None:
    profile = load_model(SPECIMEN, "specimen.yaml", Profile)
    shown = contacts_apart(outline(profile.value, _target("table").value, profile.place))
    filled = {(one.kind, name) for one in shown for name, value in one.variants[0].block.fields.items() if value}
    every = {(kind, name) for kind, fields in FIELDS.items() for name in fields}
    by_the_program = {(Kind.KEYWORDS, "lines"), (Kind.BULLET, "links"), (Kind.POSITION, "text")}
    by_the_program |= {(Kind.HEADER, "contacts"), (Kind.HEADER, "photo"), (Kind.CONTACTS, "photo")}
    assert every - filled - by_the_program <= {(kind, name) for kind, name in every if name in ("text", "links")}


def mine(folder: Path, blocks: str, preamble: str = "") -> Path:
    own = folder / "templates/latex/mine"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(ONE)
    (own / "blocks.tex.j2").write_text(blocks)
    if preamble:
        (own / "preamble.tex.j2").write_text(preamble)
    return own


@pytest.mark.tex
def test_columns_are_exact_and_all_of_the_specimen_is_read() -> None:
    workspace = find_workspace(PROJECT)
    template = load_template(workspace, "sidebar")
    specimen = prove(workspace, "sidebar")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(specimen.pdf)).pages)
    assert specimen.settings == 2 * len(template.manifest.layouts) * len(template.manifest.papers)
    assert specimen.doubts == ()
    assert [word for word in ("Łukaszewska", "arXiv", "Ordinary Level", "≥", "→") if word not in text] == []


FAULTS = [
    ("<% macro item(block, region) %>\n<< block.txet >>\n<% endmacro %>", "did you mean `text`", 2, 2),
    ("\n<% macro item(block, region) %>\n\\strutted{\\itemm << block.text >>}\n<% endmacro %>", r"\itemm", 3, 4),
    (
        "<% macro item(block, region) %>\\global\\advance\\count9 by 1 \\strutted{<< block.text >>}"
        "\\kern\\count9pt<% endmacro %>",
        "sp higher after other blocks",
        1,
        4,
    ),
]


@pytest.mark.tex
@pytest.mark.parametrize(("blocks", "message", "line", "code"), FAULTS)
def test_a_broken_template_is_told_at_its_line(tmp_path: Path, blocks: str, message: str, line: int, code: int) -> None:
    mine(tmp_path, blocks)
    with pytest.raises(TailorError) as caught:
        prove(find_workspace(tmp_path, tmp_path), "mine")
    (problem, *_) = caught.value.problems
    assert message in problem.message
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("blocks.tex.j2", line)
    assert caught.value.exit_code == code


@pytest.mark.tex
def test_check_writes_the_specimen_and_says_that_it_is_exact(tmp_path: Path) -> None:
    mine(tmp_path, "<% macro when(dates) %>{\\color{ink}<< dates | dates >>}<% endmacro %>")
    (tmp_path / "tailor.yaml").write_text("template: mine\n")
    done = run("check", "--template", "mine", cwd=tmp_path)
    assert "out/specimen/mine.pdf: exact in 2 settings" in done.stderr
    assert done.returncode == 0
    assert (tmp_path / "out/specimen/mine.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "templates/latex/mine/blocks.tex.j2").write_text(FAULTS[1][0])
    assert run("check", "--template", "mine", cwd=tmp_path).returncode == 4


@pytest.mark.tex
def test_a_text_that_a_template_swallows_is_told(tmp_path: Path) -> None:
    mine(tmp_path, "<% macro bullet(block, region) %>\\strutted{<< block.text[:9] >>}<% endmacro %>")
    (tmp_path / "tailor.yaml").write_text("template: mine\n")
    done = run("check", "--template", "mine", "--fail-on", "warning", cwd=tmp_path)
    assert done.returncode != 0
    assert "is not found in out/specimen/mine.pdf as it stands [extraction]" in done.stderr


@pytest.mark.tex
def test_a_heading_that_skips_a_level_is_told(tmp_path: Path) -> None:
    mine(tmp_path, "<% macro paragraph(block, region) %>\\tagas{H5}\\strutted{<< block.text >>}<% endmacro %>")
    (tmp_path / "tailor.yaml").write_text("template: mine\n")
    done = run("check", "--template", "mine", cwd=tmp_path)
    assert "a heading of level 5, follows one of level 2 [heading-order]" in done.stderr
