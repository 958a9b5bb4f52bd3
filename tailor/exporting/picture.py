"""The first page of a PDF as an image."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tailor.base.errors import Problem, TexMissingError

DOTS_PER_INCH = 150


def picture(pdf: bytes) -> bytes:
    """The first page as PNG. Raises TexMissingError where poppler is not installed."""
    path = shutil.which("pdftoppm")
    if path is None:
        raise TexMissingError(Problem("tool-missing", "pdftoppm was not found", "sudo apt-get install poppler-utils"))
    options = ["-png", "-r", str(DOTS_PER_INCH), "-singlefile"]
    with tempfile.TemporaryDirectory(prefix="tailor-") as folder:
        source, made = Path(folder, "page.pdf"), Path(folder, "page")
        source.write_bytes(pdf)
        subprocess.run([path, *options, str(source), str(made)], check=True, capture_output=True, timeout=60)
        return made.with_suffix(".png").read_bytes()
