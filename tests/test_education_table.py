"""A table of education is as wide as the rows that are shown ask for, and no row breaks for one that is not."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_outline import laid_out

import tailor
from tailor.core.profile.candidates import Block
from tailor.core.profile.education_table import as_shown
from tailor.core.profile.kinds import Kind

WORDS = st.sampled_from(["BSc", "MSc, Applied Mathematics", "Diploma"])
ENTRY = st.fixed_dictionaries(
    {"institution": st.sampled_from(["Here", "A School with a Long Name, Elsewhere"]), "dates": st.just("2020")},
    optional={"level": WORDS, "board": WORDS, "grade": st.sampled_from(["9.1", "94.7%"])},
)


def blocks(entries: list[dict[str, Any]]) -> tuple[Block, list[Block]]:
    found = laid_out({"education": entries}, sections={"education": {"as": "table"}})
    (head,) = (one.variants[0].block for one in found if one.kind is Kind.TABLE)
    return head, [one.variants[0].block for one in found if one.kind is Kind.ROW]


@given(st.lists(ENTRY, min_size=1, max_size=4), st.data())
def test_shown_rows_are_set_as_if_the_others_were_not_in_the_profile(
    entries: list[dict[str, Any]], data: st.DataObject
) -> None:
    head, rows = blocks(entries)
    kept = sorted(data.draw(st.sets(st.integers(0, len(entries) - 1), min_size=1)))
    alone_head, alone_rows = blocks([entries[number] for number in kept])
    found = [dict(one.fields) for one in as_shown(head, [rows[number] for number in kept], "en")]
    alone = [dict(one.fields) for one in (alone_head, *alone_rows)]
    for one in (*found, *alone):
        one.pop("places")
    assert found == alone


@pytest.mark.tex
def test_no_row_breaks_for_a_row_that_is_not_shown(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    (page,) = tailor.build("quant", profiles=["quant-student"], template="classic", date="2026-11-21")
    text = subprocess.run(["pdftotext", "-layout", str(page.pdf), "-"], capture_output=True, text=True, check=True)
    row = next(line for line in text.stdout.splitlines() if "BSc (Hons)" in line)
    assert row.split()[-4:] == ["2023", "–", "2027", "(expected)"]
    assert "Ordinary Level" not in text.stdout
    assert page.line["proof"] == "certified"
    assert page.line["predicted_sp"] == page.line["actual_sp"]
