"""Word documents, made here as people make them, come in: headings by style or by name, lists by style or by a mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from imports import unaccounted

from tailor.base.errors import InputError
from tailor.importing.convert import convert
from tailor.importing.reading.recognition import load
from tailor.project.import_file import checked
from tailor.sources.workspace import workspace_or_new

Document = Any


def plain(document: Document) -> None:
    document.add_heading("Maren Tolk", 0)
    document.add_paragraph("Husum | maren@example.com | +1 202 555 0101")
    document.add_heading("Experience", 1)
    document.add_heading("Fennmark Robotics (2019 – 2022)", 2)
    document.add_paragraph("Cut cycle time by 18 %", style="List Bullet")
    document.add_paragraph("with care", style="List Bullet 2")


def by_capitals(document: Document) -> None:
    document.add_paragraph("Ned Aubrey")
    document.add_paragraph("ned@example.com • Leeds, UK")
    document.add_paragraph("WORK EXPERIENCE")
    document.add_paragraph("Aubrey & Sons\tMay 2015 – present")
    document.add_paragraph("• Kept the books")
    document.add_paragraph("SKILLS")
    document.add_paragraph("Ledgers, Python")


def in_a_table(document: Document) -> None:
    document.add_heading("Zofia Wrona", 0)
    document.add_heading("Wykształcenie", 1)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Politechnika"
    table.rows[0].cells[1].text = "2014 – 2019"


def with_breaks(document: Document) -> None:
    document.add_paragraph("Paula Rey").add_run().add_break()
    document.add_heading("Habilidades", 1)
    document.add_paragraph("Idiomas: inglés\nTécnicas: SQL")


def merged_cells(document: Document) -> None:
    document.add_heading("Ibrahim Sacko", 0)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Education"
    table.cell(1, 0).text = "Niger Institute, 2012"
    table.cell(1, 1).text = "Licence"


def in_the_page_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Olga Sorokina"
    document.add_heading("Опыт работы", 1)
    document.add_paragraph("Камский завод, май 2015 – по настоящее время")
    document.add_paragraph("Снизила простои", style="List Bullet")


def numbered(document: Document) -> None:
    document.add_heading("Kenji Mori", 0)
    document.add_heading("Projects", 2)
    document.add_paragraph("Lantern 2020")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")


def odd(document: Document) -> None:
    document.add_paragraph("")
    document.add_heading("Élodie Garnier", 0)
    document.add_heading("Things nobody expects", 1)
    document.add_paragraph("\uf0b7 a symbol of Word's")
    document.add_heading("Langues", 1)
    document.add_paragraph("Français (maternelle)")


MAKERS = [plain, by_capitals, in_a_table, with_breaks, merged_cells, in_the_page_header, numbered, odd]


@pytest.mark.parametrize("make", MAKERS)
def test_every_paragraph_is_on_the_profile_or_named(make: Callable[[Document], None], tmp_path: Path) -> None:
    document = docx.Document()
    make(document)
    path = tmp_path / "cv.docx"
    document.save(str(path))
    came = convert(path)
    assert (came.format, bool(came.name)) == ("Word", True)
    sound, _, problems = checked(came, path, workspace_or_new(tmp_path), "profiles/me.yaml")
    assert (problems, unaccounted(load(path)[1], sound)) == ([], [])


def test_a_damaged_document_is_refused_in_words(tmp_path: Path) -> None:
    document = docx.Document()
    plain(document)
    path = tmp_path / "cv.docx"
    document.save(str(path))
    whole = path.read_bytes()
    for cut in range(100, len(whole), 4001):
        path.write_bytes(whole[:cut] + b"\xff" * 40 + whole[cut + 40 :])
        try:
            convert(path)
        except InputError as refused:
            assert refused.problems[0].code == "not-a-resume"  # noqa: PT017
