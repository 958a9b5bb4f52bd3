"""A program is known by what its files say, not by when they were written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CODE = "from tailor.storage.digests import program_digest; print(program_digest())"


def digest(folder: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-P", "-c", CODE]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, text=True)
    return done.stdout


def test_another_copy_of_the_same_program_is_the_same(tmp_path: Path) -> None:
    import tailor

    here = Path(tailor.__file__).parent
    copies = [tmp_path / name / "tailor" for name in ("one", "two")]
    for copy in copies:
        shutil.copytree(here, copy, ignore=shutil.ignore_patterns("__pycache__", "templates", "fonts"))
    first = digest(copies[0].parent)
    assert digest(copies[0].parent) == first
    assert digest(copies[1].parent) == first
    for name in ("builds/pipeline.py", "exporting/resume.html.j2"):
        text = (copies[1] / name).read_text()
        (copies[1] / name).write_text(f"{text}# another\n")
        assert digest(copies[1].parent) != first
        (copies[1] / name).write_text(text)
