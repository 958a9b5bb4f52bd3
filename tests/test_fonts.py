"""What pdfTeX cannot set goes to XeTeX, with fonts that have the letters, and is exact; or is refused with places."""

from __future__ import annotations

import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tailor.base.errors import InputError, Problem
from tailor.builds.build_values import Built, Job
from tailor.builds.pipeline import build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.tex import fonts
from tailor.tex import format_files as formats
from tailor.tex.engine import Run
from tailor.tex.fonts import (
    Face,
    Fallback,
    _rank,
    _region,
    can_extend,
    fallbacks,
    lacked,
    package_for,
    xetex_preamble,
)
from tailor.tex.format_files import MADE

PREAMBLE = "\\documentclass{article}\\renewcommand\\rmdefault{qpl}"

needs_xetex = pytest.mark.skipif(not can_extend(), reason=f"XeTeX or its fonts are missing: install {fonts.PACKAGES}")

PROFILE = """
name: {name}
locale: {locale}
contact: {{email: an@example.org}}
experience:
  - organization: {organization}
    position: Engineer
    dates: 2021-03 – present
    bullets:
      - "{bullet}"
"""

SCRIPTS = [
    ("vi", "Nguyễn Thị Ánh", "Công ty Sông Hồng", "Giảm **độ trễ** 50%, ≥ 3 lần.", "Kinh nghiệm làm việc"),
    ("ru", "Анна Петрова", "Северный ветер", "Сократила *задержку* на 40 %.", "Опыт работы"),
    ("en", "Eleni Petrou", "Ελληνική Εταιρεία", "Saved ₹500 and μs, → 3× ≈ 2 − 1.", "Experience"),
]


def built(folder: Path, **fields: str) -> Built:
    (folder / "profiles").mkdir()
    (folder / "targets").mkdir()
    (folder / "profiles" / "me.yaml").write_text(PROFILE.format(**fields), encoding="utf-8")
    (folder / "targets" / "t.yaml").write_text("paper: a4\n", encoding="utf-8")
    workspace = find_workspace(folder)
    return build_page(workspace, load_config(workspace).value, Job("me", "t", Day(2026, 6)))


@needs_xetex
@pytest.mark.tex
@pytest.mark.parametrize(("locale", "name", "organization", "bullet", "heading"), SCRIPTS)
def test_other_scripts_are_set_exactly_and_read_back(
    locale: str, name: str, organization: str, bullet: str, heading: str, tmp_path: Path
) -> None:
    page = built(tmp_path, locale=locale, name=name, organization=organization, bullet=bullet)
    assert page.typeset.engine == "xetex"
    assert sum(sum(one.predicted.values()) for one in page.pages) == sum(page.typeset.log.heights.values())
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(page.typeset.pdf)
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
        for words in (name, organization, bullet.replace("*", "")):
            assert " ".join(words.split()) in " ".join(text.split())
    assert heading in page.source.replace("\\ ", " ")
    assert "\\RequirePackage{fontspec}" in page.preamble


FAR = [
    (
        "zh",
        "张伟",
        "北京大学",
        "把延迟降低了 **50%**，在两年之内通过分页缓存、八位权重以及连续批处理，" * 3,
        "fonts-droid-fallback",
    ),
    ("ja", "山田太郎", "東京の会社", "カタカナとひらがなで書いた文章を処理した。", "fonts-droid-fallback"),
    ("ko", "김민수", "서울대학교", "지연 시간을 **50%** 줄였다.", "fonts-nanum"),
    ("hi", "अनन्या शर्मा", "भारतीय संस्थान", "विलंब को **50%** घटाया, क्षेत्र में।", "fonts-lohit-deva"),
    ("en", "Ada Moss", "Nord", "Shipped 🚀 on time.", "fonts-symbola"),
]


@needs_xetex
@pytest.mark.tex
@pytest.mark.parametrize(("locale", "name", "organization", "bullet", "package"), FAR)
def test_every_script_is_set_and_found_or_refused_with_its_place(
    locale: str, name: str, organization: str, bullet: str, package: str, tmp_path: Path
) -> None:
    """Which of both hangs on the fonts that are installed: a server of ours has most of them."""
    words = [name, organization, bullet.replace("*", "")]
    refused: tuple[Problem, ...] = ()
    try:
        page = built(tmp_path, locale=locale, name=name, organization=organization, bullet=bullet)
    except InputError as error:
        refused = tuple(error.problems)
    if refused:
        assert {one.message.split('"')[1] for one in refused} <= set("".join(words))
        assert all(one.place and one.place.file.endswith("me.yaml") and one.place.line > 1 for one in refused)
        assert any(package in one.hint for one in refused)
        return
    assert {height for one in page.pages for height in one.predicted.values()} == set(page.typeset.log.heights.values())
    assert page.typeset.log.overfull == ()
    done = subprocess.run(["pdftotext", "-", "-"], input=page.typeset.pdf, capture_output=True, check=True)
    text = "".join(done.stdout.decode().split())
    assert [one for one in words if "".join(one.split()) not in text] == []


def test_the_package_of_a_letter_is_named() -> None:
    named = {letter: package_for(letter) for letter in "中あ한ह🚀ש"}
    assert list(named.values()) == [
        *[FAR[0][4]] * 2,
        "fonts-nanum",
        "fonts-lohit-deva",
        "fonts-symbola",
        "fonts-noto-core",
    ]


def test_lines_break_between_chinese_letters_and_indian_ones_keep_their_order() -> None:
    assert "\\breaksanywhere}" in xetex_preamble(PREAMBLE, [Fallback("A", "中")])
    assert "\\breaksanywhere}" not in xetex_preamble(PREAMBLE, [Fallback("A", "한Ж")])
    assert "XeTeXgenerateactualtext=1" in xetex_preamble(PREAMBLE, [Fallback("A", "ह")])
    assert "XeTeXgenerateactualtext" not in xetex_preamble(PREAMBLE, [Fallback("A", "中")])


def test_chinese_characters_are_drawn_as_their_readers_write_them() -> None:
    faces = [Face(f"Noto Sans CJK {region}", "Regular", "noto.ttc") for region in ("JP", "KR", "SC")]
    regions = [_region(text) for text in ("中", "中の", "中한")]
    assert regions == ["SC", "JP", "KR"]
    for region in regions:
        assert min(faces, key=partial(_rank, region=region)).family.endswith(region)


@needs_xetex
@pytest.mark.tex
def test_a_page_of_latin_letters_stays_with_pdftex(tmp_path: Path) -> None:
    page = built(tmp_path, locale="de", name="Jörg Łąk", organization="Nord – West", bullet="≥ 3 µs für 5 €")
    assert page.typeset.engine == "pdftex"


@needs_xetex
@pytest.mark.tex
def test_what_no_font_has_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        built(tmp_path, locale="en", name="Ada Moss", organization="Nord", bullet="A \U00010a6f and שלום")
    places = {(one.place.line, one.place.column) for one in caught.value.problems if one.place}
    assert (10, 12) in places
    assert {one.code for one in caught.value.problems} == {"missing-character"}
    assert ["arabian letter" in one.message for one in caught.value.problems] == [True]


@needs_xetex
def test_letters_of_one_script_come_from_one_font() -> None:
    assert lacked("añ", PREAMBLE) == ""
    assert set(lacked("µ Ωжz", PREAMBLE)) >= {"ж"}
    found, lost = fallbacks("Жж")
    assert (len(found), found[0].letters, lost) == (1, "Жж", "")
    assert "Sans" in fallbacks("Ж", sans=True)[0][0].family
    assert [one.letters for one in fallbacks("שا")[0]] == ["ש", "ا"]  # a font draws each script as its own


def test_a_preamble_for_xetex_names_fonts_and_letters() -> None:
    made = xetex_preamble(PREAMBLE, [Fallback("DejaVu Serif", "Ж"), Fallback("FreeSerif", "अ")])
    assert made.index("fontspec}") < made.index("documentclass") < made.index("texgyrepagella")
    assert '\\XeTeXcharclass"416=\\fallbackA' in made
    assert "\\XeTeXinterchartoks\\fallbackA\\fallbackB" in made


def test_without_xetex_the_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("pdftex") is None:
        pytest.skip("no pdftex: run `make setup`")
    monkeypatch.setattr(fonts, "can_extend", lambda: False)
    with pytest.raises(InputError) as caught:
        built(tmp_path, locale="en", name="Ada Moss", organization="Nord", bullet="Saved ₹500")
    (problem,) = caught.value.problems
    assert "fonts-texgyre" in problem.hint
    assert problem.place
    assert (problem.place.line, problem.place.column) == (10, 16)


@needs_xetex
def test_one_process_makes_the_format_of_xetex_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(tmp_path))
    made: list[str] = []

    def dump(engine: str) -> Run:
        made.append(engine)
        time.sleep(0.2)  # a real one takes seconds
        return Run(0, "", {MADE: b"a format"})

    monkeypatch.setattr(formats, "_dump_xetex", dump)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: formats.xetex_call(), range(2))
    assert (first, len(made)) == (second, 1)


@needs_xetex
def test_where_xetex_s_format_cannot_be_kept_it_is_made_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(tmp_path / "file/below"))
    [made] = [one for one in formats.xetex_call().arguments if one.startswith("-fmt=")]
    assert Path(made.removeprefix("-fmt=")).is_file()
