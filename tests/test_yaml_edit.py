"""Edits to YAML: the data is what was asked for, and all the rest stays as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tailor.sources.editing.yaml_edit import EditError, data_of, insert, remove, reorder, set_value

PROJECT = Path(__file__).parent.parent
FILES = sorted([*PROJECT.glob("profiles/*.yaml"), *PROJECT.glob("targets/*.yaml")])

PROFILE = """\
# Who I am
name: Ada Moss   # as on the passport

experience:
  - organization: Northwind  # until 2021: Southwind
    bullets:
      # the best one
      - Cut the median from 14 µs to 6 µs.
      - text: Replayed market data.
        tags: [testing, replay]   # two
      - >-
        A long bullet
        over two lines.

  - organization: Corva
skills: {Languages: "C++, Rust", Tools: gdb}
"""


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in parts:
        yield from paths(value, (*path, step))


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("name",), "Ada Lovelace", "name: Ada Lovelace   # as on the passport"),
        (("experience", 0, "bullets", 0), "Cut it: to 6 µs", '      - "Cut it: to 6 µs"'),
        (("experience", 0, "bullets", 1, "priority"), 4, "        priority: 4"),
        (("experience", 0, "bullets", 1, "tags", 1), "fills", "        tags: [testing, fills]   # two"),
        (("experience", 0, "bullets", 1, "tags"), ["cpp"], "        tags: [cpp]   # two"),
        (("experience", 1, "dates"), "2020 – 2022", "    dates: 2020 – 2022"),
        (("skills", "Spoken"), "no", 'skills: {Languages: "C++, Rust", Tools: gdb, Spoken: "no"}'),
        (("headline",), "Engineer", "headline: Engineer"),
        (("contact", "email"), "ada@example.com", "contact: {email: ada@example.com}"),
    ],
)  # fmt: skip
def test_one_value_is_set_where_it_stands(path: tuple[str | int, ...], value: Any, line: str) -> None:
    made = set_value(PROFILE, path, value)
    assert line in made.splitlines()
    assert comments(made) == comments(PROFILE)
    changed = [one for one in made.splitlines() if one not in PROFILE.splitlines()]
    assert changed == [line]


def test_a_plain_bullet_grows_into_a_mapping() -> None:
    made = set_value(PROFILE, ("experience", 0, "bullets", 0), {"text": "Cut it.", "priority": 5})
    assert "      # the best one\n      - {text: Cut it., priority: 5}\n" in made


def test_a_value_is_removed_with_its_line() -> None:
    made = remove(PROFILE, ("experience", 0, "bullets", 1, "tags"))
    assert made == PROFILE.replace("        tags: [testing, replay]   # two\n", "")
    assert data_of(remove(PROFILE, ("skills", "Tools")))["skills"] == {"Languages": "C++, Rust"}


def test_an_item_is_inserted_before_another() -> None:
    made = insert(PROFILE, ("experience", 0, "bullets", 1), "In between.")
    assert data_of(made)["experience"][0]["bullets"][1] == "In between."
    assert comments(made) == comments(PROFILE)


def test_items_move_with_their_comments() -> None:
    made = reorder(PROFILE, ("experience", 0, "bullets"), [2, 1, 0])
    assert made.index("A long bullet") < made.index("Replayed") < made.index("# the best one") < made.index("Cut the")
    assert sorted(comments(made)) == sorted(comments(PROFILE))


def test_windows_line_ends_stay() -> None:
    made = set_value(PROFILE.replace("\n", "\r\n"), ("experience", 1, "dates"), "2020")
    assert made.count("\n") == made.count("\r\n")


def test_what_an_alias_shares_is_refused() -> None:
    with pytest.raises(EditError, match="another part of the file"):
        set_value("a: &x {t: one}\nb: *x\n", ("b", "t"), "two")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_value_of_the_samples_can_be_edited(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for path in [*paths(data_of(text))][1::7]:
        for value in ("A new: text, of “it”", ["a", "b"], {"text": "some words that go on", "priority": 4}):
            set_value(text, path, value)
        remove(text, path)


TEXTS = st.text(max_size=12)
DATA = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(TEXTS, DATA, min_size=1, max_size=4), DATA, st.data(), st.sampled_from([True, False, None]))
def test_an_edit_is_right_or_refused(data: Any, value: Any, draw: st.DataObject, flow: bool | None) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    path = draw.draw(st.sampled_from([*paths(data_of(text))][1:]))
    try:
        made = data_of(set_value(text, path, value))
        gone = data_of(remove(text, path))
    except EditError:
        return
    for step in path:
        made = made[step]
    assert made == data_of(yaml.safe_dump(value, allow_unicode=True)) or not made
    assert gone != data_of(text)


@pytest.mark.parametrize("value", [-1, -0.5, 3, 7.25, "-2"])
def test_numbers_are_written_bare(value: object) -> None:
    assert set_value("want: {a: 1}\n", ("want", "a"), value) == f"want: {{a: {value}}}\n"
    assert set_value("want:\n  a: 1\n", ("want", "a"), value) == f"want:\n  a: {value}\n"
