"""Texts that run from right to left: parted by direction, set by XeTeX, exact, and read in their order."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.tex.fonts import can_extend
from tailor.text.bidi import parted, runs_left
from tailor.text.escaping import clean
from tailor.text.markdown.markup import to_latex

TODAY = Day(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "leftward", "against"),
    [
        ("كتبت محرك بحث بلغة Rust يخدم 40 مليون طلب.", True, ["Rust", "40"]),
        ("لغات C++ و C# فقط", True, ["C++", "C#"]),
        ("ירד ב-35% בשנה", True, ["35%"]),  # a hyphen after a letter joins (UAX #9, W4 to N1)
        ("מינוס: -35%", True, ["-35%"]),
        ("Wrote בדיקות תוכנה 2 למתחילים with friends.", False, ["בדיקות תוכנה 2 למתחילים"]),
        ("1. مهندسة", True, ["1"]),
        ("No letter of the other kind: 12 (3)", False, []),
    ],
)
def test_a_text_runs_as_its_first_letter_does(text: str, leftward: bool, against: list[str]) -> None:
    assert runs_left(text) is leftward
    assert [piece for other, piece in parted(text, leftward=leftward) if other] == against


@given(st.text(alphabet="aB9 .,-+%אבגدلם", max_size=40), st.booleans())
def test_nothing_is_lost_when_a_text_is_parted(text: str, leftward: bool) -> None:
    assert "".join(piece for _, piece in parted(text, leftward=leftward)) == text


def test_pieces_are_told_to_tex_and_texts_of_one_kind_are_as_ever() -> None:
    assert to_latex("plain **text**") == r"plain \textbf{text}"
    assert to_latex("by חברת האור Ltd") == r"by \rtl{חברת האור} Ltd"
    assert to_latex("بلغة Rust") == r"\rtl{بلغة \ltr{Rust}}"


def test_joiners_are_kept_within_words_of_scripts_that_have_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("क्\u200dष") == "क्\u200dष"
    assert clean("so\u200cft\u200d") == "soft"


PEOPLE = {
    "ar": ("ليلى حداد", "مهندسة برمجيات", "قادت فريقا من ستة مهندسين وخفضت زمن الاستجابة من 14 إلى 6."),
    "he": ("נועה לוי", "מהנדסת תוכנה", "הובילה צוות של שישה מהנדסים וקיצרה את זמן התגובה."),
    "fa": ("سارا رضایی", "مهندس نرم\u200cافزار", "تیمی شش\u200cنفره را رهبری کرد و زمان پاسخ را کم کرد."),
}


def built(root: Path, locale: str, template: str) -> Built:
    name, headline, bullet = PEOPLE[locale]
    (root / "profiles").mkdir()
    (root / "targets").mkdir()
    (root / "targets/any.yaml").write_text("title: Any\n")
    (root / "profiles/me.yaml").write_text(
        f"name: {name}\nheadline: {headline}\nlocale: {locale}\ncontact: {{email: me@example.com}}\n"
        f"experience:\n  - organization: {headline}\n    position: {name}\n    dates: 2019-03 – present\n"
        f"    bullets: ['{bullet}']\n",
        encoding="utf-8",
    )
    workspace = find_workspace(root, root)
    return build_page(workspace, load_config(workspace).value, Job("me", "any", TODAY, template=template))


def words_of(text: str) -> list[str]:
    """Words without marks of direction, in the letters that they were written in."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return plain.split()


@pytest.mark.tex
@pytest.mark.skipif(not can_extend(), reason="XeTeX is not installed")
@pytest.mark.parametrize("template", ["classic", "modern"])
@pytest.mark.parametrize("locale", PEOPLE)
def test_a_page_from_right_to_left_is_exact_and_read_in_order(locale: str, template: str, tmp_path: Path) -> None:
    page = built(tmp_path, locale, template)  # raises where a height differs
    assert page.typeset.engine == "xetex"
    text = subprocess.run(["pdftotext", "-", "-"], input=page.typeset.pdf, capture_output=True, check=True).stdout
    # Poppler puts the space beside a number of such a line on its other side.
    read = "".join(words_of(text.decode()))
    assert "".join(words_of(PEOPLE[locale][2].replace("\u200c", ""))).rstrip(".6") in read
