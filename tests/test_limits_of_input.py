"""Limits of what is read: hostile input is a mistake with a place, never a crash or a hang."""

from __future__ import annotations

import time

import pytest

from tailor.base.source import read
from tailor.core.rules.conditions import RuleError, parse


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000, "a: " + "{b: " * 50_000, "- " * 100_000 + "x",
        "a:\n" + "".join(f"{' ' * n}- \n" for n in range(500)),
        "? " * 50_000 + "x", "a: " + "[" * 60 + "]" * 60,
    ],
    ids=["brackets", "braces", "dashes", "indents", "keys", "closed"],
)  # fmt: skip
def test_deep_yaml_is_a_mistake(text: str) -> None:
    began = time.monotonic()
    source = read(text, "deep.yaml")
    assert source.data is None or source.problems
    assert source.problems
    assert time.monotonic() - began < 10


def test_many_brackets_beside_each_other_are_fine() -> None:
    source = read("a:\n" + "  - {b: [1, 2]}\n" * 500, "wide.yaml")
    assert not source.problems
    assert len(source.data["a"]) == 500


@pytest.mark.parametrize(
    "rule",
    [
        "(" * 5_000 + "a", "not " * 20_000 + "a", " and ".join(["a"] * 20_000), "(" * 300 + "a" + ")" * 300,
        "not " * 99 + "a",
    ],
)  # fmt: skip
def test_a_huge_rule_is_a_mistake(rule: str) -> None:
    with pytest.raises(RuleError):
        parse(rule)


def test_a_rule_of_a_person_is_fine() -> None:
    assert parse("not not ((a and b) or (c and not (d or e)))")
