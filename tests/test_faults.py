"""Faults injected into the real programs: each ends in the right page or a clear error, and nothing is lost."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import process, run
from pypdf import PdfReader

from tailor.tex.made_pdf import damage

pytestmark = pytest.mark.tex

PROFILE = """name: Mira Okafor
contact: {email: mira@example.com}
experience:
  - organization: Northwind Capital
    position: Developer
    dates: 2023-06 – present
    tags: [cpp]
    bullets:
      - Cut latency from 14 to 6 ms.
      - Replayed two years of market data nightly.
skills:
  - Languages: [C++, Python]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small profile and one target."""
    for name, text in {"profiles/me.yaml": PROFILE, "targets/dev.yaml": "title: Developer\nwant: {cpp: 3}\n"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def engine(folder: Path, script: str) -> str:
    """A PATH on which `pdftex` is this script of the shell; $REAL is the real one."""
    own = folder / "bin"
    own.mkdir(exist_ok=True)
    real = shutil.which("pdftex") or ""
    (own / "pdftex").write_text(script.replace("$REAL", real))
    (own / "pdftex").chmod(0o755)
    return f"{own}{os.pathsep}{os.environ['PATH']}"


AFTER = '#!/bin/sh\n$REAL "$@"; code=$?\n[ -f page.pdf ] && {{ {}; }}\nexit $code\n'

LIARS = {
    "cut short": (AFTER.format("head -c 3000 page.pdf > two; cp two page.pdf"), 4),
    "empty": (AFTER.format(": > page.pdf"), 4),
    "no end": (AFTER.format("head -c -9 page.pdf > two; cp two page.pdf"), 4),
    "a hole": (AFTER.format("printf 'xxxxxxxxxxxxxxxx' | dd of=page.pdf bs=1 seek=5000 conv=notrunc 2>&-"), 4),
    "text": (AFTER.format("echo hello > page.pdf"), 4),
    "gone": (AFTER.format("rm page.pdf"), 4),
    "does nothing": ("#!/bin/sh\nexit 0\n", 4),
    "fails": ("#!/bin/sh\nexit 1\n", 4),
    "killed": ("#!/bin/sh\nkill -9 $$\n", 4),
    "no program": ("not a program", 5),
    "no interpreter": ("#!/nonexistent/sh\n", 5),
}


@pytest.mark.parametrize(("script", "code"), LIARS.values(), ids=LIARS)
def test_what_a_lying_tex_made_is_not_published(folder: Path, script: str, code: int) -> None:
    done = run("build", "dev", cwd=folder, PATH=engine(folder, script), TAILOR_CACHE_DIR=str(folder / "cache"))
    assert done.returncode == code, done.stderr
    assert not list(folder.glob("out/me/*"))
    assert run("build", "dev", cwd=folder).returncode == 0


def test_the_old_page_stays_where_tex_fails(folder: Path) -> None:
    assert run("build", "dev", cwd=folder).returncode == 0
    old = (folder / "out/me/dev.pdf").read_bytes()
    path = engine(folder, LIARS["cut short"][0])
    assert run("build", "dev", "--force", cwd=folder, PATH=path, TAILOR_CACHE_DIR=str(folder / "cache")).returncode == 4
    assert (folder / "out/me/dev.pdf").read_bytes() == old


def test_damage_is_seen_where_a_reader_sees_it(folder: Path) -> None:
    """Against pypdf: what it cannot read is damage, and a whole file is none."""
    assert run("build", "dev", cwd=folder).returncode == 0
    pdf = (folder / "out/me/dev.pdf").read_bytes()
    assert damage(pdf, 1) == ""
    assert damage(pdf, 2)
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    for _ in range(60):
        broken = pdf[: dice.randrange(len(pdf))]
        assert damage(broken, 1), len(broken)
    packed = [*re.finditer(rb"stream\r?\n.*?endstream", pdf, re.DOTALL)]
    loose = [at for at in range(len(pdf)) if not any(one.start() < at < one.end() for one in packed)]
    for number in range(240):
        at = dice.choice(loose) if number % 2 else dice.randrange(len(pdf))
        size = dice.choice((1, 2, 4, 40))
        new = (bytes(dice.randrange(256) for _ in range(size)), b"", b"\0" * size)[number % 3]
        broken = pdf[:at] + new + pdf[at + size :]
        if not damage(broken, 1):
            assert len(PdfReader(io.BytesIO(broken)).pages) == 1, (seed, number)


KINDS = (
    "formats/*.fmt",
    "formats/*.made",
    "formats/*.codes",
    "formats/*.tree",
    "templates/*",
    "choices/*",
    "*.sqlite",
    "commands/*",
)


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_caches_heal(folder: Path, kind: str) -> None:
    cache = folder / "cache"
    settings = {"TAILOR_CACHE_DIR": str(cache)}
    for _ in range(2):
        assert process("build", "dev", "--force", cwd=folder, **settings).returncode == 0
    page = (folder / "out/me/dev.pdf").read_bytes()
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    files = [path for path in cache.glob(kind) if path.stat().st_size]
    if not files:
        pytest.skip(f"nothing is kept in {kind}")
    for number in range(int(os.environ.get("TAILOR_DAMAGES", "3"))):
        path = dice.choice(files)
        whole = path.read_bytes()
        path.write_bytes(damaged(whole, dice, number))
        done = process("build", "dev", "--force", cwd=folder, **settings)
        assert done.returncode == 0, (seed, number, path, done.stderr)
        assert (folder / "out/me/dev.pdf").read_bytes() == page, (seed, number, path)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(whole)


def damaged(whole: bytes, dice: random.Random, number: int) -> bytes:
    """A byte altered, an end lost, nothing left, or something else altogether."""
    at = dice.randrange(len(whole))
    if number % 4 == 0:
        return whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :]
    return (b"\xff\xfe\x00" * 9, whole[:at], b"")[number % 4 - 1]


def test_a_killed_build_leaves_nothing_half_done(folder: Path) -> None:
    """SIGKILL at many moments: what stands is whole, and the next build is as if nothing had been."""
    assert run("build", "dev", cwd=folder).returncode == 0
    command = [sys.executable, "-m", "tailor", "build", "dev", "--force"]
    for number in range(int(os.environ.get("TAILOR_KILLS", "6"))):
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as building:
            time.sleep(0.05 * number)
            building.send_signal(signal.SIGKILL)
        assert damage((folder / "out/me/dev.pdf").read_bytes(), 1) == ""
    assert run("build", "dev", "--force", cwd=folder).returncode == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_heard_within_a_second(folder: Path, number: signal.Signals) -> None:
    """Also early, and while TeX hangs; a word is said."""
    path = engine(folder, "#!/bin/sh\nsleep 30\n")
    settings = os.environ | {"PATH": path, "TAILOR_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "tailor", "build", "dev"]
    with subprocess.Popen(command, cwd=folder, env=settings, stderr=subprocess.PIPE, text=True) as building:
        time.sleep(3)
        building.send_signal(number)
        began = time.monotonic()
        _, said = building.communicate(timeout=20)
    assert building.returncode == 130, said
    assert "interrupted" in said
    assert time.monotonic() - began < 2


def test_two_builds_at_once(folder: Path) -> None:
    settings = os.environ | {"TAILOR_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "tailor", "build", "dev", "--force"]
    both = [subprocess.Popen(command, cwd=folder, env=settings, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(120) for one in both] == [0, 0]
    assert damage((folder / "out/me/dev.pdf").read_bytes(), 1) == ""


def test_nobody_reads_the_lines(folder: Path) -> None:
    command = f"{sys.executable} -m tailor build dev --json --force | head -c 0; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "disk" in done.stderr) == (0, False), done.stderr
    assert (folder / "out/me/dev.pdf").exists()


def test_a_profile_called_manifest(folder: Path) -> None:
    (folder / "profiles/me.yaml").rename(folder / "profiles/manifest.yaml")
    (folder / "tailor.yaml").write_text('filename: "{profile}"\n')
    done = run("build", "dev", cwd=folder)
    assert done.returncode == 2, done.stderr
    assert "manifest.json" in done.stderr


def test_no_format_can_be_kept(folder: Path) -> None:
    """The same page, to the byte."""
    assert run("build", "dev", cwd=folder).returncode == 0
    page = (folder / "out/me/dev.pdf").read_bytes()
    (folder / "no-folder").write_text("")
    done = run("build", "dev", "--force", cwd=folder, TAILOR_CACHE_DIR=str(folder / "no-folder/cache"))
    assert done.returncode == 0, done.stderr
    assert (folder / "out/me/dev.pdf").read_bytes() == page


def test_the_clock_set_back(folder: Path) -> None:
    assert run("build", "dev", cwd=folder).returncode == 0
    for path in [*folder.rglob("*")]:
        os.utime(path, (2**31, 2**31))
    assert run("build", "dev", cwd=folder).returncode == 0
    (folder / "profiles/me.yaml").write_text(PROFILE.replace("14", "15"))
    os.utime(folder / "profiles/me.yaml", (0, 0))
    assert "built" in run("build", "dev", cwd=folder).stderr
