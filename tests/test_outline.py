"""From a profile to candidates: ids, order, parents, inherited tags and dates, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from tailor.base.errors import InputError, Place
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.ids import Names, slug
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target

WORK = {
    "id": "northwind",
    "organization": "Northwind",
    "position": "Developer",
    "dates": "2020 – 2022",
    "tags": ["cpp"],
    "bullets": [
        "Cut the tail by *half*.",
        {"text": "Replayed a year.", "short": "Replayed.", "tags": ["testing"]},
    ],
}


def laid_out(profile: dict[str, Any], **target: Any) -> list[Candidate]:
    """The candidates of a profile given as plain data."""
    model = Profile.model_validate({"name": "Ada Moss", **profile})
    return list(outline(model, Target.model_validate(target), lambda path: Place("p.yaml", 1, 1)))


def by_id(candidates: list[Candidate]) -> dict[str, Candidate]:
    return {candidate.id: candidate for candidate in candidates}


def test_a_slug_is_made_of_the_first_words_without_accents() -> None:
    assert slug("Prüfte die Łódź-Daten, täglich neu") == "prufte-die-lodz-daten"


def test_two_of_a_name_are_numbered() -> None:
    names = Names({"a.b"})
    assert [names.name(None, "a", "b"), names.name(None, "a", "b")] == ["a.b-2", "a.b-3"]


def test_children_follow_their_entry_and_inherit_tags_and_dates() -> None:
    found = by_id(laid_out({"experience": [WORK]}))
    bullet = found["northwind.replayed-a-year"]
    assert (bullet.parent, bullet.inherited, bullet.tags) == ("northwind", ("cpp",), ("testing",))
    assert bullet.end is not None
    assert bullet.end.year == 2022


def test_text_for_rules_is_plain() -> None:
    found = by_id(laid_out({"experience": [WORK]}))
    assert found["northwind.cut-the-tail-by"].text == "Cut the tail by half."


def test_a_short_wording_is_a_variant() -> None:
    found = by_id(laid_out({"experience": [WORK]}))
    variants = found["northwind.replayed-a-year"].variants
    assert [(variant.name, variant.text) for variant in variants] == [
        ("full", "Replayed a year."),
        ("short", "Replayed."),
    ]


def test_sections_stand_in_the_target_s_order_then_the_rest() -> None:
    profile = {"experience": [WORK], "interests": ["Chess"], "awards": ["A prize"]}
    kinds = [c.section for c in laid_out(profile, sections={"awards": None}) if c.kind is Kind.SECTION]
    assert kinds == ["awards", "experience", "interests"]


def test_an_education_table_has_a_row_an_entry_and_only_columns_in_use() -> None:
    education = [
        {"level": "Graduation", "institution": "Here", "dates": "2024", "grade": "9.1"},
        {"level": "School", "institution": "There", "dates": "2020"},
    ]
    found = laid_out({"education": education}, sections={"education": {"as": "table"}})
    table = next(c for c in found if c.kind is Kind.TABLE)
    rows = [c for c in found if c.kind is Kind.ROW]
    assert table.variants[0].block.fields["columns"] == ["level", "institution", "grade", "dates"]
    assert [row.parent for row in rows] == [table.id, table.id]
    assert rows[1].variants[0].block.fields["cells"][2] == ""


def table_of(education: dict[str, Any]) -> dict[str, Any]:
    found = laid_out({"education": education}, sections={"education": {"as": "table"}})
    return dict(next(c for c in found if c.kind is Kind.TABLE).variants[0].block.fields)


def test_the_author_names_and_orders_the_heads_of_a_table() -> None:
    rows = [{"level": "Graduation", "institution": "Here", "dates": "2021 – 2024 (expected)", "grade": "9.1"}]
    own = {"dates": "When", "level": {"en": "Examination", "de": "Abschluss"}, "board": "University"}
    fields = table_of({"columns": own, "entries": rows})
    assert fields["columns"] == ["dates", "level", "institution", "grade"]
    assert fields["heads"] == ["When", "Examination", "Institution", "Grade"]
    assert fields["usual"] == [
        ["When", "2021 – 2024"],
        ["Examination", "Graduation"],
        ["Institution", "Here"],
        ["Grade", "9.1"],
    ]
    assert fields["longer"] == [["2021 – 2024 (expected)"], [], [], []]


def test_one_long_text_widens_its_column_only_where_there_is_room() -> None:
    degrees = ["BSc, Physics", "MSc, Physics", "International diploma, Mathematics, Physics, History"]
    rows = [{"institution": "Here", "degree": degree, "dates": "2020"} for degree in degrees]
    fields = table_of({"entries": rows})
    assert fields["usual"][0] == ["Degree", *degrees[:2]]
    assert fields["longer"] == [[degrees[2]], [], []]


@pytest.mark.parametrize(("columns", "board"), [({}, ""), ({"board": "University"}, "Here")])
def test_a_board_that_is_the_institution_is_said_twice_only_if_asked_for(columns: dict[str, str], board: str) -> None:
    rows = [{"institution": "Here", "board": board, "dates": "2020"} for board in ("There", "Here")]
    education = {"entries": rows, "columns": columns}
    found = laid_out({"education": education}, sections={"education": {"as": "table"}})
    cells = [candidate.variants[0].block.fields["cells"][:2] for candidate in found if candidate.kind is Kind.ROW]
    assert cells == [["There", "Here"], [board, "Here"]]


def test_a_section_may_carry_links() -> None:
    found = laid_out({"writing": {"links": {"blog": "https://example.org"}, "entries": ["On bread"]}})
    heading = next(c for c in found if c.kind is Kind.SECTION)
    assert heading.variants[0].block.fields["links"] == [{"label": "blog", "url": "https://example.org"}]


def test_keywords_are_children_of_their_line() -> None:
    found = laid_out({"skills": {"Languages": "C, Python"}})
    line = next(c for c in found if c.kind is Kind.KEYWORDS)
    assert [(c.text, c.parent) for c in found if c.kind is Kind.KEYWORD] == [
        ("C", line.id),
        ("Python", line.id),
    ]


def test_own_name_is_marked_among_authors() -> None:
    found = laid_out({"publications": [{"title": "On bread", "authors": ["A. Moss", "B. Fern"]}]})
    authors = next(c for c in found if c.kind is Kind.PUBLICATION).variants[0].block.fields["authors"]
    assert [author["own"] for author in authors] == [True, False]


def test_the_headline_with_the_tags_most_wanted_is_taken() -> None:
    headline = [{"text": "Cook", "tags": ["food"]}, {"text": "Coder", "tags": ["cpp/modern"]}]
    found = laid_out({"headline": headline}, want={"cpp": "3", "food": "2"})
    assert found[0].variants[0].block.fields["headline"] == "Coder"


def test_wordings_of_the_summary_share_a_group() -> None:
    found = laid_out({"summary": [{"id": "a", "text": "One."}, {"id": "b", "text": "Two."}]})
    assert [c.group for c in found if c.kind is Kind.PARAGRAPH] == ["summary", "summary"]


def test_the_summary_s_heading_is_the_target_s_or_the_profile_s() -> None:
    own = {"summary": {"title": {"en": "Profile", "de": "Profil"}, "entries": ["One."]}}
    targets: list[dict[str, Any]] = [{}, {"sections": {"summary": {"title": "About"}}}]
    heads = [laid_out(profile, **target)[1] for profile in (own, {"summary": "One."}) for target in targets]
    titles = [head.variants[0].block.fields["title"] for head in heads]
    assert titles == ["Profile", "About", "Summary", "About"]


def test_links_go_on_from_the_website_and_may_lead_nowhere() -> None:
    links = {"CV": "docs/cv.pdf", "Blog": "example.org/b", "Portfolio": None, "Top": "#"}
    for contact, first in (
        ({}, "docs/cv.pdf"),
        ({"website": "example.com/ada"}, "https://example.com/ada/docs/cv.pdf"),
    ):
        fields = laid_out({"links": links, "contact": contact})[0].variants[0].block.fields
        assert [link["url"] for link in fields["links"]] == [first, "https://example.org/b", "", ""]


def test_an_unknown_summary_is_refused_with_a_guess() -> None:
    with pytest.raises(InputError) as caught:
        laid_out({"summary": [{"id": "quant", "text": "One."}]}, summary="quan")
    assert "quant" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("locale", "heading"), [("en", "A few"), ("de-CH", "Einige"), ("fr", "Publications"), ("fr", "All")]
)
def test_a_target_s_heading_is_of_the_page_s_language(locale: str, heading: str) -> None:
    title = {"en": "A few", "de": "Einige"} if heading != "All" else "All"
    model = Profile.model_validate({"name": "Ada Moss", "publications": [{"title": "On bread"}]})
    target = Target.model_validate({"sections": {"publications": {"title": title}}})
    found = outline(model, target, lambda path: Place("p.yaml", 1, 1), locale)
    fields = next(one for one in found if one.kind is Kind.SECTION).variants[0].block.fields
    assert fields["title"] == heading


def test_an_entry_of_a_table_has_the_id_that_it_has_elsewhere() -> None:
    data = {"education": [{"institution": "Turia", "bullets": ["Wrote a thesis"]}, {"institution": "Table"}]}
    table = {one.id for one in laid_out(data, sections={"education": {"as": "table"}})}
    plain = {one.id for one in laid_out(data)}
    assert table - plain == {"education.table"}
    assert {"education.turia", "education.turia.wrote-a-thesis", "education.table-2"} <= plain


def test_what_says_no_priority_has_that_of_three() -> None:
    jobs = [{**WORK, "positions": [{"position": "Weaver", "bullets": ["Spun."]}]}]
    found = laid_out(
        {"experience": jobs, "summary": "Builds looms.", "skills": {"Languages": ["Rust"]}, "awards": ["Medal"]}
    )
    assert len({one.kind for one in found}) > 5
    assert {one.id: one.priority for one in found if one.priority != 3} == {}
