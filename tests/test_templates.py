"""The templates beside classic: every sample is one exact full page that machines can read, in its own look."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTContainer
from pypdf import PdfReader

from conftest import PROJECT
from tailor.base.errors import InputError
from tailor.builds.build_values import Built
from tailor.builds.pipeline import Job, build_page
from tailor.builds.typesetter import Typesetter
from tailor.core.lints.page_lints import in_order, letters
from tailor.core.page.measures import Request
from tailor.core.profile.candidates import Block
from tailor.core.profile.kinds import Kind
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template
from tailor.templates.rendering import Template
from tailor.tex.code.tags import role_of
from tailor.tex.code.texcode import page_code, region_code
from tailor.text.markdown.markup import printed

WORKSPACE = find_workspace(PROJECT)
PAIRS = [("master", "quant"), ("quant-student", "quant"), ("ml-systems", "ml-systems"), ("researcher", "research")]

OWN = ("compact", "academic", "modern", "sidebar", "jake")


@cache
def built(template: str, person: str, target: str) -> Built:
    """A sample in a template, as a user would build it."""
    job = Job(person, target, Day(2026, 11, 21), template=template)
    return build_page(WORKSPACE, load_config(WORKSPACE).value, job)


def template(name: str) -> Template:
    return load_template(WORKSPACE, name)


@pytest.mark.tex
@pytest.mark.parametrize(("person", "target"), PAIRS)
@pytest.mark.parametrize("name", OWN)
def test_a_page_is_one_full_page_exact_and_proved(name: str, person: str, target: str) -> None:
    result = built(name, person, target)
    page = result.pages[0]
    assert result.typeset.log.heights == {(1, region): height for region, height in page.predicted.items()}
    assert result.choice.selection.optimal
    assert [region for region in page.asked if page.predicted[region] != page.capacity[region]] == []
    assert all(page.predicted[region] <= page.capacity[region] for region in page.capacity)
    assert result.typeset.log.overfull == ()


@pytest.mark.tex
@pytest.mark.parametrize("name", OWN)
def test_fonts_are_outlines_and_every_sign_is_read_back(name: str, tmp_path: Path) -> None:
    pdf = built(name, "master", "quant").typeset.pdf
    (tmp_path / "page.pdf").write_bytes(pdf)
    listed = subprocess.run(["pdffonts", tmp_path / "page.pdf"], capture_output=True, text=True, check=True)
    assert "Type 3" not in listed.stdout
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert [sign for sign in ("→", "µs", "C++") if sign not in text] == []


def words_of(block: Block) -> str:
    """The words by which a block is known on the page, as letters."""
    fields = block.fields
    if block.kind is Kind.KEYWORDS:
        return letters(printed(fields["lines"][0][0]))
    if block.kind in (Kind.ROW, Kind.CONTACTS):
        return letters(fields["cells"][0] if block.kind is Kind.ROW else fields["contacts"][0]["text"])
    named = ("name", "title", "text", "position", "degree", "level", "organization", "institution")
    return letters(printed(next(fields[name] for name in named if fields.get(name))))


def poppler(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pypdf(pdf: bytes) -> str:
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def miner(pdf: bytes) -> str:
    return extract_text(io.BytesIO(pdf))


READERS = [(name, one) for name in OWN for one in (poppler, pypdf, miner)]
"""What each finds of all samples docs/reading.md tells."""


@pytest.mark.tex
@pytest.mark.parametrize(("name", "extract"), READERS)
def test_blocks_are_read_in_their_order_column_after_column(name: str, extract: Callable[[bytes], str]) -> None:
    result = built(name, *PAIRS[(1 + OWN.index(name)) % 4])
    blocks = [placed.block for placed in result.pages[0].blocks if "$" not in str(placed.block.fields)]
    texts = [words_of(block) for block in blocks if block.kind is not Kind.TABLE]
    page = letters(extract(result.typeset.pdf))
    found = in_order([[match.start() for match in re.finditer(f"(?={re.escape(text)})", page)] for text in texts])
    assert [text for text, at in zip(texts, found, strict=True) if at is None] == []


def test_compact_sets_where_it_was_on_a_second_line() -> None:
    fields = {"organization": "Northwind", "position": "Developer", "place": "Bern", "dates": ()}
    source = template("compact").block(Block(Kind.ENTRY, fields), "main")
    assert source.index(r"\textbf{Developer}") < source.index(r"{\itshape\strutted{Northwind")
    assert source.index(r"{\itshape\strutted{Northwind") < source.index(r"\atright{Bern}")


@pytest.mark.tex
@pytest.mark.parametrize("name", ["classic", *OWN])
def test_hardly_a_paragraph_ends_in_a_line_of_one_short_word(name: str) -> None:
    """One does only where the line above it would else be filled to less than nine tenths."""
    chosen = template(name)
    layout, width = chosen.layouts("letter")[0], chosen.layouts("letter")[0].regions["main"][0]
    texts = [
        " ".join(["Bread rises where yeast and sugar are warm enough"] * 9)[:length] for length in range(60, 400, 3)
    ]
    requests = [
        Request(chosen.setup(layout), width, chosen.block(Block(kind, {"text": text}), "main"))
        for text in texts
        for kind in (Kind.BULLET, Kind.PARAGRAPH)
    ]
    measures = Typesetter(chosen.preamble("letter")).measure(requests)
    assert {measure.lines for measure in measures} >= {1, 2, 3}
    short = [measure.last_line for measure in measures if measure.last_line < 0.12 * width]
    assert len(short) < 0.01 * len(measures)
    assert min(short, default=width) > 0.09 * width
    assert len({(measure.lines, measure.height) for measure in measures}) == len({one.lines for one in measures})


PAPER = {
    "title": "On the rising of dough, and what a thermometer in the oven can and cannot say of it",
    "authors": [{"name": f"A. Author {index}", "own": index == 11} for index in range(14)],
    "venue": "Journal of Bread",
    "doi": "10.5555/bread.7",
    "arxiv": "2608.99417",
}


def test_academic_lists_authors_around_one_s_own_name_and_spells_out_identifiers() -> None:
    source = template("academic").block(Block(Kind.PUBLICATION, PAPER), "main")
    assert r"A.~Author~6, …, \textbf{A.~Author~11}, et~al." in source
    assert "doi:10.5555/bread.7" in source
    assert "https://arxiv.org/abs/2608.99417" in source


@pytest.mark.parametrize("name", ["classic", *OWN])
def test_no_stop_of_a_citation_is_doubled_and_none_is_alone(name: str) -> None:
    for change in ({}, {"title": "Why bread?", "venue": ""}, {"venue": "", "award": "", "authors": []}):
        source = template(name).block(Block(Kind.PUBLICATION, PAPER | change | {"note": "In prep."}), "main")
        assert not re.search(r"[.?]}?\s*\.|^\W*\.", source), source


@pytest.mark.tex
def test_the_number_of_a_publication_does_not_change_its_height() -> None:
    academic = template("academic")
    layout = academic.layouts("letter")[0]
    source, width = academic.block(Block(Kind.PUBLICATION, PAPER), "main"), layout.regions["main"][0]
    setups = [academic.setup(layout) + f"\n\\numbered={last} " for last in (0, 9, 98, 998)]
    measures = Typesetter(academic.preamble("letter")).measure([Request(setup, width, source) for setup in setups])
    assert len({(measure.height, measure.lines, measure.last_line) for measure in measures}) == 1
    assert measures[0].lines > 2


@pytest.mark.tex
def test_academic_numbers_publications_as_they_stand() -> None:
    text = PdfReader(io.BytesIO(built("academic", "researcher", "research").typeset.pdf)).pages[0].extract_text()
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 3


@pytest.mark.parametrize("name", ["classic", *OWN])
def test_pronouns_stand_with_the_name(name: str) -> None:
    header = template(name).block(Block(Kind.HEADER, {"name": "Ada Moss", "pronouns": "she/her"}), "main")
    assert "Ada Moss\\besidename{(she/her)}" in header
    assert "(" not in template(name).block(Block(Kind.HEADER, {"name": "Ada Moss"}), "main")


@pytest.mark.parametrize("name", ["classic", *OWN])
def test_a_number_is_called_a_grade_and_a_word_is_not(name: str) -> None:
    heads = [
        template(name).block(Block(Kind.ENTRY, {"institution": "Here", "degree": "MSc", "grade": grade}), "main")
        for grade in ("8.9 / 10", "with distinction")
    ]
    assert "Grade:~8.9~/~10" in heads[0]
    assert "with distinction" in heads[1]
    assert "Grade" not in heads[1]


def test_a_template_s_own_piece_is_used_by_its_parent_s_blocks(tmp_path: Path) -> None:
    """One small macro is replaced; every block of classic that is made of it changes."""
    own = tmp_path / "templates/latex/mine"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(
        "title: Mine\nextends: classic\nlayouts: [{name: only, size: 10pt, leading: 12pt, margin: 1in}]\n"
    )
    (own / "blocks.tex.j2").write_text("<% macro author(one) %>\\textsc{<< one.name >>}<% endmacro %>\n")
    mine = load_template(find_workspace(tmp_path, tmp_path), "mine")
    fields = {"title": "On bread", "authors": [{"name": "A. Moss", "own": True}]}
    assert r"\textsc{A.~Moss}" in mine.block(Block(Kind.PUBLICATION, fields), "main")
    assert mine.preamble("a4") == template("classic").preamble("a4")


@pytest.mark.parametrize("file", ["template.yaml", "preamble.tex.j2", "blocks.tex.j2"])
def test_a_file_that_is_no_text_is_told_at_its_place(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "templates/latex/mine"
    folder.mkdir(parents=True)
    (tmp_path / "profiles").mkdir()
    (folder / "template.yaml").write_text("extends: classic\n")
    (folder / file).write_bytes(b"# fine\nextends: caf\xe9\n")
    with pytest.raises(InputError) as caught:
        load_template(find_workspace(tmp_path), "mine")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("not-utf8", f"templates/latex/mine/{file}:2:13")


@pytest.mark.tex
@pytest.mark.parametrize("name", ["classic", *OWN])
def test_a_long_word_seldom_stands_alone_on_the_last_line(name: str) -> None:
    """It is longer than the part of a line in which two short words are looked for; alone it stays only where the line
    above would else be filled to less than nine tenths."""
    chosen = template(name)
    layout, width = chosen.layouts("letter")[0], chosen.layouts("letter")[0].regions["main"][0]
    before = [" ".join(["Loaves"] + ["rise in warm air"] * 9)[:length] for length in range(60, 140)]
    texts = [f"{text.strip()} internationalization." for text in before] + ["internationalization."]
    requests = [
        Request(chosen.setup(layout), width, chosen.block(Block(Kind.BULLET, {"text": text}), "main")) for text in texts
    ]
    *measures, word = Typesetter(chosen.preamble("letter")).measure(requests)
    assert {one.lines for one in measures} >= {1, 2}
    assert len([one for one in measures if one.lines > 1 and one.last_line <= word.last_line]) <= len(measures) / 5


def page_of(template: Template, blocks: list[Block]) -> bytes:
    """Some blocks below one another on a page."""
    layout = template.layouts("letter")[0]
    width = layout.regions["main"][0]
    parts = [(str(index), 0, role_of(one.kind), template.block(one, "main")) for index, one in enumerate(blocks)]
    body = page_code([region_code(1, "main", (0, 0, width, 10), parts)])
    return Typesetter(template.preamble("letter")).typeset(f"{template.setup(layout)}\n{body}").pdf


@pytest.mark.tex
def test_a_colour_ends_with_its_block(tmp_path: Path) -> None:
    own = tmp_path / "templates/latex/mine"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Mine\nextends: classic\n")
    macro = "<% macro paragraph(block, region) %>\\strutted{\\color[rgb]{1,0,0}<< block.text >>}<% endmacro %>"
    (own / "blocks.tex.j2").write_text(macro)
    texts = [Block(Kind.PARAGRAPH, {"text": "Red, and long. " * 20}), Block(Kind.BULLET, {"text": "Black"})]
    pdf = page_of(load_template(find_workspace(tmp_path, tmp_path), "mine"), texts)
    letters_ = [one for page in extract_pages(io.BytesIO(pdf)) for one in chars(page)]
    assert {one.graphicstate.ncolor for one in letters_ if one.get_text() == "R"} == {(1, 0, 0)}
    assert {one.graphicstate.ncolor for one in letters_ if one.get_text() == "B"} == {0}


def chars(item: object) -> Iterator[LTChar]:
    """The letters of a page as pdfminer lays it out."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for one in item:
            yield from chars(one)


@pytest.mark.tex
@pytest.mark.parametrize("name", ["classic", "modern"])
@pytest.mark.parametrize("extract", [poppler, pypdf, miner])
def test_a_long_cell_sends_what_follows_to_the_next_line(name: str, extract: Callable[[bytes], str]) -> None:
    rows = [
        ["MSc", "Examinations Board", "Here", "2020", "9.1"],
        ["International diploma in mathematics, physics, history and philosophy", "Island Board", "There", "2022", "8"],
        ["BSc", "The " + "very " * 40 + "long board", "Elsewhere", "2019", "7.5"],
    ]
    columns = ("degree", "board", "institution", "dates", "grade")
    shape = {"columns": columns, "usual": [[cell] for cell in rows[0]], "longer": [[rows[1][0]], [], [], [], []]}
    blocks = [Block(Kind.ROW, {**shape, "cells": cells}) for cells in rows]
    words = extract(page_of(template(name), blocks)).split()
    assert words == " ".join(cell for cells in rows for cell in cells).split()
