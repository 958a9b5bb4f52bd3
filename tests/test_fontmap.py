"""The small font map changes no byte, and a page with a font that it lacks comes out all the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tailor.adapters.fontmap import FontMap
from tailor.adapters.setting import Setter
from tailor.base.errors import TexError

PREAMBLE = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}\pdfinfoomitdate=1 \pdftrailerid{}"
OUTLINED = subprocess.run("kpsewhich sfrm1000.pfb", shell=True, capture_output=True).returncode == 0
LOG = "{%s}{/enc/ec.enc}</fonts/one.pfb></fonts/two.pfb\n\npdfTeX warning: a glyph is undefined\n>"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    path = tmp_path / "whole.map"
    path.write_text("% all\nec-one One <ec.enc <one.pfb\nt1-two Two <<two.pfb\nec-three Three <[ec.enc <three.pfb\n")
    return path


def test_the_lines_of_what_was_embedded_are_kept(tmp_path: Path, installed: Path) -> None:
    fonts = FontMap(tmp_path / "x.map")
    assert fonts.tex() == ""
    fonts.learn(LOG % installed)
    kept = FontMap(tmp_path / "x.map")
    assert kept.tex() == "\\pdfmapfile{fonts.map}\n"
    assert [line.split()[0] for line in kept.text.splitlines()] == ["%", "ec-one", "t1-two"]
    kept.learn(f"{{{installed}}}</fonts/three.pfb>")
    assert [line.split()[0] for line in kept.text.splitlines()] == ["%", "ec-one", "t1-two", "ec-three"]


def test_a_log_that_says_nothing_teaches_nothing(tmp_path: Path) -> None:
    fonts = FontMap(tmp_path / "x.map")
    for log in ("", "{fonts.map}</fonts/one.pfb>", "{/nowhere/whole.map}</fonts/one.pfb>"):
        fonts.learn(log)
        assert not (tmp_path / "x.map").exists()


@pytest.mark.tex
def test_a_page_is_the_same_with_the_small_map_and_with_a_font_that_it_lacks() -> None:
    plain, bold = "Plain words.", r"Plain and \textbf{bold} words."
    setter = Setter(PREAMBLE)
    first = [setter.typeset(f"\\noindent {text}").pdf for text in (bold, plain)]
    kept = Path(setter.format).with_suffix(".map")
    whole = kept.read_text()
    assert "lmbx10.pfb" in whole
    kept.unlink()
    alone = Setter(PREAMBLE).typeset(f"\\noindent {plain}")
    assert "lmbx10.pfb" not in kept.read_text()
    again = Setter(PREAMBLE).typeset(f"\\noindent {bold}")  # lacks the bold font, and learns it
    assert [again.pdf, alone.pdf] == first
    assert kept.read_text() == whole


@pytest.mark.tex
@pytest.mark.skipif(OUTLINED, reason="cm-super is installed, and with it outlines of this font")
def test_a_font_without_outlines_is_refused_by_name() -> None:
    with pytest.raises(TexError) as caught:
        Setter(r"\documentclass{article}\usepackage[T1]{fontenc}").typeset("Words in a font that is a program.")
    assert caught.value.problems[0].message == "TeX has no outlines of the font ecrm1000"
