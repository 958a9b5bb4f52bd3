"""Further wordings: one that nobody has accepted is on no page, one for a target on that target's pages alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import run
from made import place

import tailor
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.editing.locate import Places
from tailor.sources.loading import load_profile
from tailor.sources.workspace import find_workspace

LONG = "Cut the order gateway's 99th percentile from 14 µs to 6 µs with a lock-free queue written in C++."


def profile(*wordings: Any, text: str = LONG) -> dict[str, Any]:
    bullet = {"id": "gateway", "text": text, "wordings": list(wordings)}
    return {"name": "Ada Moss", "experience": [{"organization": "Northwind", "bullets": [bullet]}]}


def variants(*wordings: Any, draft: bool = False, target: str = "quant") -> dict[str, str]:
    model = Profile.model_validate(profile(*wordings))
    found = outline(model, Target(), place, draft=draft)
    gateway = next(one for one in found if one.id == "gateway").worded_for(target)
    return {one.name: one.text for one in gateway.variants}


@pytest.mark.parametrize(
    ("wording", "shown"),
    [
        ("Cut it.", True),
        ({"text": "Cut it."}, True),
        ({"text": "Cut it.", "by": "assistant"}, False),
        ({"text": "Cut it.", "by": "assistant", "accepted": "false"}, False),
        ({"text": "Cut it.", "by": "assistant", "accepted": "true"}, True),
        ({"text": "Cut it.", "accepted": "no"}, False),
        ({"text": "Cut it.", "for": "quant"}, True),
        ({"text": "Cut it.", "for": "research, ml"}, False),
    ],
)
def test_what_may_come_to_a_page(wording: Any, shown: bool) -> None:
    assert ("Cut it." in variants(wording).values()) == shown


def test_wordings_are_named_by_their_number() -> None:
    found = variants("One.", {"text": "Two.", "by": "assistant"}, "Three.")
    assert list(found) == ["full", "wording-1", "wording-3"]


def test_a_draft_shows_the_proposed_wording_with_a_mark_and_no_other() -> None:
    assert variants("One.", {"text": "Two.", "by": "assistant"}, draft=True) == {"draft-2": "[proposed] Two."}


def folder(tmp_path: Path, *wordings: Any) -> Path:
    for name in ("profiles", "targets"):
        (tmp_path / name).mkdir()
    (tmp_path / "profiles/me.yaml").write_text(json.dumps(profile(*wordings)), encoding="utf-8")
    for name in ("quant", "research"):
        (tmp_path / f"targets/{name}.yaml").write_text("pages: 1\n", encoding="utf-8")
    return tmp_path


def report(root: Path, target: str, draft: bool = False) -> dict[str, Any]:
    tailor.build(target, root=root, draft=draft)
    path = root / "out/me" / f"{target}{'-draft' if draft else ''}.json"
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    return next(one for one in items if one["id"] == "gateway")


@pytest.mark.tex
def test_a_draft_has_files_of_its_own_and_leaves_the_page_alone(tmp_path: Path) -> None:
    text = "Cut the gateway's 99th percentile from 14 µs to 6 µs."
    root = folder(tmp_path, {"text": text, "by": "assistant", "accepted": False})
    assert report(root, "quant")["text"] == LONG
    drafted = report(root, "quant", draft=True)
    assert (drafted["variant"], drafted["text"]) == ("draft-1", f"[proposed] {text}")
    assert (root / "out/me/quant-draft.pdf").is_file()
    assert report(root, "quant")["text"] == LONG
    assert [one.code for one in tailor.check(root=root) if one.severity == "error"] == []


@pytest.mark.tex
def test_a_wording_is_shown_for_its_target_alone(tmp_path: Path) -> None:
    text = "Cut the order gateway's 99th percentile from 14 µs to 6 µs with a queue written in C++."
    root = folder(tmp_path, {"text": text, "for": ["quant"]})
    names = {name: {one["variant"] for one in [report(root, name)]} for name in ("quant", "research")}
    assert names["research"] == {"full"}
    assert tailor.explain("quant", root=root).items


@pytest.mark.tex
def test_an_accepted_wording_with_a_new_fact_is_refused(tmp_path: Path) -> None:
    root = folder(tmp_path, {"text": "Cut the percentile from 14 µs to 4 µs.", "by": "assistant", "accepted": True})
    with pytest.raises(tailor.InputError) as refused:
        tailor.build("quant", root=root)
    [problem] = refused.value.problems
    assert problem.code == "guard-new-fact"
    assert "4 µs" in problem.message
    assert problem.place is not None
    assert find_workspace(root).root == root


ENTRIES = {
    "work": {"experience": [{"organization": "Northwind", "text": {"text": LONG, "short": "Cut it."}}]},
    "position": {
        "experience": [
            {
                "organization": "Northwind",
                "positions": [{"position": "Clerk", "text": {"text": LONG, "short": "Cut it."}}],
            }
        ]
    },
    "project": {"projects": [{"title": "Gateway", "text": {"text": LONG, "short": "Cut it."}}]},
    "publication": {"publications": [{"title": "Gateways", "text": {"text": LONG, "short": "Cut it."}}]},
    "summary": {"summary": [{"text": LONG, "short": "Cut it."}]},
    "item": {"awards": [{"text": LONG, "short": "Cut it."}]},
    "bullet": {"experience": [{"organization": "Northwind", "bullets": [{"text": LONG, "short": "Cut it."}]}]},
    "own section": {
        "sections": [{"title": "Gateways", "kind": "item", "entries": [{"text": LONG, "short": "Cut it."}]}]
    },
}


@pytest.mark.parametrize("where", ENTRIES)
def test_any_text_that_takes_a_short_one_takes_further_wordings(where: str) -> None:
    wordings = [{"text": "Made it fast.", "for": "quant"}, {"text": "Never shown.", "by": "assistant"}]
    data = json.loads(json.dumps({"name": "Ada Moss", **ENTRIES[where]}).replace(
        '"short": "Cut it."', f'"short": "Cut it.", "wordings": {json.dumps(wordings)}'
    ))  # fmt: skip
    found = outline(Profile.model_validate(data), Target(), place)
    one = next(each for each in found if each.text.startswith("Cut the order gateway"))
    assert {each.name: each.text for each in one.worded_for("quant").variants} == {
        "full": LONG, "short": "Cut it.", "wording-1": "Made it fast.",
    }  # fmt: skip


def test_a_paragraph_of_an_entry_may_be_a_plain_text_too() -> None:
    for text in (LONG, {"en": LONG, "de": "Kurz."}, {"text": LONG}):
        data = {"name": "Ada Moss", "experience": [{"organization": "Northwind", "text": text, "priority": "5"}]}
        found = outline(Profile.model_validate(data), Target(), place)
        assert [(one.text, one.priority) for one in found if one.text == LONG] == [(LONG, 5)]
    empty = Profile.model_validate({"name": "Ada", "experience": [{"organization": "Northwind", "text": ""}]})
    assert [one.id for one in outline(empty, Target(), place) if one.kind == "paragraph"] == []


def test_a_wording_of_a_paragraph_is_proposed_and_held_against_the_profile(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    text = f"name: Ada Moss\nexperience:\n  - organization: Northwind\n    text: {LONG}\n"
    (tmp_path / "profiles/me.yaml").write_text(text, encoding="utf-8")
    model = Profile.model_validate({"name": "Ada", "experience": [{"organization": "Northwind", "text": LONG}]})
    item = next(one.id for one in outline(model, Target(), place) if one.text == LONG)
    answer = tmp_path / "answer.txt"
    answer.write_text(f"- {item}: Cut the gateway's 99th percentile from 14 µs to 6 µs in C++.\n", encoding="utf-8")
    [good] = tailor.propose(answer, root=tmp_path)
    assert not good.refused, good.problems
    assert "wordings:" in (tmp_path / "profiles/me.yaml").read_text(encoding="utf-8")
    answer.write_text(f"- {item}: Cut the gateway's 99th percentile from 14 µs to 2 µs in Rust.\n", encoding="utf-8")
    [bad] = tailor.propose(answer, root=tmp_path)
    assert bad.refused
    done = run("review", "--accept", f"{item}#1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    kept = Profile.model_validate(
        yaml.load((tmp_path / "profiles/me.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    )
    told = next(one for one in outline(kept, Target(), place) if one.id == item)
    assert [one.name for one in told.variants] == ["full", "wording-1"]


@pytest.mark.parametrize(
    ("told", "path"), [("Cut it.", ("experience", 0)), ("{text: Cut it., short: Cut.}", ("experience", 0, "text"))]
)
def test_a_paragraph_is_edited_where_it_stands(tmp_path: Path, told: str, path: tuple[Any, ...]) -> None:
    (tmp_path / "profiles").mkdir()
    text = f"name: Ada Moss\nexperience:\n  - organization: Northwind\n    text: {told}\n"
    (tmp_path / "profiles/me.yaml").write_text(text, encoding="utf-8")
    loaded = load_profile(find_workspace(tmp_path), "me")
    where = loaded.place(("experience", "entries", 0, "text"))
    assert Places(loaded.layer.source.root).item(where) == path
