"""What `tailor check` says of targets and profiles, once each, and what can be silenced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailor.base.errors import Problem, Severity
from tailor.builds.batch.run import run
from tailor.builds.plan import Request, plan
from tailor.checking.everything import CheckRequest, check_all
from tailor.cli.output.printing import Printer
from tailor.models.dates import Day

IDA = """name: Ida
experience:
  - organization: Nordhavn
    dates: 2020 – present
    tags: [rust]
    bullets: [Built 4 tools a year]
"""
OLE = IDA.replace("Ida", "Ole").replace("rust", "go")


def found(folder: Path, target: str, config: str = "", *targets: str) -> list[Problem]:
    for name, text in {"profiles/ida.yaml": IDA, "profiles/ole.yaml": OLE, "targets/job.yaml": target}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "tailor.yaml").write_text(config, encoding="utf-8")
    return check_all(CheckRequest(folder, Day(2026, 11, 21), targets=targets or ("job",)))


def messages(problems: list[Problem]) -> list[str]:
    return [one.message for one in problems if one.severity is not Severity.NOTE]


def test_a_tag_that_some_profile_has_is_no_warning(tmp_path: Path) -> None:
    assert messages(found(tmp_path, "want: {go: 3, rust: 2}")) == []


def test_a_tag_that_no_profile_has_is_told_once(tmp_path: Path) -> None:
    assert messages(found(tmp_path, "want: {cobol: 3, rust: 2, go: 1}")) == ["want: no item has the tag `cobol`"]


def test_what_the_default_profile_lacks_is_told_with_its_name(tmp_path: Path) -> None:
    lines = messages(found(tmp_path, "want: {go: 3, rust: 2}", "profile: ida"))
    assert lines == ["want: no item has the tag `go` (profile `ida`)"]


def test_a_target_of_its_own_profile_is_held_against_that_one(tmp_path: Path) -> None:
    assert messages(found(tmp_path, "profile: ole\nwant: {go: 3}\nrequire: [go]", "profile: ida")) == []
    assert len(messages(found(tmp_path, "profile: ole\nwant: {rust: 3}", "profile: ida"))) == 1


def test_names_that_lead_nowhere_are_told_where_they_stand(tmp_path: Path) -> None:
    problems = found(tmp_path, "want: {rust: 1}\nprofile: olle\ntemplate: clasic\n", "profile: ada\ntemplate: modrn\n")
    assert {str(one.place) for one in problems if one.code.startswith("unknown-")} == {
        "targets/job.yaml:2:10", "targets/job.yaml:3:11", "tailor.yaml:1:10", "tailor.yaml:2:11",
    }  # fmt: skip


def test_of_a_target_that_extends_one_that_ships_its_own_mistakes_are_told(tmp_path: Path) -> None:
    assert messages(found(tmp_path, "extends: quant\nwant: {cobol: 3}", "profile: ida")) == [
        "want: no item has the tag `cobol`"
    ]


def test_a_letter_that_no_font_has_is_told_before_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_checking.IDA", IDA.replace("Ida", "Ida \uf0b7", 1))
    problem = next(one for one in found(tmp_path, "want: {rust: 1}") if one.code == "missing-character")
    assert (problem.place and str(problem.place).rsplit(":", 1)[0]) == "profiles/ida.yaml:1"


WEAK = IDA.replace("Built 4 tools a year", "Responsible for 4 tools")


@pytest.mark.parametrize(
    ("target", "config", "silent"),
    [
        ("want: {rust: 1, go: 1}", "", False),
        ("want: {rust: 1, go: 1}", "lints: {off: [weak-opener]}", True),
        ("want: {rust: 1, go: 1}", "lints: {severity: warning}", True),
        ("want: {rust: 1, go: 1}\nlints: {off: weak-opener}", "", True),
    ],
)
def test_a_remark_can_be_silenced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, config: str, silent: bool
) -> None:
    monkeypatch.setattr("test_checking.IDA", WEAK)
    assert ("weak-opener" not in {one.code for one in found(tmp_path, target, config)}) is silent


def test_a_code_that_there_is_not_is_a_mistake_with_its_place(tmp_path: Path) -> None:
    problem, *_ = (one for one in found(tmp_path, "want: {rust: 1}", "lints:\n  off: [weak-openr]\n") if one.place)
    assert (problem.code, problem.hint) == ("unknown-lint", "did you mean `weak-opener`?")
    assert str(problem.place) == "tailor.yaml:2:9"


def test_many_notes_of_one_code_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    notes = [Problem("tense", f"number {number}", severity=Severity.NOTE) for number in range(9)]
    Printer(json=False, quiet=False).problems(notes)
    shown = capsys.readouterr().err
    assert shown.count("number") == 5
    assert "4 more of these" in shown
    assert "0 errors, 0 warnings, 9 notes" in shown


@pytest.mark.tex
def test_of_very_many_pages_some_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tailor.checking.everything.MOST_READ", 1)
    found(tmp_path, "want: {rust: 1, go: 1}")
    (tmp_path / "targets/other.yaml").write_text("want: {rust: 1}\n", encoding="utf-8")
    list(run(plan(Request(tmp_path, Day(2026, 11, 21), profiles=("ida",)))))
    notes = check_all(CheckRequest(tmp_path, Day(2026, 11, 21)))
    assert "1 of 2 built pages were not read" in {one.message for one in notes}
    assert sum(one.code == "not-full" for one in notes) == 1


@pytest.mark.tex
def test_what_a_built_page_says_too_is_said_once_at_its_line(tmp_path: Path) -> None:
    found(tmp_path, "want: {rust: 1}")
    path = tmp_path / "profiles/ida.yaml"
    path.write_text(IDA.replace("4 tools", "4 ~~tools"), encoding="utf-8")
    list(run(plan(Request(tmp_path, Day(2026, 11, 21), profiles=("ida",)))))
    marks = [one for one in check_all(CheckRequest(tmp_path, Day(2026, 11, 21))) if one.code == "broken-mark"]
    assert [str(one.place).startswith("profiles/ida.yaml:") for one in marks] == [True]


@pytest.mark.tex
def test_a_remark_on_the_profile_is_said_once_for_all_pages(tmp_path: Path) -> None:
    found(tmp_path, "want: {rust: 1}")
    path = tmp_path / "profiles/ida.yaml"
    path.write_text(IDA.replace("experience:", "contact: {location: Turku}\nexperience:"), encoding="utf-8")
    (tmp_path / "targets/other.yaml").write_text("want: {rust: 2}\n", encoding="utf-8")
    list(run(plan(Request(tmp_path, Day(2026, 11, 21), profiles=("ida",)))))
    places = [one.place for one in check_all(CheckRequest(tmp_path, Day(2026, 11, 21))) if one.code == "parser-place"]
    assert [str(one) for one in places] == ["profiles/ida.yaml:2:21"]
