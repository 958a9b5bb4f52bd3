"""Pages of a PDF as pictures, by PDFium."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from typing import Any

WIDEST = 4_000
"""Pixels: more no screen shows, and a larger picture would take a second and much memory."""

KEPT, SMALLEST = 12, 16

_lock = threading.Lock()
"""PDFium is for one thread at a time."""


def picture(pdf: bytes, page: int, width: int) -> bytes | None:
    """Page `page` (from 1) of a PDF as PNG, `width` pixels wide (at most `WIDEST`); None if there is no such page."""
    with _lock:
        image = _drawn(pdf, page, max(SMALLEST, min(width, WIDEST)))
    if image is None:
        return None
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=1)
    return written.getvalue()


def _drawn(pdf: bytes, page: int, width: int) -> Any:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            return None
        shown = document[page - 1]
        return shown.render(scale=width / shown.get_width(), rev_byteorder=True).to_pil()
    finally:
        document.close()


class Pictures:
    """The PDFs that are on screens, and pictures that were drawn of them before anybody asked. For any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._pdfs: OrderedDict[str, bytes] = OrderedDict()
        self._drawn: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()

    def keep(self, key: str, pdf: bytes) -> None:
        """Keep a PDF under a key; the one used longest ago goes."""
        with self._guard:
            _kept(self._pdfs, key, pdf)

    def pdf(self, key: str) -> bytes | None:
        """A PDF by its key, while it is kept."""
        with self._guard:
            found = self._pdfs.get(key)
            if found is not None:
                self._pdfs.move_to_end(key)
            return found

    def picture(self, key: str, page: int, width: int) -> bytes | None:
        """As `picture`, of a PDF by its key; None if that is no longer kept."""
        with self._guard:
            drawn, pdf = self._drawn.get((key, page, width)), self._pdfs.get(key)
        if drawn is not None or pdf is None:
            return drawn
        found = picture(pdf, page, width)
        if found is not None:
            with self._guard:
                _kept(self._drawn, (key, page, width), found)
        return found


def _kept(shelf: OrderedDict[Any, bytes], key: Any, value: bytes) -> None:
    shelf[key] = value
    shelf.move_to_end(key)
    while len(shelf) > KEPT:
        shelf.popitem(last=False)
