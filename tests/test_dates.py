"""Dates as people write them, and as a page shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.models.date_format import show_dates, show_years
from tailor.models.dates import DateError, Day, months_between, parse_dates, parse_day

SHOWN = [
    ("2023-06 – present", "Jun 2023 – present"),
    ("2023-06 - 2023-09", "Jun 2023 – Sep 2023"),
    ("Jun 2023 — Sep 2023", "Jun 2023 – Sep 2023"),
    ("June 2023 to September 2023", "Jun 2023 – Sep 2023"),
    ("2020", "2020"),
    ("2020 – 2024", "2020 – 2024"),
    ("Fall 2020", "Fall 2020"),
    ("2023-06-14", "14 Jun 2023"),
    ("Present", "present"),
    ("Fall '20, Spring '21", "Fall 2020, Spring 2021"),
]


@pytest.mark.parametrize(("written", "shown"), SHOWN)
def test_dates_are_read_and_shown_in_one_format(written: str, shown: str) -> None:
    assert show_dates(parse_dates(written)) == shown


@pytest.mark.parametrize("written", ["2023-13", "soon", "2024 – 2020", "32 June 2023", "2023-02-30", "1023", ""])
def test_what_is_no_date_is_refused_with_a_hint(written: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_dates(written)
    assert caught.value.hint


days = st.builds(Day, st.integers(1900, 2100), st.none() | st.integers(1, 12))


@given(days)
def test_a_day_is_read_back_as_it_prints(day: Day) -> None:
    assert parse_day(str(day)) == day


@given(days, days)
def test_order_and_distance_agree(one: Day, other: Day) -> None:
    assert months_between(one, other) >= 0
    if months_between(one, other) > 0:
        assert one < other


def test_years_only_for_narrow_columns() -> None:
    written = ("2021-09 – 2025-06", "2021 – present", "2020", "Present", "2027 (expected)")
    assert [show_years(parse_dates(text)) for text in written] == [
        "2021 – 2025",
        "2021 – present",
        "2020",
        "present",
        "2027 (expected)",
    ]
