"""The order of a profile's YAML: what is chosen may stand elsewhere, but is never worth more or less."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from made import build

from conftest import PROJECT
from tailor.core.optimise.building.frame import Measured, line_name
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.keyword_room import Room, counting
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.core.scoring.score import score
from tailor.models.dates import Day
from tailor.solver.highs import Highs
from tailor.sources.loading import load_profile, load_target
from tailor.sources.workspace import find_workspace

PT = 65_536
TODAY = Day(2026, 11, 21)
GAPS = {"section": 9, "after_section": 4, "entry": 5, "position": 3, "bullet": 2, "item": 1, "keywords": 2}
LAYOUTS = [
    Layout("wide", 10, 12, {"main": (470 * PT, 690 * PT)}, {k: Gap(v * PT, 1, PT) for k, v in GAPS.items()}, 0),
    Layout("tight", 10, 12, {"main": (320 * PT, 710 * PT)}, {k: Gap(v * PT, 1, PT) for k, v in GAPS.items()}, 30),
]
PIECES = 60, 10, 6
"""Widths of a label, an indent and a separator, in pt."""

ORDERLESS = frozenset({"positions", "keywords", "entries", "tags", "summary"})
"""Lists of a profile whose order is no part of what they say. That of bullets is, as people write
their best first."""


def shuffled(value: Any, random: Random, name: str = "", depth: int = 0) -> Any:
    """A profile's data with its sections, and every list of entries, keywords and tags, in another order."""
    if isinstance(value, dict):
        pairs = [(key, shuffled(one, random, key, depth + 1)) for key, one in value.items()]
        if depth == 0:
            random.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        some = [shuffled(one, random, name, depth + 1) for one in value]
        if name in ORDERLESS or depth == 1:
            random.shuffle(some)
        return some
    return value


def measured(some: Sequence[Candidate], layout: Layout) -> Measured:
    """Heights and widths that depend on the words alone."""
    heights = {(one.id, v.name): _height(one, v.text) for one in some for v in one.variants}
    words = {(one.id, v.name): 5 * PT * len(v.text) for one in some for v in one.variants}
    groups = [one.id for one in some if one.kind is Kind.KEYWORDS]
    for group in groups:
        widths = [(words[one.id, "full"],) for one in some if one.parent == group]
        most = counting(widths, Room(layout.regions["main"][0], *(size * PT for size in PIECES))).needed
        heights |= {(group, line_name(lines)): 12 * PT * lines for lines in range(1, most + 1)}
    return Measured(heights, words, *(dict.fromkeys(groups, size * PT) for size in PIECES))


def _height(one: Candidate, text: str) -> int:
    return (len(text) // 90 + 1) * 12 * PT + crc32(f"{one.kind} {text}".encode()) % PT


@cache
def data(name: str) -> Mapping[str, Any]:
    with (PROJECT / "profiles" / f"{name}.yaml").open(encoding="utf-8") as file:
        found: Mapping[str, Any] = yaml.load(file, yaml.BaseLoader)
        return found


def value(written: Mapping[str, Any], target: str, folder: Path) -> int:
    """What the best page of a profile, written so, is worth."""
    for name in ("profiles", "targets"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "profiles/who.yaml").write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / f"targets/{target}.yaml").write_bytes((PROJECT / f"targets/{target}.yaml").read_bytes())
    workspace = find_workspace(folder)
    profile, wanted = load_profile(workspace, "who"), load_target(workspace, target).value
    candidates = outline(profile.value, wanted, profile.place)
    book = read_rules(wanted, candidates, TODAY)
    assert not book.errors
    scoring = score(candidates, wanted, book, TODAY)
    sizes = {one.name: measured(candidates, one) for one in LAYOUTS}
    found = best_page(build(candidates, wanted, book, scoring, LAYOUTS, sizes), Highs())
    assert found.optimal
    return found.value


@cache
def as_written(name: str, target: str) -> int:
    """What the profile is worth in the order in which it stands."""
    with TemporaryDirectory() as folder:
        return value(data(name), target, Path(folder))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(["quant-student", "researcher", "ml-systems"]), st.randoms(use_true_random=False))
@pytest.mark.parametrize("target", ["quant", "research"])
def test_the_order_of_the_yaml_never_changes_the_value(folder: Path, target: str, name: str, random: Random) -> None:
    assert value(shuffled(data(name), random), target, folder) == as_written(name, target)


@pytest.mark.parametrize("target", ["ml-systems", "research"])
def test_nor_that_of_a_long_profile(folder: Path, target: str) -> None:
    before = as_written("master", target)
    assert all(value(shuffled(data("master"), Random(seed)), target, folder) == before for seed in range(2))
