"""Parsers, each in an environment of its own below the folder for temporary files, run as programs: none is imported.

OpenResume is no package: with `OPEN_RESUME=folder`, a copy of its repository, it is bundled and run under
Node, with the pdf.js of `bench.readers`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PACKAGES = {"leverparser": "leverparser==0.1.0", "openresume-parser": "openresume-parser==0.1.6",
            "resumeminer": "resumeminer==0.1.0"}  # fmt: skip
"""MIT, AGPL-3.0, MIT. None of them asks for a model or the network."""

OPEN_RESUME = "OPEN_RESUME"


class Parser(NamedTuple):
    """A parser's name and the program that runs it: it takes where to write, then PDFs."""

    name: str
    call: tuple[str, ...]

    def found(self, pages: Sequence[Path]) -> list[dict[str, Any]]:
        """What it finds in each page. Raises CalledProcessError where it fails."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "found.json")
            call = [*self.call, str(out), *(str(page.resolve()) for page in pages)]
            subprocess.run(call, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            return list(json.loads(out.read_text("utf-8")))


def parsers() -> list[Parser]:
    """All that can be had here, installed where they are not yet."""
    home = Path(tempfile.gettempdir(), f"tailor-bench-parsers-{os.getuid()}")
    found = [_packaged(name, wanted, home) for name, wanted in PACKAGES.items()]
    if copy := os.environ.get(OPEN_RESUME):
        found.insert(0, _open_resume(Path(copy), home))
    return found


def _packaged(name: str, wanted: str, home: Path) -> Parser:
    place = home / wanted
    if not (place / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        subprocess.run([place / "bin/pip", "install", "--quiet", wanted], check=True)
        (place / "ready").touch()
    runner = HERE / "runners" / f"{name.replace('-', '_')}.py"
    return Parser(name, (str(place / "bin/python"), "-P", str(runner)))  # -P: the runner's folder hides no package


def _open_resume(copy: Path, home: Path) -> Parser:
    folder, bundle = HERE / "open_resume", home / "open-resume.cjs"
    home.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").is_dir():
        subprocess.run(["npm", "install", "--silent", "--no-package-lock"], cwd=folder, check=True)
    subprocess.run(["node", "build.mjs", copy.resolve(), bundle], cwd=folder, check=True)
    return Parser("OpenResume", ("node", str(bundle)))
