"""The schemas tell editors what the program takes: every field described, every sample valid, every mistake seen."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import run
from imports import FILES, NAMELESS
from jsonschema import Draft7Validator

from conftest import PROJECT
from tailor.importing.convert import convert
from tailor.importing.writing.profile_yaml import written
from tailor.sources.schemas import FOLDER, KINDS, keep_schemas, schema, schema_text


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers are numbers, dates are texts, `no` is a text."""


EditorLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))

SAMPLES = [
    *(("profile", path) for path in sorted(PROJECT.glob("profiles/*.yaml"))),
    *(("target", path) for path in sorted(PROJECT.glob("targets/*.yaml"))),
    *(("template", path) for path in sorted(PROJECT.glob("templates/latex/*/template.yaml"))),
    ("template", PROJECT / "tailor/project/starter_files/template/template.yaml"),
    *(("profile", path) for path in sorted(PROJECT.glob("tailor/project/starter_files/profiles/*.yaml"))),
    *(("target", path) for path in sorted(PROJECT.glob("tailor/project/starter_files/targets/*.yaml"))),
    ("config", PROJECT / "tailor/project/starter_files/tailor.yaml"),
]


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(schema(kind))


def load(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def fields(part: Any, where: str = "") -> list[tuple[str, Any]]:
    """Every field of a schema with its name."""
    if isinstance(part, list):
        return [found for one in part for found in fields(one, where)]
    if not isinstance(part, dict):
        return []
    own = [(f"{where}.{name}", value) for name, value in part.get("properties", {}).items()]
    return own + [found for key, value in part.items() for found in fields(value, key if key[:1].isupper() else where)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_in_the_repository_is_fresh(kind: str) -> None:
    path = PROJECT / FOLDER / f"{kind}.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind), "run `make schemas`"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_is(kind: str) -> None:
    found = schema(kind)
    Draft7Validator.check_schema(found)
    assert [name for name, value in fields(found) if len(value.get("description", "")) < 5] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_valid(kind: str) -> None:
    found = schema(kind)
    shown = [(name, value, one) for name, value in fields(found) for one in value.get("examples", ())]
    assert shown
    for name, value, example in shown:
        assert Draft7Validator({**value, "$defs": found.get("$defs", {})}).is_valid(example), (name, example)


@pytest.mark.parametrize(("kind", "path"), SAMPLES, ids=lambda one: getattr(one, "stem", one))
def test_what_the_program_takes_the_schema_takes(kind: str, path: Path) -> None:
    errors = validator(kind).iter_errors(load(path.read_text(encoding="utf-8")))
    assert [f"{list(error.absolute_path)}: {error.message[:80]}" for error in errors] == []


SHORT = [
    "{headline: Engineer, summary: {en: One, de: Eins}}",
    "{headline: [{text: Engineer, tags: ml}]}",
    "{links: {Code: example.com}}",
    "{links: [example.com, Code: example.org, {label: C, url: example.net}]}",
    "{skills: C++, experience: {title: Work, entries: []}}",
    "{skills: {Languages: [C++, Rust], Tools: {keywords: Git, tags: [git]}}}",
    "{skills: [{Languages: C++}, {label: Tools, keywords: Git}, Linux]}",
    "{awards: A prize, languages: [Dutch, {text: English, note: fluent}]}",
    "{education: [{institution: X, grade: 8.4, dates: 2021}]}",
    "{sections: [{title: Patents, kind: item, entries: [One]}, {title: More, kind: keywords, entries: {A: b}}]}",
]


@pytest.mark.parametrize("text", SHORT)
def test_short_forms_are_known_to_editors(text: str) -> None:
    assert validator("profile").is_valid({"name": "A", **load(text)})


WRONG = [
    ("profile", "{name: A, emial: x}"),
    ("profile", "{headline: Engineer}"),
    ("profile", "{name: A, experience: [{organisation: X}]}"),
    ("profile", "{name: A, experience: [{organization: X, priority: 7}]}"),
    ("profile", "{name: A, projects: [{title: X, tags: [Not a tag!]}]}"),
    ("profile", "{name: A, sections: [{kind: thing, entries: []}]}"),
    ("target", "{wants: {cpp: 5}}"),
    ("target", "{want: {cpp: 50}}"),
    ("target", "{sections: {projects: {maximum: 3}}}"),
    ("target", "{pages: 3}"),
    ("config", "{paper: a5}"),
    ("template", "{title: T, gaps: {}, layouts: [{name: n, size: 10, leading: tall, margin: 1in}]}"),
]


@pytest.mark.parametrize(("kind", "text"), WRONG)
def test_mistakes_are_seen_by_editors(kind: str, text: str) -> None:
    assert not validator(kind).is_valid(load(text))


def test_a_folder_s_schemas_are_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "target.json").write_text("{}", encoding="utf-8")
    keep_schemas(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / FOLDER).iterdir()} == {
        f"{kind}.json": schema_text(kind) for kind in KINDS
    }


def test_the_command_prints_the_schema(tmp_path: Path) -> None:
    assert json.loads(run("schema", "target", cwd=tmp_path).stdout) == schema("target")


def test_an_unknown_schema_is_refused(tmp_path: Path) -> None:
    done = run("schema", "profil", cwd=tmp_path)
    assert (done.returncode, "did you mean `profile`?" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "source", [path for path in FILES if path.name not in NAMELESS], ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_import_is_valid_to_editors(source: Path) -> None:
    imported = convert(source)
    text = written(imported.data, "", imported.notes, imported.proposed)
    errors = validator("profile").iter_errors(load(text))
    assert [f"{list(error.absolute_path)}: {error.message[:80]}" for error in errors] == []
