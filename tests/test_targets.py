from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tailor.models.targets import LISTS, Target, merged, origin

DOCS = Path(__file__).parent.parent / "docs" / "targets.md"

names = st.sampled_from(["a", "b", "c", "d", "e"])
raw_targets = st.fixed_dictionaries(
    {},
    optional={
        "title": names,
        "want": st.dictionaries(names, st.sampled_from(["1", "2"])),
        "exclude": st.lists(names),
        "pin": st.lists(names),
        "sections": st.dictionaries(
            names, st.none() | st.fixed_dictionaries({}, optional={"min": names, "max": names})
        ),
    },
)


def examples() -> list[dict[str, Any]]:
    """The YAML blocks of the documentation, every scalar a string as the loader gives it."""
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return [yaml.load(block, yaml.BaseLoader) for block in blocks]


def test_the_documentations_examples_are_targets() -> None:
    found = examples()
    first = next(one for one in found if "ml/time-series" in one.get("want", {}))
    spelled = next(one for one in found if "C++20" in one.get("words", {}).get("cpp", ()))
    child = next(one for one in found if "extends" in one)
    assert Target.model_validate(first).want["ml/time-series"] == 4
    assert Target.model_validate(spelled).words["cpp"] == ("C++", "C++17", "C++20")
    both = Target.model_validate(merged(first, child))
    assert (both.want["python"], both.want["cpp"], both.pin) == (0, 4, ("tessera",))
    assert both.page_order(["skills", "teaching", "projects", "experience"]) == ("experience", "projects", "skills")


def test_texts_become_exact_numbers() -> None:
    target = Target.model_validate(
        {"pages": "2", "want": {"cpp": "2.5"}, "add": {"phd": "0.0000625"}, "summary": "no", "half_life": "4"}
    )
    assert (target.pages, target.want, target.summary) == (2, {"cpp": Decimal("2.5")}, False)
    assert target.add["phd"] * 16_000 == 1


def test_empty_and_single_values_are_lists_and_mappings() -> None:
    target = Target.model_validate({"want": None, "pin": "phd", "exclude": None, "sections": {"skills": None}})
    assert (target.want, target.pin, target.exclude) == ({}, ("phd",), ())
    assert target.sections["skills"].gaps is None


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ({"wants": {}}, ("wants",)),
        ({"want": {"Cpp": "1"}}, ("want", "Cpp", "[key]")),
        ({"want": {"cpp": "11"}}, ("want", "cpp")),
        ({"want": {"cpp": "1.25"}}, ("want", "cpp")),
        ({"boost": {"cpp": "0"}}, ("boost", "cpp")),
        ({"pages": "3"}, ("pages",)),
        ({"patterns": {"money": "("}}, ("patterns", "money")),
        ({"sections": {"projects": {"maximum": "2"}}}, ("sections", "projects", "maximum")),
        ({"sections": {"projects": {"min": "-1"}}}, ("sections", "projects", "min")),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(raw: dict[str, Any], where: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        Target.model_validate(raw)
    assert [error["loc"] for error in caught.value.errors()] == [where]


def test_a_pages_order_is_the_targets() -> None:
    keys = ["summary", "news", "projects", "experience"]
    named = Target.model_validate({"sections": {"experience": None, "projects": None, "talks": None}})
    assert named.page_order(keys) == ("summary", "experience", "projects")
    assert Target().page_order(keys) == tuple(keys)
    hiding = Target.model_validate({"sections": {"news": "false", "summary": "false"}})
    assert hiding.page_order(keys) == ("projects", "experience")


def test_a_child_overrides_key_by_key_and_adds_to_lists() -> None:
    parent = {"extends": "base", "want": {"a": "1", "b": "2"}, "exclude": ["x"], "title": "P"}
    child = {"want": {"b": "0"}, "exclude": ["y"], "sections": {"projects": {"max": "2"}}}
    assert merged(parent, child) == {
        "want": {"a": "1", "b": "0"},
        "exclude": ["x", "y"],
        "title": "P",
        "sections": {"projects": {"max": "2"}},
    }


def test_a_list_that_begins_with_none_starts_afresh() -> None:
    parent = {"pin": ["x"], "drop": ["y"]}
    assert merged(parent, {"pin": ["none", "z"], "drop": "none"}) == {"pin": ["z"], "drop": []}


@pytest.mark.parametrize(
    ("child", "order"),
    [("c", "abc"), ("cab", "cab"), ("ca", "cba"), ("bn", "abnc"), ("nb", "anbc"), ("n", "abcn"), ("ncb", "ancb")],
)
def test_sections_named_by_a_child_stand_among_each_other_as_there(child: str, order: str) -> None:
    result = merged({"sections": dict.fromkeys("abc")}, {"sections": dict.fromkeys(child)})
    assert "".join(result["sections"]) == order


@given(raw_targets)
def test_extending_nothing_or_adding_nothing_changes_nothing(raw: dict[str, Any]) -> None:
    assert merged({}, raw) == raw
    assert merged(raw, {}) == raw


@given(raw_targets, raw_targets, raw_targets)
def test_merging_is_associative_but_for_the_order_of_keys(
    first: dict[str, Any], second: dict[str, Any], third: dict[str, Any]
) -> None:
    assert merged(merged(first, second), third) == merged(first, merged(second, third))


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(data, list):
        return [(*path, index) for index in range(len(data))]
    return [path]


@given(raw_targets, raw_targets, st.booleans())
def test_every_value_is_found_where_it_was_written(parent: dict[str, Any], child: dict[str, Any], afresh: bool) -> None:
    if afresh:
        child = {key: ["none", *value] if key in LISTS else value for key, value in child.items()}
    result = merged(parent, child)
    for path in _leaves(result):
        in_child, written = origin(path, parent, child)
        assert _at(child if in_child else parent, written) == _at(result, path)
