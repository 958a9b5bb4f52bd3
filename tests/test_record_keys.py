"""What decides a page is part of what makes it stale: every field of a job and of a target, not a list by hand."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tailor.builds.build_values import Job
from tailor.builds.record import UNRULED, key_of, rules_of
from tailor.models.dates import Day
from tailor.models.targets import SectionRule, Target

JOB = Job("me", "quant", Day(2026, 11, 21))
OTHERS: dict[str, Any] = {
    "profile": "you",
    "target": "research",
    "today": Day(2026, 12, 21),
    "template": "modern",
    "pages": 2,
    "draft": True,
    "redact": True,
}


@pytest.mark.parametrize("field", Job.__struct_fields__)
def test_every_field_of_a_job_is_in_its_key(field: str) -> None:
    assert key_of(replace(JOB, **{field: OTHERS[field]}), ["pdf"], {}) != key_of(JOB, ["pdf"], {})


def test_formats_and_where_names_lead_are_in_the_key() -> None:
    keys = {key_of(JOB, ["pdf"], {}), key_of(JOB, ["pdf", "tex"], {}), key_of(JOB, ["pdf"], {"me": "profiles/me.yaml"})}
    assert len(keys) == 3


FIELDS: dict[str, Any] = {
    "title": "Quant",
    "profile": "me",
    "extends": "base",
    "posting": "postings/acme.txt",
    "template": "modern",
    "pages": 2,
    "locale": "de",
    "paper": "a4",
    "letter": "acme",
    "to": {"company": "Acme"},
    "contact": {"phone": False},
    "photo": True,
    "emphasize": "wanted",
    "headline": "Quant",
    "summary": False,
    "want": {"cpp": 5},
    "aliases": {"c": "cpp"},
    "patterns": {"cpp": "C\\+\\+"},
    "require": ["cpp >= 1"],
    "exclude": ["teaching"],
    "boost": {"cpp": "1.5"},
    "half_life": 3,
    "base": 1,
    "thin": 2,
    "words": {"cpp": ["C++20"]},
    "education": "auto",
    "sections": {"experience": {"max": 2}},
    "pin": ["phd"],
    "drop": ["phd"],
    "add": {"phd": 2},
    "authors": "all",
    "ats": True,
    "style": {"accent": "blue"},
    "lints": {"off": ["overfull"]},
    "stability": "0.02",
}
"""Another value for each field of a target."""


@pytest.mark.parametrize("field", Target.model_fields)
def test_every_field_of_a_target_is_a_rule_or_said_not_to_be(field: str) -> None:
    other = Target.model_validate({field: FIELDS[field]})
    assert (rules_of(other, "classic", "letter") == rules_of(Target(), "classic", "letter")) == (field in UNRULED)


def test_nothing_is_said_of_fields_that_are_not_there() -> None:
    assert set(Target.model_fields) >= UNRULED
    assert set(FIELDS) == set(Target.model_fields)
    assert rules_of(Target(), "classic", "a4") != rules_of(Target(), "classic", "letter")
    assert rules_of(Target(), "modern", "a4") != rules_of(Target(), "classic", "a4")


PARTS: dict[str, Any] = {
    "hidden": True,
    "title": "Work",
    "min": 1,
    "max": 3,
    "gaps": "forbid",
    "bullets": {"max": 2},
    "as": "table",
}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_section_rule_is_a_rule(part: str) -> None:
    bodies: tuple[dict[str, Any], ...] = ({}, {part: PARTS[part]})
    one, other = (Target.model_validate({"sections": {"work": body}}) for body in bodies)
    assert rules_of(one, "classic", "a4") != rules_of(other, "classic", "a4")


def test_no_part_of_a_section_rule_is_forgotten() -> None:
    assert {field.alias or name for name, field in SectionRule.model_fields.items()} == set(PARTS)
