"""The comparison's content keeps every text, and its pictures are cut where a text stands."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bench.rivals import content
from bench.rivals.cutouts import POINTS, picture
from conftest import PROJECT

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

RESUME: dict[str, Any] = {
    "basics": {
        "name": "Ada Moss",
        "email": "ada@example.com",
        "phone": "+1 202 555 0147",
        "location": {"city": "Bern", "region": "Switzerland"},
        "profiles": [{"network": "GitHub", "username": "ada", "url": "https://example.com/ada"}],
    },
    "education": [
        {"institution": "ETH", "studyType": "MSc", "area": "Physics", "startDate": "2019", "endDate": "2021"}
    ],
    "work": [{"name": "Northwind", "position": "Engineer", "startDate": "2021-04", "highlights": ["Cut **9** <ms>."]}],
    "projects": [{"name": "Quarry", "highlights": ["Built it."]}],
    "skills": [{"name": "Languages", "keywords": ["C++"]}],
}
TEXTS = (
    "Ada Moss",
    "ada@example.com",
    "ETH",
    "Physics",
    "Apr 2021 – Present",
    "Northwind",
    "Engineer",
    "Quarry",
    "C++",
)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_is_in_what_resumx_and_reactive_resume_read(text: str) -> None:
    assert text in content.resumx(RESUME)
    assert text in str(content.reactive(RESUME))


def test_bold_is_written_as_each_program_reads_it() -> None:
    assert "Cut **9** <ms>." in content.resumx(RESUME)
    assert "Cut <strong>9</strong> &lt;ms&gt;." in str(content.reactive(RESUME))
    assert content.even(RESUME)["work"][0]["highlights"] == ["Cut 9 <ms>."]


def test_every_point_has_its_picture_and_its_row() -> None:
    said = (PROJECT / "docs/comparison.md").read_text(encoding="utf-8")
    assert re.findall(r"\(comparison/point-(.*?)\.png\)", said) == [one.name for one in POINTS]
    for one in POINTS:
        assert (PROJECT / f"docs/comparison/point-{one.name}.png").exists()
        assert f"](#{one.name})" in said


def test_a_text_that_no_page_says_is_refused() -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(612, 792)
    with pytest.raises(LookupError, match="Corriente"):
        picture(next(one for one in POINTS if one.text == "Corriente"), {"blank": _bytes(pdf)})
    whole = picture(next(one for one in POINTS if one.name == "header"), {"blank": _bytes(pdf), "again": _bytes(pdf)})
    assert whole.width > 1000


def _bytes(pdf: Any) -> bytes:
    from io import BytesIO

    out = BytesIO()
    pdf.save(out)
    return out.getvalue()
