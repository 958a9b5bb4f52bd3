"""What the heights of a page say of its lines and blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from oracle import PT

from tailor.core.optimise.counting import Counted, sums
from tailor.core.optimise.problem import Row
from tailor.core.rules.causes import Height, Lines

LINE, GAP = 819_199, 262_144


def height(terms: list[int], high: int) -> Row:
    return Row(Height("main"), tuple(enumerate(terms)), high=high)


def test_lines_and_blocks_are_found_though_tex_rounds() -> None:
    bullets, entries = [LINE, LINE, 2 * LINE + 1, LINE], [LINE + GAP, LINE + GAP]
    found = [one.terms for one in sums([height(bullets + entries, 10 * LINE)], LINE)]
    assert found == [((0, 1), (1, 1), (2, 2), (3, 1), (4, 1), (5, 1)), ((4, 1), (5, 1))]


def test_a_row_that_limits_nothing_counts_nothing() -> None:
    assert list(sums([Row(Height("main"), ((0, LINE), (1, LINE)))], LINE)) == []
    assert list(sums([Row(Lines("skills"), ((0, LINE), (1, LINE)), high=LINE)], LINE)) == []


def test_words_on_a_line_are_counted() -> None:
    row = Row(Lines("skills"), ((3, LINE), (4, LINE), (2, -5 * LINE)), high=0)
    assert list(sums([row], LINE)) == [Counted(((3, 1), (4, 1)), 2)]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=10), st.integers(0, 200), st.integers(1, 60), st.data())
def test_no_choice_that_fits_has_more_than_is_said(
    quarters: list[int], room: int, line: int, data: st.DataObject
) -> None:
    heights = [quarter * PT // 4 for quarter in quarters]
    chosen = data.draw(st.frozensets(st.sampled_from(range(len(heights)))))
    if sum(heights[index] for index in chosen) <= room * PT // 4:
        for one in sums([height(heights, room * PT // 4)], line * PT // 4):
            assert sum(many for index, many in one.terms if index in chosen) <= one.most
