"""The README does what it says: its YAML loads, its commands run in the order that a reader runs them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PROJECT
from tailor.core.blocks import FIELDS

README = (PROJECT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SETUP = ("make demo", "make test")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [text for name, text in FENCE.findall(README) if name == language]


def commands() -> list[str]:
    """Every command that the README shows, set-up aside (those two are what runs this)."""
    lines = [line for text in blocks("console") for line in text.splitlines() if line.strip()]
    return [line for line in lines if line not in SETUP]


def test_the_set_up_commands_are_targets_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{command.split()[1]}: " in makefile for command in SETUP)
    assert all(command in README for command in SETUP)


@pytest.mark.tex
def test_the_first_page_comes_out_as_the_readme_says(tmp_path: Path) -> None:
    for text in blocks("yaml"):
        if match := re.match(r"# file: (\S+)\n", text):
            path = tmp_path / match[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for command in commands():
        program, *arguments = command.split()
        assert program == ".venv/bin/tailor"
        done = subprocess.run(
            [sys.executable, "-m", "tailor", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
    assert {path.suffix for path in (tmp_path / "out/me").glob("systems.*")} == {".pdf", ".tex", ".json"}


def test_every_link_of_the_docs_leads_somewhere() -> None:
    for page in [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        text = re.sub(r"`[^`]*`", "", text)
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_commands_in_the_readme_exist() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "tailor", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for name in re.findall(r"^\| `tailor (\w+)", README, re.MULTILINE):
        assert re.search(rf"^\s+{name}\b", shown, re.MULTILINE), name
    assert shutil.which("make")


def test_every_template_has_its_picture_in_the_readme() -> None:
    for folder in sorted((PROJECT / "templates/latex").iterdir()):
        path = f"docs/gallery/{folder.name}.png"
        assert f"]({path})" in README, f"run `make gallery`: {folder.name} is not shown"
        assert 20_000 < (PROJECT / path).stat().st_size < 150_000


FILE = re.compile(r"<?# file: (\S+)(?: #>)?\n")


@pytest.mark.tex
def test_ten_minutes_lead_to_a_template_of_one_s_own(tmp_path: Path) -> None:
    """The page on templates, step by step: its files are written and its commands run in their order."""
    steps = FENCE.findall((PROJECT / "docs/templates.md").read_text(encoding="utf-8"))
    commands = [["init"]]
    for language, text in steps:
        if match := FILE.match(text):
            (tmp_path / match[1]).write_text(text, encoding="utf-8")
        elif language == "console":
            commands += [line.split()[1:] for line in text.splitlines()]
        while commands:
            command = [sys.executable, "-m", "tailor", *commands.pop(0)]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{command}: {done.stderr}"
    source = (tmp_path / "out/me/systems.tex").read_text(encoding="utf-8")
    assert r"\strutted{\large\bfseries\color{accent}Experience" in source
    assert r"\atright{{\color{ink}" in source
    assert r"\definecolor{accent}{RGB}{0,72,120}" in source
    assert r"\renewcommand\rmdefault{qtm}" in source


def test_the_page_on_templates_lists_every_field_of_every_block() -> None:
    text = (PROJECT / "docs/templates.md").read_text(encoding="utf-8")
    for kind, fields in FIELDS.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{kind}` |"))
        assert [name for name in fields if f"`{name}`" not in row] == [], kind


def test_the_page_on_templates_lists_every_piece_of_classic() -> None:
    text = (PROJECT / "docs/templates.md").read_text(encoding="utf-8")
    source = (PROJECT / "templates/latex/classic/blocks.tex.j2").read_text(encoding="utf-8")
    macros = re.findall(r"<% macro (\w+)\(", source)
    assert [name for name in macros if f"`{name}" not in text] == []
    preamble = (PROJECT / "templates/latex/classic/preamble.tex.j2").read_text(encoding="utf-8")
    assert [name for name in re.findall(r"<% block (\w+) %>", preamble) if f"| `{name}` |" not in text] == []


@pytest.mark.tex
def test_data_come_and_leave_as_the_page_on_moving_says(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "tests/data/imports/jsonresume/01-clean-1.0.json", tmp_path / "resume.json")
    steps = FENCE.findall((PROJECT / "docs/moving.md").read_text(encoding="utf-8"))
    for command in [line.split()[1:] for _, text in steps for line in text.splitlines()]:
        done = subprocess.run(
            [sys.executable, "-m", "tailor", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
    assert {"cv.json", "cv.md", "quant.txt"} <= {path.name for path in tmp_path.iterdir()}
    assert done.stdout.startswith("<!DOCTYPE html>")
