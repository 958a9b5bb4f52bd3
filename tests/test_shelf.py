"""What a worker keeps between builds, and gives again only where it is the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bench.made import folder
from tailor.builds.batch.run import run
from tailor.builds.plan import Plan, Request, plan
from tailor.builds.worker_cache import ROOM, SHARED, Shelf
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.sources.loading import Loaded, load_profile
from tailor.sources.workspace import find_workspace


def planned(root: Path, out: str) -> Plan:
    return plan(Request(root, Day(2026, 11, 21), root, everything=True, out=Path(out), fresh=True))


def test_what_was_made_of_a_value_is_made_once_for_each_key() -> None:
    shelf, made = Shelf(), list[int]()
    origin, other = ("a",), ("b",)

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [shelf.shared(origin, key, make) for key in (1, 2, 1)] == [0, 1, 0]
    assert shelf.shared(other, 1, make) == 2
    assert shelf.shared(tuple("a"), 1, make) == 3  # alike, and not the same: it may come from other files


def test_what_was_made_does_not_grow_without_end() -> None:
    shelf, origins = Shelf(), [(number,) for number in range(SHARED + 1)]
    for origin in origins:
        shelf.shared(origin, 1, lambda: "first")
    assert shelf.shared(origins[-1], 1, lambda: "again") == "first"
    assert shelf.shared(origins[0], 1, lambda: "again") == "again"
    for key in range(ROOM["target"] + 1):
        shelf.shared(origins[0], ("key", key), lambda: "first")
    assert shelf.shared(origins[0], 1, lambda: "a third time") == "a third time"


def test_what_is_saved_while_it_is_read_is_read_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, space, shelf = workspace / "profiles/researcher.yaml", find_workspace(workspace), Shelf()

    def saved_meanwhile(*given: Any) -> Loaded[Profile]:
        found = load_profile(*given)
        path.write_text(re.sub("name: .*", "name: Ada Moss", path.read_text(), count=1))
        return found

    with monkeypatch.context() as patch:
        patch.setattr("tailor.builds.worker_cache.load_profile", saved_meanwhile)
        assert shelf.profile(space, "researcher").value.name != "Ada Moss"
    found = shelf.profile(space, "researcher")
    assert found.value.name == "Ada Moss"
    assert shelf.profile(space, "researcher") is found


def test_pages_are_the_same_whatever_was_built_before(tmp_path: Path) -> None:
    root = folder(tmp_path, 1, 3, 20)
    (root / "targets/t0002.yaml").write_text("title: Another\nexclude: ['section:skills']\nsections: {projects: {}}\n")
    together = list(run(planned(root, "together"), 1))
    apart = planned(root, "apart")
    alone = [one for job in apart.jobs for one in run(replace(apart, jobs=(job,)), 1)]
    assert [one.code for one in (*together, *alone)] == [0] * 6
    names = sorted(path.relative_to(root / "together") for path in (root / "together").rglob("*.tex"))
    assert len(names) == 3
    for name in names:
        assert (root / "together" / name).read_bytes() == (root / "apart" / name).read_bytes()
