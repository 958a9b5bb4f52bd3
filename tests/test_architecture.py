"""The house is as its plan says: the table of rooms is the tree, no room is too full, no name means two things."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from conftest import PROJECT

PAGE = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
ROOMS = {path.parent for path in (PROJECT / "tailor").rglob("__init__.py")}
MOST = 15
"""Modules in a room: about fifteen; what comes near this is due to be parted."""

LAYERS = 9

PAIRS = {"app.py", "diff.py", "explain.py", "export.py", "why.py", "studio.py", "check.py"}
"""A command and what it calls have one name, and so have the two apps."""


def modules(room: Path) -> list[Path]:
    return [path for path in room.glob("*.py") if path.name != "__init__.py"]


def test_the_table_of_rooms_is_the_tree() -> None:
    table = re.findall(r"^\| `(tailor[\w/]*)` \|", PAGE, re.MULTILINE)
    assert Counter(table) == Counter(str(room.relative_to(PROJECT)) for room in ROOMS)


def test_every_module_that_the_plan_names_is_there() -> None:
    for name in set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", PAGE)):
        below = name.removeprefix("tailor/")
        found = [path for path in (PROJECT / "tailor").rglob(Path(below).name) if str(path).endswith(f"/{below}")]
        assert found or (PROJECT / name).exists(), name


@pytest.mark.parametrize("room", sorted(ROOMS), ids=lambda room: str(room.relative_to(PROJECT)))
def test_no_room_is_too_full(room: Path) -> None:
    assert len(modules(room)) <= MOST


def test_no_name_means_two_things() -> None:
    names = Counter(path.name for room in ROOMS for path in modules(room))
    assert {name for name, count in names.items() if count > 1} <= PAIRS


def test_layers_are_few_and_nothing_is_excepted() -> None:
    rules = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert max(len(rule.get("layers", ())) for rule in rules) <= LAYERS
    assert not [rule for rule in rules if rule.get("ignore_imports")]
