"""The cage holds real engines against real attacks, and lets through what pages need."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from functools import partial
from pathlib import Path

import pytest

from tailor.tex.cage import level, restricted
from tailor.tex.engine import Call, Engine, find_engine
from tailor.tex.format_files import xetex_call

pytestmark = pytest.mark.skipif(level() == 0, reason="this kernel has no Landlock")

SECRET = "a secret of the person at this desk"


def python(code: str, reads: tuple[Path, ...], writes: tuple[Path, ...]) -> subprocess.CompletedProcess[str]:
    start = partial(
        subprocess.run, [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    libraries = (Path("/usr"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache"), Path(sys.base_prefix))
    return restricted(start, (*libraries, *reads), writes)


def test_only_what_is_allowed_can_be_read_or_written(tmp_path: Path) -> None:
    (own := tmp_path / "own").mkdir()
    (tmp_path / "secret.txt").write_text(SECRET)
    (own / "given.txt").write_text("given")
    assert python(f"print(open({str(own / 'given.txt')!r}).read())", (own,), ()).stdout == "given\n"
    for code in (
        f"print(open({str(tmp_path / 'secret.txt')!r}).read())",
        f"open({str(tmp_path / 'new.txt')!r}, 'w')",
        f"open({str(own / 'given.txt')!r}, 'w')",
        "print(open('/etc/passwd').read())",
        "import os; os.listdir('/root' if os.getuid() == 0 else '/home')",
    ):
        done = python(code, (own,), ())
        assert done.returncode == 1, code
        assert "PermissionError" in done.stderr
    assert python(f"open({str(own / 'new.txt')!r}, 'w').write('made')", (), (own,)).returncode == 0


def test_no_network() -> None:
    if level() >= 4:
        done = python("import socket; socket.create_connection(('127.0.0.1', 9))", (), ())
        assert "PermissionError" in done.stderr


def test_the_program_itself_stays_free(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(SECRET)
    python("pass", (), ())
    assert (tmp_path / "own.txt").read_text() == SECRET


def test_what_start_raises_is_raised() -> None:
    with pytest.raises(FileNotFoundError):
        restricted(lambda: subprocess.run(["/nowhere/at/all"], check=False), (), ())


ATTACKS = {
    "pdftex": [
        r"\immediate\pdfobj stream file {SECRET}\pdfrefobj\pdflastobj",
        r"\pdfmapfile{SECRET}",
        r"\immediate\openin5=SECRET \read5 to\x \typeout{\x}",
        r"\input SECRET",
    ],
    "xetex": [
        r"\special{pdf:fstream @fs (SECRET)}\special{pdf:put @catalog << /X @fs >>}",
        r"\special{pdf:image (SECRET)}",
        r"\input SECRET",
    ],
}


@pytest.mark.tex
@pytest.mark.parametrize(("engine", "attack"), [(name, one) for name, some in ATTACKS.items() for one in some])
def test_no_engine_embeds_a_file_from_outside(engine: str, attack: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    if find_engine(engine) is None:
        pytest.skip(f"no {engine}")
    call = (
        Call((find_engine(engine) or "", "-fmt=pdftex", "-output-format=pdf")) if engine == "pdftex" else xetex_call()
    )
    end = r"\pdfcompresslevel0 " if engine == "pdftex" else ""
    attacked = attack.replace("SECRET", str(secret))
    source = f"{end}\\shipout\\vbox{{\\hbox{{}}{attacked}}}\n\\csname @@end\\endcsname\\end\n"
    with Engine(call) as process:
        run = process.run(source, ("page.pdf",))
    found = run.files.get("page.pdf", b"")
    assert SECRET.encode() not in unpacked(found) + run.log.encode() + run.noted.encode()


def unpacked(pdf: bytes) -> bytes:
    """A PDF with its streams beside it as they are without compression."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(map(inflated, streams))


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
