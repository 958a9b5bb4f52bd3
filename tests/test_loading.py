"""Files with mistakes: each with its place, the line, and how to mend it; all at once; and YAML as it was written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tailor.base.diagnostics import format_problem
from tailor.base.errors import InputError, Problem
from tailor.base.source import read
from tailor.models.values import normal_tag
from tailor.sources.loading import Collector, load_config, load_profile, load_target
from tailor.sources.workspace import find_workspace
from tailor.text.escaping import clean
from tailor.text.markdown.markup import paragraphs

HEAD = "name: Ada Moss\n"


def problems(tmp_path: Path, text: str | bytes) -> list[Problem]:
    """What is wrong with a profile."""
    path = tmp_path / "profiles/ada.yaml"
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        load_profile(find_workspace(tmp_path), "ada")
    return list(caught.value.problems)


MISTAKES = {
    "indentation": (HEAD + "contact:\n  email: a@example.com\n   phone: 1\n", 4, ""),
    "duplicate key": (HEAD + "name: Ada\n", 2, "name"),
    "unknown field": (HEAD + "sumary: x\n", 2, "did you mean `summary`?"),
    "email": (HEAD + "contact: {email: ada.example.com}\n", 2, "no @"),
    "phone": (HEAD + "contact: {phone: call me}\n", 2, "+1 202 555"),
    "url": (HEAD + "links: [not an address]\n", 2, "no spaces"),
    "month": (HEAD + "experience:\n  - {organization: A, dates: 2020-13}\n", 3, "01 to 12"),
    "swapped letters": ("nmae: Ada\n", 1, "did you mean `name`?"),
    "a dash without its space": (
        HEAD + "experience:\n  -organization: A\n",
        3,
        "space after the dash: - organ",
    ),
    "a no-break space": (HEAD + "experience:\n\u00a0\u00a0- organization: A\n", 3, "indent with plain spaces"),
    "a comment in brackets": (HEAD + "interests: [C#, rank #1]\n", 2, 'put quotes around the text: "rank #1"'),
    "near miss": (HEAD + "experience:\n  - {organisation: A}\n", 3, "did you mean `organization`?"),
    "missing": ("headline: x\n", 1, "name"),
    "colon": (HEAD + "experience:\n  - organization: A\n    bullets:\n      - Built: a thing\n", 5, "quotes"),
    "tab": (HEAD + "contact:\n\temail: a@example.com\n", 3, ""),
    "list for text": (HEAD + "headline: {a: [1]}\n", 2, ""),
    "priority": (HEAD + "awards: [{text: A, priority: 9}]\n", 2, "1 (least) to 5"),
    "tag": (HEAD + "awards: [{text: A, tags: [Low Latency]}]\n", 2, "low-latency"),
    "end before start": (HEAD + "awards: [{text: A, dates: 2024 – 2020}]\n", 2, "swap them"),
    "duplicate id": (HEAD + "awards: [{text: A, id: x}, {text: B, id: x}]\n", 2, "x"),
    "comma in braces": (HEAD + "awards: [{text: Made it, twice, priority: 4}]\n", 2, "put quotes around"),
    "tag of YAML": (HEAD + "tools: x\nheadline: !!python/tuple [a]\n", 3, "remove it"),
    "list wanted": (HEAD + "experience: a text\n", 2, "`experience` takes a list"),
    "formula": (HEAD + "summary: for $p<1$, costs $\\frac{1}{$ more\n", 2, "a backslash"),
    "formula that does more": (HEAD + "awards:\n  - {text: 'A $x$ and $\\write18{ls}$'}\n", 3, "a backslash"),
    "needs": (HEAD + "awards: [{text: A, id: gold, needs: [gould]}]\n", 2, "gold"),
}


def test_only_double_quotes_read_a_backslash(tmp_path: Path) -> None:
    source = read(b"""tools: ["a", '\\textbf{x}']\ntext: "One\\ntwo"\n""", "x.yaml")
    assert source.problems == ()
    assert source.data == {"tools": ["a", "\\textbf{x}"], "text": "One\ntwo"}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_has_its_line_and_its_mend(tmp_path: Path, kind: str) -> None:
    text, line, mend = MISTAKES[kind]
    found = problems(tmp_path, text)
    told = "\n".join(map(format_problem, found))
    assert any(problem.place and problem.place.line == line for problem in found), told
    assert mend in told
    assert "profiles/ada.yaml:" in told


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    text = HEAD + "sumary: x\ncontact: {email: nobody}\nexperience:\n  - {organization: A, dates: 2020-13}\n"
    assert {problem.place.line for problem in problems(tmp_path, text) if problem.place} == {2, 3, 5}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00name", b"- a list\n", b"just words\n"])
def test_what_is_no_profile_at_all_is_told_so(tmp_path: Path, content: bytes) -> None:
    assert all(problem.message and problem.place for problem in problems(tmp_path, content))


def test_an_unknown_name_is_guessed_and_the_others_listed(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/master.yaml").write_text(HEAD)
    with pytest.raises(InputError) as caught:
        load_profile(find_workspace(tmp_path), "mastr")
    assert "did you mean `master`?" in caught.value.problems[0].hint


def test_a_target_extends_another_and_knows_where_each_value_stands(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/base.yaml").write_text("want: {cpp: 3, ml: 1}\nexclude: [teaching]\n")
    (tmp_path / "targets/own.yaml").write_text("extends: base\nwant: {ml: 5}\nexclude: [news]\n")
    loaded = load_target(find_workspace(tmp_path), "own")
    assert {tag: float(weight) for tag, weight in loaded.value.want.items()} == {"cpp": 3, "ml": 5}
    assert loaded.value.exclude == ("teaching", "news")
    assert loaded.place(("want", "cpp")).file.endswith("base.yaml")
    assert loaded.place(("exclude", 1)).file.endswith("own.yaml")


def test_a_collector_gathers_what_several_loads_find(tmp_path: Path) -> None:
    collector = Collector()
    for name in ("a", "b"):
        collector.attempt(lambda name=name: load_profile(find_workspace(tmp_path, tmp_path), name))  # type: ignore[misc]
    with pytest.raises(InputError) as caught:
        collector.finish()
    assert len(caught.value.problems) == 2


WRITTEN = {"a": "no", "b": "2024-01", "c": "1e3", "d": "007", "e": "~x", "f": "true"}


def test_scalars_stay_what_was_written() -> None:
    text = "".join(f"{key}: {value}\n" for key, value in WRITTEN.items())
    assert read(text, "x.yaml").data == WRITTEN


def test_every_value_has_a_place() -> None:
    source = read("a:\n  - b: c\n    d: e\n", "x.yaml")
    place = source.place(("a", 0, "d"))
    assert (place.line, place.column, place.text) == (3, 8, "    d: e")


@pytest.mark.parametrize(
    "written", [">-\n  One\n  two.\n\n  Three.", "|\n  One\n  two.\n\n  Three.", "One\n  two.\n\n  Three."]
)
def test_however_a_text_is_written_an_empty_line_parts_its_paragraphs(written: str) -> None:
    text = read(f"summary: {written}\n", "p.yaml").data["summary"]
    assert [clean(part) for part in paragraphs(text)] == ["One two.", "Three."]


def test_what_programs_write_for_nothing_is_nothing() -> None:
    data = read('a: ~\nb: null\nc:\nd: "null"\ne: Null\n', "x.yaml").data
    assert data == {"a": None, "b": None, "c": None, "d": "null", "e": "Null"}


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    os.mkfifo(tmp_path / "profiles/pipe.yaml")
    (tmp_path / "profiles/lost.yaml").symlink_to("nowhere.yaml")
    collector, workspace = Collector(), find_workspace(tmp_path)
    for name in ("pipe", "lost"):
        collector.attempt(lambda name=name: load_profile(workspace, name))  # type: ignore[misc]
    assert [one.code for one in collector.problems] == ["unreadable-file"] * 2


def test_a_file_elsewhere_is_not_taken_for_the_one_of_its_name(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder / "profiles").mkdir(parents=True)
        (tmp_path / folder / "profiles/ada.yaml").write_text(HEAD)
    workspace = find_workspace(tmp_path / "here")
    assert workspace.find("profile", "profiles/ada.yaml").name == workspace.find("profile", "ada.yaml").name == "ada"
    with pytest.raises(InputError) as caught:
        workspace.find("profile", "../there/profiles/ada.yaml")
    assert caught.value.problems[0].code == "outside-folder"
    assert "--root ../there" in caught.value.problems[0].hint


def test_a_file_beside_no_folder_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "profiles").mkdir()
    monkeypatch.setattr(Path, "is_file", lambda path: path == Path("/ada.yaml"))
    with pytest.raises(InputError) as caught:
        find_workspace(tmp_path, tmp_path).find("profile", "/ada.yaml")
    assert caught.value.problems[0].code == "outside-folder"


@pytest.mark.parametrize(
    ("written", "meant"), [("Qualité", "qualite"), ("Straße", "strasse"), ("Low  latency", "low-latency")]
)
def test_a_tag_that_was_meant_keeps_its_letters(written: str, meant: str) -> None:
    assert normal_tag(written) == meant


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_defaults_that_cannot_be_read_are_not_passed_over(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (tmp_path / "profiles").mkdir()
    make(tmp_path / "tailor.yaml")
    with pytest.raises(InputError) as caught:
        load_config(find_workspace(tmp_path))
    assert caught.value.problems[0].message.startswith("tailor.yaml cannot be read: ")
