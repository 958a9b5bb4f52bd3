"""A disk that is full, read-only or gone: the right page or a clear error, the old page whole. In a file system of its
own, which the kernel gives to a process that asks for one (`unshare`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_faults import PROFILE

APART = ["unshare", "--user", "--map-root-user", "--mount"]
ALLOWED = shutil.which("unshare") and subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0

pytestmark = [
    pytest.mark.tex,
    pytest.mark.skipif(not ALLOWED, reason="the kernel gives no file system of one's own (unshare --user --mount)"),
]
TAILOR = [sys.executable, "-m", "tailor"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small profile and one target."""
    for name, text in {"profiles/me.yaml": PROFILE, "targets/dev.yaml": "title: Developer\nwant: {cpp: 3}\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for name in ("out", "cache", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


def build(folder: Path, mounts: str, *words: str, then: str = "true") -> subprocess.CompletedProcess[str]:
    """`tailor build dev` after some mounts, and a command of the shell after that; the exit code is tailor's."""
    command = " ".join(f"'{word}'" for word in (*TAILOR, "build", "dev", *words))
    script = f"set -e; {mounts}; set +e; {command}; code=$?; {then}; exit $code"
    own = {"TAILOR_CACHE_DIR": str(folder / "cache"), "TMPDIR": str(folder / "tmp")}
    return subprocess.run(
        [*APART, "sh", "-c", script], cwd=folder, env=os.environ | own, capture_output=True, text=True, check=False
    )


def full(name: str, kilobytes: int) -> str:
    """A small disk at a folder."""
    return f"mount -t tmpfs -o size={kilobytes}k none {name}"


def readonly(name: str) -> str:
    """A folder that can be read and not written."""
    return f"mount --bind {name} {name} && mount -o remount,bind,ro {name}"


def is_clear(done: subprocess.CompletedProcess[str], code: int) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "report" not in done.stderr  # not a bug of ours


@pytest.mark.parametrize("kilobytes", [4, 16, 40])
def test_a_full_output_folder(folder: Path, kilobytes: int) -> None:
    done = build(folder, full("out", kilobytes), then="find out -type f -size +0 | xargs -r ls -a out out/me >&2")
    is_clear(done, 2)
    assert "No space left on device" in done.stderr or "disk" in done.stderr
    assert ".pdf.tmp" not in done.stderr


def test_the_old_page_stays_where_the_disk_is_full(folder: Path) -> None:
    assert build(folder, "true").returncode == 0
    old = (folder / "out/me/dev.pdf").read_bytes()
    shutil.copytree(folder / "out", folder / "kept")
    (folder / "profiles/me.yaml").write_text(PROFILE.replace("14", "15"))
    room = sum(path.stat().st_size for path in (folder / "kept").rglob("*") if path.is_file()) // 1024 + 40
    fills = f"{full('out', room)}; cp -r kept/. out/; head -c 10000000 /dev/zero > out/rest 2>&- || true"
    done = build(folder, fills, then="cp out/me/dev.pdf after.pdf")
    is_clear(done, 2)
    assert (folder / "after.pdf").read_bytes() == old


def test_a_full_cache_is_done_without(folder: Path) -> None:
    done = build(folder, full("cache", 8))
    is_clear(done, 0)


def test_a_full_scratch_disk_is_named(folder: Path) -> None:
    done = build(folder, full("tmp", 8))
    assert done.returncode in (2, 4), done.stderr
    assert "Traceback" not in done.stderr
    assert "disk" in done.stderr or "No space left" in done.stderr


def test_an_output_folder_that_cannot_be_written(folder: Path) -> None:
    done = build(folder, readonly("out"))
    is_clear(done, 2)
    assert "out/me/dev.pdf: read-only file system" in done.stderr


def test_sources_and_cache_that_cannot_be_written(folder: Path) -> None:
    """A page needs only its output folder and a scratch folder."""
    done = build(folder, f"{readonly('profiles')}; {readonly('targets')}; {readonly('cache')}")
    is_clear(done, 0)
    assert (folder / "out/me/dev.pdf").stat().st_size > 5000


@pytest.mark.parametrize("gone", ["cache", "tmp"])
def test_a_folder_that_vanished(folder: Path, gone: str) -> None:
    shutil.rmtree(folder / gone)
    done = build(folder, "true")
    is_clear(done, 0)


def test_a_folder_that_is_deleted_while_one_stands_in_it(folder: Path) -> None:
    own = folder / "here"
    own.mkdir()
    shutil.move(folder / "profiles", own / "profiles")
    shutil.move(folder / "targets", own / "targets")
    done = build(folder, f"cd here; rm -r '{own}'")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
