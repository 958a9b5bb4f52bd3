"""`tailor watch`: a save makes a new page, a mistake keeps the old one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_cli import spoil

pytestmark = pytest.mark.tex


@pytest.fixture
def watcher(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tailor", "watch", "--profile", "researcher", "--target", "quant"]
    log = (workspace / "watch.log").open("w")
    (workspace / "scratch").mkdir()
    environment = os.environ | {"TMPDIR": str(workspace / "scratch")}
    process = subprocess.Popen(command, cwd=workspace, stderr=log, stdout=log, text=True, env=environment)
    yield process
    process.terminate()
    process.wait(timeout=20)


def wait(for_: Callable[[], bool], seconds: float = 40) -> None:
    """Until something is so."""
    end = time.monotonic() + seconds
    while not for_():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.05)


def test_a_save_rebuilds_and_a_mistake_keeps_the_last_page(workspace: Path, watcher: subprocess.Popen[str]) -> None:
    pdf, log = workspace / "out/researcher/quant.pdf", workspace / "watch.log"
    wait(lambda: "watching" in log.read_text())
    first = pdf.read_bytes()
    spoil(workspace, "profiles/researcher.yaml", "Hanna Vesterinen", "Hanna V. Vesterinen")
    wait(lambda: pdf.read_bytes() != first)
    second = pdf.read_bytes()
    spoil(workspace, "targets/quant.yaml", "half_life:", "halflife:")
    wait(lambda: "did you mean `half_life`?" in log.read_text())
    assert pdf.read_bytes() == second
    assert watcher.poll() is None


def test_one_that_is_ended_clears_up(workspace: Path, watcher: subprocess.Popen[str]) -> None:
    wait(lambda: "watching" in (workspace / "watch.log").read_text())
    wait(lambda: len(list((workspace / "scratch").iterdir())) == 2)  # engines that wait
    watcher.terminate()
    assert watcher.wait(timeout=20) == 130
    assert not list((workspace / "scratch").iterdir())


def test_the_first_page_is_opened_in_the_viewer(workspace: Path, tmp_path: Path) -> None:
    """`xdg-open` is a script here, as no viewer can run; what it is given is what counts."""
    viewer, seen = tmp_path / "bin/xdg-open", tmp_path / "seen"
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\necho "$1" > {seen}\n')
    viewer.chmod(0o755)
    command = [sys.executable, "-m", "tailor", "watch", "--profile", "researcher", "--target", "quant", "--open"]
    environment = os.environ | {"PATH": f"{viewer.parent}:{os.environ['PATH']}"}
    process = subprocess.Popen(command, cwd=workspace, stderr=subprocess.DEVNULL, env=environment)
    try:
        wait(lambda: seen.exists() and seen.read_text().strip() == "out/researcher/quant.pdf")
    finally:
        process.terminate()
        process.wait(timeout=20)
