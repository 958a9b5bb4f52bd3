"""What is remarked of a page for programs that fill forms from it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from test_ats import DEGREE, HOME
from test_outline import laid_out
from test_page_lints import FACTS

from tailor.base.errors import Place
from tailor.core.lints.page_lints import Heading, PageFacts
from tailor.core.lints.parser_lints import parser_lints


def codes(facts: PageFacts) -> list[str]:
    return [one.code for one in parser_lints(facts)]


def page(profile: dict[str, Any], **target: Any) -> PageFacts:
    return replace(FACTS, candidates=tuple(laid_out(profile, **target)))


@pytest.mark.parametrize("title", ["Experience", "Technical skills", "Research & teaching", "SELECTED PUBLICATIONS"])
def test_headings_of_two_words_are_known(title: str) -> None:
    assert codes(replace(FACTS, headings=(Heading(1, "Ida Maria Lund"), Heading(2, title)))) == []


def test_longer_headings_are_not() -> None:
    (found,) = parser_lints(replace(FACTS, headings=(Heading(2, "What I have written"), Heading(3, "A book on sails"))))
    assert (found.code, found.message[:22]) == ("parser-heading", "“What I have written”:")


def test_two_columns_are_told() -> None:
    assert codes(replace(FACTS, columns=2)) == ["parser-columns"]


def test_a_table_is_told_unless_the_page_is_for_programs() -> None:
    table = {"sections": {"education": {"as": "table"}}}
    assert codes(page({"education": [DEGREE]}, **table)) == ["parser-table"]
    assert codes(page({"education": [DEGREE]}, ats=True, **table)) == []


@pytest.mark.parametrize(("place", "told"), [("Turku", ["parser-place"]), ("Turku, Finland", []), ("Austin, TX", [])])
def test_a_place_has_a_comma(place: str, told: list[str]) -> None:
    assert codes(page({"contact": {"location": place}})) == told


def test_a_town_is_remarked_on_where_it_is_written() -> None:
    facts = page({"contact": {"location": "Turku"}})
    (found,) = parser_lints(replace(facts, town=Place("profiles/me.yaml", 4, 13)))
    assert str(found.place) == "profiles/me.yaml:4:13"


def test_an_employer_of_several_positions_is_told_where_it_is_said_once() -> None:
    assert codes(page({"experience": [HOME]})) == ["parser-employer"]
    assert codes(page({"experience": [HOME]}, ats=True)) == []
    assert codes(page({"experience": [HOME]}, ats=True, sections={"experience": None})) == []
    alone = {**HOME, "positions": HOME["positions"][:1]}
    assert codes(page({"experience": [alone]})) == []
