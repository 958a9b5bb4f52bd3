"""Engines that wait are used when they are of the right kind and alive, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tailor.tex.engine import Call, Engine, Spares, find_engine
from tailor.tex.format_files import format_call

pytestmark = pytest.mark.tex

JOB = "\\setbox0\\hbox{\\kern5pt}\\immediate\\openout1=a.txt \\immediate\\write1{\\the\\wd0}\\csname @@end\\endcsname\n"


def other() -> Call:
    """Asked for in a test: without TeX there is no engine to call."""
    return Call((*format_call(None).arguments, "-file-line-error"))


@pytest.fixture
def spares() -> Iterator[Spares]:
    """Two engines, of the kind that was taken last."""
    found = Spares(2)
    with found.take(format_call(None)):
        pass
    found.refill()
    yield found
    found.close()


def test_one_that_waits_is_used_and_does_its_job(spares: Spares) -> None:
    first, second = spares._waiting
    with spares.take(format_call(None)) as engine:
        assert engine is first
        assert engine.run(JOB, ("a.txt",)).files["a.txt"] == b"5.0pt\n"
    spares.refill()
    assert spares._waiting[0] is second
    assert len(spares._waiting) == 2


def test_one_that_died_is_passed_over(spares: Spares) -> None:
    for dead in list(spares._waiting):
        os.kill(dead._process.pid, signal.SIGKILL)
        dead._process.wait()
    with spares.take(format_call(None)) as engine:
        assert engine.run(JOB, ("a.txt",)).code == 0


def test_another_kind_takes_the_place_of_the_old_one(spares: Spares) -> None:
    before = list(spares._waiting)
    with spares.take(other()) as engine:
        assert engine not in before
    spares.refill()
    assert all(one.call == other() for one in spares._waiting)
    assert not any(one.folder.exists() or one.waits() for one in before)


def test_none_is_left_behind(spares: Spares) -> None:
    waiting = list(spares._waiting)
    spares.close()
    assert not any(one.folder.exists() or one.waits() for one in waiting)


def test_the_scratch_folder_is_where_the_user_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)  # Python looks once
    with Engine(format_call(None)) as engine:
        assert engine.folder.parent == tmp_path
        assert engine.run(JOB, ("a.txt",)).files["a.txt"] == b"5.0pt\n"
    assert not engine.folder.exists()


def test_an_engine_that_is_installed_later_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_engine() is None
    (tmp_path / "pdftex").touch(0o755)
    assert find_engine() == str(tmp_path / "pdftex")
