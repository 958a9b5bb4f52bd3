"""Where a build runs: without a network, with a home that cannot be written, with hardly any environment."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest

from tailor.tex.cage import level, restricted

pytestmark = pytest.mark.tex

COMMAND = [sys.executable, "-m", "tailor"]


@pytest.fixture
def folder(workspace: Path) -> Path:
    """The project's profiles and targets, and a home of their own."""
    (workspace / "home").mkdir()
    return workspace


def build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "build", "quant", "--force"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(level() < 4, reason="this kernel cannot cut a process off the network")
def test_no_network_is_needed(folder: Path) -> None:
    """Landlock forbids every connection: first seen to do so, then a build and a check run."""
    everything = (Path("/"),)
    environment = dict(os.environ)
    reach = "import socket; socket.create_connection(('127.0.0.1', {}), 2)"
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = reach.format(server.getsockname()[1])
        assert caged([sys.executable, "-c", code], folder, environment, everything).returncode == 1
    for words in (["build", "quant", "--force"], ["check"], ["explain", "quant"]):
        done = caged([*COMMAND, *words], folder, environment, everything)
        assert done.returncode == 0, done.stderr


def caged(
    command: list[str], folder: Path, environment: dict[str, str], writes: tuple[Path, ...]
) -> subprocess.CompletedProcess[str]:
    start = partial(subprocess.run, command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return restricted(start, (Path("/"),), writes)


def test_an_empty_environment(folder: Path) -> None:
    assert (done := build(folder)).returncode in (0, 5), done.stderr
    assert (done := build(folder, PATH=os.environ["PATH"])).returncode == 0, done.stderr


@pytest.mark.parametrize("language", ["C", "POSIX", "de_DE.UTF-8", "nowhere"])
def test_any_language_of_the_shell(folder: Path, language: str) -> None:
    done = build(folder, PATH=os.environ["PATH"], LANG=language, LC_ALL=language)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_that_cannot_be_written(folder: Path) -> None:
    (folder / "home").chmod(0o555)
    (folder / "home/.cache").symlink_to("/proc/nowhere")
    done = build(folder, PATH=os.environ["PATH"], HOME=str(folder / "home"))
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.getuid() != 0 or shutil.which("setpriv") is None, reason="only root can become another")
def test_an_ordinary_user(folder: Path) -> None:
    reached = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", "import tailor"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if reached.returncode:
        pytest.skip("Python lies where only root may read")
    own = Path(tempfile.mkdtemp(prefix="tailor-nobody-"))  # pytest's own folders are closed to others
    shutil.copytree(folder / "profiles", own / "profiles")
    shutil.copytree(folder / "targets", own / "targets")
    for path in (own, *own.rglob("*")):
        os.chown(path, 65534, 65534)
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *COMMAND, "build", "quant"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(own), "TMPDIR": str(own)}
    done = subprocess.run(command, cwd=own, env=environment, capture_output=True, text=True, check=False)
    shutil.rmtree(own)
    assert done.returncode == 0, done.stderr
