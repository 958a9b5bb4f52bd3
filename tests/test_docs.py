"""The docs do what they say: every command runs, every piece of YAML loads, every link and flag is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import typer
import yaml
from documents import PAGES, Block, blocks, every, follow, sh
from jsonschema import Draft7Validator
from test_schemas import EditorLoader

from conftest import PROJECT
from tailor.cli import app as entry
from tailor.core.profile.blocks import FIELDS
from tailor.sources.schemas import KINDS, schema

README = PROJECT / "README.md"
SETUP = ("make demo", "make test")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
RUN = [page for page in PAGES if any(one.language == "console" and "not run" not in one.notes for one in blocks(page))]


LEFT = {
    "README.md": {"out/me/systems.pdf": ["%PDF"], "out/me/systems.tex": ["Ada Moss"], "out/me/systems.json": ["value"]},
    "moving.md": {"cv.json": ["Northwind"], "cv.md": ["# Ada Moss"], "quant.txt": ["Ada Moss"]},
    "templates.md": {
        "out/me/systems.tex": [
            r"\strutted{\large\bfseries\color{accent}Experience",
            r"\atright{{\color{ink}",
            r"\definecolor{accent}{RGB}{0,72,120}",
            r"\renewcommand\rmdefault{qtm}",
        ]
    },
}
"""What the commands of a page leave behind, and pieces of it."""


def words(page: Path) -> str:
    """A page without its blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def test_the_set_up_commands_are_targets_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    shown = [line for block in every("console") for line in block.text.splitlines() if line.startswith("make ")]
    assert set(SETUP) <= set(shown)
    assert all(re.search(rf"^{line.split()[1]}: ", makefile, re.MULTILINE) for line in shown)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of `tailor init`."""
    folder = tmp_path_factory.mktemp("begun")
    sh("tailor init", folder)
    return folder


@pytest.mark.tex
@pytest.mark.parametrize("page", RUN, ids=lambda page: page.name)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, begun: Path) -> None:
    follow(page, tmp_path, begun)
    for path, pieces in LEFT.get(page.name, {}).items():
        held = (tmp_path / path).read_bytes()
        assert [piece for piece in pieces if piece not in held.decode(errors="replace")] == []


def kinds_of(data: Any) -> list[str]:
    """What a piece of YAML may be a part of; a part need not have what the whole must have."""
    if isinstance(data, dict) and data.keys() & {"jobs", "repos"}:
        return ["another program's"]
    whole = {kind: Draft7Validator({**schema(kind), "required": []}) for kind in KINDS}
    return [kind for kind, validator in whole.items() if validator.is_valid(data)]


@pytest.mark.parametrize("block", [one for one in every("yaml") if "in" not in one.notes], ids=str)
def test_yaml_is_a_piece_of_a_profile_a_target_a_template_or_the_defaults(block: Block) -> None:
    found = kinds_of(yaml.load(block.text, EditorLoader))
    assert found
    assert block.file is None or Path(block.file).parts[0].removesuffix("s") in (*found, "tailor.yaml")


def is_part(part: Any, whole: Any) -> bool:
    """Whether some YAML says nothing that the whole does not say; a text may break off with …"""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return all(any(is_part(one, other) for other in whole) for one in part)
    if isinstance(part, str) and part.endswith("…"):
        return str(whole).startswith(part.removesuffix("…").strip())
    return bool(part == whole)


@pytest.mark.parametrize("block", [one for one in every("yaml") if "part of" in one.notes], ids=str)
def test_excerpts_say_what_the_file_says(block: Block) -> None:
    whole = (PROJECT / block.notes["part of"]).read_text(encoding="utf-8")
    assert is_part(yaml.load(block.text, EditorLoader), yaml.load(whole, EditorLoader))


def test_every_link_of_the_docs_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", re.sub(r"`[^`]*`", "", words(page))):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_page_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/[^)#]+\.md)", README.read_text(encoding="utf-8")))
    assert {f"docs/{page.name}" for page in PAGES if page.parent.name == "docs"} <= linked


def commands_named(page: Path) -> list[list[str]]:
    """Every `tailor …` in the running text of a page, as words."""
    spans = re.findall(r"`(?:\.venv/bin/)?tailor ([^`]+)`", words(page))
    return [span.replace("|", " ").split() for span in spans]


def known_flags(arguments: list[str]) -> tuple[str, set[str]]:
    """The command that some words call, and the flags that it knows."""
    found: Any = typer.main.get_command(entry.app)
    name = "tailor"
    context = click.Context(found)
    for word in arguments:
        if word.startswith("-") or not hasattr(found, "get_command"):
            break
        below = found.get_command(context, word)
        assert below is not None, f"there is no command `{name} {word}`"
        found, name = below, f"{name} {word}"
    return name, {flag for parameter in found.params for flag in parameter.opts} | {"--help", "-h"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_is_there_with_its_flags(page: Path) -> None:
    entry.register()
    for arguments in commands_named(page):
        name, flags = known_flags(arguments)
        used = {word.partition("=")[0].rstrip(",.;") for word in arguments if word.startswith("-") and len(word) > 1}
        assert used <= flags, f"{page.name}: {name} has no {', '.join(used - flags)}"


def test_every_template_has_its_picture_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    for folder in sorted((PROJECT / "templates/latex").iterdir()):
        path = f"docs/gallery/{folder.name}.png"
        assert f"]({path})" in text, f"run `make gallery`: {folder.name} is not shown"
        assert 20_000 < (PROJECT / path).stat().st_size < 150_000


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


RULED = ("pin", "drop", "add")


def ruled(block: Block) -> dict[str, Any]:
    """What a piece of a target says of single items, and what it builds on."""
    data = yaml.load(block.text, EditorLoader)
    known = {*RULED, "extends", "profile"}
    return {key: one for key, one in data.items() if key in known} if isinstance(data, dict) else {}


@pytest.mark.parametrize("block", [one for one in every("yaml") if set(RULED) & ruled(one).keys()], ids=str)
def test_items_that_the_docs_name_are_there(block: Block, begun: Path, workspace: Path) -> None:
    """In the profile of `tailor init`, or in one of this repository's."""
    faults = []
    for folder in (begun, workspace):
        (folder / "targets/named.yaml").write_text(yaml.safe_dump(ruled(block)), encoding="utf-8")
        said = subprocess.run(
            [sys.executable, "-m", "tailor", "check", "--target", "named"], cwd=folder, capture_output=True, text=True
        )
        (folder / "targets/named.yaml").unlink()
        faults.append([line for line in said.stderr.splitlines() if "error: " in line])
    assert [] in faults, faults
