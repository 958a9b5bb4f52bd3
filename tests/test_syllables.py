"""Long words are parted where their language parts them, and read as one; what no line has room for is told."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from tailor.core.lints.page_lints import letters
from tailor.text.syllables import PARTED, syllables


@pytest.mark.parametrize(
    ("word", "locale", "parts"),
    [
        ("Bundesausbildungsförderung", "de", "Bundes-aus-bil-dungs-för-de-rung"),
        ("Verkehrsleittechnik", "de-CH", "Verkehrs-leit-technik"),
        ("Arbeidsongeschiktheid", "nl", "Arbeids-on-ge-schikt-heid"),
        ("Fastighetsskötare", "sv", "Fastig-hets-skö-tare"),
        ("lentokonesuihkuturbiini", "fi", "lento-ko-ne-suih-ku-tur-biini"),
        ("Verkehr", "de", "Verkehr"),
        ("Straightforwardness", "en", "Straightforwardness"),
    ],
)
def test_words_are_parted_as_their_language_does(word: str, locale: str, parts: str) -> None:
    assert "-".join(syllables(word, locale)) == parts


@given(st.text(), st.sampled_from(sorted(PARTED)))
def test_the_parts_make_the_text(text: str, locale: str) -> None:
    assert "".join(syllables(text, locale)) == text


LONG = {
    "de": ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgebung", "Hauptverantwortungsbereiche"),
    "nl": ("Arbeidsongeschiktheidsverzekeringsmaatschappij", "verantwoordelijkheidsgebieden"),
    "sv": ("Fastighetsskötaranställningsförordningen", "verksamhetsutvecklingsansvariga"),
    "fi": ("Lentokonesuihkuturbiinimoottoriapumekaanikko", "Kehittämismahdollisuuksiensa"),
}


def folder(root: Path, locale: str, *awards: str) -> Path:
    (root / "profiles").mkdir(parents=True)
    (root / "targets").mkdir()
    listed = "".join(f"  - {award}\n" for award in awards)
    text = f"name: Änne Moss\nlocale: {locale}\ncontact: {{email: anne@example.com}}\nawards:\n{listed}"
    (root / "profiles/anne.yaml").write_text(text, "utf-8")
    (root / "targets/desk.yaml").write_text("title: Desk\n", "utf-8")
    return root


def readers(pdf: bytes) -> list[str]:
    poppler = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [poppler, PdfReader(io.BytesIO(pdf)).pages[0].extract_text(), extract_text(io.BytesIO(pdf))]


@pytest.mark.tex
@pytest.mark.parametrize("template", ["classic", "sidebar"])
@pytest.mark.parametrize("locale", LONG)
def test_no_line_sticks_out_and_words_are_read_whole(locale: str, template: str, tmp_path: Path) -> None:
    one, other = LONG[locale]
    text = f"Xyz {one} a {other} abc {one} und {other}"
    root = folder(tmp_path, locale, text)
    done = run("build", "desk", "--template", template, cwd=root)
    assert done.returncode == 0, done.stderr
    assert "overfull" not in done.stderr
    for read in readers((root / "out/anne/desk.pdf").read_bytes()):
        assert letters(text) in letters(read)


@pytest.mark.tex
def test_a_line_is_not_half_empty_before_a_long_word(tmp_path: Path) -> None:
    word = "Gleichstellungsbeauftragtenversammlungen"
    root = folder(tmp_path, "de", f"Mitglied bei der {word} und in der {word} von ganz Beispielstadt")
    assert run("build", "desk", "--template", "sidebar", cwd=root).returncode == 0
    lines = readers((root / "out/anne/desk.pdf").read_bytes())[0].splitlines()
    assert any(line.strip().startswith("Mitglied bei der Gleich") for line in lines)


@pytest.mark.tex
def test_what_cannot_be_parted_is_set_smaller_and_then_refused(tmp_path: Path) -> None:
    some = run("build", "desk", "--template", "sidebar", cwd=(root := folder(tmp_path / "a", "en", "a" * 26)))
    assert some.returncode == 0, some.stderr
    assert "profiles/anne.yaml:5:5: warning" in some.stderr
    assert "smaller type [small-word]" in some.stderr
    assert (root / "out/anne/desk.pdf").is_file()
    more = run("build", "desk", "--template", "sidebar", cwd=folder(tmp_path / "b", "en", "short", "a" * 60))
    assert more.returncode == 3
    assert "profiles/anne.yaml:6:5: error: a line sticks out" in more.stderr
