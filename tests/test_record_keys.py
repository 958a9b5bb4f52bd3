"""The record of a page without TeX: what decides it is part of what makes it stale, every field of a job and of a
target, not a list by hand; and it says that a page is current only while each file is as it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tailor.base.errors import Severity
from tailor.builds.build_values import Job
from tailor.builds.record import (
    UNRULED,
    Command,
    Record,
    built_pages,
    folder_states,
    is_current,
    key_of,
    last_choice,
    line_now,
    page_doubts,
    read_record,
    rules_of,
    write_record,
)
from tailor.models.dates import Day
from tailor.models.targets import SectionRule, Target
from tailor.storage.digests import digest_of

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


def record(folder: Path, inputs: int = 2, outputs: int = 2) -> Record:
    """A page of some files: `0.in`, `1.in` … and `page.pdf`, `page.1` …"""
    read = [folder / f"{number}.in" for number in range(inputs)]
    written = [folder / (f"page.{number}" if number else "page.pdf") for number in range(outputs)]
    for number, path in enumerate([*read, *written]):
        path.write_text(f"content {number}")
    digests = [{str(path): digest_of(path) for path in paths} for paths in (read, written)]
    line = {"profile": "the boss", "target": "quant", "status": "built", "pdf": "out/page.pdf"}
    return Record("key", *digests, "roomy", {"a": "long", "b": "short"}, "rules", line)


CHANGES: dict[str, Callable[[Path], object]] = {
    "rewritten": lambda path: path.write_text("other"),
    "longer": lambda path: path.write_text(path.read_text() + "."),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("file", ["0.in", "1.in", "page.pdf", "page.1"])
def test_a_page_is_current_until_any_of_its_files_changes(tmp_path: Path, file: str, change: str) -> None:
    kept = record(tmp_path)
    assert is_current(kept, "key")
    assert page_doubts(tmp_path / "boss.quant.json", kept) == []
    CHANGES[change](tmp_path / file)
    assert not is_current(kept, "key")
    assert len(page_doubts(tmp_path / "boss.quant.json", kept)) == 1


def test_a_page_is_current_only_for_what_it_was_asked_for(tmp_path: Path) -> None:
    assert not is_current(record(tmp_path), "another key")
    assert not is_current(None, "key")
    assert not is_current(record(tmp_path)._replace(outputs={}), "key")


def test_a_file_that_could_not_be_read_may_stay_away(tmp_path: Path) -> None:
    kept = record(tmp_path)
    kept = kept._replace(inputs={**kept.inputs, str(tmp_path / "never"): None})
    assert is_current(kept, "key")
    (tmp_path / "never").write_text("now")
    assert not is_current(kept, "key")


def doubts(folder: Path) -> list[tuple[str, str, str, Severity]]:
    found = page_doubts(folder / "boss.quant.json", read_record(folder / "boss.quant.json") or record(folder))
    return [(one.code, one.message.replace(f"{folder}/", ""), one.hint, one.severity) for one in found]


def test_what_is_said_of_a_page_names_the_files_and_the_command(tmp_path: Path) -> None:
    write_record(tmp_path / "boss.quant.json", record(tmp_path))
    again = "tailor build --profile 'the boss' --target quant"
    (tmp_path / "1.in").write_text("other")
    (tmp_path / "0.in").write_text("other")
    stale = ("page-stale", "boss.quant: 0.in, 1.in changed since it was built", again, Severity.NOTE)
    assert doubts(tmp_path) == [stale]
    (tmp_path / "0.in").unlink()
    away = "delete its files and boss.quant.json in .tailor if it is not wanted any more"
    gone = ("page-stale", "boss.quant: 0.in is gone since it was built", away, Severity.NOTE)
    assert doubts(tmp_path) == [gone]
    (tmp_path / "page.1").unlink()
    assert doubts(tmp_path) == [("page-damaged", "page.1 is not as it was built", again, Severity.WARNING)]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    kept = record(tmp_path)
    write_record(tmp_path / "x.json", kept)
    assert read_record(tmp_path / "x.json") == kept
    write_record(tmp_path / "0.in" / "x.json", kept)  # below a file there can be none
    assert read_record(tmp_path / "0.in" / "x.json") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "{}", '{"key": "k"}', '{"key": "k", "more": 1}', "\udcff"])
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert read_record(tmp_path / "x.json") is None


def test_the_pages_built_are_those_with_a_record(tmp_path: Path) -> None:
    kept = record(tmp_path)
    (tmp_path / ".tailor").mkdir()
    assert built_pages(tmp_path) == []
    for name in ("b.json", "a.json", "c.txt"):
        write_record(tmp_path / ".tailor" / name, kept)
    (tmp_path / ".tailor" / "damaged.json").write_text("{")
    assert built_pages(tmp_path) == [(tmp_path / ".tailor" / name, kept) for name in ("a.json", "b.json")]


def test_a_page_that_is_current_says_so_in_the_line_that_it_was_built_with(tmp_path: Path) -> None:
    kept = record(tmp_path)
    assert line_now(kept, tmp_path) == {**kept.line, "status": "current", "pdf": "page.pdf"}
    assert line_now(kept._replace(outputs={}), tmp_path)["pdf"] is None


def test_what_the_last_build_chose_is_known(tmp_path: Path) -> None:
    chosen = last_choice(record(tmp_path))
    assert chosen is not None
    assert chosen.shown == {("a", "long"), ("b", "short")}
    assert (chosen.layout, chosen.rules) == ("roomy", "rules")
    assert last_choice(None) is None


@pytest.mark.parametrize(("variant", "draft"), [("draft-0", True), ("drafted", False), ("long", False)])
def test_a_page_is_a_draft_where_any_item_is(tmp_path: Path, variant: str, draft: bool) -> None:
    assert record(tmp_path)._replace(shown={"a": "long", "b": variant}).draft is draft


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(folder))
    return folder


def remembered(root: Path, words: list[str]) -> Record:
    """A command that built one page in the folder `root`."""
    for name in ("profiles", "targets", "templates/latex", "letters"):
        (root / name).mkdir(parents=True, exist_ok=True)
    kept = record(root)
    path = root / "out/.tailor/x.json"
    write_record(path, kept)
    read = [*kept.inputs, str(root / "letters/acme.md")]
    Command(words, root).keep({path: "key"}, read, folder_states(str(root), str(root / "profiles")))
    return kept


def test_a_command_finds_its_pages_again(cache: Path, tmp_path: Path) -> None:
    kept = remembered(tmp_path, ["build", "quant"])
    assert Command(["build", "quant"], tmp_path).current() == [kept]
    assert Command(["build", "research"], tmp_path).current() is None
    assert Command(["build", "quant"], tmp_path / "profiles").current() is None


@pytest.mark.parametrize("name", ["TAILOR_SOMETHING", "SOURCE_DATE_EPOCH"])
def test_a_command_in_other_surroundings_is_another(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    remembered(tmp_path, ["build"])
    monkeypatch.setenv(name, "1")
    assert Command(["build"], tmp_path).current() is None


COMING: dict[str, Callable[[Path], object]] = {
    "a profile": lambda root: (root / "profiles/new.yaml").touch(),
    "a target": lambda root: (root / "targets/new.yaml").touch(),
    "a template": lambda root: (root / "templates/latex/new").mkdir(),
    "a file beside one that was read": lambda root: (root / "letters/new").touch(),
    "settings": lambda root: (root / "tailor.yaml").touch(),
    "a workspace within": lambda root: (root / "profiles/profiles").mkdir(),
    "another text of a profile": lambda root: (root / "0.in").write_text("other"),
    "another key": lambda root: write_record(root / "out/.tailor/x.json", record(root)._replace(key="other")),
    "no record": lambda root: (root / "out/.tailor/x.json").unlink(),
}


@pytest.mark.parametrize("change", COMING)
def test_a_command_looks_again_when_something_came(cache: Path, tmp_path: Path, change: str) -> None:
    remembered(tmp_path, ["build"])
    for name in ("profiles", "targets", "templates/latex", "letters"):
        os.utime(tmp_path / name, ns=(10**18, 10**18))  # long ago, so that a change is seen however coarse the clock
    again = remembered(tmp_path, ["build"])
    assert Command(["build"], tmp_path).current() == [again]
    COMING[change](tmp_path)
    assert Command(["build"], tmp_path).current() is None


def test_what_does_not_make_a_workspace_may_come_around_it(cache: Path, tmp_path: Path) -> None:
    root = tmp_path / "here"
    root.mkdir()
    states = folder_states(str(root), str(root / "profiles"))
    (root / "notes.txt").touch()
    assert folder_states(str(root), str(root / "profiles")) == states
    (root / "tailor.yaml").touch()
    assert folder_states(str(root), str(root / "profiles")) != states


def test_a_workspace_is_looked_for_from_where_one_stands_up_to_its_root(tmp_path: Path) -> None:
    states = folder_states("/a/b", "/a/b/c/d")
    inside = {"/a/b/profiles", "/a/b/targets", "/a/b/templates/latex"}
    assert states.keys() == {"/a/b", "/a/b/c", "/a/b/c/d"} | inside
    assert {path for path, state in states.items() if state is None} == inside
    assert folder_states("/elsewhere", "/a").keys() >= {"/", "/a", "/elsewhere"}


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.decode("latin-1"))))
def test_a_damaged_list_of_pages_is_done_without(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("TAILOR_CACHE_DIR", str(folder))
        command = Command(["build"], folder)
        command.keep({}, [], {})
        (file,) = (folder / "commands").iterdir()
        file.write_text(text, encoding="utf-8")
        assert command.current() is None


@pytest.mark.parametrize("known", [{}, {"folders": {}}, {"folders": 1, "pages": []}, {"folders": {}, "pages": [1]}, []])
def test_a_list_of_pages_in_another_form_is_done_without(cache: Path, tmp_path: Path, known: Any) -> None:
    command = Command(["build"], tmp_path)
    command.keep({}, [], {})
    (file,) = (cache / "commands").iterdir()
    file.write_text(json.dumps(known))
    assert command.current() is None


def test_a_command_that_cannot_be_remembered_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(tmp_path / "file"))
    Command(["build"], tmp_path).keep({}, [], {})
    assert Command(["build"], tmp_path).current() is None
