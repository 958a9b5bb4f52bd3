"""`tailor template new`: files to change, that change nothing yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

from tailor.base.errors import InputError
from tailor.core.profile.candidates import Block
from tailor.core.profile.kinds import Kind
from tailor.sources.workspace import Workspace, find_workspace
from tailor.templates.manifest import load_template
from tailor.templates.scaffold import new_template

HEADING = Block(Kind.SECTION, {"title": "Bread", "note": "and butter"})


def place(folder: Path) -> Workspace:
    return find_workspace(folder, folder)


@pytest.mark.parametrize("parent", ["classic", "compact", "academic", "modern", "sidebar", "jake"])
@pytest.mark.parametrize("copy", [True, False])
def test_a_new_template_sets_what_its_parent_sets(tmp_path: Path, parent: str, copy: bool) -> None:
    written = new_template(place(tmp_path), "mine", parent, copy)
    assert {path.name for path in written} == {"template.yaml", "preamble.tex.j2", "blocks.tex.j2"}
    line = (tmp_path / "templates/latex/mine/template.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert (tmp_path / "templates/latex/mine" / line.partition("$schema=")[2]).is_file()
    mine, other = (load_template(place(tmp_path), name) for name in ("mine", parent))
    assert mine.block(HEADING, "main") == other.block(HEADING, "main")
    assert mine.preamble("a4").split() == other.preamble("a4").split()
    assert mine.layouts("a4") == other.layouts("a4")


@pytest.mark.parametrize(
    ("name", "parent", "message"),
    [
        ("My page", "classic", '"My page" cannot name a template'),
        ("../mine", "classic", "cannot name a template"),
        ("there", "classic", "there is there already"),
        ("mine", "clasic", "no template is named `clasic`"),
    ],
)
def test_what_cannot_be_made_is_refused(tmp_path: Path, name: str, parent: str, message: str) -> None:
    (tmp_path / "templates/latex/there").mkdir(parents=True)
    with pytest.raises(InputError, match=message):
        new_template(place(tmp_path), name, parent)
    assert not (tmp_path / "templates/latex/mine").exists()


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    done = run("template", "new", "mine", "--from", "compact", cwd=tmp_path)
    assert done.returncode == 0
    assert "templates/latex/mine/blocks.tex.j2" in done.stderr
    assert "extends: compact" in (tmp_path / "templates/latex/mine/template.yaml").read_text(encoding="utf-8")
