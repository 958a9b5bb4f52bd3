"""Why a row is there: every cause says so in its own words, and no other module has to know it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest

from tailor.core.rules import causes
from tailor.core.rules.causes import AnyCause, Cause

KINDS: tuple[type[Cause], ...] = get_args(AnyCause)


def examples() -> Iterator[Cause]:
    for kind in KINDS:
        values: dict[str, Any] = {name: f"a {name}: b only with c" for name in kind.__struct_fields__}
        numbers = {"number": 2, "bound": "max", "shown": True}
        yield kind(**{name: numbers.get(name, value) for name, value in values.items()})


def test_every_cause_is_one_of_the_union() -> None:
    named = {one for one in vars(causes).values() if isinstance(one, type) and issubclass(one, Cause)}
    assert named - {Cause} == set(KINDS)


@pytest.mark.parametrize("cause", [*examples()], ids=lambda one: one.family)
def test_a_cause_survives_json_whatever_its_words_are(cause: Cause) -> None:
    """No text is split again: words that look like our own change nothing."""
    assert msgspec.json.decode(msgspec.json.encode(cause), type=AnyCause) == cause
    assert str(cause).startswith(cause.rule) or cause.rule == str(cause)
    assert all(
        text and "None" not in text for text in (str(cause), cause.as_written, cause.in_the_way, cause.held_back)
    )


def test_families_are_told_apart() -> None:
    assert len({one.family for one in examples()}) == len(KINDS)
