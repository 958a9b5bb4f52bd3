"""Many builds: nothing is built twice, one failure stops no other, results go where CI looks for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from commands import run, spoil

from tailor.base.errors import InputError
from tailor.builds import plan as batch
from tailor.builds.build_values import Built
from tailor.builds.plan import Request, plan
from tailor.models.dates import Day

pytestmark = pytest.mark.tex

ONE = ("--profile", "researcher", "--target", "quant")
TEMPLATE = "templates/latex/mine/template.yaml"


def statuses(*arguments: str, cwd: Path) -> list[str]:
    """The status of each build, as JSON tells it."""
    done = run("build", *arguments, "--json", "--quiet", cwd=cwd)
    return [json.loads(line)["status"] for line in done.stdout.splitlines()]


def test_what_is_up_to_date_is_not_touched(workspace: Path) -> None:
    assert statuses(*ONE, cwd=workspace) == ["built"]
    before = {path: path.stat().st_mtime_ns for path in workspace.rglob("out/**/*")}
    assert statuses(*ONE, cwd=workspace) == ["current"]
    assert {path: path.stat().st_mtime_ns for path in workspace.rglob("out/**/*")} == before
    assert statuses(*ONE, "--force", cwd=workspace) == ["built"]


CHANGES = {
    "profile": lambda root: spoil(root, "profiles/researcher.yaml", "name:", "# a comment\nname:"),
    "target": lambda root: spoil(root, "targets/quant.yaml", "half_life: 6", "half_life: 7"),
    "output": lambda root: (root / "out/researcher/quant.pdf").write_bytes(b"%PDF-1.5 cut off"),
    "config": lambda root: (root / "tailor.yaml").write_text("paper: a4\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_the_page_stale(workspace: Path, change: str) -> None:
    statuses(*ONE, cwd=workspace)
    CHANGES[change](workspace)
    assert statuses(*ONE, cwd=workspace) == ["built"]


def test_check_sees_pages_that_are_damaged_or_stale(workspace: Path) -> None:
    statuses(*ONE, cwd=workspace)
    assert run("check", "--fail-on", "warning", "--profile", "researcher", cwd=workspace).returncode == 0
    spoil(workspace, "targets/quant.yaml", "half_life: 6", "half_life: 7")
    assert "page-stale" in run("check", cwd=workspace).stderr
    CHANGES["output"](workspace)
    done = run("check", "--fail-on", "warning", cwd=workspace)
    assert done.returncode == 2
    assert "page-damaged" in done.stderr


def test_other_flags_make_the_page_stale(workspace: Path) -> None:
    statuses(*ONE, cwd=workspace)
    assert statuses(*ONE, "--format", "pdf", cwd=workspace) == ["built"]


def test_a_page_that_is_current_is_named_as_seen_from_here(workspace: Path) -> None:
    for cwd, shown in ((workspace, "out"), (workspace / "profiles", "../out"), (workspace, "out")):
        line = json.loads(run("build", *ONE, "--json", cwd=cwd).stdout)
        assert line["pdf"] == f"{shown}/researcher/quant.pdf"
    assert line["status"] == "current"


def test_a_later_month_makes_the_page_stale_and_a_later_day_does_not(workspace: Path) -> None:
    statuses(*ONE, "--date", "2026-11-02", cwd=workspace)
    assert statuses(*ONE, "--date", "2026-11-28", cwd=workspace) == ["current"]
    assert statuses(*ONE, "--date", "2026-12-01", cwd=workspace) == ["built"]


def test_workers_build_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    pages = ("--profile", "researcher", "--profile", "ml-systems", "--force", "--date", "2026-11-21")
    found = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}"
        assert statuses(*pages, "--jobs", jobs, "--out", str(out), cwd=workspace) == ["built"] * 6
        found.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*.pdf")})
    assert found[0] == found[1]


def test_two_folders_give_the_same_bytes(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("another") / "folder"
    shutil.copytree(workspace, other)
    pages = []
    for folder in (workspace, other):
        assert statuses(*ONE, cwd=folder) == ["built"]
        pages.append(next(folder.rglob("out/**/*.pdf")).read_bytes())
    assert pages[0] == pages[1]


def test_the_second_that_tex_is_told_makes_another_build(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert statuses(*ONE, cwd=workspace) == ["built"]
    assert statuses(*ONE, cwd=workspace) == ["current"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000086400")
    assert statuses(*ONE, cwd=workspace) == ["built"]


def test_junit_has_a_case_a_page_and_says_what_failed(workspace: Path) -> None:
    (workspace / "targets/broken.yaml").write_text("wnat: {cpp: 1}\n")
    pages = ("--profile", "researcher", "--target", "quant", "--target", "broken")
    assert run("build", *pages, "--junit", "report.xml", cwd=workspace).returncode == 2
    suite = Xml.parse(workspace / "report.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failure = suite.find("testcase[@name='broken']/failure")
    assert failure is not None
    assert "did you mean `want`?" in (failure.text or "")


@pytest.mark.parametrize(
    ("named", "pairs"),
    [
        ((), [("ml-systems", "own"), ("researcher", "free")]),
        (("master",), [("master", "free"), ("master", "own")]),
    ],
)
def test_a_target_names_its_profile_where_the_command_names_none(
    workspace: Path, named: tuple[str, ...], pairs: list[tuple[str, str]]
) -> None:
    (workspace / "tailor.yaml").write_text("profile: researcher\n")
    (workspace / "targets/free.yaml").write_text("want: {cpp: 1}\n")
    (workspace / "targets/own.yaml").write_text("extends: free\nprofile: ml-systems\n")
    asked = Request(workspace, Day(2026, 11, 21), targets=("free", "own"), profiles=named)
    assert [(job.profile, job.target) for job in plan(asked).jobs] == pairs


def test_what_ships_names_no_profile_of_the_users(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    for name in ("ada", "master"):
        (tmp_path / f"profiles/{name}.yaml").write_text("name: Ada\n")
    (tmp_path / "tailor.yaml").write_text("profile: ada\n")
    asked = Request(tmp_path, Day(2026, 11, 21), targets=("quant",))
    assert [job.profile for job in plan(asked).jobs] == ["ada"]


def test_a_file_that_cannot_be_written_is_no_bug(workspace: Path) -> None:
    (workspace / "file").write_text("")
    done = run("build", *ONE, "--junit", "file/report.xml", cwd=workspace)
    assert (done.returncode, "file/report.xml: not a directory" in done.stderr) == (2, True)
    done = run("build", *ONE, "--out", "file", cwd=workspace)
    assert (done.returncode, "file/researcher" in done.stderr) == (2, True)


def test_two_pages_never_share_a_file(workspace: Path) -> None:
    (workspace / "tailor.yaml").write_text('filename: "CV {name}"\n')
    request = Request(workspace, Day(2026, 11, 21), targets=("quant", "research"), profiles=("researcher",))
    with pytest.raises(InputError, match="one file") as caught:
        plan(request)
    assert str(caught.value.problems[0].place).startswith("tailor.yaml:1")
    (workspace / "tailor.yaml").write_text('filename: "{name}_{title}"\n')
    (workspace / "targets/again.yaml").write_text("extends: quant\n")
    done = run("build", "--profile", "researcher", "--target", "quant", "--target", "again", cwd=workspace)
    assert done.returncode == 2
    assert "have the same file, " in done.stderr


def test_a_page_without_a_pdf_is_named_by_its_first_file(workspace: Path) -> None:
    assert run("build", *ONE, "--format", "txt", cwd=workspace).stderr.startswith("out/researcher/quant.txt: 1 page")


def test_check_tells_of_a_page_whose_target_is_gone(workspace: Path) -> None:
    (workspace / "targets/my own.yaml").write_text("extends: quant\n")
    assert statuses("--profile", "researcher", "--target", "my own", cwd=workspace) == ["built"]
    (workspace / "targets/my own.yaml").write_text("extends: quant\npages: 1\n")
    assert "--target 'my own'" in run("check", cwd=workspace).stderr
    (workspace / "targets/my own.yaml").unlink()
    assert "my own.yaml is gone since it was built" in run("check", cwd=workspace).stderr


def test_another_template_is_chosen_for_afresh(workspace: Path) -> None:
    def values(*more: str) -> list[int]:
        done = run("build", "--target", "quant", "--json", "--quiet", *more, cwd=workspace)
        return [json.loads(line)["value"] for line in done.stdout.splitlines()]

    first = values("--template", "classic")
    values("--template", "modern")
    assert values("--template", "classic") == first


@pytest.mark.parametrize("file", ["profiles/researcher.yaml", "targets/quant.yaml", "tailor.yaml", TEMPLATE])
def test_what_is_saved_during_a_build_is_in_the_next_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    (workspace / "tailor.yaml").write_text("template: mine\n")
    (workspace / TEMPLATE).parent.mkdir(parents=True)
    (workspace / TEMPLATE).write_text("extends: classic\n")
    build = batch.build_page

    def saved_meanwhile(*given: Any, **more: Any) -> Built:
        built = build(*given, **more)
        (workspace / file).write_text((workspace / file).read_text() + "# saved\n")
        return built

    monkeypatch.setattr(batch, "build_page", saved_meanwhile)
    assert statuses(*ONE, cwd=workspace) == ["built"]
    monkeypatch.undo()
    assert statuses(*ONE, cwd=workspace) == ["built"]
    assert statuses(*ONE, cwd=workspace) == ["current"]
