"""What `tailor init --assistants` teaches is true of the command line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from test_docs import known_flags

import tailor
from tailor.cli import app as entry
from tailor.models.targets import Target


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun")
    tailor.init(folder, assistants=True)
    return folder


def text(folder: Path) -> str:
    return (folder / "AGENTS.md").read_text(encoding="utf-8")


def test_the_skill_has_a_head_and_the_same_text(begun: Path) -> None:
    skill = (begun / "skills/tailor/SKILL.md").read_text(encoding="utf-8")
    _, head, rest = skill.split("---\n", 2)
    assert yaml.safe_load(head).keys() == {"name", "description"}
    assert rest.strip() == text(begun).strip()


def test_every_command_and_flag_is_there(begun: Path) -> None:
    entry.register()
    named = [one.split() for one in re.findall(r"`tailor ([^`]+)`", text(begun))]
    assert len(named) > 12
    for words in named:
        command, flags = known_flags(words)
        assert {word for word in words if word.startswith("--")} <= flags, command


def test_every_command_that_an_assistant_needs_is_named(begun: Path) -> None:
    wanted = {"list", "explain", "why", "gaps", "prompt", "propose", "review", "guard", "build", "check", "target"}
    commands: Any = typer.main.get_command(entry.app)
    assert wanted <= set(commands.commands)
    assert {one for one in wanted if f"tailor {one}" not in text(begun)} == set()


def test_its_target_is_one(begun: Path) -> None:
    [block] = re.findall(r"```yaml\n(.*?)```", text(begun), re.DOTALL)
    assert Target.model_validate(yaml.load(block, yaml.BaseLoader)).want


def test_without_the_flag_nothing_is_written(tmp_path: Path) -> None:
    tailor.init(tmp_path)
    assert not (tmp_path / "AGENTS.md").exists()
