"""Words are tags: keywords, tools and courses count as what they spell, and so does an untagged sentence, at half."""

from __future__ import annotations

from typing import Any

import pytest
from made import TODAY, book, made, target

from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score


def mentions(candidate: Candidate, **fields: Any) -> dict[str, float]:
    found = score([candidate], target(**fields), book([candidate], **fields), TODAY)
    return {tag: units / found.scores[candidate.id].strength / 4 for tag, units in found.scores[candidate.id].mentions}


def keyword(text: str) -> Candidate:
    return made("k", Kind.KEYWORD, "skills", text=text)


@pytest.mark.parametrize(
    ("text", "fields", "tags"),
    [
        ("C++", {"words": {"cpp": ["C++", "C++20"]}}, {"cpp"}),
        ("C++20", {"words": {"cpp": ["C++", "C++20"]}}, {"cpp"}),
        ("C", {"words": {"cpp": ["C++"]}}, set()),
        ("CUDA", {}, {"cuda"}),
        ("cuda (since 2019)", {}, {"cuda"}),
        ("Low latency", {}, {"low-latency"}),
        ("low-latency networking", {}, {"low-latency"}),
        ("lowlatency", {}, set()),
        ("Go", {}, {"go"}),
        ("Go-karts", {}, set()),
        ("GPU", {"aliases": {"gpu": "cuda"}}, {"cuda"}),
        ("Nsight", {"aliases": {"gpu": "cuda"}, "words": {"gpu": "Nsight"}}, {"cuda"}),
        ("Inference", {}, {"ml/inference"}),
        ("Gardening", {}, set()),
    ],
)
def test_a_keyword_counts_as_the_tag_that_it_spells(text: str, fields: dict[str, Any], tags: set[str]) -> None:
    want = {"cpp": "5", "cuda": "4", "low-latency": "3", "go": "2", "ml/inference": "1", "gardening": "-1"}
    assert mentions(keyword(text), want=want, **fields).keys() == tags


def test_a_keyword_counts_as_a_keyword_with_the_tag_does() -> None:
    tagged = made("k", Kind.KEYWORD, "skills", text="Nothing", tags=("cuda",))
    assert mentions(keyword("CUDA"), want={"cuda": "4"}) == mentions(tagged, want={"cuda": "4"})


def test_the_tools_and_courses_of_an_entry_are_its_tags() -> None:
    fields = {"tools": ["Rust", "Python"], "course": "Statistics"}
    entry = made("e", Kind.ENTRY)
    entry = Candidate(
        entry.id, entry.kind, entry.section, (Variant("full", Block(Kind.ENTRY, fields), "Loom"),), entry.place
    )
    assert mentions(entry, want={"rust": "5", "statistics": "3"}) == {"rust": 1, "statistics": 0.5}


def test_an_untagged_sentence_is_heard_at_half_and_a_tagged_one_speaks_for_itself() -> None:
    want = {"cuda": "4", "go": "5", "testing": "1"}
    assert mentions(made("b", text="Wrote CUDA kernels to go."), want=want) == {"cuda": 0.5}
    assert mentions(made("b", text="Wrote CUDA kernels.", tags=("testing",)), want=want) == {"testing": 1}


def test_rules_do_not_look_at_what_is_only_heard() -> None:
    some = [made("b", text="Enjoyed teaching."), keyword("Teaching")]
    assert set(book(some, want={"teaching": "2"}, exclude=["teaching"]).exclusions) == {"k"}


def test_an_alias_of_what_nobody_wants_spells_nothing_and_harms_nothing() -> None:
    aliases = {"gpu": "cuda", "oxide": "rust"}
    assert mentions(keyword("GPU"), want={"cuda": "4"}, aliases=aliases).keys() == {"cuda"}
    assert mentions(keyword("Oxide"), want={"cuda": "4"}, aliases=aliases).keys() == set()
