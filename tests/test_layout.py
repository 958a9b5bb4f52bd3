"""Leftover space and keyword lines: exact in whole sp."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tailor.core.page.layout import first_fit, packed, spread
from tailor.core.page.measures import Gap

gaps = st.lists(st.builds(Gap, st.integers(0, 1000), st.integers(0, 6), st.integers(0, 5000)), max_size=12)


@given(st.integers(0, 60_000), gaps)
def test_all_that_is_left_is_spread_or_every_gap_is_at_its_cap(leftover: int, some: list[Gap]) -> None:
    grown = spread(leftover, some)
    room = sum(gap.cap for gap in some if gap.weight)
    assert sum(grown) == min(leftover, room)


@given(st.integers(-100, 60_000), gaps)
def test_no_gap_shrinks_or_passes_its_cap(leftover: int, some: list[Gap]) -> None:
    assert all(0 <= growth <= gap.cap for growth, gap in zip(spread(leftover, some), some, strict=True))


def test_weights_share_the_leftover() -> None:
    assert spread(900, [Gap(0, 6, 10_000), Gap(0, 3, 10_000)]) == (600, 300)


sizes = st.lists(st.integers(1, 400), min_size=1, max_size=20)


@given(sizes, st.integers(400, 900), st.integers(0, 300), st.integers(0, 50), st.integers(0, 20))
def test_every_keyword_stands_once_in_its_order(
    widths: list[int], width: int, label: int, indent: int, separator: int
) -> None:
    lines = first_fit(widths, width, label, indent, separator)
    assert [index for line in lines for index in line] == list(range(len(widths)))


@given(sizes, st.integers(400, 900), st.integers(0, 20))
def test_no_line_is_wider_than_it_may_be(widths: list[int], width: int, separator: int) -> None:
    for line in first_fit(widths, width, 0, 0, separator):
        assert sum(widths[i] for i in line) + separator * (len(line) - 1) <= width


@given(sizes, st.integers(800, 900), st.integers(0, 300), st.integers(0, 300), st.integers(0, 20))
def test_packed_keywords_stand_once_and_fit(
    widths: list[int], width: int, label: int, indent: int, separator: int
) -> None:
    lines = packed(widths, width, label, indent, separator)
    assert sorted(index for line in lines for index in line) == list(range(len(widths)))
    for number, line in enumerate(lines):
        assert sum(widths[i] + separator for i in line) <= width - (indent if number else label)


def test_packing_needs_no_lucky_order() -> None:
    assert len(first_fit([60, 30, 70, 40], 100, 0, 0, 0)) == 3
    assert packed([60, 30, 70, 40], 100, 0, 0, 0) == ((1, 2), (0, 3))
