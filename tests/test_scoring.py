from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import TODAY, book, made, target
from msgspec.structs import replace

from tailor.core.optimise.problem import POINT
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.core.scoring.score_terms import Score, Scoring, coverage, points
from tailor.models.dates import Day

TAGS = ("cpp", "rust", "ml", "ml/inference", "teaching")
weights = st.dictionaries(st.sampled_from(TAGS), st.integers(-100, 100).map(lambda n: str(Decimal(n) / 10)))
days = st.none() | st.builds(Day, st.integers(2000, 2028), st.none() | st.integers(1, 12))
candidates = st.builds(
    made,
    st.just("x"),
    st.sampled_from(Kind),
    tags=st.lists(st.sampled_from(TAGS), unique=True).map(tuple),
    inherited=st.lists(st.sampled_from(TAGS), unique=True).map(tuple),
    priority=st.integers(1, 5),
    start=days,
    end=days,
    ongoing=st.booleans(),
)


def scoring(*some: Candidate, **fields: Any) -> Scoring:
    return score(some, target(**fields), book(some, **fields), TODAY)


def scored(candidate: Candidate, **fields: Any) -> Score:
    return scoring(candidate, **fields).scores[candidate.id]


def mentions(candidate: Candidate, **fields: Any) -> dict[str, float]:
    """Mentions of one candidate in full mentions, by tag."""
    return {tag: units / 80 for tag, units in scored(candidate, **fields).mentions}


def terms(candidate: Candidate, **fields: Any) -> list[str]:
    return [str(term) for term in scored(candidate, **fields).terms]


@pytest.mark.parametrize(
    ("more", "strength"),
    [
        ({}, 1.0),
        ({"priority": 1}, 0.2),
        ({"priority": 5}, 2.5),
        ({"end": Day(2024, 6)}, 0.75),
        ({"end": Day(2016, 6)}, 0.65),
        ({"end": Day(2016, 6), "kind": Kind.POSITION}, 1.0),
        ({"end": Day(2024, 6), "priority": 5}, 1.9),
        ({"text": "since 2019"}, 1.0),
        ({"text": "cut it by 61%"}, 1.15),
        ({"text": "wrote C++17 for A100 cards"}, 1.0),
        ({"section": "talks"}, 0.6),
        ({"section": "awards"}, 1.3),
        ({"start": Day(2001), "ongoing": True}, 1.0),
        ({"end": Day(2027)}, 1.0),
        ({"end": Day(2025)}, 0.95),
        ({"tags": ("cpp",)}, 1.5),
        ({"tags": ("cpp",), "text": "rust", "priority": 5}, 5.0),
    ],
)
def test_strength_is_priority_times_recency_times_boosts(more: dict[str, Any], strength: float) -> None:
    fields = {"boost": {"cpp": "1.5", "rust": "2"}, "patterns": {"rust": "rust"}, "half_life": "5"}
    candidate = made("x", **{"kind": Kind.ITEM, "section": "other", **more})
    assert scored(candidate, **fields).strength / 20 == strength


def test_the_first_bullets_of_an_entry_are_its_best() -> None:
    some = [made(f"b{number}", section="experience", parent="job") for number in range(6)]
    found = scoring(*some)
    assert [found.scores[one.id].strength / 20 for one in some] == [1.1, 1.05, 1.0, 0.95, 0.9, 0.9]


def test_a_figure_in_bold_counts_more_than_a_plain_one() -> None:
    plain, bold = (made("x", Kind.ITEM, "other", text="to 6 µs") for _ in range(2))
    marked = Variant("full", Block(Kind.ITEM, {"text": "to **6 µs**"}), "to 6 µs")
    bold = replace(bold, variants=(marked,))
    assert (scored(plain).strength, scored(bold).strength) == (23, 28)


def test_the_first_second_and_further_tags_are_discounted_by_falling_weight() -> None:
    candidate = made("x", Kind.ITEM, "other", tags=("a", "b", "c", "d"))
    found = mentions(candidate, want={"a": "1", "b": "4", "c": "3", "d": "2"})
    assert found == {"b": 1, "c": 0.5, "d": 0.25, "a": 0.25}


def test_inherited_tags_count_half_and_rank_by_what_they_pay() -> None:
    candidate = made("x", Kind.ITEM, "other", tags=("own",), inherited=("job", "trade"))
    assert mentions(candidate, want={"own": "2", "job": "5", "trade": "1"}) == {"job": 0.5, "own": 0.5}
    assert mentions(candidate, want={"own": "3", "job": "5"}) == {"own": 1, "job": 0.25}


def test_only_the_longest_key_pays_and_each_key_once() -> None:
    candidate = made("x", Kind.ITEM, "other", tags=("ml/inference/cache", "ml/inference", "ml/training"))
    assert mentions(candidate, want={"ml": "1", "ml/inference": "4"}) == {"ml/inference": 1, "ml": 0.5}
    assert mentions(made("x", tags=("mlops",)), want={"ml": "1"}) == {}


def test_a_weight_of_nothing_keeps_a_tag_from_paying_as_what_it_is_under() -> None:
    assert mentions(made("x", tags=("ml/old",)), want={"ml": "3", "ml/old": "0"}) == {}


def test_aliases_and_patterns_give_tags() -> None:
    fields = {"want": {"cuda": "2", "speed": "3"}, "aliases": {"gpu": "cuda"}, "patterns": {"speed": r"to µs"}}
    assert mentions(made("x", Kind.ITEM, "other", tags=("gpu/kernels",)), **fields) == {"cuda": 1}
    assert mentions(made("x", Kind.ITEM, "other", text="down to µs"), **fields) == {"speed": 1}
    assert mentions(made("x", text="down to 6 ms"), **fields) == {}


@pytest.mark.parametrize(("kind", "section"), [(Kind.KEYWORD, "skills"), (Kind.PARAGRAPH, "summary")])
def test_claims_count_half(kind: Kind, section: str) -> None:
    candidate = made("x", kind, section, tags=("cpp", "rust"), inherited=("ml",))
    assert mentions(candidate, want={"cpp": "3", "rust": "2", "ml": "1"}) == {"cpp": 0.5, "rust": 0.25}


def test_terms_can_be_read() -> None:
    candidate = made("x", Kind.ITEM, "other", tags=("cpp", "low-latency"), priority=4, inherited=("teaching",))
    fields = {"want": {"low-latency": "5", "cpp": "4", "teaching": "-2"}, "add": {"x": "2"}}
    assert terms(candidate, **fields) == [
        "priority × 1.6",
        "low-latency 5.0 × 1.6 × 1.0 = 8.0, which earns 4.35: by falling returns",
        "cpp 4.0 × 1.6 × 0.5 = 3.2, which earns 1.92: by falling returns",
        "merit 0.75 × 5.0 × 1.6 × 1.0 = 6.0",
        "teaching -2.0 × 1.6 × 0.5 = -1.6",
        "base 0.5 × 1.6 = 0.8",
        "added 2.0 = 2.0",
    ]


def test_terms_say_where_they_come_from() -> None:
    candidate = made("x", tags=("ml/inference",), inherited=("cpp",), end=Day(2024, 12))
    fields = {"want": {"ml": "2", "cpp": "1"}, "boost": {"year = 2024": "2"}}
    notes = {term.name: term.note for term in scored(candidate, **fields).terms}
    assert notes["ml"] == "as ml/inference"
    assert (notes["cpp"], notes["boost"], notes["recency"]) == ("inherited", "year = 2024", "ended 1.5 years ago")


def test_heads_earn_twice_the_base_and_keywords_a_fifth() -> None:
    kinds = (Kind.BULLET, Kind.ENTRY, Kind.PUBLICATION, Kind.ROW, Kind.ITEM, Kind.KEYWORD)
    assert [float(points(scored(made("x", kind, "other")).alone)) for kind in kinds] == [0.55, 1, 1, 1, 0.5, 0.1]


def test_jobs_and_the_newest_two_degrees_are_what_readers_look_for_first() -> None:
    job = made("job", Kind.ENTRY, "experience")
    school, bachelor, master = (made(f"d{year}", Kind.ENTRY, "education", end=Day(year)) for year in (2012, 2016, 2018))
    found = scoring(job, school, bachelor, master).scores
    assert [float(points(found[one].alone)) for one in ("job", "d2012", "d2016", "d2018")] == [4, 0, 6, 6]


def test_a_first_degree_stands_by_what_is_wanted_of_it() -> None:
    some = [made(f"d{year}", Kind.ENTRY, "education", end=Day(year)) for year in (2016, 2018)]
    first = made("first", Kind.ENTRY, "education", end=Day(2012), tags=("probability",))
    assert scoring(*some, first, want={"probability": "4"}).scores["first"].alone > 0


def test_keywords_and_summaries_claim_what_others_show_so_they_have_no_merit() -> None:
    kinds = ((Kind.KEYWORD, "skills"), (Kind.PARAGRAPH, "summary"), (Kind.BULLET, "experience"))
    found = [scored(made("x", kind, section, tags=("cpp",)), want={"cpp": "3"}) for kind, section in kinds]
    assert ["merit" in {term.cause for term in one.terms} for one in found] == [False, False, True]


def test_a_bullet_without_tags_beside_others_that_have_some_inherits_a_quarter() -> None:
    told, silent = made("a", parent="e", tags=("rust",), inherited=("cpp",)), made("b", parent="e", inherited=("cpp",))
    beside = scoring(told, silent, want={"cpp": "4"}).scores["b"].mentions
    assert beside == (("cpp", 18),)
    assert scoring(silent, want={"cpp": "4"}).scores["b"].mentions == (("cpp", 38),), "none of them has a tag"


def test_the_heading_of_a_named_section_is_worth_something() -> None:
    heading = made("h", Kind.SECTION, "skills")
    assert points(scored(heading, want={"cpp": "5"}, sections={"skills": {}}).alone) == 1
    assert points(scored(heading, want={"cpp": "2.5"}, sections={"skills": {}}).alone) == Decimal("0.5")
    assert scored(heading, want={"cpp": "5"}).alone == 0


def test_filler_costs_points_where_a_target_wants_anything() -> None:
    filler = made("x", Kind.ITEM, "other", priority=1)
    assert scored(filler, want={"cpp": "5"}).alone < 0 < scored(filler).alone


@pytest.mark.parametrize("kind", [Kind.HEADER, Kind.SECTION, Kind.TABLE, Kind.KEYWORDS])
def test_containers_are_worth_nothing_but_what_is_added(kind: Kind) -> None:
    candidate = made("x", kind, tags=("cpp",))
    assert scored(candidate, want={"cpp": "9"}).of("full") == (0, ())
    assert scored(candidate, want={"cpp": "9"}, add={"x": "1.5"}).of("full") == (POINT * 3 // 2, ())


def test_short_earns_a_little_less_but_all_that_is_added() -> None:
    found = scored(made("x", Kind.ITEM, "other", tags=("cpp",)), want={"cpp": "1"}, add={"x": "1"})
    assert found.of("full") == (POINT * 9 // 4, (("cpp", 80),))
    assert found.of("short") == (POINT + POINT * 9 // 8, (("cpp", 72),))


def test_coverage_falls_from_mention_to_mention() -> None:
    earned = [points(coverage("cpp", 40).value(80 * count)) for count in range(6)]
    assert list(map(float, earned)) == [0, 2.4, 4.2, 5.6, 6.6, 7.6]


def test_points_are_added_to_the_last_unit() -> None:
    assert scored(made("x"), add={"x": "0.0000625"}).added == 1


@given(candidates, weights)
def test_terms_add_up_to_what_it_is_worth_alone(candidate: Candidate, want: dict[str, str]) -> None:
    found = scoring(candidate, want=want)
    one = found.scores["x"]
    steps = {each.tag: each for each in found.coverages}
    covered = sum(steps[tag].value(units) for tag, units in one.mentions)
    assert one.alone == one.linear + one.added + covered


@given(candidates, weights)
def test_the_order_of_tags_and_wants_is_no_matter(candidate: Candidate, want: dict[str, str]) -> None:
    turned = made(
        "x",
        candidate.kind,
        tags=candidate.tags[::-1],
        inherited=candidate.inherited[::-1],
        priority=candidate.priority,
        start=candidate.start,
        end=candidate.end,
        ongoing=candidate.ongoing,
    )
    same = scored(turned, want=dict(reversed(want.items())))
    assert scored(candidate, want=want).of("full") == same.of("full")


@given(candidates, weights)
def test_short_never_earns_more_for_good_and_bounds_hold(candidate: Candidate, want: dict[str, str]) -> None:
    found = scored(candidate, want=want)
    assert all(0 < units <= 5 * 80 for _, units in found.mentions)
    full, short = dict(found.mentions), dict(found.of("short")[1])
    assert all(short[tag] <= full[tag] for tag in full)


@given(candidates, st.integers(0, 200))
def test_what_is_older_is_never_stronger(candidate: Candidate, months: int) -> None:
    later = Day(TODAY.year + (5 + months) // 12, (5 + months) % 12 + 1)
    now = score([candidate], target(), book([candidate]), TODAY).scores["x"].strength
    then = score([candidate], target(), book([candidate]), later).scores["x"].strength
    assert then <= now
