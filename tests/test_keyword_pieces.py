"""Keywords that are wider than their line: broken at their spaces, told as one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tailor.builds.build_values import Built, Job
from tailor.builds.pipeline import build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.templates.macro_context import Macros
from tailor.text.breaking import GOES_ON
from tailor.text.markdown.inline import parts
from tailor.text.markdown.markup import printed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amazon Web Services (EC2, S3)", ["Amazon ", "Web ", "Services ", "(EC2, ", "S3)"]),
        ("Docker", ["Docker"]),
        ("the **very best** kind", ["the ", "**very** ", "**best** ", "kind"]),
        ("[Google Cloud](https://example.com)", ["[Google](https://example.com) ", "[Cloud](https://example.com)"]),
        ("com.example.tools.build.Runner", ["com.", "example.", "tools.", "build.", "Runner"]),
        ("size $a + b$ here", ["size ", "$a + b$ ", "here"]),
        ("4*4 and C_D", ["4*4 ", "and ", "C_D"]),
    ],
)
def test_a_keyword_in_its_words(text: str, words: list[str]) -> None:
    assert parts(text) == words
    assert "".join(map(printed, words)).replace(" ", "") == printed(text).replace(" ", "")


def test_a_piece_that_goes_on_has_no_separator_in_any_template() -> None:
    blocks = Macros({"keyword": lambda text: f"[{text}]", "keyword_separator": lambda: ", "})
    said = [
        blocks.keyword(f"Web{GOES_ON}"),
        blocks.keyword_separator(),
        blocks.keyword("S3"),
        blocks.keyword_separator(),
    ]
    assert said == ["[Web]", "", "[S3]", ", "]


def built(folder: Path, keywords: list[str], target: str) -> Built:
    for name in ("profiles", "targets"):
        (folder / name).mkdir(exist_ok=True)
    data = {"name": "Ada Moss", "skills": [{"label": "Cloud", "keywords": keywords}]}
    (folder / "profiles/me.yaml").write_text(json.dumps(data), encoding="utf-8")
    (folder / "targets/all.yaml").write_text(target, encoding="utf-8")
    workspace = find_workspace(folder)
    return build_page(workspace, load_config(workspace).value, Job("me", "all", Day(2026, 6)))


@pytest.mark.tex
@pytest.mark.parametrize("pages", ["1", "any"])
def test_wide_keywords_are_broken_at_their_spaces(tmp_path: Path, pages: str) -> None:
    keywords = ["Amazon Web Services (EC2, S3, Lambda)", "Kubernetes and all of its many friends", "Docker"]
    page = built(tmp_path, keywords, f"template: sidebar\npages: {pages}\n")
    (tmp_path / "page.pdf").write_bytes(page.typeset.pdf)
    command = ["pdftotext", "-raw", str(tmp_path / "page.pdf"), "-"]
    words = " ".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    assert "Amazon Web Services (EC2, S3, Lambda), Kubernetes and all of its many friends, Docker" in words


@pytest.mark.tex
def test_a_hundred_keywords_fill_a_narrow_column(tmp_path: Path) -> None:
    page = built(tmp_path, [f"keyword{number}" for number in range(150)], "template: sidebar\n")
    pages = page.pages
    assert pages[0].content["side"] > 0.97 * pages[0].capacity["side"]


@pytest.mark.tex
@pytest.mark.parametrize("pages", ["1", "any"])
def test_a_word_that_no_line_has_room_for_is_there_to_the_letter(tmp_path: Path, pages: str) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenfabrik"
    page = built(tmp_path, [word, "Docker"], f"template: sidebar\npages: {pages}\n")
    (tmp_path / "page.pdf").write_bytes(page.typeset.pdf)
    command = ["pdftotext", "-raw", str(tmp_path / "page.pdf"), "-"]
    said = "".join(subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    assert f"{word},Docker" in said
