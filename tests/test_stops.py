"""Between the parts of a citation stands one stop, and never two."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.text.stops import sentences, stopped

PARTS = st.lists(
    st.sampled_from(["", "On bread", "Why bread?", r"\textbf{Bread!}", "A. Moss, et~al.", "“Dough.”", " "])
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Bread", "Bread."), ("et~al.", "et~al."), (r"\textbf{Why?}", r"\textbf{Why?}"), ("“No.”", "“No.”"), ("", "")],
)
def test_a_stop_stands_after_what_has_none(text: str, shown: str) -> None:
    assert stopped(text) == shown


@given(PARTS)
def test_parts_are_parted_by_exactly_one_stop(parts: list[str]) -> None:
    joined, filled = sentences(parts), [part for part in parts if part.strip()]
    assert not re.search(r"[.?!][}”]*\.", joined)
    assert joined.endswith(filled[-1] if filled else "")
    assert len(re.findall(r"[.?!][}”]* ", joined)) == max(0, len(filled) - 1) + joined.count("A. Moss")
