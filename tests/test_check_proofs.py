"""`check --proof`: built pages that are what they say pass, and none else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from conftest import PROJECT
from tailor.builds.build_values import Choice, PageQuery
from tailor.builds.chosen_page import chosen_page
from tailor.builds.record import Record
from tailor.checking.certificates import untrue
from tailor.models.dates import Day


@pytest.fixture(scope="module")
def choice() -> Choice:
    return chosen_page(PageQuery(PROJECT, Day(2026, 11, 21), profile="researcher"), "quant")


def record(choice: Choice, value: int, proof: str | None) -> Record:
    line = {"value": value, "bound": value, "proof": proof}
    return Record("", {}, {}, choice.layout.name, choice.chosen(), "", line)


@pytest.mark.tex
def test_only_a_page_that_is_what_it_says_passes(choice: Choice) -> None:
    value = choice.selection.value
    assert untrue(choice, record(choice, value, "certified")) is None
    assert "not worth" in str(untrue(choice, record(choice, value + 5, "certified")))
    unproved = replace(choice, selection=replace(choice.selection, certificate=None))
    assert "no certificate" in str(untrue(unproved, record(choice, value, "certified")))
