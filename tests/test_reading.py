from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import TODAY, book, made, place, target, texts

from tailor.base.errors import Place, Severity
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.reading import read_rules
from tailor.models.dates import Day


def heading(section: str) -> Candidate:
    return made(f"section.{section}", Kind.SECTION, section)


def profile() -> list[Candidate]:
    """Two sections: a job with two bullets and a course; awards and a keyword group."""
    job = {"parent": "job", "inherited": ("trading",)}
    return [
        made("header", Kind.HEADER, "header", fixed=True),
        heading("experience"),
        made("job", Kind.ENTRY, "experience", parent="section.experience", tags=("trading",)),
        made("fast", section="experience", tags=("cpp", "low-latency"), **job),
        made("slow", section="experience", tags=("python",), **job),
        made("course", Kind.ENTRY, "experience", parent="section.experience", tags=("teaching",), end=Day(2014)),
        made("lecture", section="experience", parent="course", inherited=("teaching",), tags=("award",)),
        heading("awards"),
        made("prize", Kind.ITEM, "awards", parent="section.awards", tags=("award",), group="prizes"),
        made("medal", Kind.ITEM, "awards", parent="section.awards", tags=("award",), group="prizes"),
        heading("skills"),
        made("languages", Kind.KEYWORDS, "skills", parent="section.skills"),
        made("c", Kind.KEYWORD, "skills", parent="languages", tags=("cpp",)),
        made("r", Kind.KEYWORD, "skills", parent="languages", tags=("statistics",)),
    ]


def excluded(**fields: Any) -> dict[str, str]:
    """Causes of what is out, by id."""
    return {key: reason.cause for key, reason in book(profile(), **fields).exclusions.items()}


def errors(**fields: Any) -> dict[str, str]:
    return dict(texts(book(profile(), **fields).errors))


def test_an_excluded_entry_takes_its_bullets_along() -> None:
    assert excluded(exclude=["teaching and not award"]) == {"course": "exclude", "lecture": "parent"}
    assert excluded(drop=["course"]) == {"course": "drop", "lecture": "parent"}
    assert excluded(exclude=["year < 2016"]) == {"course": "exclude", "lecture": "parent"}


def test_what_holds_nothing_any_more_is_out() -> None:
    out = excluded(exclude=["section:skills", "award"])
    assert {key for key, cause in out.items() if cause == "empty"} == {"languages", "section.skills", "section.awards"}


def test_a_container_stays_where_a_rule_means_what_is_in_it() -> None:
    assert excluded(exclude=["section:skills and not cpp"]) == {"r": "exclude"}
    assert excluded(drop=["languages"])["c"] == "parent"


def test_sections_that_the_target_does_not_name_are_out() -> None:
    out = excluded(sections={"experience": None, "awards": "false"})
    assert {key for key, cause in out.items() if cause == "section"} == {
        *("section.awards", "prize", "medal", "section.skills", "languages", "c", "r"),
    }


def test_what_needs_something_left_out_is_left_out() -> None:
    some = [*profile(), made("sequel", section="awards", needs=("prize",))]
    reason = book(some, drop=["prize"]).exclusions["sequel"]
    assert (reason.cause, reason.via) == ("needs", "prize")


def test_tags_in_pins_are_conditions_and_ids_come_first() -> None:
    pins = book([*profile(), made("cpp", section="awards")], pin=["cpp", "tag:cpp", "low-latency"]).pins
    assert {key: str(rule) for key, rule in pins.items()} == {
        "cpp": "pin: cpp",
        "fast": "pin: tag:cpp",
        "c": "pin: tag:cpp",
    }


def test_demands_count_items_and_not_what_holds_them() -> None:
    (demand,) = book(profile(), require=["not cpp and section:skills"]).demands
    assert demand.met_by == ("r",)


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        ({"exclude": ["cpp and"]}, "exclude/0", "missing before the end"),
        ({"boost": {"cpp >= 2": "2"}}, "boost/cpp >= 2", "only stand in `require`"),
        ({"pin": ["pdh"]}, "pin/0", "no item has the id `pdh`"),
        ({"drop": ["id:pdh"]}, "drop/0", "no item has the id `pdh`"),
        ({"add": {"pdh": "1"}}, "add/pdh", "no item has the id `pdh`"),
        ({"exclude": ["kind:bulet"]}, "exclude/0", "no kind `bulet`"),
        ({"aliases": {"a": "b", "b": "a"}}, "aliases/a", "leads back to itself"),
        ({"aliases": {"cpp": "cpp/core"}}, "aliases/cpp", "leads back to itself"),
        ({"want": {"c++": "1", "cpp": "1"}, "aliases": {"c++": "cpp"}}, "want/cpp", "`c++` (want/c++:1:1)"),
        ({"require": ["rust"]}, "require/0", "no item of the profile meets it"),
        ({"require": ["cpp >= 4"]}, "require/0", "it takes 4, but only 2 items can be shown"),
        (
            {"sections": {"awards": {"min": 1}, "experience": None}, "exclude": ["award"]},
            "sections/awards/min",
            "no item there (profile.yaml:1:1) can be shown",
        ),
        ({"sections": {"awards": {"min": 2, "max": 1}}}, "sections/awards/min", "(sections/awards/max:1:1)"),
        (
            {"sections": {"experience": {"bullets": {"min": 2, "max": 1}}}},
            "sections/experience/bullets/min",
            "min is above max (sections/experience/bullets/max:1:1)",
        ),
        (
            {"sections": {"experience": {"max": 1}}, "pin": ["job", "lecture"]},
            "sections/experience/max",
            "2 are pinned: `job`, `lecture` (`pin: lecture` (pin/1:1:1))",
        ),
    ],
)
def test_errors_say_what_is_wrong_and_where(fields: dict[str, Any], where: str, message: str) -> None:
    found = errors(**fields)
    assert list(found) == [where]
    assert message in found[where]


def test_a_min_above_what_there_is_shows_all_and_warns() -> None:
    fields = {"sections": {"experience": {"min": 3}}}
    assert not errors(**fields)
    told = [one.message for one in book(profile(), **fields).warnings]
    assert any("only 2 items there (profile.yaml:1:1) can be shown" in one for one in told)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"exclude": ["trading"]}, "`exclude: trading` leaves it out (exclude/0:1:1)"),
        ({"drop": ["job"]}, "`job`, which it belongs to, is left out, as `drop: job` leaves it out (drop/0:1:1)"),
        ({"sections": {"awards": None}}, "its section is not in the target (sections:1:1)"),
        ({"sections": {"experience": "no"}}, "its section is not in the target (sections/experience:1:1)"),
    ],
)
def test_a_pin_against_what_leaves_it_out_names_both(fields: dict[str, Any], message: str) -> None:
    found = errors(pin=["fast"], **fields)
    assert message in found["pin/0"]
    assert found["pin/0"].startswith("`pin: fast` wants `fast` on the page, but ")


def test_two_pinned_of_one_group_contradict() -> None:
    message = errors(pin=["prize", "medal"])["pin/1"]
    assert message == (
        "`medal` and `prize` (pin/0:1:1) are both pinned, but of the group `prizes` at most one is shown"
    )


def test_what_is_always_shown_cannot_be_dropped() -> None:
    assert "`header` is always shown" in errors(drop=["header"])["drop/0"]
    some = [made("about", Kind.PARAGRAPH, "summary", parent="section.summary", fixed=True)]
    (problem,) = book([heading("summary"), *some], summary="about", drop=["about"]).errors
    assert (
        "`about` is shown, as `summary` (summary:1:1) says, but `drop: about` leaves it out (drop/0:1:1)"
        in problem.message
    )


def test_a_requirement_tells_which_rule_took_what_it_needs() -> None:
    message = errors(require=["cpp >= 2"], drop=["r", "c"])["require/0"]
    assert message.endswith("only 1 item can be shown; `c` is out: `drop: c` leaves it out (drop/1:1:1)")


def test_an_unknown_need_is_an_error_of_the_profile() -> None:
    (problem,) = book([*profile(), made("x", section="awards", needs=("pirze",))]).errors
    assert (problem.code, problem.hint) == ("unknown-id", "did you mean `prize`?")
    assert problem.place == Place("profile.yaml", 1, 1)


@pytest.mark.parametrize(
    ("fields", "where", "hint"),
    [
        ({"want": {"pyhton": "1"}}, "want/pyhton", "did you mean `python`?"),
        ({"want": {"rust": "1"}}, "want/rust", "remove it, or tag what it should match"),
        ({"want": {"teching": "-2"}}, "want/teching", "did you mean `teaching`?"),
        ({"boost": {"section:awrads": "2"}}, "boost/section:awrads", "did you mean `awards`?"),
        ({"boost": {"year < 1990": "2"}}, "boost/year < 1990", "remove it, or tag what it should match"),
        ({"drop": ["cpp and award"]}, "drop/0", "remove it, or tag what it should match"),
        ({"pin": ["kind:row"]}, "pin/0", "remove it, or tag what it should match"),
        ({"exclude": ["teching or cpp"]}, "exclude/0", "did you mean `teaching`?"),
        ({"exclude": ["section:awrads"]}, "exclude/0", "did you mean `awards`?"),
        ({"exclude": ["cpp and award"]}, "exclude/0", "remove it, or tag what it should match"),
        ({"aliases": {"gpu": "cuda"}}, "aliases/gpu", "remove it, or tag what it should match"),
        ({"patterns": {"speed": "µs"}}, "patterns/speed", "remove it, or tag what it should match"),
        ({"sections": {"experence": None}}, "sections/experence", "did you mean `experience`?"),
        ({"sections": {"experience": {"bullets": {"min": 2}}}}, "sections/experience/bullets/min", "they show"),
        ({"drop": ["prize"], "add": {"prize": "1"}}, "add/prize", "take one of the two away"),
    ],
)
def test_what_matches_nothing_is_a_warning(fields: dict[str, Any], where: str, hint: str) -> None:
    warnings = [one for one in book(profile(), **fields).warnings if one.severity is Severity.WARNING]
    assert [one.place.file for one in warnings if one.place] == [where]
    assert hint in warnings[0].hint


def test_unwanted_tags_and_missing_sections_are_no_worry() -> None:
    found = book(profile(), want={"rust": "-1"}, sections={"experience": None, "talks": {"min": 1}, "news": None})
    assert [(one.severity, one.message) for one in found.problems] == [
        (Severity.NOTE, "sections: the profile has no `talks`, `news`")
    ]


def test_all_mistakes_are_told_at_once_errors_first() -> None:
    found = book(profile(), want={"rust": "1"}, exclude=["a b", "(cpp"], pin=["nobody"], require=["haskell"])
    codes = [problem.code for problem in found.problems]
    assert sorted(codes[:4]) == ["contradiction", "rule-syntax", "rule-syntax", "unknown-id"]
    assert codes[4:] == ["matches-nothing"]


def test_errors_point_into_the_rule() -> None:
    line = '  - "section:projects and teching"'
    some = target(exclude=["section:projects and teching"])
    found = read_rules(some, profile(), TODAY, lambda path: Place("t.yaml", 7, 5, line))
    columns = {problem.message: problem.place.column for problem in found.problems if problem.place}
    assert {line[column - 1 :].split('"')[0].split(" ")[0] for column in columns.values()} == {"projects", "teching"}


def test_a_target_of_no_file_is_read_as_well() -> None:
    assert read_rules(target(pin=["nobody"]), profile(), TODAY).errors[0].place is None
    assert place(("want", "cpp")).file == "want/cpp"


JOBS = [
    one
    for job in ("a", "b", "c")
    for one in (
        made(job, Kind.ENTRY, "experience", parent="section.experience"),
        *(made(f"{job}{n}", Kind.BULLET, "experience", parent=job) for n in (1, 2)),
    )
]


@given(st.lists(st.sampled_from([one.id for one in JOBS]), min_size=1, unique=True), st.integers(1, 3))
def test_a_section_s_max_counts_each_entry_once_however_much_of_it_is_pinned(pins: list[str], most: int) -> None:
    found = texts(book([heading("experience"), *JOBS], pin=pins, sections={"experience": {"max": most}}).errors)
    count = len({identifier[0] for identifier in pins})
    if count <= most:
        assert found == {}
    else:
        assert f"but {count} are pinned" in found["sections/experience/max"]
