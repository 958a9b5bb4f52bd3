"""What is known of TeX's tree changes no byte, and a page that needs more of it comes out all the same."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tailor.base.errors import TexError
from tailor.tex.kpathsea import NOTING, Tree, searches
from tailor.tex.setting import Setter

PREAMBLE = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}\pdfinfoomitdate=1 \pdftrailerid{}"
OUTLINED = subprocess.run("kpsewhich sfrm1000.pfb", shell=True, capture_output=True).returncode == 0
NOTED = """kdebug:start generic search(files=[ls-r ls-R], must_exist=1, find_all=1, path=/tex)
kdebug:returning from generic search([ls-r ls-R]) => /tex/ls-R
kdebug:returning from generic search([/formats/x.fmt]) => /formats/x.fmt
kdebug:returning from generic search([job.tex]) => ./job.tex
kdebug:returning from search(texfonts.map) =>
kdebug:returning from generic search([one.tfm]) => /tex/tfm/one.tfm
kdebug:returning from generic search([one.vf]) =>
kdebug:returning from generic search([all.map]) => %s
kdebug:returning from generic search([one.pfb]) => /tex/type1/one.pfb
"""


def format_of(setter: Setter) -> Path:
    assert setter._format is not None
    return setter._format


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    path = tmp_path / "all.map"
    path.write_text("% all\nec-one One <ec.enc <one.pfb\nt1-two Two <<two.pfb\nec-three Three <[ec.enc <three.pfb\n")
    return path


def test_what_a_run_looked_for_is_read_outside_its_own_folder() -> None:
    found = {"one.tfm": "/tex/tfm/one.tfm", "one.vf": "", "all.map": "/all.map", "one.pfb": "/tex/type1/one.pfb"}
    assert searches(NOTED % "/all.map") == found


def test_folders_and_lines_of_the_map_are_kept(tmp_path: Path, installed: Path) -> None:
    tree = Tree(tmp_path / "x.tree")
    assert (tree.settings, tree.tex) == (NOTING, "")
    tree.learn(NOTED % installed)
    kept = Tree(tmp_path / "x.tree")
    assert [line.split()[0] for line in kept.map.splitlines()] == ["ec-one"]
    assert kept.tex == "\\pdfmapfile{fonts.map}\n"
    assert kept.settings["TFMFONTS"] == ".:/tex/tfm"
    assert kept.settings["T1FONTS"] == ".:/tex/type1"
    assert kept.settings["VFFONTS"] == kept.settings["TEXINPUTS"] == "."
    assert kept.holds(NOTED % installed)
    assert not kept.holds("kdebug:returning from generic search([two.tfm]) =>\n")
    assert not kept.holds("kdebug:returning from generic search([one.tfm]) => /elsewhere/one.tfm\n")
    kept.learn(NOTED.replace("one.pfb", "three.pfb") % installed)
    assert [line.split()[0] for line in kept.map.splitlines()] == ["ec-one", "ec-three"]


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"found": 3}', '{"map": "x"}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "x.tree").write_text(damaged)
    assert Tree(tmp_path / "x.tree").settings == NOTING


def test_where_nothing_is_kept_tex_has_all_of_its_tree(tmp_path: Path, installed: Path) -> None:
    tree = Tree(None)
    tree.learn(NOTED % installed)
    assert (tree.settings, tree.map) == ({}, "")


@pytest.mark.tex
def test_a_page_is_the_same_with_what_is_known_and_with_a_font_that_is_not() -> None:
    plain, bold = "Plain words.", r"Plain and \textbf{bold} words, 20\,\textdegree C."
    setter = Setter(PREAMBLE)
    first = [setter.typeset(f"\\noindent {text}").pdf for text in (bold, plain)]
    kept = format_of(setter).with_suffix(".tree")
    whole = json.loads(kept.read_text())
    assert "lmbx10.pfb" in whole["map"]
    kept.unlink()
    alone = Setter(PREAMBLE).typeset(f"\\noindent {plain}")
    assert "lmbx10.pfb" not in kept.read_text()
    again = Setter(PREAMBLE).typeset(f"\\noindent {bold}")  # lacks the bold font and the sign, and learns them
    assert [again.pdf, alone.pdf] == first
    assert json.loads(kept.read_text())["found"].keys() == whole["found"].keys()
    setter = Setter(PREAMBLE)
    assert setter._tree.settings != NOTING
    assert setter.typeset(f"\\noindent {bold}").pdf == first[0]


@pytest.mark.tex
def test_a_tree_that_has_moved_is_learned_anew() -> None:
    setter = Setter(PREAMBLE)
    page = setter.typeset("Words.").pdf
    kept = format_of(setter).with_suffix(".tree")
    right = kept.read_text()
    assert "/lm/lmr10.pfb" in right
    kept.write_text(right.replace("/lm/", "/gone/"))
    assert Setter(PREAMBLE).typeset("Words.").pdf == page
    assert json.loads(kept.read_text())["found"]["lmr10.pfb"] == json.loads(right)["found"]["lmr10.pfb"]


@pytest.mark.tex
@pytest.mark.skipif(OUTLINED, reason="cm-super is installed, and with it outlines of this font")
def test_a_font_without_outlines_is_refused_by_name() -> None:
    with pytest.raises(TexError) as caught:
        Setter(r"\documentclass{article}\usepackage[T1]{fontenc}").typeset("Words in a font that is a program.")
    assert caught.value.problems[0].message == "TeX has no outlines of the font ecrm1000"
