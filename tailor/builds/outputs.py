"""The files of a build: PDF, LaTeX, report, text in three forms, picture, each replaced whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tailor.base.errors import Problem, TexMissingError
from tailor.builds.decisions import Decision
from tailor.builds.problem_json import as_json
from tailor.storage.files import write_whole

FORMATS = ("pdf", "tex", "json", "txt", "md", "html", "png")
DOTS_PER_INCH = 150


def write_outputs(decision: Decision, pdf: bytes, line: Mapping[str, Any], formats: Sequence[str]) -> tuple[Path, ...]:
    """Make everything first, then put each file in place. Raises TexMissingError where `png` lacks its tool."""
    contents = {name: _content(decision, pdf, line, name) for name in formats}
    files = []
    for name, content in contents.items():
        path = Path(f"{decision.stem}.{name}")
        write_whole(path, content)
        files.append(path)
    return tuple(files)


def _content(decision: Decision, pdf: bytes, line: Mapping[str, Any], name: str) -> bytes | str:
    match name:
        case "pdf":
            return pdf
        case "json":
            return as_json(line, decision.items)
        case "tex":
            return document(decision.preamble, decision.source)
        case "png":
            return picture(pdf)
        case _:
            return decision.texts[name]


def document(preamble: str, source: str) -> str:
    """The whole LaTeX file, which compiles alone."""
    return f"{preamble}\n\\begin{{document}}\n{source}\n\\end{{document}}\n"


def picture(pdf: bytes) -> bytes:
    """The first page as PNG."""
    path = shutil.which("pdftoppm")
    if path is None:
        raise TexMissingError(Problem("tool-missing", "pdftoppm was not found", "sudo apt-get install poppler-utils"))
    options = ["-png", "-r", str(DOTS_PER_INCH), "-singlefile"]
    with tempfile.TemporaryDirectory(prefix="tailor-") as folder:
        source, made = Path(folder, "page.pdf"), Path(folder, "page")
        source.write_bytes(pdf)
        subprocess.run([path, *options, str(source), str(made)], check=True, capture_output=True, timeout=60)
        return made.with_suffix(".png").read_bytes()
