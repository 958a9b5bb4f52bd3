"""Real pages: every sample for every target is one full page, exact to the sp, proved, and readable by machines."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from conftest import PROJECT
from tailor.builds.build_values import Pages
from tailor.builds.kept_proofs import Proofs, key_of
from tailor.builds.pipeline import Built, Job, build_page
from tailor.builds.written.outputs import document
from tailor.core.profile.kinds import Kind
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.text.markdown.markup import printed

pytestmark = pytest.mark.tex

TODAY = Day(2026, 11, 21)
PEOPLE = ("master", "ml-systems", "quant-student", "researcher")
TARGETS = ("quant", "ml-systems", "research")
PAIRS = [(person, target) for person in PEOPLE for target in TARGETS]


@cache
def built(person: str, target: str) -> Built:
    """A sample built as a user would."""
    workspace = find_workspace(PROJECT)
    return build_page(workspace, load_config(workspace).value, Job(person, target, TODAY))


@pytest.mark.parametrize(("person", "target"), PAIRS)
def test_a_page_is_one_full_page_exact_and_proved(person: str, target: str) -> None:
    result = built(person, target)
    assert result.typeset.log.pages == 1
    assert result.typeset.log.heights == {(1, "main"): result.pages[0].predicted["main"]}
    assert result.choice.selection.optimal
    assert result.choice.selection.value == result.choice.selection.bound
    assert result.pages[0].content["main"] >= 0.97 * result.pages[0].capacity["main"]
    assert result.typeset.log.overfull == ()
    assert len(result.typeset.pdf) < 250_000


def test_a_page_of_a_forged_proof_is_chosen_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is kept claims that a page with an item less is the best; that shows while TeX sets it."""
    result = built("master", "quant")
    choice, best = result.choice, result.choice.selection
    less = next(
        one
        for one in (best.chosen - {index} for index in sorted(best.chosen))
        if not choice.problem.broken(one, best.layout)
    )
    assert best.certificate is not None
    value = choice.problem.value(less, best.layout)
    forged = replace(best, chosen=less, value=value, bound=value, certificate=replace(best.certificate, bound=value))
    monkeypatch.setattr("tailor.builds.deciding.cache_folder", lambda: tmp_path)
    Proofs(tmp_path / "choices").keep(key_of(choice.problem), forged)
    workspace = find_workspace(PROJECT)
    again = build_page(workspace, load_config(workspace).value, Job("master", "quant", TODAY))
    assert again.choice.selection.chosen == best.chosen
    assert again.choice.selection.optimal


def words(text: str) -> str:
    """A text without white space, as extractors differ in it."""
    return re.sub(r"\s+", "", text)


def strings_of(result: Built) -> list[str]:
    """The texts of all shown bullets, items and paragraphs, as printed, in page order."""
    found = []
    for placed in result.pages[0].blocks:
        if placed.block.kind in (Kind.BULLET, Kind.PARAGRAPH, Kind.ITEM):
            found.append(words(printed(placed.block.fields["text"])))
        if placed.block.kind is Kind.KEYWORDS:
            found += [words(printed(text)) for line in placed.block.fields["lines"] for text in line]
    return [text for text in found if text]


def in_order(strings: list[str], text: str) -> list[str]:
    """The strings that are not found after the one before."""
    at, missing = 0, []
    for string in strings:
        found = text.find(string, at)
        if found < 0:
            missing.append(string)
        else:
            at = found + len(string)
    return missing


def pdftotext(pdf: bytes, folder: Path) -> str:
    """Poppler's reading of a page."""
    (folder / "page.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", folder / "page.pdf", "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(("person", "target"), PAIRS)
def test_every_selected_string_is_read_back_in_order(person: str, target: str, tmp_path: Path) -> None:
    result = built(person, target)
    texts = [pdftotext(result.typeset.pdf, tmp_path)]
    texts.append(PdfReader(io.BytesIO(result.typeset.pdf)).pages[0].extract_text())
    for text in texts:
        assert in_order(strings_of(result), words(text)) == []
        assert not re.search("[\ufb00-\ufb06\ue000-\uf8ff]|\\(cid:", text)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_tex_compiles_alone_to_the_same_page(person: str, tmp_path: Path) -> None:
    result = built(person, "quant")
    (tmp_path / "page.tex").write_text(document(result.preamble, result.source), encoding="utf-8")
    command = [shutil.which("pdflatex") or "pdflatex", "-interaction=batchmode", "-halt-on-error", "page.tex"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    log = (tmp_path / "page.log").read_text(encoding="utf-8", errors="replace")
    assert f"tailor: page 1 main {result.pages[0].predicted['main']}" in log
    assert pdftotext((tmp_path / "page.pdf").read_bytes(), tmp_path) == pdftotext(result.typeset.pdf, tmp_path)


def test_fonts_are_embedded_outlines_with_unicode(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(built("master", "quant").typeset.pdf)
    listed = subprocess.run(["pdffonts", tmp_path / "page.pdf"], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all("Type 3" not in row and re.search(r"yes yes yes", row) for row in rows)


def test_nothing_is_shown_that_the_profile_does_not_say() -> None:
    result = built("master", "quant")
    known = {variant.text for candidate in result.choice.candidates for variant in candidate.variants}
    for placed in result.pages[0].blocks:
        if placed.block.kind is Kind.BULLET:
            from tailor.text.markdown.markup import plain

            assert plain(placed.block.fields["text"]) in known


def test_two_builds_give_the_same_bytes() -> None:
    workspace = find_workspace(PROJECT)
    again = build_page(workspace, load_config(workspace).value, Job("researcher", "quant", TODAY))
    assert again.typeset.pdf == built("researcher", "quant").typeset.pdf


@cache
def paged(pages: Pages) -> Built:
    """The master profile on two pages, or on as many as it takes."""
    workspace = find_workspace(PROJECT)
    return build_page(workspace, load_config(workspace).value, Job("master", "quant", TODAY, pages=pages))


@pytest.mark.parametrize("pages", [2, "any"])
def test_several_pages_are_exact_and_full_but_the_last(pages: Pages) -> None:
    result = paged(pages)
    heights = {(page.number, "main"): page.predicted["main"] for page in result.pages}
    assert result.typeset.log.heights == heights
    assert result.typeset.log.pages == len(result.pages) == (2 if pages == 2 else 3)
    assert all(page.predicted["main"] == page.capacity["main"] for page in result.pages[:-1])
    text = PdfReader(io.BytesIO(result.typeset.pdf)).pages[1].extract_text()
    assert "Mira Okafor" in text
    assert re.search(r"2\s*/\s*[23]", text)


def test_two_pages_are_the_best_two_or_say_how_near_they_are() -> None:
    """On a busy machine the time limit may end the search."""
    selection = paged(2).choice.selection
    assert selection.optimal == (selection.value == selection.bound)
    assert selection.bound - selection.value <= 0.01 * selection.bound
    assert selection.value > built("master", "quant").choice.selection.value


def test_any_number_of_pages_cuts_only_what_a_rule_cuts() -> None:
    choice = paged("any").choice
    chosen, shown = choice.selection.chosen, choice.chosen()
    parents = {one.id: one.parent for one in choice.candidates}
    for index, option in enumerate(choice.problem.options):
        if option.item not in shown and parents[option.item] in {None, *shown}:
            assert choice.problem.broken(chosen | {index}), option.item


def test_the_pdf_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(built("master", "quant").typeset.pdf))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Mira Okafor – Quantitative developer", "Mira Okafor")
    assert "Rust" in (reader.metadata.keywords or "")
    assert reader.root_object["/Lang"] == "en"


def test_the_latex_file_alone_draws_the_same_page(tmp_path: Path) -> None:
    """The page as built, and its `.tex` compiled by plain pdfLaTeX: the same picture."""
    result, pictures = built("master", "quant"), []
    (tmp_path / "built.pdf").write_bytes(result.typeset.pdf)
    (tmp_path / "alone.tex").write_text(document(result.preamble, result.source), encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=batchmode", "alone.tex"], cwd=tmp_path, check=True, capture_output=True)
    for name in ("built", "alone"):
        subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", f"{name}.pdf", name], cwd=tmp_path, check=True)
        pictures.append((tmp_path / f"{name}.png").read_bytes())
    assert pictures[0] == pictures[1]
