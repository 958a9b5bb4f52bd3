"""Pages in Arabic, Hebrew, Persian, Chinese, Japanese: exact, mirrored where they run left, all words read in order."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import yaml
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine
from pypdf import PdfReader

from bench.tags import ARTIFACT, UNMARKED, marks, tree
from conftest import PROJECT
from tailor.builds.build_values import Built, Job
from tailor.builds.pipeline import build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.tex.fonts import can_extend
from tailor.text.bidi import RIGHT

pytestmark = [pytest.mark.tex, pytest.mark.skipif(not can_extend(), reason="XeTeX is not installed")]

SAMPLES = PROJECT / "tests/data/scripts"
FROM_RIGHT = [
    *(("ar", "modern"), ("ar", "jake"), ("he", "classic"), ("he", "sidebar"), ("fa", "compact"), ("fa", "academic")),
]
FROM_LEFT = [("ja", "classic"), ("zh", "sidebar")]


@cache
def built(person: str, template: str) -> Built:
    root = Path(mkdtemp(prefix="tailor-scripts-"))
    try:
        shutil.copytree(SAMPLES, root / "profiles")
        (root / "targets").mkdir()
        (root / "targets/any.yaml").write_text("title: Any\n", "utf-8")
        workspace = find_workspace(root, root)
        job = Job(person, "any", Day(2026, 11, 21), template=template)
        return build_page(workspace, load_config(workspace).value, job)  # raises where a height differs
    finally:
        shutil.rmtree(root)


def bullets(person: str) -> list[str]:
    data = yaml.safe_load((SAMPLES / f"{person}.yaml").read_text("utf-8"))
    return [text for job in data["experience"] for text in job["bullets"]]


def plain(text: str) -> str:
    """In the letters that it was written in, without marks of direction and joiners."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")


def readers(pdf: bytes) -> dict[str, str]:
    poppler = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pypdf = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    return {"poppler": poppler, "pypdf": pypdf, "pdfminer": extract_text(io.BytesIO(pdf))}


def words(text: str) -> list[str]:
    """Those of letters that run left; some readers take a joiner for a space."""
    text = re.sub("[\u200c،؛؟]", " ", text)
    return re.findall(f"[{RIGHT}]{{2,}}", plain(text))


def reordered(text: str) -> str:
    """Words as they stand on the page are written from left to right by readers that know no direction."""
    return plain(f"{text} {text[::-1]}")


@pytest.mark.parametrize(("person", "template"), FROM_RIGHT)
def test_words_that_run_left_are_read_in_order(person: str, template: str) -> None:
    read = readers(built(person, template).typeset.pdf)
    for text in bullets(person):
        pattern = ".{0,16}?".join(map(re.escape, words(text)))
        assert re.search(pattern, plain(read["poppler"]), re.DOTALL), text
        for name in ("pypdf", "pdfminer"):
            assert [word for word in words(text) if word not in reordered(read[name])] == []


@pytest.mark.parametrize(("person", "template"), FROM_LEFT)
def test_words_without_spaces_are_read_in_order(person: str, template: str) -> None:
    read = readers(built(person, template).typeset.pdf)
    for text in bullets(person):
        for name, found in read.items():
            assert re.sub(r"\s", "", plain(text)) in re.sub(r"\s", "", plain(found)), name


def lines(pdf: bytes) -> list[tuple[float, float, str]]:
    """Where the lines of a page begin and end, and what they say."""
    texts = (one for page in extract_pages(io.BytesIO(pdf)) for one in page if isinstance(one, LTTextContainer))
    found = (line for text in texts for line in text if isinstance(line, LTTextLine))
    return [(line.x0, line.x1, line.get_text()) for line in found if any(isinstance(c, LTChar) for c in line)]


@pytest.mark.parametrize(("person", "template"), [("he", "classic"), ("ar", "modern"), ("fa", "compact")])
def test_a_page_that_runs_left_is_mirrored(person: str, template: str) -> None:
    """Years stand at the left, what the page begins with at the right."""
    found = lines(built(person, template).typeset.pdf)
    left = min(start for start, _, _ in found)
    right = max(end for _, end, _ in found)
    assert any("2017" in text and start < left + 2 for start, _, text in found)
    names = words(yaml.safe_load((SAMPLES / f"{person}.yaml").read_text("utf-8"))["education"][0]["degree"])
    assert any(names[0] in reordered(text) and end > right - 12 for _, end, text in found)


@pytest.mark.parametrize(("person", "template"), [("he", "sidebar"), ("ar", "jake"), ("fa", "academic")])
def test_tags_hold_what_is_shown(person: str, template: str) -> None:
    pdf = built(person, template).typeset.pdf
    (found,) = marks(pdf)
    assert found.nested == []
    assert UNMARKED not in found.texts
    assert not found.texts.get(ARTIFACT, "").strip()
    assert {"H1", "H2", "LBody", "Link"} <= {one.tag for one in tree(pdf).walk() if one.text.strip()}


def test_the_column_beside_the_work_is_at_the_right() -> None:
    page = built("he", "sidebar").choice.layout
    assert page.origins["side"][0] > page.origins["main"][0]


def test_the_words_of_the_page_are_in_its_language() -> None:
    source = built("he", "classic").source
    assert "ניסיון תעסוקתי" in source.replace("\\ ", " ")
    assert "היום" in source
    assert not [one for one in built("he", "classic").warnings if one.code == "no-words"]


@pytest.mark.parametrize("template", ["academic", "classic"])
def test_headings_in_small_capitals_are_read_as_they_are_written(template: str, tmp_path: Path) -> None:
    """In Latin letters, on a page that XeTeX sets for a name in others."""
    for path, text in {
        "profiles/jana.yaml": "name: Яна Ковач\nexperience:\n  - {organization: Nordhavn, bullets: [Built 4 tools]}\n",
        "targets/any.yaml": "title: Any\n",
    }.items():
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(text, "utf-8")
    workspace = find_workspace(tmp_path, tmp_path)
    page = build_page(workspace, load_config(workspace).value, Job("jana", "any", Day(2026, 11, 21), template=template))
    assert {name for name, text in readers(page.typeset.pdf).items() if "Experience" not in text} == set()


@pytest.mark.parametrize("person", ["ar", "he"])
def test_the_head_of_a_second_page_runs_left(person: str, tmp_path: Path) -> None:
    """Its words in order, the name at the right where the page begins, its number at the left."""
    said = yaml.safe_load((SAMPLES / f"{person}.yaml").read_text("utf-8"))
    (job,) = said["experience"][:1]
    said["experience"] = [{**job, "bullets": [f"{text} {n}" for text in job["bullets"]]} for n in range(18)]
    for path, text in {
        f"profiles/{person}.yaml": yaml.safe_dump(said, allow_unicode=True),
        "targets/any.yaml": "title: Any\npages: any\n",
    }.items():
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(text, "utf-8")
    workspace = find_workspace(tmp_path, tmp_path)
    page = build_page(workspace, load_config(workspace).value, Job(person, "any", Day(2026, 11, 21)))
    second = list(extract_pages(io.BytesIO(page.typeset.pdf)))[1]
    heads = [one for box in second if isinstance(box, LTTextContainer) for one in box if isinstance(one, LTTextLine)]
    left, right = sorted(sorted(heads, key=lambda line: -line.y1)[:2], key=lambda line: line.x0)
    assert re.fullmatch(r"2\s*/\s*2", left.get_text().strip())
    assert right.x1 > second.width - 90
    text = subprocess.run(["pdftotext", "-f", "2", "-", "-"], input=page.typeset.pdf, capture_output=True).stdout
    assert said["name"] in " ".join(plain(text.decode()).split())
