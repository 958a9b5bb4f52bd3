"""Scratch folders of processes that were killed go; those in use stay."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tailor.tex import scratch
from tailor.tex.engine import Engine
from tailor.tex.formats import format_call

OWNER = """
import sys, time
from tailor.tex import scratch
scratch.MEMORY = sys.argv[1]
from tailor.tex.engine import Engine
from tailor.tex.formats import format_call
engine = Engine(format_call(None))
print(engine.folder, flush=True)
time.sleep(100)
"""


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of its own for what stands in memory, not swept yet."""
    monkeypatch.setattr(scratch, "MEMORY", str(tmp_path))
    monkeypatch.delenv("TMPDIR", raising=False)
    scratch.sweep.cache_clear()
    yield tmp_path
    scratch.sweep.cache_clear()


def aged(folder: Path) -> Path:
    long_ago = time.time() - 2 * scratch.SETTLED
    os.utime(folder, (long_ago, long_ago))
    return folder


def until_free(folder: Path) -> None:
    """TeX hears that nobody will tell it anything, and ends."""
    ending = time.monotonic() + 30
    while scratch._held(folder):
        assert time.monotonic() < ending
        time.sleep(0.01)


@pytest.mark.tex
def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(memory: Path) -> None:
    command = [sys.executable, "-c", OWNER, str(memory)]
    killed, living = (subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2))
    try:
        left, used = (Path(one.stdout.readline().strip()) for one in (killed, living) if one.stdout)
        assert left.parent == used.parent == memory
        killed.kill()
        until_free(left)
        aged(left), aged(used)
        with Engine(format_call(None)) as engine:
            assert set(memory.iterdir()) == {used, engine.folder}
    finally:
        for one in (killed, living):
            one.kill()
            one.communicate()
    until_free(used)
    aged(used)
    scratch.sweep()
    assert used.exists()  # a process sweeps once
    scratch.sweep.cache_clear()
    scratch.sweep()
    assert not used.exists()


def test_nothing_else_is_swept(memory: Path) -> None:
    young, other = memory / f"{scratch.PREFIX}a", memory / "tailor-a"
    for one in (young, other):
        one.mkdir()
    forsaken = memory / f"{scratch.PREFIX}b"
    forsaken.mkdir()
    (memory / f"{scratch.PREFIX}c").symlink_to(aged(other))
    aged(forsaken)
    scratch.sweep()
    assert set(memory.iterdir()) == {young, other, memory / f"{scratch.PREFIX}c"}


def test_one_that_nobody_closed_goes_with_the_process(memory: Path) -> None:
    code = "import sys; from tailor.tex import scratch; scratch.MEMORY = sys.argv[1]; a = scratch.scratch_folder()"
    assert subprocess.run([sys.executable, "-c", f"{code}; sys.exit(3)", str(memory)]).returncode == 3
    assert not list(memory.iterdir())
