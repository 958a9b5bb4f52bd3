"""Documents in Word: styles and lists, no tables; LibreOffice makes the same words of them, on as many pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from commands import run, spoil
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import PROJECT
from tailor.exporting.document import Document, Sheet, whole
from tailor.exporting.word.fit import lines_of
from tailor.exporting.word.writing import word_file
from tailor.models.profiles import Profile
from tailor.sources.loading import load_profile
from tailor.sources.workspace import Workspace

SAMPLES = ("master", "ml-systems", "quant-student", "researcher")


def sample(name: str, **sheet: object) -> Document:
    document = whole(load_profile(Workspace(PROJECT, PROJECT), name).value)
    return replace(document, sheet=Sheet(**sheet))  # type: ignore[arg-type]


def made(profile: dict[str, object], locale: str = "en") -> WordDocument:
    return opened(word_file(whole(Profile.model_validate({"name": "Mira Okafor", **profile}), locale)))


def opened(content: bytes) -> WordDocument:
    return docx.Document(BytesIO(content))


def styled(word: WordDocument) -> list[tuple[str, str]]:
    return [(str(one.style and one.style.name), one.text) for one in word.paragraphs]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_laid_out_by_tables_or_boxes(name: str) -> None:
    content = word_file(sample(name))
    xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert not re.search(r"<w:tbl\b|txbx|<w:pict|<w:drawing|<w:framePr", xml)
    assert "docProps/thumbnail.jpeg" not in ZipFile(BytesIO(content)).namelist()


def test_parts_are_in_styles() -> None:
    work = {
        "organization": "Northwind", "position": "Analyst", "place": "Leeds", "dates": "2020 – 2022",
        "bullets": [{"text": "Outer", "bullets": ["Inner"]}],
    }  # fmt: skip
    word = made({"headline": "Engineer", "experience": [work], "skills": [{"label": "Tools", "keywords": ["C++"]}]})
    assert styled(word) == [
        ("Name", "Mira Okafor"),
        ("Headline", "Engineer"),
        ("Heading 1", "Experience"),
        ("Entry", "Analyst, Northwind, Leeds\t2020\u00a0–\u00a02022"),
        ("List Bullet", "Outer"),
        ("List Bullet 2", "Inner"),
        ("Heading 1", "Skills"),
        ("Keywords", "Tools: C++"),
    ]
    assert word.styles["Entry"].base_style.name == "Heading 2"
    (stop,) = word.styles["Entry"].paragraph_format.tab_stops
    assert (stop.alignment.name, stop.position) == ("RIGHT", word.sections[0].page_width - 2 * docx.shared.Inches(1))


def test_lists_have_numbering() -> None:
    word = made({"achievements": ["Won."]})
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3"):
        assert word.styles[name].element.find(f".//{qn('w:numPr')}") is not None


def test_links_are_links() -> None:
    word = made(
        {"contact": {"email": "mira_o@example.com"}, "achievements": ["See [the **book**](https://example.com/b)."]}
    )
    links = [(link.text, link.address) for one in word.paragraphs for link in one.hyperlinks]
    assert links == [("mira_o@example.com", "mailto:mira_o@example.com"), ("the book", "https://example.com/b")]


def test_marks_are_runs() -> None:
    word = made({"achievements": ["A **bold**, *slanted*, `coded`, H<sub>2</sub>O and $x^2$."]})
    runs = {run.text: run for run in word.paragraphs[-1].runs}
    assert runs["bold"].bold
    assert runs["slanted"].italic
    assert runs["coded"].style.name == "Code"
    assert runs["2"].font.subscript
    assert "x²" in runs


def test_the_language_is_told() -> None:
    word = made({"achievements": [{"text": {"de": "Gewonnen.", "en": "Won."}}]}, "de-CH")
    assert {one.get(qn("w:val")) for one in word.styles.element.iter(qn("w:lang"))} == {"de-CH"}
    assert word.core_properties.language == "de-CH"


def test_the_paper_is_that_of_the_page() -> None:
    margins = (4_000_000, 3_000_000, 2_000_000, 3_500_000)
    (section,) = opened(word_file(sample("master", paper="a4", margins=margins))).sections
    sides = (section.page_width, section.page_height, section.top_margin, section.right_margin, section.left_margin)
    assert [round(side.mm, 1) for side in sides if side] == [210.0, 297.0, 21.4, 16.1, 18.8]


def test_the_same_document_is_the_same_bytes() -> None:
    first = word_file(sample("master"))
    time.sleep(2.1)  # ZIP tells the time in steps of two seconds
    assert word_file(sample("master")) == first


def test_a_reference_restyles_it() -> None:
    own = docx.Document()
    own.add_paragraph("Not of the page")
    own.styles["Heading 1"].font.name = "Courier New"
    own.styles["Normal"].font.size = docx.shared.Pt(13)
    own.sections[0].left_margin = docx.shared.Pt(120)
    saved = BytesIO()
    own.save(saved)
    word = opened(word_file(sample("master", reference=saved.getvalue())))
    assert word.styles["Heading 1"].font.name == "Courier New"
    assert word.styles["Normal"].font.size == docx.shared.Pt(13)
    assert word.sections[0].left_margin == docx.shared.Pt(120)
    assert "Not of the page" not in [one.text for one in word.paragraphs]
    assert word.paragraphs[0].style.name == "Name"


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_reference_that_is_none_is_refused(workspace: Path, content: bytes) -> None:
    (workspace / "reference.docx").write_bytes(content)
    done = run("export", "--profile", "master", "--out", "me.docx", cwd=workspace)
    assert done.returncode == 2
    assert "the reference document is no .docx file" in done.stderr
    assert not (workspace / "me.docx").exists()


def test_a_reference_that_is_not_there_has_a_place(workspace: Path) -> None:
    (workspace / "tailor.yaml").write_text("reference: house.docx\n")
    done = run("export", "--profile", "master", "--out", "me.docx", cwd=workspace)
    assert done.returncode == 2
    assert "tailor.yaml:1:12" in done.stderr
    assert "there is no file house.docx" in done.stderr


@pytest.mark.tex
def test_a_reference_that_comes_makes_word_files_stale_and_no_others(workspace: Path) -> None:
    build = ("build", "quant", "--profile", "master", "--json", "--format")
    for form in ("docx", "pdf,docx"):
        run(*build, form, cwd=workspace)
    own = docx.Document()
    own.save(workspace / "reference.docx")
    assert '"status": "built"' in run(*build, "pdf,docx", cwd=workspace).stdout
    assert '"status": "current"' in run(*build, "pdf,docx", cwd=workspace).stdout
    run(*build, "pdf", cwd=workspace)
    docx.Document().save(workspace / "reference.docx")
    assert '"status": "current"' in run(*build, "pdf", cwd=workspace).stdout


@given(st.text(st.sampled_from("abc DEF."), max_size=200), st.floats(5, 100))
def test_more_room_takes_no_more_lines(text: str, width: float) -> None:
    assert lines_of(text, width * 2) <= lines_of(text, width)


def words(text: str) -> list[str]:
    """Words as they follow each other; bullets and line ends are none."""
    return re.sub(r"[•\u2022\uf0b7\uf02d◦▪–\s\u00a0-]+", " ", text).split()


def soffice() -> str | None:
    found = shutil.which("soffice")
    if found is None and os.environ.get("CI"):
        pytest.fail("no LibreOffice: .ci/run installs it")
    return found


@pytest.mark.tex
@pytest.mark.parametrize("template", ["classic", "sidebar"])
def test_libreoffice_makes_one_page_with_the_same_words(workspace: Path, template: str) -> None:
    program = soffice()
    if program is None:
        pytest.skip("no LibreOffice here (Debian: libreoffice-writer-nogui)")
    spoil(workspace, "targets/quant.yaml", "title:", "paper: a4\ntitle:")
    done = run("build", "--all", "--template", template, "--format", "docx", "--quiet", cwd=workspace)
    assert done.returncode == 0, done.stderr
    files = {"+".join(path.parts[-2:]): path for path in sorted((workspace / "out").glob("*/*.docx"))}
    (workspace / "in").mkdir()
    for name, path in files.items():
        shutil.copy(path, workspace / "in" / name)
    command = [program, f"-env:UserInstallation=file://{workspace}/office", "--headless", "--convert-to", "pdf"]
    names = [str(workspace / "in" / name) for name in files]
    subprocess.run([*command, "--outdir", str(workspace / "in"), *names], check=True, capture_output=True, timeout=240)
    for name, path in files.items():
        pdf = (workspace / "in" / name).with_suffix(".pdf")
        text = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
        said = "\n".join(one.text for one in opened(path.read_bytes()).paragraphs)
        assert text.count("\f") == 1, name
        assert words(text) == words(said), name
