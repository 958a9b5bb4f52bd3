"""Formats are kept as long as they are used and there is room."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tailor.tex import format_files as formats
from tailor.tex.format_files import UNUSED, evict
from tailor.tex.setting import Setter


def made(folder: Path, name: str, size: int, age: float) -> Path:
    path = folder / f"{name}.fmt"
    path.write_bytes(b"x" * size)
    path.with_suffix(".made").write_text(json.dumps({"size": size, "read": {}}))
    os.utime(path.with_suffix(".made"), (time.time() - age, time.time() - age))
    return path


def test_those_used_longest_ago_make_room(tmp_path: Path) -> None:
    old, middle, new = (made(tmp_path, name, 40, age) for name, age in (("a", 30), ("b", 20), ("c", 10)))
    evict(tmp_path, room=100)
    assert not old.exists()
    assert not old.with_suffix(".made").exists()
    assert middle.exists()
    assert new.exists()


def test_the_one_just_made_stays_whatever_the_room(tmp_path: Path) -> None:
    one, other = made(tmp_path, "a", 40, 30), made(tmp_path, "b", 40, 10)
    evict(tmp_path, keep=one, room=50)
    assert one.exists()
    assert not other.exists()


def test_what_nobody_used_for_long_goes(tmp_path: Path) -> None:
    forgotten = made(tmp_path, "a", 1, UNUSED + 60)
    evict(tmp_path)
    assert not forgotten.exists()


@pytest.mark.tex
def test_a_package_that_is_updated_makes_format_and_measures_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXMFHOME", str(tmp_path))
    package = tmp_path / "tex/latex/housestyle/housestyle.sty"
    package.parent.mkdir(parents=True)
    package.write_text("\\def\\word{before}\n")
    preamble = "\\documentclass{article}\\usepackage{housestyle}\n"
    first, same = Setter(preamble), Setter(preamble)
    assert (first._format, first.key) == (same._format, same.key)
    before = first.typeset("\\word").pdf
    os.utime(package, (1, 1))
    formats._sound.cache_clear()  # as in a new process
    assert Setter(preamble).key == first.key  # the same package, installed at another time
    package.write_text("\\def\\word{behind}\n")
    formats._sound.cache_clear()
    then = Setter(preamble)
    assert then.key != first.key
    assert then.typeset("\\word").pdf != before
