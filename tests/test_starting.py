"""`tailor init` and `tailor import`: a folder that builds at once, and nothing lost in silence."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from commands import run

from conftest import PROJECT
from tailor.base.errors import InputError
from tailor.project.starter import ANSWERS, AROUND, OWN, WORKFLOW, Start, clone_address, doubt, start
from tailor.sources.loading import load_config, load_profile
from tailor.sources.schemas import FOLDER, KINDS
from tailor.sources.workspace import find_workspace

IMPORTS = PROJECT / "tests/data/imports"


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_answers_stand_in_the_profile_whatever_they_hold(tmp_path: Path) -> None:
    start(Start(tmp_path, {"name": "Zoë O'Neil: the 2nd", "email": None, "location": 'São "Paulo"'}))
    profile = load_profile(find_workspace(tmp_path), "me").value
    assert profile.name == "Zoë O'Neil: the 2nd"
    assert profile.contact.location == 'São "Paulo"'
    assert profile.contact.email == ANSWERS["email"]


@pytest.mark.parametrize(("field", "value"), [("email", "zoe"), ("phone", "call me"), ("email", "a@b@c.de")])
def test_an_answer_that_cannot_be_used_is_told(field: str, value: str) -> None:
    problem = doubt(field, value)
    assert problem is not None
    assert value in problem.message
    assert problem.hint


def test_nothing_of_the_user_s_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "tailor.yaml").write_text("paper: a4\n")
    with pytest.raises(InputError):
        start(Start(tmp_path, {}))
    assert [path.name for path in tmp_path.iterdir()] == ["tailor.yaml"]
    assert (tmp_path / "tailor.yaml") in start(Start(tmp_path, {}, force=True)).replaced


def test_what_force_replaces_is_kept_beside(tmp_path: Path) -> None:
    for text in ("paper: a4\n", "paper: letter\n"):
        (tmp_path / "tailor.yaml").write_text(text)
        done = run("init", "--force", cwd=tmp_path)
    assert "replaced: tailor.yaml (the old file is kept as tailor.yaml.bak2)" in done.stderr
    assert "replaced: profiles/me.yaml\n" in done.stderr  # it said the same
    assert [path.read_text() for path in sorted(tmp_path.rglob("*.bak*"))] == ["paper: a4\n", "paper: letter\n"]
    again = run("target", "new", "data", "--force", cwd=tmp_path)
    assert "the old file is kept as data.yaml.bak\n" in again.stderr
    assert (tmp_path / "targets/data.yaml.bak").is_file()


def test_what_stands_around_stays_and_is_named(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.bak\n")
    done = run("init", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "left unchanged: .gitignore" in done.stderr
    assert (tmp_path / ".gitignore").read_text() == "*.bak\n"


def test_every_file_leads_editors_to_its_schema(tmp_path: Path) -> None:
    start(Start(tmp_path, {}))
    for path in OWN:
        line = (tmp_path / path).read_text(encoding="utf-8").partition("\n")[0]
        schema = (tmp_path / path).parent / line.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text(encoding="utf-8"))["properties"], path
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text())
    assert all((tmp_path / path).is_file() for path in settings["yaml.schemas"])


SOURCES = [
    (None, "tailor-cv==1.2.3"),
    ({"url": "https://example.com/t.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
     "tailor-cv @ git+https://example.com/t.git@abc"),
    ({"url": "ssh://git@example.com/t.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, ""),
    ({"url": "file:///nowhere/tailor", "dir_info": {"editable": True}}, ""),
    ({"url": "file:///tmp/tailor_cv-1.2.3-py3-none-any.whl", "archive_info": {}}, ""),
]  # fmt: skip
"""What pip notes of where it took a package from, and what a server's pip can take: "" is for the user to write."""


@pytest.mark.parametrize(("noted", "installed"), SOURCES)
def test_the_workflow_installs_this_very_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noted: dict[str, object] | None, installed: str
) -> None:
    info = tmp_path / "tailor_cv-1.2.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tailor-cv\nVersion: 1.2.3\n")
    if noted:
        (info / "direct_url.json").write_text(json.dumps(noted))
    monkeypatch.syspath_prepend(str(tmp_path))
    started = start(Start(tmp_path / "mine", {}))
    workflow = yaml.safe_load((tmp_path / "mine" / WORKFLOW).read_text(encoding="utf-8"))
    assert workflow["env"]["TAILOR"] == installed
    assert (started.unfinished is None) == bool(installed)
    assert "tailor build" in workflow["jobs"]["pages"]["steps"][-2]["run"]


def test_a_workflow_that_installs_nothing_yet_says_what_to_write(tmp_path: Path) -> None:
    start(Start(tmp_path, {}))
    workflow = yaml.safe_load((tmp_path / WORKFLOW).read_text(encoding="utf-8"))
    script = next(step["run"] for step in workflow["jobs"]["pages"]["steps"] if "TAILOR" in step.get("run", ""))
    done = subprocess.run(["bash", "-e", "-c", script], env={"TAILOR": ""}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.startswith(f"::error file={WORKFLOW}::TAILOR is empty")) == (1, True)


ORIGINS = [
    ("https://example.com/ada/tailor.git", "https://example.com/ada/tailor.git"),
    ("git@example.com:ada/tailor.git", "https://example.com/ada/tailor.git"),
    ("https://ada:secret@example.com/tailor.git", None),
    ("/home/ada/tailor", None),
]


@pytest.mark.parametrize(("url", "address"), ORIGINS)
def test_the_workflow_installs_from_where_the_clone_comes_from(tmp_path: Path, url: str, address: str | None) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text(f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n')
    assert clone_address(tmp_path) == address
    assert clone_address(tmp_path / "elsewhere") is None


def test_on_a_terminal_it_asks_and_asks_again(tmp_path: Path) -> None:
    said = at_terminal(tmp_path, "init", "mine", keys="Ada Moss\nada\nada@example.com\n\n\n")
    assert "there is no @ in it" in said
    profile = load_profile(find_workspace(tmp_path / "mine"), "me").value
    assert (profile.name, profile.contact.email, profile.contact.phone) == (
        "Ada Moss", "ada@example.com", ANSWERS["phone"],
    )  # fmt: skip


def test_leaving_a_question_writes_nothing(tmp_path: Path) -> None:
    said = at_terminal(tmp_path, "init", "mine", keys="Ada\n\x04", code=130)  # Ctrl-D
    assert "Traceback" not in said
    assert not (tmp_path / "mine").exists()


def at_terminal(cwd: Path, *arguments: str, keys: str, code: int = 0) -> str:
    """What `tailor` prints on a terminal where these keys are pressed; `code` is how it must end."""
    own, its = pty.openpty()
    command = [sys.executable, "-m", "tailor", *arguments]
    with subprocess.Popen(command, cwd=cwd, stdin=its, stdout=its, stderr=its) as process:
        os.close(its)
        os.write(own, keys.encode())
        said = b""
        with contextlib.suppress(OSError):  # Linux's way to say that the other end is closed
            while piece := os.read(own, 4096):
                said += piece
        assert process.wait(30) == code, said
    os.close(own)
    return said.decode()


@pytest.mark.tex
def test_a_new_folder_checks_and_builds_full_pages(tmp_path: Path) -> None:
    assert run("init", "mine", cwd=tmp_path).returncode == 0
    schemas = {f"{FOLDER}/{kind}.json" for kind in KINDS}
    assert files_of(tmp_path / "mine") == {*OWN, *AROUND, *schemas}
    checked = run("check", "--fail-on", "note", cwd=tmp_path / "mine")
    assert checked.returncode == 0, checked.stderr
    begun = sum(os.times()[:4])
    done = run("build", "--json", cwd=tmp_path / "mine")
    assert sum(os.times()[:4]) - begun < 10  # of processors: whatever else the machine does
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["target"] for line in lines} == {"systems", "data"}
    assert all(line["pages"] == 1 and line["fill"] > 0.97 and line["shown"] < line["candidates"] for line in lines)


@pytest.mark.tex
@pytest.mark.parametrize(
    "source", ["jsonresume/01-clean-1.0.json", "linkedin/12-engineer", "rendercv/01-v2-clean.yaml"]
)
def test_a_folder_begun_with_one_s_own_data_builds(tmp_path: Path, source: str) -> None:
    done = run("init", "mine", "--from", str(IMPORTS / source), "--email", "own@example.com", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert load_profile(find_workspace(tmp_path / "mine"), "me").value.contact.email == "own@example.com"
    built = run("build", "--json", cwd=tmp_path / "mine")
    lines = [json.loads(line) for line in built.stdout.splitlines()]
    assert {(line["target"], line["status"], line["pages"]) for line in lines} == {
        ("general", "built", 1), ("focused", "built", 1),
    }  # fmt: skip


RESUME = {
    "basics": {"name": "Eda Moss", "email": "eda@example.com", "picture": "me.png", "summary": "I <b>build</b>."},
    "work": [{"company": "Northwind", "position": "Developer", "startDate": "2020-01", "highlights": ["Wrote C++."]}],
}


def test_an_import_names_what_it_drops_and_marks_what_it_proposes(tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_text(json.dumps(RESUME))
    done = run("import", "resume.json", "--name", "eda", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "dropped: basics.picture" in done.stderr
    text = (tmp_path / "profiles/eda.yaml").read_text(encoding="utf-8")
    assert "#   basics.picture" in text
    assert "tags: [cpp]  # proposed" in text
    profile = load_profile(find_workspace(tmp_path), "eda").value
    assert profile.experience is not None
    assert profile.experience.entries[0].bullets[0].text == "Wrote C++."


def test_a_profile_is_not_replaced_without_force(tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_text(json.dumps(RESUME))
    codes = [run("import", "resume.json", *more, cwd=tmp_path).returncode for more in ((), (), ("--force",))]
    assert codes == [0, 2, 0]
    written = tmp_path / "profiles/eda-moss.yaml"
    written.write_text("name: Eda\n")
    assert "the old file is kept as eda-moss.yaml.bak" in run("import", "resume.json", "--force", cwd=tmp_path).stderr
    assert written.with_name("eda-moss.yaml.bak").read_text() == "name: Eda\n"


def test_what_is_no_resume_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "left-pad", "version": "1.0.0"}')
    done = run("import", "package.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


REFUSED = ("nested too deeply [not-a-resume]", "nested more than 100 deep [bad-json]")


@pytest.mark.parametrize("depth", [100, 600, 900, 100_000])
def test_values_in_one_another_are_no_fault_of_ours(tmp_path: Path, depth: int) -> None:
    name = "[" * depth + '"x"' + "]" * depth
    (tmp_path / "deep.json").write_text(f'{{"basics": {{"name": "Ada"}}, "work": [{{"name": {name}}}]}}')
    done = run("import", "deep.json", cwd=tmp_path)
    assert done.returncode == 0 or any(one in done.stderr for one in REFUSED), done.stderr
    assert done.returncode == (2 if depth > 10_000 else done.returncode)


def test_tables_without_rows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export/Profile.csv").write_text("First Name,Last Name\n")
    assert "its tables have no rows" in run("import", "export", cwd=tmp_path).stderr


def test_half_a_character_is_told(tmp_path: Path) -> None:
    work = r'{"name": "X \ud800", "highlights": ["\\ud800 is half, \ud835\udc00 is whole."]}'
    (tmp_path / "r.json").write_text(f'{{"basics": {{"name": "Ada"}},\n"work": [{work}]}}')
    done = run("import", "r.json", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("half a character")) == (0, 1), done.stderr
    assert r"line 2: \ud800 (half a character)" in done.stderr
    assert "X \ufffd" in (tmp_path / "profiles/ada.yaml").read_text(encoding="utf-8")


def test_the_paper_is_the_one_asked_for(tmp_path: Path) -> None:
    start(Start(tmp_path, {}, paper="letter"))
    assert load_config(find_workspace(tmp_path)).value.paper == "letter"


def test_an_import_goes_to_the_folder_that_one_is_in(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "r.json").write_text('{"basics": {"name": "Zoë Ruiz"}, "work": [{"name": "X", "position": "Dev"}]}')
    done = run("import", "../r.json", cwd=tmp_path / "profiles")
    assert done.stderr.splitlines()[-2:] == ["zoe-ruiz.yaml", "next: tailor target new mine --profile zoe-ruiz"]
    assert (tmp_path / "schemas/profile.json").is_file()
    again = run("import", "r.json", cwd=tmp_path)
    assert (again.returncode, "profiles/zoe-ruiz.yaml is there already" in again.stderr) == (2, True)
    (tmp_path / "my cv").mkdir()
    elsewhere = run("import", "r.json", "--root", "my cv", cwd=tmp_path).stderr
    assert "next: tailor target new mine --profile zoe-ruiz --root 'my cv'" in elsewhere
    assert run("import", "r.json", "--name", "z", "--quiet", cwd=tmp_path).stderr == ""
    assert "write zoe" in run("import", "r.json", "--name", "../zoe", cwd=tmp_path).stderr


def test_the_next_command_can_be_pasted(tmp_path: Path) -> None:
    assert run("init", "my page", cwd=tmp_path).stderr.endswith("next: cd 'my page' && tailor build\n")
