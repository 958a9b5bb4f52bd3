"""The forms in which people write what a profile holds: dates, ways to reach them, fields shared by `<<`, sections."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from pydantic import ValidationError

from tailor.base.errors import Place
from tailor.base.source import read
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outline
from tailor.models.date_format import show_dates, show_years
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.validating import problems_of


def problems(text: str) -> list[str]:
    """Every problem of a profile, each as `line:column message (hint)`."""
    source = read(f"name: Ada Moss\n{dedent(text)}", "a.yaml")
    found = list(source.problems)
    try:
        Profile.model_validate(source.data)
    except ValidationError as error:
        found += problems_of(error, Profile, source.place)
    return [f"{one.place.line}:{one.place.column} {one.message} ({one.hint})" for one in found if one.place]


def profile(text: str) -> Profile:
    assert problems(text) == []
    return Profile.model_validate(read(f"name: Ada Moss\n{dedent(text)}", "a.yaml").data)


def dates_of(written: str) -> Any:
    found = profile(f"experience: [{{organization: X, dates: {written}}}]").experience
    assert found is not None
    return found.entries[0].dates


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2023–24", "2023 – 2024"),
        ("2019/20", "2019 – 2020"),
        ("2019/2020", "2019 – 2020"),
        ("{start: 2020, end: 2021}", "2020 – 2021"),
        ("{start: 2020-03, end: present}", "Mar 2020 – present"),
        ("{start: 2020-03}", "Mar 2020 – present"),
        ("{text: two summers}", "two summers"),
        ("{text: two summers, start: 2019, end: 2020}", "two summers"),
        ("{text: {en: in spring, de: im Frühling}, start: 2019}", "in spring"),
    ],
)
def test_dates_as_people_write_them(written: str, shown: str) -> None:
    assert show_dates(dates_of(written)) == shown


def test_words_in_place_of_dates_have_a_language_and_keep_the_dates() -> None:
    dates = dates_of("{text: {en: in spring, de: im Frühling}, start: 2019}")
    assert show_dates(dates, "de-AT") == show_years(dates, "de") == "im Frühling"
    assert dates.start.year == 2019


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2023/25", "write 2023 – 2024 for two years"),
        ("2023/05", "write 2023-05 for a month, 2023 – 2024 for two years"),
        ("two summers", "words of your own as `{text: two summers}`"),
        ("{from: 2020}", "write `{start: 2020-09, end: 2021}`"),
        ("{start: 2021, end: 2020}", "swap them"),
    ],
)
def test_a_date_that_is_none_says_how_to_write_it(written: str, hint: str) -> None:
    (found,) = problems(f"experience: [{{organization: X, dates: {written}}}]")
    assert hint in found


def test_two_addresses_two_numbers_and_several_places() -> None:
    made = profile(
        """
        contact:
          email: [a@example.com, b@example.com]
          phone: [+1 202 555 0147, +1 202 555 0148]
          location: [Zurich, Vienna]
        experience: [{organization: X, place: [Zurich, Vienna]}]
        """
    )
    assert [way.text for way in made.contact.ways()] == [
        "a@example.com", "b@example.com", "+1 202 555 0147", "+1 202 555 0148", "Zurich / Vienna",
    ]  # fmt: skip
    assert made.experience is not None
    assert made.experience.entries[0].place == "Zurich / Vienna"


SHARED = """
experience:
  - &base
    organization: Northwind
    place: Zürich
  - <<: *base
    organization: Harbour
    position: &role Developer
  - {organization: Polder, position: *role}
"""


def test_fields_are_shared_by_merge_keys_and_texts_by_anchors() -> None:
    found = profile(SHARED).experience
    assert found is not None
    assert [(one.organization, one.place, one.position) for one in found.entries] == [
        ("Northwind", "Zürich", None), ("Harbour", "Zürich", "Developer"), ("Polder", None, "Developer"),
    ]  # fmt: skip


def test_a_fault_in_shared_fields_stands_where_they_are_written() -> None:
    found = problems(SHARED.replace("place: Zürich", "plaec: Zürich"))
    assert [one.split(" ", 1)[0] for one in found] == ["6:5"]


def test_what_is_merged_must_be_fields() -> None:
    assert problems("experience: [{<<: three, organization: X}]") == [
        "2:19 `<<` takes the fields of another mapping (write `<<: *name`, where `&name` comes before the fields that "
        "are meant)"
    ]


def test_a_text_whose_first_word_looks_like_an_anchor_is_told() -> None:
    assert "loses its first word" in problems("experience: [{organization: &Sons Ltd}]")[0]


def test_languages_may_be_labelled_as_skills_are() -> None:
    found = profile("languages: {Native: English, Fluent: [Dutch, German]}").languages
    assert found is not None
    assert [one.text for one in found.entries] == ["Native: English", "Fluent: Dutch, German"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("references: [{organization: X}]", "`- {title: References, kind: item, entries: […]}`"),
        ("references: on request", "`- {title: References, kind: item, entries: […]}`"),
        ("experience: [{text: Long ago}]", "`sections: [{title: …, kind: paragraph, entries: […]}]`"),
        ("experience: {kind: paragraph}", "`sections: [{title: …, kind: paragraph, entries: […]}]`"),
        ("experience: [{kind: paragraph, organization: X}]", "`sections: [{title: …, kind: …}]`"),
    ],
)
def test_what_has_no_section_of_its_own_is_shown_the_way(text: str, hint: str) -> None:
    found = problems(text)
    assert hint in found[0]
    assert "did you mean" not in found[0]


NESTED = """
experience:
  - organization: Northwind
    bullets:
      - Led the work
        - moved 3 services
        - kept all
          of it running
      - Built these:
          - a gateway
      - text: Plain
        bullets: [{text: below, tags: [php]}]
      - One text
        of two lines
"""


def test_bullets_stand_below_bullets_however_they_are_written() -> None:
    found = profile(NESTED).experience
    assert found is not None
    assert [(one.text, [inner.text for inner in one.bullets]) for one in found.entries[0].bullets] == [
        ("Led the work", ["moved 3 services", "kept all of it running"]),
        ("Built these:", ["a gateway"]),
        ("Plain", ["below"]),
        ("One text of two lines", []),
    ]


def test_only_one_level_is_nested() -> None:
    deeper = "experience: [{organization: X, bullets: [{text: a, bullets: [{text: b, bullets: [c]}]}]}]"
    assert "unknown field `bullets`" in problems(deeper)[0]


def test_a_bullet_below_another_is_shown_only_with_it() -> None:
    found = outline(profile(NESTED), Target(), lambda path: Place("a.yaml", 1, 1))
    bullets = {one.id: one for one in found if one.kind is Kind.BULLET}
    inner = bullets["experience.northwind.led-the-work.moved-3-services"]
    assert (inner.parent, inner.variants[0].block.fields["depth"]) == ("experience.northwind.led-the-work", 1)
