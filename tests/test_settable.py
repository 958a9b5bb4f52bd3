"""One definition of a character that can be set: what `check` lets pass, the engine sets."""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from commands import run

PROFILE = """name: Mira Okafor
experience:
  - organization: Northwind Capital
    position: {}
    dates: 2023-06 – present
    bullets:
      - Cut latency from 14 to 6 ms.
"""
TARGET = "title: Developer\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small profile and one target."""
    for name, text in {"profiles/me.yaml": PROFILE.format("Developer"), "targets/dev.yaml": TARGET}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def put(folder: Path, text: str) -> None:
    (folder / "profiles/me.yaml").write_text(PROFILE.format(f'"{text}"'), encoding="utf-8")


HOPELESS = [
    r"\uF0B7 Engineer",
    r"\U000F0001",
    r"\u0604",
    r"\u0378",
    r"\uFFFE",
    r"a\0b",
    r"a\x9bb",
    r"a\x7Fb",
]


@pytest.mark.parametrize("text", HOPELESS)
def test_what_no_font_shows_is_a_mistake_with_a_place(folder: Path, text: str) -> None:
    put(folder, text)
    for command in (("check",), ("build", "dev")):
        done = run(*command, cwd=folder)
        assert (done.returncode, "profiles/me.yaml:" in done.stderr) == (2, True), done.stderr


@pytest.mark.tex
@pytest.mark.parametrize("text", [r"a\u206Ab", r"a\u061cb", r"a\U000E0041b", r"a\uFFF9b", r"a\u00adb"])
def test_signs_without_a_shape_vanish(folder: Path, text: str) -> None:
    put(folder, text)
    assert run("build", "dev", "--format", "txt", cwd=folder).returncode == 0
    assert "ab" in (folder / "out/me/dev.txt").read_text(encoding="utf-8")


def sampled() -> list[str]:
    """Characters of every category and all over Unicode."""
    dice = random.Random(random.randrange(10**6))
    kinds: dict[str, list[str]] = {}
    for code in range(0xA0, sys.maxunicode + 1):
        if not 0xD800 <= code < 0xE000:
            kinds.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
    found = [one for letters in kinds.values() for one in dice.sample(letters, min(len(letters), 12))]
    return sorted(found + dice.sample([chr(code) for code in range(0xA0, 0x3000)], 200))


@pytest.mark.tex
def test_what_check_lets_pass_build_sets(folder: Path) -> None:
    """All characters that pass, on one page."""
    letters = sampled()
    lines = [f'      - "x\\U{ord(letter):08X}x"' for letter in letters]
    head = PROFILE.format("Developer").rstrip().rsplit("\n", 1)[0]
    (folder / "profiles/me.yaml").write_text("\n".join([head, *lines, ""]))
    done = run("check", cwd=folder)
    wrong = {int(number) for number in re.findall(r"profiles/me.yaml:(\d+):\d+: error", done.stderr)}
    first = head.count("\n") + 2
    passed = [one for number, one in enumerate(letters, first) if number not in wrong]
    assert len(letters) > len(passed) > 50
    put(folder, " ".join(f"x\\U{ord(letter):08X}x" for letter in passed))
    done = run("build", "dev", cwd=folder)
    assert done.returncode == 0, [f"U+{ord(one):04X}" for one in passed] + [done.stderr]
