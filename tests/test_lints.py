"""Every lint finds what it is for, and is silent where there is nothing to find."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import PROJECT
from tailor.base.errors import Place, Severity
from tailor.core.lints.all_lints import problems, writing
from tailor.core.lints.catalogue import LINTS, Finding, spot
from tailor.core.lints.verbs import IRREGULAR, REGULAR, base_of, is_present, past_of
from tailor.core.profile.outline import outline
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import load_profile
from tailor.sources.workspace import find_workspace

TODAY = Day(2026, 11, 21)


def findings(body: dict[str, Any], locale: str = "en", wanted: tuple[str, ...] = ()) -> list[Finding]:
    places: list[Any] = []

    def place(path: Any) -> Place:
        places.append(path)
        return Place("me.yaml", len(places), 1)

    candidates = outline(Profile.model_validate({"name": "Ida Lund", **body}), Target(), place)
    return writing(candidates, TODAY, locale, wanted)


def codes(body: dict[str, Any], locale: str = "en", wanted: tuple[str, ...] = ()) -> set[str]:
    return {one.code for one in findings(body, locale, wanted)}


def job(*bullets: Any, dates: str = "2020-01 – 2023-06", **more: Any) -> dict[str, Any]:
    return {"experience": [{"organization": "Nordhavn", "dates": dates, "bullets": list(bullets), **more}]}


def jobs(*dates: str) -> dict[str, Any]:
    return {"experience": [{"organization": f"Firm {number}", "dates": one} for number, one in enumerate(dates)]}


def as_given(some: dict[str, Any]) -> dict[str, Any]:
    """The same with its order kept, which is newest first if not said."""
    return {key: {"order": "given", "entries": entries} for key, entries in some.items()}


def skills(*words: str) -> dict[str, Any]:
    return {"skills": {"Tools": list(words)}}


GOOD = "Cut the nightly run from 9 hours to 40 minutes with a cache"

# A code, what triggers it, and what is near to it but does not.
CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("bullet-long", job(" ".join(["word"] * 51)), job(" ".join(["word"] * 50))),
    ("bullet-short", job("Wrote 3 things"), job("Wrote 3 small things")),
    ("no-figure", job("Wrote a parser in Rust", "Ran the build farm well"), job("Wrote two parsers", "Ran the farm")),
    ("full-stops", job(f"{GOOD}.", "Ran 4 farms of servers.", "Led 6 people there"), job(GOOD, "Ran 4 server farms")),
    ("doubled-text", job(GOOD, f"{GOOD}."), job({"text": GOOD, "group": "a"}, {"text": GOOD, "group": "a"})),
    ("placeholder", job("Cut the run by [your number] hours"), job("Cut the run by [about] 5 hours")),
    ("link-syntax", job("Wrote [a talk](example) for 40"), job("Wrote [a talk](https://example.org/t) for 40")),
    ("link-syntax", job(links={"Code": "x/y"}), job(links={"Code": "x/y"}) | {"contact": {"website": "example.org"}}),
    ("doubled-word", job("Cut the the run to 4 hours"), job("Cut what he had had to 4 hours")),
    ("first-person", job("Cut my nightly run to 4 hours"), job("Cut I/O of phase I by 40 %, for US mines")),
    ("first-person", job("Cut my run"), job(r"Moved `C:\Users\me` by mail to me@example.com")),
    ("weak-opener", job("Responsible for 4 services"), job("Took charge of 4 services")),
    ("repeated-opener", job("Built 4 services there", "Builds 3 tools as well"), job("Built 4 tools", "Wrote 3 more")),
    ("tense", job("Lead a team of four people"), job("Lead a team of four people", dates="2020-01 – present")),
    ("date-order", as_given(jobs("2018 – 2020", "2021 – 2023")), jobs("2018 – 2020", "2021 – 2023")),
    ("date-order", as_given(jobs("2018 – 2020", "2021 – 2023")), as_given(jobs("2021 – 2023", "2018 – 2021"))),
    (
        "date-format",
        jobs("2021-03 – 2023-01", "2020-01 – 2021-02", "2018 – 2019"),
        jobs("2021 – 2023", "2020", "2018 – 2019"),
    ),
    ("date-future", jobs("2021 – 2031"), jobs("2021 – 2031 (expected)")),
    ("date-gap", jobs("2021-02 – 2023-01", "2018-03 – 2019-11"), jobs("2021-01 – 2023-01", "2018-03 – 2020")),
    ("spelling-variants", skills("GitHub", "Github"), skills("GitHub", "Go", "go", "real-time")),
    ("tag-once", job({"text": GOOD, "tags": "cashing"}), job({"text": GOOD, "tags": "caching/disk"})),
]


@pytest.mark.parametrize(("code", "bad", "good"), CASES, ids=[case[0] for case in CASES])
def test_a_lint_finds_what_it_is_for_and_nothing_else(code: str, bad: dict[str, Any], good: dict[str, Any]) -> None:
    assert code in codes(bad, wanted=("caching",))
    assert code not in codes(good, wanted=("caching",))


def test_every_code_of_the_writing_has_a_case() -> None:
    pages = {"page-count", "overfull", "not-full", "last-line", "extraction", "reading-order", "fonts", "file-size"}
    pages |= {"heading-order", "untagged"}
    marks = {"foreign-markup", "broken-mark", "list-mark", "mark-lost", "link-alone"}  # test_marks, test_said_and_shown
    pages |= {"parser-heading", "parser-columns", "parser-table", "parser-place", "parser-employer"}
    missed = {"section-left-out", "career-from", "career-gap"}  # tests/test_left_out.py
    assert {case[0] for case in CASES} | pages | marks | missed == LINTS.keys()


def test_what_may_be_wrong_is_never_more_than_a_note() -> None:
    certain = {code for code, lint in LINTS.items() if lint.severity is not Severity.NOTE}
    assert certain == {
        "doubled-word", "placeholder", "link-syntax", "page-count", "overfull", "extraction", "reading-order", "fonts",
        "foreign-markup", "broken-mark",
    }  # fmt: skip
    assert all(lint.severity is not Severity.ERROR for lint in LINTS.values())


def test_every_lint_says_why_and_who_says_so() -> None:
    for problem in problems([Finding(code, "x") for code in LINTS]):
        assert re.search(r"^\w.*\((https://\S+|docs/checks\.md)\)$", problem.hint), problem.code


def test_codes_can_be_switched_off_and_small_ones_left_out() -> None:
    found = [Finding("tense", "a"), Finding("placeholder", "b")]
    assert [one.code for one in problems(found, off={"tense"})] == ["placeholder"]
    assert [one.code for one in problems(found, least=Severity.WARNING)] == ["placeholder"]


def test_the_place_is_that_of_the_words() -> None:
    line = "  - Cut the run, of which my part was 4 hours"
    assert spot(Place("me.yaml", 3, 5, line), "my part") == Place("me.yaml", 3, 27, line)
    assert spot(Place("me.yaml", 3, 5, line), "their part") == Place("me.yaml", 3, 5, line)


def test_of_two_spellings_the_usual_one_is_right_or_else_that_with_more_capitals() -> None:
    (found,) = (one for one in findings(skills("Github", "GitHub")) if one.code == "spelling-variants")
    assert found.message == "“Github” here, “GitHub” elsewhere"


def test_a_short_wording_is_read_too() -> None:
    assert "first-person" in codes(job({"text": GOOD, "short": "Cut our run to 40 minutes"}))


def test_a_keyword_stands_once_in_a_section() -> None:
    assert "doubled-text" in codes({"skills": {"Languages": "Python, C++", "Data": "SQL, Python"}})
    assert "doubled-text" not in codes({"skills": {"Languages": "Python, C++", "Data": "C, SQL"}})


def test_english_words_are_not_looked_for_in_other_languages() -> None:
    assert codes(job("Lead die die Gruppe mit 4 Leuten"), locale="de") == set()


def test_findings_stand_in_the_order_of_the_file_and_name_their_place() -> None:
    found = findings(job("Lead a team of 4 people", "Responsible for 3 of the services"))
    assert [(one.code, one.place.line) for one in found if one.place] == [("tense", 4), ("weak-opener", 5)]


@pytest.mark.parametrize("name", ["master", "ml-systems", "quant-student", "researcher"])
def test_the_samples_are_well_written(name: str) -> None:
    loaded = load_profile(find_workspace(PROJECT), name)
    found = writing(outline(loaded.value, Target(), loaded.place), TODAY)
    assert {one.code for one in found} <= {"tag-once", "date-format"}


@pytest.mark.parametrize(
    ("word", "past"),
    [
        ("lead", "led"),
        ("Designs", "designed"),
        ("apply", "applied"),
        ("plan", "planned"),
        ("use", "used"),
        ("run", "ran"),
    ],
)
def test_present_verbs_are_known_with_their_past(word: str, past: str) -> None:
    assert is_present(word)
    assert past_of(word) == past
    assert not is_present(past)


def test_every_verb_leads_back_to_its_base() -> None:
    for verb in REGULAR | IRREGULAR.keys():
        assert base_of(past_of(verb)) == base_of(verb), verb


@pytest.mark.parametrize("word", ["cut", "Set", "Python", "Found", "Built", "Speed-read"])
def test_what_may_be_a_past_form_is_no_present(word: str) -> None:
    assert not is_present(word)


def test_the_docs_list_every_code_as_it_is() -> None:
    text = (PROJECT / "docs/checks.md").read_text(encoding="utf-8")
    rows = {row[1]: row[0] for row in re.findall(r"^(\| `([\w-]+)` \|.*)$", text, re.MULTILINE)}
    assert rows.keys() == LINTS.keys()
    for code, lint in LINTS.items():
        assert rows[code].startswith(f"| `{code}` | {lint.finds} | {lint.severity} | {lint.why}")
        assert (lint.source in rows[code]) is lint.source.startswith("https")


def test_title_case_is_no_other_spelling() -> None:
    bullets = ["Wrote Time-Series code in PyPI-Tools for 3", "Wrote time-series code in PyPI-tools for 4"]
    assert "spelling-variants" not in codes({"experience": [{"organization": "X", "bullets": bullets}]})


def test_a_start_that_has_not_come_is_told() -> None:
    assert "date-future" in codes({"experience": [{"organization": "X", "dates": "2099-09 – present"}]})
