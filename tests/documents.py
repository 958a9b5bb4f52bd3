"""The pages of the docs as tests see them: blocks of code, and what the comments before them say.

In front of a block may stand `<!-- file: NAME -->` (it is written to that file), `<!-- in: NAME -->` (it stands in
that file by then), `<!-- part of: NAME -->` (that file of this repository says so; … leaves out the rest of a text),
`<!-- not run: WHY -->`. `<!-- folder: init -->` anywhere on a page starts its commands in a folder of `tailor init`,
`<!-- folder: repository -->` in one with this repository's profiles and targets, else they begin in an empty one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from os import environ, pathsep
from pathlib import Path

from conftest import PROJECT

PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]

_BLOCK = re.compile(
    r"(?P<notes>(?:^<!--[^\n]*-->\n)*)^```(?P<language>\w*)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL
)
_NOTE = re.compile(r"<!-- (file|in|part of|not run): (.*?) -->")
_FIRST_LINE = re.compile(r"<?# file: (\S+)(?: #>)?\n")


@dataclass(frozen=True)
class Block:
    """One block of code; `line` is where it stands on its page."""

    page: Path
    line: int
    language: str
    text: str
    notes: dict[str, str]

    @property
    def file(self) -> str | None:
        """The file that it is written to."""
        named = _FIRST_LINE.match(self.text)
        return self.notes.get("file") or (named[1] if named else None)

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """Every block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            page, text[: m.start("language")].count("\n") + 1, m["language"], m["text"], dict(_NOTE.findall(m["notes"]))
        )
        for m in _BLOCK.finditer(text)
    ]


def every(language: str) -> list[Block]:
    """The blocks of one language on all pages."""
    return [block for page in PAGES for block in blocks(page) if block.language == language]


def prepare(page: Path, folder: Path, begun: Path) -> None:
    """Fill the folder that a page's commands begin in; `begun` is one of `tailor init`."""
    wanted = re.search(r"<!-- folder: (\w+) -->", page.read_text(encoding="utf-8"))
    if wanted and wanted[1] == "repository":
        for name in ("profiles", "targets"):
            shutil.copytree(PROJECT / name, folder / name)
    elif wanted:
        shutil.copytree(begun, folder, dirs_exist_ok=True)


def sh(commands: str, folder: Path) -> Path:
    """Run commands as a reader would, in bash, with `tailor` on the path; the folder that they end in comes back."""
    where = folder / ".where"
    script = f"set -eo pipefail\n{commands}\npwd > '{where}'\n"
    path = f"{Path(sys.executable).parent}{pathsep}{environ['PATH']}"
    env = environ | {"PATH": path, "HOME": str(folder), "SHELL": "/bin/bash"}
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
    end = Path(where.read_text(encoding="utf-8").strip())
    where.unlink()
    return end


def follow(page: Path, folder: Path, begun: Path) -> None:
    """Do what a page says, from its first block to its last."""
    prepare(page, folder, begun)
    for block in blocks(page):
        if block.file:
            path = folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif "in" in block.notes:
            held = (folder / block.notes["in"]).read_text(encoding="utf-8")
            for part in block.text.strip("\n").split("\n\n"):
                assert part in held, f"{block}: {block.notes['in']} has not:\n{part}\nbut\n{held}"
        elif block.language == "console" and "not run" not in block.notes:
            folder = sh(block.text, folder)
