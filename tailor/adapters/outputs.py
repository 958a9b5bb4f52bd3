"""The files of a build: PDF, LaTeX, report, text in three forms, picture, each replaced whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tailor.adapters.files import write_whole
from tailor.adapters.report import as_json, report
from tailor.base.errors import Problem, TexMissingError

if TYPE_CHECKING:
    from tailor.adapters.build import Built

FORMATS = ("pdf", "tex", "json", "txt", "md", "html", "png")
DOTS_PER_INCH = 150


def write_outputs(built: Built, line: Mapping[str, Any], stem: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Make everything first, then put each file in place. Raises TexMissingError where `png` lacks its tool."""
    contents = {name: _content(built, line, name) for name in formats}
    files = []
    for name, content in contents.items():
        path = stem.with_name(f"{stem.name}.{name}")
        write_whole(path, content)
        files.append(path)
    return tuple(files)


def _content(built: Built, line: Mapping[str, Any], name: str) -> bytes | str:
    match name:
        case "pdf":
            return built.typeset.pdf
        case "tex":
            return built.tex
        case "json":
            return as_json(report(built, line))
        case "txt" | "md" | "html":
            from tailor.adapters.export import exported, page_document  # brings Jinja's templates, and few ask for it

            return exported(page_document(built.choice), name)[0]
        case _:
            return picture(built.typeset.pdf)


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
