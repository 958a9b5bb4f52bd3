"""What machines find of a built page, and what is remarked on it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tailor.base.errors import Place
from tailor.core.lints.page_lints import Font, Heading, PageFacts, Shown, in_order, page_lints

HERE = Place("me.yaml", 7, 3)
TEXT = "Cut the nightly run from nine hours to forty minutes"
FACTS = PageFacts(
    file="out/me/job.pdf",
    pages=1,
    asked=1,
    remarks=(),
    lines=("Ida Lund", "• Cut the nightly run from nine", "hours to forty minutes", "Led six people"),
    fonts=(Font("Pagella"),),
    size=90_000,
    shown=(
        Shown(("Ida Lund",), HERE, "header"),
        Shown((TEXT,), HERE, "experience", paragraph=True),
        Shown(("Led six people",), HERE, "experience", paragraph=True),
    ),
)
ALONE = ("Ida Lund", "• Cut the nightly run from nine hours to forty", "minutes", "Led six people")
SWAPPED = ("Ida Lund", "Led six people", "• Cut the nightly run from nine", "hours to forty minutes")


def codes(facts: PageFacts) -> list[str]:
    return [one.code for one in page_lints(facts)]


def test_a_page_as_it_should_be_is_not_remarked_on() -> None:
    assert codes(FACTS) == []


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("page-count", replace(FACTS, pages=2)),
        ("overfull", replace(FACTS, remarks=(("overfull", "a line sticks out by 3 pt"),))),
        ("not-full", replace(FACTS, remarks=(("not-full", "the page is 80 % full"),))),
        ("fonts", replace(FACTS, fonts=(Font("F1", "is not embedded"),))),
        ("file-size", replace(FACTS, size=600_000)),
        ("last-line", replace(FACTS, lines=ALONE)),
        ("reading-order", replace(FACTS, lines=SWAPPED)),
        ("extraction", replace(FACTS, lines=FACTS.lines[:-1])),
        ("heading-order", replace(FACTS, headings=(Heading(1, "Ida Lund"), Heading(3, "Led six people")))),
        ("heading-order", replace(FACTS, headings=(Heading(1, "Ida Lund"), *map(partial(Heading, 2), ("Led", "Cut"))))),
        ("untagged", replace(FACTS, headings=None)),
    ],
)
def test_each_fault_of_a_page_is_remarked_on(code: str, facts: PageFacts) -> None:
    assert codes(facts) == [code]


def test_any_number_of_pages_is_right_where_none_was_asked_for() -> None:
    assert codes(replace(FACTS, pages=3, asked=None)) == []


def test_a_last_line_that_something_stands_beside_is_no_short_line() -> None:
    assert codes(replace(FACTS, lines=(*ALONE[:2], "minutes 2021", ALONE[3]))) == []


def test_ligatures_marks_and_capitals_make_no_difference() -> None:
    shown = (Shown(("Office flow, first",), HERE, "x"),)
    assert codes(replace(FACTS, shown=shown, lines=("OFFICE FLOW; ﬁrst",))) == []


def test_the_names_of_an_entry_may_stand_in_any_order() -> None:
    shown = (Shown(("Nordhavn", "Engineer"), HERE, "x"), Shown(("Led six people",), HERE, "x"))
    assert codes(replace(FACTS, shown=shown, lines=("Engineer, Nordhavn", "Led six people"))) == []


@given(st.lists(st.lists(st.integers(0, 8), max_size=3), max_size=6))
def test_as_many_pieces_as_can_be_are_in_order(places: list[list[int]]) -> None:
    found = in_order(places)
    kept = [place for place in found if place is not None]
    assert all(place in options for place, options in zip(found, places, strict=True) if place is not None)
    assert kept == sorted(set(kept))
    chains = product(*[[*options, None] for options in places])
    rising = ([one for one in chain if one is not None] for chain in chains)
    assert len(kept) == max(len(chain) for chain in rising if chain == sorted(set(chain)))


def test_of_a_piece_out_of_its_order_nothing_is_said_of_the_others() -> None:
    pieces = tuple(Shown((f"piece number {number}",), HERE, "x") for number in range(5))
    lines = tuple(f"piece number {number}" for number in (0, 2, 3, 4, 1))
    (found,) = page_lints(replace(FACTS, shown=pieces, lines=lines))
    assert "piece number 1" in found.message


ME = """name: Ida Lund
contact: {email: ida@example.com}
experience:
  - organization: Nordhavn
    position: Engineer
    dates: 2020-01 – present
    bullets:
      - Cut the nightly run of all the reports from nine hours to forty minutes with a cache beside the database server
      - {id: led, text: Led six people}
"""


@pytest.mark.tex
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no poppler")
def test_check_reads_the_pages_that_were_built(tmp_path: Path) -> None:
    for name, text in {"profiles/me.yaml": ME, "targets/job.yaml": "{}\n"}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*arguments: str) -> list[dict[str, str]]:
        command = [sys.executable, "-m", "tailor", *arguments, "--json"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    (built,) = run("build")
    found = run("check", "--target", "job")
    assert [one["code"] for one in found if one["file"] == built["pdf"]] == ["not-full"]
    assert {one["code"] for one in found} <= {"not-full", "last-line", "bullet-short"}
    state = tmp_path / "out/.tailor/me.job.json"
    data = json.loads(state.read_text(encoding="utf-8"))
    other = (tmp_path / "profiles/me.yaml").read_text(encoding="utf-8").replace("six people", "ten people")
    (tmp_path / "profiles/me.yaml").write_text(other, encoding="utf-8")
    assert "page-stale" in {one["code"] for one in run("check")}
    data["inputs"] = {}
    state.write_text(json.dumps(data), encoding="utf-8")
    assert [one["message"] for one in run("check") if one["code"] == "extraction"] == [
        "“Led ten people” is not found in out/me/job.pdf as it stands"
    ]
