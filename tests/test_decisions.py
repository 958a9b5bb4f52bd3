"""A decision counts as long as all that it came from is as it was, and what cannot be read is done without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tailor.builds import decisions
from tailor.builds.decisions import Decision, Decisions
from tailor.storage.digests import digest_of

ASKED = ["ida", "quant", ["2026", 11]]
CHOSEN = ["regular", [["a", "full"], ["b", "short"]]]
OTHER = ["regular", [["a", "full"]]]


@pytest.fixture
def decision(tmp_path: Path) -> Decision:
    profile = tmp_path / "ida.yaml"
    profile.write_text("name: Ida\n")
    return Decision(
        "preamble", "source", 1, {"1 main": 5}, "out/ida/quant", {"tex": "…"}, "", {"status": "built"}, [], CHOSEN,
        "x.fmt", {str(profile): digest_of(profile)},
    )  # fmt: skip


def test_it_is_found_as_it_was_kept(decision: Decision, tmp_path: Path) -> None:
    Decisions(tmp_path / "pages").keep(ASKED, decision)
    assert Decisions(tmp_path / "pages").find(ASKED, None) == decision
    assert Decisions(tmp_path / "pages").find([*ASKED, "more"], None) is None


def test_it_counts_after_what_it_came_after_and_after_itself(decision: Decision) -> None:
    assert decision.holds(None, {})
    assert decision.holds(CHOSEN, {})
    assert not decision.holds(OTHER, {})
    assert replace(decision, before=OTHER).holds(OTHER, {})
    assert not replace(decision, before=OTHER).holds(None, {})


def test_a_changed_file_ends_it(decision: Decision, tmp_path: Path) -> None:
    (tmp_path / "ida.yaml").write_text("name: Ada\n")
    assert not decision.holds(None, {})


@pytest.mark.parametrize("damage", [b"", b"{}", b"x\x9c nothing"])
def test_one_that_is_damaged_is_done_without(decision: Decision, tmp_path: Path, damage: bytes) -> None:
    store = Decisions(tmp_path / "pages")
    store.keep(ASKED, decision)
    for path in (tmp_path / "pages").iterdir():
        path.write_bytes(damage)
    assert store.find(ASKED, None) is None


def test_the_oldest_make_room(decision: Decision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "MOST", 4)
    store = Decisions(tmp_path / "pages")
    for number in range(5):
        store.keep([number], decision)
    assert len(list((tmp_path / "pages").iterdir())) == 3
    assert store.find([4], None) == decision
