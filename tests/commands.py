"""How tests give a command: in this process, where it is the command that counts, or as a process of its own, where the
process is what counts (its start, its environment, what it leaves behind)."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tailor.__main__ import main

Done = subprocess.CompletedProcess[str]


def run(*arguments: str, cwd: Path, **environment: str) -> Done:
    """`tailor`, in this process: a start and its imports take longer than most of what is asked."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err), open(os.devnull) as nothing:
        patch.chdir(cwd)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["tailor", *arguments])
        patch.setattr(sys, "stdin", nothing)
        code = _code()
    said = [text.buffer.getvalue().decode() for text in (out, err) if isinstance(text.buffer, io.BytesIO)]
    return subprocess.CompletedProcess(["tailor", *arguments], code, *said)


def _code() -> int:
    """The exit code that the process would end with."""
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        gc.unfreeze()  # this process goes on
    return 0


def process(*arguments: str, cwd: Path, **environment: str) -> Done:
    """`tailor` as a process."""
    command = [sys.executable, "-m", "tailor", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=os.environ | environment, check=False)


def spoil(workspace: Path, file: str, old: str, new: str) -> None:
    """Replace a piece of a file, which must be there."""
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
