"""A page of a PDF as a picture, by PDFium."""

from __future__ import annotations

import io

WIDEST = 4_000
"""Pixels: more no screen shows, and a larger picture would take a second and much memory."""


def picture(pdf: bytes, page: int, width: int) -> bytes | None:
    """Page `page` (from 1) of a PDF as PNG, `width` pixels wide (at most `WIDEST`); None if there is no such page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            return None
        shown = document[page - 1]
        scale = max(1, min(width, WIDEST)) / shown.get_width()
        image = shown.render(scale=scale, optimize_mode="lcd").to_pil()
        written = io.BytesIO()
        image.save(written, "PNG", compress_level=1)
        return written.getvalue()
    finally:
        document.close()
