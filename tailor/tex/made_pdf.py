"""Whether a PDF that TeX made is whole, by what the file itself says: looked at before it takes the old one's place.

A reader of PDF takes longer to import than a page to set, so this looks at what can go wrong on the way from TeX to us:
a file cut short, blocks of it lost or altered, another number of pages. A test holds it against pypdf.

Source: ISO 32000-1, 7.5 (file structure), 7.3.8 (streams).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


class DamageError(ValueError):
    """What is wrong with a PDF."""


def damage(pdf: bytes, pages: int | None) -> str:
    """What is wrong with a PDF that should have so many pages; empty if nothing."""
    try:
        if not pdf.startswith(b"%PDF-"):
            raise DamageError("it does not begin as one")
        _check_end(pdf)
        found = sum(len(_PAGE.findall(text)) for text in _texts(pdf))
    except DamageError as error:
        return str(error)
    return f"it has {found} pages, not {pages}" if pages is not None and found != pages else ""


def _check_end(pdf: bytes) -> None:
    """A file cut short has no end, or one that points into nothing."""
    if not (end := _END.search(pdf, max(0, len(pdf) - 100))):
        raise DamageError("its end is missing")
    at = int(end[1])
    if not re.match(rb"xref\s|\d+ 0 obj", pdf[at : at + 20]):
        raise DamageError("its end does not fit to what stands before it")


def _texts(pdf: bytes) -> Iterator[bytes]:
    """What stands outside of streams, and in those of objects. Raises DamageError for a stream that is not whole."""
    at = 0
    while match := _STREAM.search(pdf, at):
        yield pdf[at : match.start()]
        head = pdf[max(at, pdf.rfind(b" obj", at, match.start())) : match.start()]
        length = _LENGTH.search(head)
        begin = match.end()
        end = begin + int(length[1]) if length else begin
        if length is None or not re.match(rb"\s*endstream", pdf[end : end + 20]):
            raise DamageError("a part of it is cut short")
        if b"/FlateDecode" in head:
            try:
                data = zlib.decompress(pdf[begin:end])
            except zlib.error:
                raise DamageError("a part of it cannot be unpacked") from None
            if b"/ObjStm" in head:
                yield data
        at = end
    yield pdf[at:]
