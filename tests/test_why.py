"""An item is named by its id, any unique part of it, or any unique piece of its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import made

from tailor.base.errors import InputError
from tailor.questions.why import find_item

ITEMS = [
    made("gateway", text="Cut the order gateway's tail from 14 µs to 6 µs."),
    made("replay-harness", text="Replayed two years of market data against the gateway."),
    made("gateway.tests", text="Wrote the tests that every release passes."),
    made("teaching", text="Taught replay attacks to forty students."),
]


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("gateway", "gateway"),  # an id, though others have it as a part
        ("harness", "replay-harness"),
        ("replay", "replay-harness"),  # a part of one id, though two texts have it
        ("tests", "gateway.tests"),
        ("TEACH", "teaching"),
        ("two  years of\nmarket", "replay-harness"),
        ("14 µs", "gateway"),
    ],
)
def test_an_item_is_found_by_its_id_a_part_of_it_or_a_piece_of_its_text(words: str, item: str) -> None:
    assert find_item(ITEMS, words).id == item


@pytest.mark.parametrize(
    ("words", "code"), [("the", "several-items"), ("gatewya", "unknown-item"), ("", "unknown-item")]
)
def test_what_stands_for_none_or_several_is_refused(words: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        find_item(ITEMS, words)
    assert caught.value.problems[0].code == code


@given(st.sampled_from(ITEMS), st.data())
def test_any_unique_part_of_an_id_names_it(item, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    begin = data.draw(st.integers(0, len(item.id) - 1))
    part = item.id[begin : data.draw(st.integers(begin + 1, len(item.id)))]
    if sum(part in one.id for one in ITEMS) == 1:
        assert find_item(ITEMS, part) is item
