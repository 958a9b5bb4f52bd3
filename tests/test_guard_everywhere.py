"""One definition of what a letter, a summary and a headline may say: `build`, `check`, `guard` and `apply` agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run, spoil

PAGE = ("--date", "2026-11-21")


def codes(text: str) -> list[tuple[str, str, bool]]:
    """Code, severity and whether it names file and line, of each problem that is said as JSON."""
    told = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    some = [one for line in told for one in (line.get("warnings") or []) + ([line] if "code" in line else [])]
    return [
        (one["code"], one["severity"], bool(one["file"] and one["line"])) for one in some if "guard-" in one["code"]
    ]


def letter(workspace: Path, text: str) -> None:
    (workspace / "letters").mkdir()
    (workspace / "letters/quant.md").write_text(f"Dear Hiring Manager,\n\n{text}\n\n{{name}}\n", encoding="utf-8")


@pytest.mark.tex
@pytest.mark.parametrize("command", [("build",), ("check",), ("guard",), ("apply",)])
def test_a_new_fact_in_a_letter_is_an_error_in_every_command(workspace: Path, command: tuple[str, ...]) -> None:
    letter(workspace, "I led 4,321 engineers at Initech.")
    done = run(*command, "quant", *(PAGE if command != ("guard",) else ()), cwd=workspace)
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "letters/quant.md:3:7: error: `4,321` is not in the evidence, in the letter [guard-new-fact]" in said
    assert "`Initech` is not in the evidence" in said
    assert not [*workspace.glob("out/*/quant*.pdf"), *workspace.glob("applications/*/*.pdf")]


@pytest.mark.tex
def test_a_letter_of_known_facts_is_set(workspace: Path) -> None:
    spoil(workspace, "targets/quant.yaml", "title:", "to: {company: Initech, place: Utrecht}\ntitle:")
    letter(workspace, "First, I would like to join Initech in Utrecht, and could begin at once.")
    assert run("guard", "quant", cwd=workspace).returncode == 0
    assert run("build", "quant", *PAGE, cwd=workspace).returncode == 0
    assert [*workspace.glob("out/*/quant-letter.pdf")]


@pytest.mark.tex
def test_an_unsupported_summary_is_a_warning_in_every_command(workspace: Path) -> None:
    profile = next(path for path in sorted((workspace / "profiles").glob("*.yaml")) if "\nsummary:" in path.read_text())
    name = profile.stem
    text = profile.read_text(encoding="utf-8")
    before, _, after = text.partition("\nsummary:")
    rest = after[after.index("\n\n") :]
    claim = "\nsummary:\n  - {id: mine, text: Leads 4321 engineers and writes for a wide readership.}"
    profile.write_text(before + claim + rest, encoding="utf-8")
    (workspace / "targets/plain.yaml").write_text(f"profile: {name}\nsummary: mine\npages: any\n", encoding="utf-8")
    expected = ("guard-unsupported", "warning", True)
    for command in (("build", "--force"), ("check",), ("guard",)):
        options = () if command == ("guard",) else PAGE
        done = run(*command, "plain", "--profile", name, "--json", *options, cwd=workspace)
        assert done.returncode == 0, done.stderr
        assert codes(done.stdout) == [expected], command
    done = run("apply", "plain", "--profile", name, *PAGE, cwd=workspace)
    assert done.returncode == 2
    assert "guard-unsupported" in done.stderr
    assert run("apply", "plain", "--profile", name, "--fail-on", "error", *PAGE, cwd=workspace).returncode == 0


@pytest.mark.tex
def test_a_page_without_the_summary_says_nothing_of_it(workspace: Path) -> None:
    (workspace / "profiles/me.yaml").write_text(
        "name: Ada Moss\nsummary: {text: Led 4321 engineers.}\nexperience:\n"
        "  - {organization: Northwind, position: Baker, dates: 2019 – 2022, bullets: [Baked bread.]}\n",
        encoding="utf-8",
    )
    (workspace / "targets/none.yaml").write_text("profile: me\nsummary: false\npages: any\n", encoding="utf-8")
    done = run("build", "none", "--json", *PAGE, cwd=workspace)
    assert codes(done.stdout) == []


@pytest.mark.parametrize(
    ("summary", "unsupported"),
    [
        ("Baker with three years at Northwind.", ""),
        ("Baker in her fourth year at Northwind.", ""),
        ("Baker with five years at Southwind.", ""),
        ("Baker with eight years of bread.", ""),
        ("Baker with twelve years of bread.", "twelve years"),
        ("Baker in her ninth year of bread.", ""),
        ("Author of two papers.", ""),
        ("Author of five papers.", "five"),
    ],
)
def test_years_and_papers_may_be_counted(workspace: Path, summary: str, unsupported: str) -> None:
    (workspace / "profiles/me.yaml").write_text(
        f"name: Ada Moss\nsummary: {summary}\nexperience:\n"
        "  - {organization: Northwind, position: Baker, dates: 2021-03 – 2024-06, bullets: [Baked bread.]}\n"
        "  - {organization: Southwind, position: Baker, dates: 2016-02 – 2021-02, bullets: [Baked rolls.]}\n"
        "publications:\n"
        "  - {title: On Bread, venue: Crumbs, dates: 2020}\n"
        "  - {title: On Rolls, venue: Crumbs, dates: 2021}\n",
        encoding="utf-8",
    )
    done = run("guard", "--profile", "me", cwd=workspace)
    assert ("guard-unsupported" in done.stderr + done.stdout) is bool(unsupported)
    assert unsupported in done.stderr + done.stdout
