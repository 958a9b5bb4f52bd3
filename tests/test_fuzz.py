"""A short run of `make fuzz`; the long one is for a server."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from bench.fuzz import COMMANDS, FILES, _run, fuzz, workspace


@pytest.mark.tex
def test_what_is_mutated_is_sound_before() -> None:
    with workspace():
        for file, commands in COMMANDS.items():
            for command in commands:
                code, said = _run(command)
                assert code == 0, (file, command, said)
            for made in ("profiles/x.yaml", "targets/x.yaml"):
                Path(made).unlink(missing_ok=True)


@pytest.mark.tex
def test_a_few_hundred_mutations(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    assert not fuzz(250, seed, tmp_path / "crashes"), f"seed {seed}"
    assert FILES
    shutil.rmtree(tmp_path / "crashes", ignore_errors=True)
