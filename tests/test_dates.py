"""Dates as people write them, and as a page shows them."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.models.date_format import in_locale, show_dates, show_years
from tailor.models.dates import TERMS, DateError, DateRange, Day, listed, months_between, parse_dates, parse_day

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


JUNE = Day(2023, 6)

READ = [
    ("2023", Day(2023), Day(2023), False, False),
    ("2023-06", JUNE, JUNE, False, False),
    ("2023-6", JUNE, JUNE, False, False),
    ("06/2023", JUNE, JUNE, False, False),
    ("6/2023", JUNE, JUNE, False, False),
    ("2023-06-14", Day(2023, 6, 14), Day(2023, 6, 14), False, False),
    ("14 June 2023", Day(2023, 6, 14), Day(2023, 6, 14), False, False),
    ("14. Jun 2023", Day(2023, 6, 14), Day(2023, 6, 14), False, False),
    ("June 14, 2023", Day(2023, 6, 14), Day(2023, 6, 14), False, False),
    ("June 14th, 2023", Day(2023, 6, 14), Day(2023, 6, 14), False, False),
    ("June, 2023", JUNE, JUNE, False, False),
    ("Jun. 2023", JUNE, JUNE, False, False),
    ("Sept '69", Day(2069, 9), Day(2069, 9), False, False),
    ("Sept ’70", Day(1970, 9), Day(1970, 9), False, False),
    ("Fall 2020", Day(2020, term="Fall"), Day(2020, term="Fall"), False, False),
    ("fall term 2020", Day(2020, term="Fall"), Day(2020, term="Fall"), False, False),
    ("Q3 2020", Day(2020, term="Q3"), Day(2020, term="Q3"), False, False),
    ("present", None, None, True, False),
    ("since 2020", Day(2020), None, True, False),
    ("from 2020", Day(2020), None, True, False),
    ("2020 –", Day(2020), None, True, False),
    ("until 2022", None, Day(2022), False, False),
    ("– 2022", None, Day(2022), False, False),
    ("to 2022", None, Day(2022), False, False),
    ("2023-06 – present", JUNE, None, True, False),
    ("from 2020 to 2022", Day(2020), Day(2022), False, False),
    ("2020 – 2020", Day(2020), Day(2020), False, False),
    ("2020-2024", Day(2020), Day(2024), False, False),
    ("2020/2021", Day(2020), Day(2021), False, False),
    ("2020/21", Day(2020), Day(2021), False, False),
    ("2020 – 24", Day(2020), Day(2024), False, False),
    ("1998 – 99", Day(1998), Day(1999), False, False),
    ("2020-06 – 2020", Day(2020, 6), Day(2020), False, False),
    ("2020 – 2020-06", Day(2020), Day(2020, 6), False, False),
    ("May – July 2025", Day(2025, 5), Day(2025, 7), False, False),
    ("May-July 2025", Day(2025, 5), Day(2025, 7), False, False),
    ("Spring 2020 – Fall 2020", Day(2020, term="Spring"), Day(2020, term="Fall"), False, False),
    ("expected 2027", Day(2027), Day(2027), False, True),
    ("2023 – 2027 (expected)", Day(2023), Day(2027), False, True),
    ("2023 – planned in 2027", Day(2023), Day(2027), False, True),
    ("2023-06-14 – 2023-06-14", Day(2023, 6, 14), Day(2023, 6, 14), False, False),
]


@pytest.mark.parametrize(("written", "start", "end", "ongoing", "planned"), READ)
def test_every_form_has_its_exact_value(
    written: str, start: Day | None, end: Day | None, ongoing: bool, planned: bool
) -> None:
    assert parse_dates(written) == DateRange(start, end, ongoing, planned, parse_dates(written).text)
    assert parse_dates(written).text in (written, "")


def test_the_calendar_has_every_day_that_it_has_and_no_other() -> None:
    for year in range(1900, 2101):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            for day in (1, last):
                assert parse_day(f"{year}-{month:02}-{day:02}") == Day(year, month, day)
            for day in (0, last + 1):
                with pytest.raises(DateError, match=r"does not exist|is not a date"):
                    parse_day(f"{year}-{month:02}-{day:02}")


@pytest.mark.parametrize("written", ["1899", "2101", "1899-12", "2101-01", "2023-00", "00/2023", "13/2023"])
def test_years_run_from_1900_to_2100_and_months_from_1_to_12(written: str) -> None:
    with pytest.raises(DateError, match=r"out of range|does not exist"):
        parse_dates(written)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_is_its_name_or_three_of_its_letters_or_more(month: int) -> None:
    name = calendar.month_name[month]
    for end in range(3, len(name) + 1):
        assert parse_day(f"{name[:end]} 2023") == Day(2023, month)
    with pytest.raises(DateError):
        parse_day(f"{name[:2]} 2023")


dated = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


def as_day(date: datetime.date) -> Day:
    return Day(date.year, date.month, date.day)


@given(dated, dated)
def test_days_are_in_the_order_of_the_calendar(one: datetime.date, other: datetime.date) -> None:
    assert (as_day(one) < as_day(other)) == (one < other)
    assert (as_day(one) == as_day(other)) == (one == other)


@given(dated, dated)
def test_months_are_counted_as_by_hand(one: datetime.date, other: datetime.date) -> None:
    apart = (other.year * 12 + other.month) - (one.year * 12 + one.month)
    assert months_between(as_day(one), as_day(other)) == max(0, apart)
    assert months_between(Day(one.year), Day(other.year)) == max(0, other.year - one.year) * 12


any_day = st.builds(Day, st.integers(1999, 2002), st.none() | st.integers(1, 12)) | st.builds(
    lambda year, term: Day(year, term=term.capitalize()), st.integers(1999, 2002), st.sampled_from(sorted(TERMS))
)


@given(any_day, any_day, any_day)
def test_the_order_is_total(one: Day, other: Day, third: Day) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    assert not (one < other < third) or one < third


@given(any_day)
def test_what_is_known_of_a_day_lies_between_its_first_and_its_last_month(day: Day) -> None:
    assert day.first_month <= day.last_month
    if day.term is None and day.month is None:
        assert (day.first_month, day.last_month) == (1, 12)
    if day.month:
        assert (day.first_month, day.last_month) == (day.month, day.month)


def test_terms_have_their_months() -> None:
    known = {term: (Day(2020, term=term).first_month, Day(2020, term=term).last_month) for term in TERMS}
    assert known == {
        "winter": (1, 12),
        "spring": (2, 6),
        "monsoon": (7, 12),
        "summer": (6, 9),
        "fall": (9, 12),
        "autumn": (9, 12),
        "lent": (1, 3),
        "hilary": (1, 3),
        "easter": (4, 6),
        "trinity": (4, 6),
        "michaelmas": (10, 12),
        "q1": (1, 3),
        "q2": (4, 6),
        "q3": (7, 9),
        "q4": (10, 12),
    }


EARLIEST = {
    term: month
    for month, terms in {
        1: ("winter", "spring", "lent", "hilary", "q1"),
        4: ("easter", "trinity", "q2"),
        5: ("summer",),
        7: ("monsoon", "q3"),
        8: ("fall", "autumn"),
        10: ("michaelmas", "q4"),
    }.items()
    for term in terms
}


def test_a_range_may_end_in_the_first_month_that_its_term_may_touch_and_in_none_before() -> None:
    assert EARLIEST.keys() == TERMS.keys()
    for term, month in EARLIEST.items():
        assert parse_dates(f"{term} 2020 – 2020-{month:02}").start == Day(2020, term=term.capitalize())
        if month > 1:
            with pytest.raises(DateError, match="before it starts"):
                parse_dates(f"{term} 2020 – 2020-{month - 1:02}")


@pytest.mark.parametrize(("length", "shown"), [(39, True), (40, False)])
def test_a_short_text_is_offered_as_words_of_its_own(length: int, shown: bool) -> None:
    with pytest.raises(DateError) as caught:
        parse_dates("x" * length)
    assert caught.value.hint.endswith(f"{{text: {'x' * length if shown else '…'}}}`")


@pytest.mark.parametrize(
    ("written", "fits"),
    [
        ("2020 – 2019", False),
        ("2020-06 – 2020-05", False),
        ("2020-06 – 2020-06", True),
        ("2020-06-15 – 2020-06-14", False),
        ("2020-06-15 – 2020-06", True),
        ("2020-12 – 2020", True),
        ("Fall 2020 – 2020-08", True),
        ("Fall 2020 – 2020-07", False),
        ("Fall 2020 – Spring 2020", False),
        ("Winter 2020 – 2020-01", True),
    ],
)
def test_an_end_comes_not_before_its_start(written: str, fits: bool) -> None:
    if fits:
        assert parse_dates(written).end
        return
    with pytest.raises(DateError, match="before it starts") as caught:
        parse_dates(written)
    assert caught.value.hint.startswith("swap them")


def test_of_several_dates_the_first_and_the_last_count() -> None:
    several = parse_dates("Fall 2021, Spring 2021, 2023")
    assert (several.start, several.end) == (Day(2021, term="Spring"), Day(2023))
    assert [one.text for one in several.terms] == ["Fall 2021", "Spring 2021", "2023"]
    assert listed((parse_dates("2020 – present"), parse_dates("2021"))) == DateRange(
        Day(2020), None, True, False, "2020 – present, 2021", (parse_dates("2020 – present"), parse_dates("2021"))
    )


HINTS = [
    ("2023-24", "2023 – 2024"),
    ("2023/06", "write 2023-06 for a month, 2023 – 2024 for two years"),
    ("14.06.2023", "2023-06-14"),
    ("June", "June 2023"),
    ("fall", "fall 2023"),
    ("'23", "2023"),
    ("23", "2023"),
    ("soon", "write a date as one of"),
    ("2020 – 2021 – 2022", "a list"),
]


@pytest.mark.parametrize(("written", "hint"), HINTS)
def test_a_hint_says_how_to_write_it(written: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_dates(written)
    assert hint in caught.value.hint


FORMS = [
    ("2023-03 – 2023-06", "Mar – Jun 2023", "03/2023 – 06/2023", "2023"),
    ("2022-03 – 2023-06", "Mar 2022 – Jun 2023", "03/2022 – 06/2023", "2022 – 2023"),
    ("2023-03 – 2023-03", "Mar 2023", "03/2023", "2023"),
    ("2023-03 – present", "Mar 2023 – present", "03/2023 – present", "2023 – present"),
    ("2023-03-14 – 2023-06", "14 Mar 2023 – Jun 2023", "14 Mar 2023 – 06/2023", "2023"),
    ("2023-03 – 2023", "Mar 2023 – 2023", "03/2023 – 2023", "2023"),
    ("2023 – 2023-03", "2023 – Mar 2023", "2023 – 03/2023", "2023"),
    ("Spring 2023 – 2023-12", "Spring 2023 – Dec 2023", "Spring 2023 – 12/2023", "2023"),
    ("2023-03 – Fall 2023", "Mar 2023 – Fall 2023", "03/2023 – Fall 2023", "2023"),
    ("until 2023-06", "Jun 2023", "06/2023", "2023"),
    ("2023-06 (expected)", "Jun 2023 (expected)", "06/2023 (expected)", "2023 (expected)"),
]


@pytest.mark.parametrize(("written", "short", "numbers", "years"), FORMS)
def test_each_form_of_a_date(written: str, short: str, numbers: str, years: str) -> None:
    dates = parse_dates(written)
    assert show_dates(dates, form="short") == short
    assert show_dates(dates, form="numbers") == numbers
    assert show_dates(dates, form="years") == years


def test_words_of_ones_own_stand_in_every_form() -> None:
    dates = DateRange(Day(2023), Day(2023), words={"de": "seit der Gründung", "en": "since it was founded"})
    assert show_dates(dates, "de-CH", "numbers") == show_years(dates, "de") == "seit der Gründung"
    assert in_locale({"fr": "depuis", "de": "seit"}, "en") == "depuis"
    assert show_dates(None) == show_years(None) == ""
    assert show_dates([parse_dates("2020"), parse_dates("2021")]) == "2020, 2021"
