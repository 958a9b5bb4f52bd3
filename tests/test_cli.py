"""The command line as its users meet it: exit codes, what goes where, and errors that say how to mend them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import process, run, spoil

import tailor
from tailor.__main__ import main
from tailor.base.errors import bug
from tailor.checking.system import Finding
from tailor.cli.output.printing import Printer


def test_version(tmp_path: Path) -> None:
    assert process("--version", cwd=tmp_path).stdout == f"tailor {tailor.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [("list", "--json"), ("check", "--profile", "nobody"), ("buidl",), ("schema", "config"), ("why", "--taget", "x")],
)
def test_a_process_says_what_a_call_says(workspace: Path, arguments: tuple[str, ...]) -> None:
    """Most tests call the program without a process of its own."""
    called, started = (give(*arguments, cwd=workspace) for give in (run, process))
    assert (called.returncode, called.stdout) == (started.returncode, started.stdout)
    assert called.stderr == started.stderr


def test_help_names_the_commands(tmp_path: Path) -> None:
    shown = run("--help", cwd=tmp_path).stdout
    assert all(name in shown for name in ("build", "check", "list"))


LIGHT = {
    "--version": {"typer", "re", "tailor.base.errors"},
    "--help": {"pydantic", "jinja2", "pylatex", "yaml", "rich", "tailor.builds", "tailor.tex", "tailor.models"},
}


@pytest.mark.parametrize(("option", "heavy"), LIGHT.items())
def test_light_start_imports_nothing_heavy(tmp_path: Path, option: str, heavy: set[str]) -> None:
    code = (
        f"import sys\nsys.argv = ['tailor', '{option}']\n"
        "from tailor.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(sorted({heavy} & sys.modules.keys()))"
    )
    command = [sys.executable, "-S", "-c", f"import sys\nsys.path[:] = {sys.path}\n{code}"]  # no packages' own hooks
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told_the_same_wherever_it_is_asked_for(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout == run("--version", "list", cwd=tmp_path).stdout != ""


def test_list_says_where_each_comes_from(workspace: Path) -> None:
    rows = [json.loads(line) for line in run("list", "--json", cwd=workspace).stdout.splitlines()]
    assert {"kind": "profile", "name": "master", "origin": "user", "path": "profiles/master.yaml"} in rows
    assert any(row["kind"] == "template" and row["name"] == "classic" for row in rows)


def test_check_is_content_with_the_samples(workspace: Path) -> None:
    assert run("check", "--date", "2026-11-21", cwd=workspace).returncode == 0


MISTAKES = [
    ("profiles/master.yaml", "contact:\n  email:", "contact:\n  emial:", "did you mean `email`?"),
    ("profiles/master.yaml", "mira.okafor@example.com", "mira.okafor.example.com", "no @"),
    ("profiles/master.yaml", "2025-03 – present", "2025-13 – present", "month 13 does not exist"),
    ("profiles/master.yaml", "name: Mira Okafor", "name: Mira Okafor\nname: Mira", "name"),
    ("profiles/master.yaml", "organization:", "organisation:", "did you mean `organization`?"),
    ("profiles/master.yaml", "contact:", "links: [Blog]\ncontact:", "`{label: Blog}` for the word alone"),
    ("profiles/master.yaml", "contact:", "contact:\n  website: {url: x.org, label: Me}", "goes under `links`"),
    ("targets/quant.yaml", "half_life:", "halflife:", "did you mean `half_life`?"),
    ("targets/quant.yaml", "half_life: 6", "half_life: long", "half_life"),
    ("targets/quant.yaml", "exclude: [", "exclude: [teaching andd award, ", "andd"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_mend(workspace: Path, file: str, old: str, new: str, said: str) -> None:
    spoil(workspace, file, old, new)
    done = run("build", "--target", "quant", cwd=workspace)
    assert done.returncode == 2, done.stderr
    assert f"{file}:" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / "out").exists()


def test_all_mistakes_of_both_files_are_told_at_once(workspace: Path) -> None:
    spoil(workspace, "profiles/master.yaml", "2025-03 – present", "2025-13 – present")
    spoil(workspace, "targets/quant.yaml", "half_life:", "halflife:")
    said = run("build", "--target", "quant", "--quiet", cwd=workspace).stderr
    assert "profiles/master.yaml:" in said
    assert "targets/quant.yaml:" in said


UNKNOWN = [
    (("build", "--target", "qant"), "did you mean `quant`?"),
    (("build", "--profile", "mastr"), "did you mean `master`?"),
    (("build", "--target", "quant", "--template", "clasic"), "did you mean `classic`?"),
    (("build", "--target", "quant", "--format", "pfd"), "did you mean `pdf`?"),
    (("build", "--date", "soon"), "2026-11-21"),
    (("build", "--targt", "quant"), "--target"),
]


@pytest.mark.parametrize(("arguments", "said"), UNKNOWN)
def test_what_is_unknown_is_guessed(workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, cwd=workspace)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_profiles_says_how_to_begin(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "profiles" in done.stderr


def test_without_tex_the_packages_are_named(workspace: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run("build", "--target", "quant", cwd=workspace, PATH=str(empty))
    assert done.returncode == 5
    assert "texlive-latex-base" in done.stderr


@pytest.mark.tex
def test_a_character_that_the_fonts_lack_is_told_with_its_place(workspace: Path) -> None:
    spoil(workspace, "profiles/master.yaml", "Run a Rust signal bus", "Run a 𒀀 signal bus")
    done = run("build", "--target", "quant", cwd=workspace)
    assert done.returncode == 2
    assert "profiles/master.yaml:" in done.stderr
    assert '"𒀀" (U+12000, cuneiform sign a)' in done.stderr


@pytest.mark.tex
def test_a_damaged_cache_is_made_anew(workspace: Path, own_cache: Path) -> None:
    command = ("build", "--profile", "researcher", "--target", "quant", "--force")
    assert run(*command, cwd=workspace).returncode == 0
    page = (workspace / "out/researcher/quant.pdf").read_bytes()
    shutil.copytree(own_cache, workspace / "cache", ignore=lambda folder, names: [n for n in names if n == "formats"])
    for number, path in enumerate(sorted(filter(Path.is_file, (workspace / "cache").rglob("*")))):
        whole = path.read_bytes()
        path.write_bytes((b"", whole[: len(whole) // 2], bytes(range(256)))[number % 3])
    (workspace / "cache/formats").symlink_to(own_cache / "formats")  # a format of noise is a test of its own
    done = run(*command, cwd=workspace, TAILOR_CACHE_DIR=str(workspace / "cache"))
    assert done.returncode == 0, done.stderr
    assert (workspace / "out/researcher/quant.pdf").read_bytes() == page


def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["tailor", "build"])
    monkeypatch.setattr("tailor.__main__._run", pressed)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130


@pytest.mark.tex
def test_check_says_what_the_machine_has(tmp_path: Path) -> None:
    done = run("check", "--system", "--json", cwd=tmp_path)
    found = {row["name"]: row["found"] for row in map(json.loads, done.stdout.splitlines())}
    assert found["pdftex"].endswith("pdftex")
    assert found["tex-gyre"].endswith("tgpagella.sty")
    assert "no shell" in found["sandbox"]


def test_only_what_every_page_needs_fails_the_look_at_a_machine(capsys: pytest.CaptureFixture[str]) -> None:
    lacking = Finding("pdftoppm", "", "only for --format png", needed=False)
    assert Printer(False, False).findings([Finding("pdftex", "/usr/bin/pdftex"), lacking]) == 0
    assert Printer(False, False).findings([Finding("pdftex", "", "install it"), lacking]) == 5
    assert "missing: only for --format png" in capsys.readouterr().out


@pytest.mark.tex
def test_a_build_writes_its_files_and_one_line_of_json(workspace: Path) -> None:
    done = run("build", "--target", "quant", "--json", "--format", "pdf,tex,json,txt,md,html,png", cwd=workspace)
    line = json.loads(done.stdout)
    assert (done.returncode, line["status"], line["pages"], line["pdf"]) == (
        0,
        "built",
        1,
        "out/master/quant.pdf",
    )
    assert line["predicted_sp"] == line["actual_sp"] <= line["capacity_sp"]
    endings = {path.suffix for path in (workspace / "out/master").glob("quant.*")}
    assert endings == {".pdf", ".tex", ".json", ".txt", ".md", ".html", ".png"}


@pytest.mark.tex
def test_the_report_has_a_place_and_a_reason_for_every_candidate(workspace: Path) -> None:
    run("build", "--target", "quant", "--quiet", cwd=workspace)
    report = json.loads((workspace / "out/master/quant.json").read_text(encoding="utf-8"))
    assert len(report["items"]) == report["candidates"]
    assert all(item["reason"] and item["line"] > 0 and item["file"] for item in report["items"])
    assert sum(item["shown"] for item in report["items"]) == report["shown"]


@pytest.mark.tex
def test_a_page_that_is_not_full_says_why(workspace: Path) -> None:
    (workspace / "profiles/brief.yaml").write_text("name: Ada Moss\nawards: [A prize]\n", encoding="utf-8")
    (workspace / "targets/any.yaml").write_text("title: Any\n", encoding="utf-8")
    done = run("build", "--profile", "brief", "--target", "any", "--json", cwd=workspace)
    warnings = {one["code"]: one["message"] for one in json.loads(done.stdout)["warnings"]}
    assert "everything that may be shown is on it" in warnings["not-full"]


@pytest.mark.tex
def test_one_failure_stops_no_other_and_old_files_stay(workspace: Path) -> None:
    assert run("build", "--target", "quant", "--quiet", cwd=workspace).returncode == 0
    before = (workspace / "out/master/quant.pdf").read_bytes()
    spoil(workspace, "targets/quant.yaml", "half_life:", "halflife:")
    done = run("build", "--target", "quant", "--target", "research", "--json", cwd=workspace)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert {line["target"]: line["status"] for line in lines} == {"quant": "failed", "research": "built"}
    assert (workspace / "out/master/quant.pdf").read_bytes() == before


@pytest.mark.tex
def test_what_cannot_fit_is_refused_with_exit_code_3(workspace: Path) -> None:
    greedy = "want: {cpp: 1}\npin: [section:experience, section:projects, section:publications, section:awards]\n"
    (workspace / "targets/greedy.yaml").write_text(greedy, encoding="utf-8")
    done = run("build", "--target", "greedy", cwd=workspace)
    assert done.returncode == 3, done.stderr
    assert "targets/greedy.yaml:2:7: error: what is pinned and required needs" in done.stderr
    assert not (workspace / "out/master").exists()


@pytest.mark.tex
def test_a_text_higher_than_a_page_is_told_at_its_place(workspace: Path) -> None:
    bullets = f"[Wrote little, {'Wrote far too much about it. ' * 600}]"
    profile = f"name: Ada\nexperience:\n  - {{organization: X, bullets: {bullets}}}\n"
    (workspace / "profiles/long.yaml").write_text(profile)
    (workspace / "targets/all.yaml").write_text("pages: any\n")
    done = run("build", "--profile", "long", "--target", "all", cwd=workspace)
    assert (done.returncode, "profiles/long.yaml:3:47: error: a heading and" in done.stderr) == (3, True), done.stderr


def test_a_reader_who_has_seen_enough_is_no_fault(workspace: Path) -> None:
    command = f"set -o pipefail; {sys.executable} -m tailor schema profile | true"
    done = subprocess.run(["bash", "-c", command], cwd=workspace, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_that_there_is_not_is_not_watched(workspace: Path) -> None:
    done = run("watch", "--target", "qant", cwd=workspace)
    assert (done.returncode, "did you mean `quant`?" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("check", "--date", "2026-13-01"), {}, "--date: month 13 does not exist"),
        (("explain", "--target", "quant", "--date", "soon"), {}, '"soon" is not a date'),
        (("build", "--date", "soon"), {}, '"soon" is not a date'),
        (("build",), {"SOURCE_DATE_EPOCH": "soon"}, "SOURCE_DATE_EPOCH is soon"),
        (("build", "--format", ","), {}, "--format names none"),
        (("build", "--jobs", "0"), {}, "error: --jobs cannot be `0` [bad-flag]\nhelp: write a whole number"),
        (("build", "--jobs", "four"), {}, "error: --jobs cannot be `four`"),
        (
            ("check", "--fail-on", "warnings"),
            {},
            "error: --fail-on cannot be `warnings` [bad-flag]\nhelp: did you mean",
        ),
        (("init", "new", "--paper", "a5"), {}, "error: --paper cannot be `a5` [bad-flag]\nhelp: write a4 or letter"),
    ],
)
def test_flags_that_mean_nothing_are_told(
    workspace: Path, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    done = run(*arguments, cwd=workspace, **environment)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


@pytest.mark.tex
def test_a_page_that_is_not_full_says_why_each_time(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles/ada.yaml").write_text("name: Ada Moss\n")
    for _ in range(2):
        told = run("build", "--target", "quant", cwd=tmp_path).stderr
        assert re.search(r"1 page, \d\.\d% full \(everything that may be shown is on it\), 1 of 1 shown", told)


@pytest.mark.tex
def test_a_line_that_sticks_out_is_told_where_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    bullets = f"[Did a first thing, Cut {'w' * 200} by half]"
    (tmp_path / "profiles/ada.yaml").write_text(
        f"name: Ada\nexperience:\n  - {{organization: X, bullets: {bullets}}}\n"
    )
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets/all.yaml").write_text("title: All\n")
    told = run("build", cwd=tmp_path).stderr
    assert told.count("profiles/ada.yaml:3:52: error: a line sticks out by") == 1, told


@pytest.mark.tex
@pytest.mark.parametrize("pages", ["1", "any"])
def test_sections_that_a_target_does_not_name_are_told_where_the_page_is_not_full(workspace: Path, pages: str) -> None:
    (workspace / "targets/few.yaml").write_text(f"pages: {pages}\nsections: {{awards: {{}}}}\n")
    said = run("build", "--target", "few", "--profile", "researcher", cwd=workspace).stderr
    assert re.search(r"the target names some sections and leaves out [^)]*research, publications", said)
    assert "before spreading" not in said


@pytest.mark.tex
def test_a_contact_that_sticks_out_is_told_at_its_place(workspace: Path) -> None:
    address = f"{'very' * 12}@{'long' * 12}.example.com"
    (workspace / "profiles/brief.yaml").write_text(f"name: Ada Moss\ncontact:\n  email: {address}\n")
    (workspace / "targets/any.yaml").write_text("template: sidebar\n")
    said = run("build", "--profile", "brief", "--target", "any", cwd=workspace).stderr
    assert "profiles/brief.yaml:3:10: error: a line sticks out" in said


def test_a_library_that_is_missing_is_no_riddle() -> None:
    assert bug(ModuleNotFoundError("No module named 'yaml'", name="yaml")).code == "no-library"
    assert bug(ModuleNotFoundError("No module named 'tailor.x'", name="tailor.x")).code == "bug"


def test_target_names_may_stand_alone(workspace: Path) -> None:
    for command in (("build", "nobody"), ("explain", "nobody"), ("export", "nobody"), ("check", "nobody")):
        alone = run(*command, cwd=workspace)
        named = run(command[0], "--target", command[1], cwd=workspace)
        assert (alone.returncode, alone.stderr) == (named.returncode, named.stderr)
        assert "no target is named `nobody`" in alone.stderr


@pytest.mark.parametrize("arguments", [(), ("quant", "--target", "research")])
def test_a_page_is_of_one_target(workspace: Path, arguments: tuple[str, ...]) -> None:
    done = run("explain", *arguments, cwd=workspace)
    assert done.returncode == 2
    assert "help: name one" in done.stderr
