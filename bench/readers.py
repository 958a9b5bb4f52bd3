"""The text that programs read of a page: libraries that other programs stand on, and the text layer of browsers."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

PDFJS = Path(__file__).parent / "pdfjs"


def pdftotext_layout(pdf: bytes) -> str:
    """Poppler, every line of the page as it looks."""
    return _pdftotext(pdf, "-layout")


def pdftotext_raw(pdf: bytes) -> str:
    """Poppler, in the order in which the page is written."""
    return _pdftotext(pdf, "-raw")


def _pdftotext(pdf: bytes, mode: str) -> str:
    call = ["pdftotext", mode, "-", "-"]
    return subprocess.run(call, input=pdf, capture_output=True, check=True).stdout.decode()


def pdfplumber(pdf: bytes) -> str:
    """pdfplumber's words, with all of its defaults."""
    from pdfplumber import open as opened

    with opened(io.BytesIO(pdf)) as document:
        return "\n".join(" ".join(word["text"] for word in page.extract_words()) for page in document.pages)


def pymupdf(pdf: bytes) -> str:
    """MuPDF's text."""
    from pymupdf import Document

    with Document(stream=pdf, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


def pdfium(pdf: bytes) -> str:
    """What Chrome copies."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def pdfjs(pdf: bytes) -> str:
    """pdf.js, its pieces joined as OpenResume does."""
    return pdfjs_all([pdf])[0]


def pdfjs_all(pages: Sequence[bytes]) -> list[str]:
    """The same of several files, by one process of Node."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pdf" for number in range(len(pages))]
        for path, pdf in zip(paths, pages, strict=True):
            path.write_bytes(pdf)
        call = ["node", str(PDFJS / "read.mjs"), *map(str, paths)]
        done = subprocess.run(call, capture_output=True, check=True).stdout
    return list(json.loads(done))


def has_pdfjs() -> bool:
    """Whether Node and pdf.js are there (`sh .ci/node` installs them)."""
    return (PDFJS / "node_modules/pdfjs-dist").is_dir()


OTHERS: tuple[Callable[[bytes], str], ...] = (pdftotext_layout, pdftotext_raw, pdfplumber, pymupdf, pdfium, pdfjs)
"""Beside those of `bench.reading`."""
