"""The first law: every word of a shown item is found in the page's text, or an error names its place."""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tailor.base.errors import TailorError
from tailor.builds.build_values import Job
from tailor.builds.pipeline import build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.text.markdown.markup import printed

SIGNS = "".join(map(chr, range(0x20, 0x7F)))
LATIN = "abcXYZ éßñłøœ“”‘’–—…€µ§ ½×±"

TEXTS = st.lists(st.text(st.sampled_from(SIGNS), max_size=40), min_size=1, max_size=8)
EVERY = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=1, max_size=3)
MIXED = st.lists(st.text(st.sampled_from(SIGNS + LATIN), max_size=40), min_size=1, max_size=8)


def squeezed(text: str) -> str:
    """Letters, digits and signs in a row: a long word may go on in the next line, and a space may be a gap."""
    return "".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def runs(text: str) -> list[str]:
    """A text without spaces; of one with letters that run left, each sign: an extractor gives those of a line in the
    order that it sees (test_scripts has words in their order)."""
    return [*squeezed(text)] if any(map(_runs_left, text)) else [squeezed(text)]


def _runs_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def page_text(pdf: bytes, folder: Path) -> str:
    (folder / "page.pdf").write_bytes(pdf)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(folder / "page.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()


def holds(texts: list[str], folder: Path) -> None:
    """Build the page of some bullets and look for the words of each that is shown."""
    for name in ("profiles", "targets"):
        (folder / name).mkdir(exist_ok=True)
    entries = [{"organization": "Northwind", "bullets": ["First of all", *texts]}]
    data = {"name": "Ada Moss", "experience": entries}
    (folder / "profiles/me.yaml").write_text(json.dumps(data, ensure_ascii=True), encoding="utf-8")
    (folder / "targets/all.yaml").write_text("pages: any\n", encoding="utf-8")
    workspace = find_workspace(folder)
    refused: TailorError | None = None
    try:
        built = build_page(workspace, load_config(workspace).value, Job("me", "all", Day(2026, 6)))
    except TailorError as error:
        refused = error
    if refused is not None:
        assert all(problem.place or problem.code == "tex-missing" for problem in refused.problems), refused.problems
        return
    found = squeezed(page_text(built.typeset.pdf, folder))
    shown = built.choice.chosen()
    for one in built.choice.candidates:
        if one.id in shown and one.kind.value == "bullet" and "$" not in one.text:
            words = printed(str(one.variants[0].block.fields["text"]))
            assert all(run in found for run in runs(words)), (words, found)


# A page takes some 100 ms of a processor, one of XeTeX's ten times that: at a desk and in CI a tenth of the examples
# are of all Unicode, with `make laws` as many as of the others.
SOME = 1 if os.environ.get("TAILOR_LAWS") else 10
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


@pytest.mark.tex
@pytest.mark.law
@LAW
@given(TEXTS)
def test_every_word_of_ascii_is_on_the_page(tmp_path: Path, texts: list[str]) -> None:
    holds(texts, tmp_path)


@pytest.mark.tex
@pytest.mark.law
@LAW
@given(MIXED)
def test_every_word_of_latin_letters_is_on_the_page(tmp_path: Path, texts: list[str]) -> None:
    holds(texts, tmp_path)


@pytest.mark.tex
@pytest.mark.law
@settings(LAW, max_examples=max(5, settings().max_examples // SOME))
@given(EVERY)
def test_every_word_of_all_unicode_is_on_the_page_or_its_place_is_named(tmp_path: Path, texts: list[str]) -> None:
    holds(texts, tmp_path)
