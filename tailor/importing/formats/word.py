"""Word (.docx) → the lines of a document, read by python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from tailor.importing.documents.lines import Data, Line, tree_of

MOST = 5_000
"""Paragraphs of a document; a résumé has some hundred."""


class NoDocumentError(ValueError):
    """What says that it is a Word file and cannot be read as one."""


def tree(content: bytes) -> Data:
    """The document as a tree. Raises NoDocumentError for a damaged one."""
    return tree_of(lines(content))


def lines(content: bytes) -> Iterator[Line]:
    """The paragraphs that say something, cells of tables among them, each in its place."""
    import docx  # brings an XML library

    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as error:  # the library raises whatever its parts raise
        raise NoDocumentError(f"Word's document cannot be opened: {error or type(error).__name__}") from None
    gap = False
    number = 0
    for paragraph in _paragraphs(document):
        number += 1
        if number > MOST:
            raise NoDocumentError(f"it has more than {MOST} paragraphs")
        text = _text(paragraph)
        if not text:
            gap = True
            continue
        for piece in text.split("\n"):
            if piece.strip():
                yield _line(piece.strip(), _style(paragraph), _depth(paragraph), f"paragraph {number}", gap)
                gap = False


def _paragraphs(document: Any) -> Iterator[Any]:
    from docx.table import Table

    for header in {section.header._element: section.header for section in document.sections}.values():
        yield from header.paragraphs
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = {cell._tc: cell for cell in row.cells}
                for cell in cells.values():
                    yield from cell.paragraphs
        else:
            yield block


def _text(paragraph: Any) -> str:
    """The text of a paragraph in Markdown: bold, italics, links."""
    return "".join(_run(piece) for piece in paragraph.iter_inner_content()).strip()


def _run(piece: Any) -> str:
    if hasattr(piece, "address"):
        return f"[{piece.text}]({piece.address})" if piece.address and piece.text else str(piece.text)
    return str(piece.text).replace("\u00ad", "")


def _style(paragraph: Any) -> str:
    style = paragraph.style
    return str(style.name or "") if style is not None else ""


def _depth(paragraph: Any) -> int:
    """How deep a list item is, by its numbering; 0 for what is none."""
    properties = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is None:
        return 0
    return 1 + int(numbering.ilvl.val if numbering.ilvl is not None else 0)


def _line(text: str, style: str, depth: int, place: str, gap: bool) -> Line:
    if style == "Title":
        return Line(text, place, level=1, gap=gap)
    if found := re.match(r"Heading (\d)", style):
        return Line(text, place, level=min(3, int(found[1]) + 1), gap=gap)
    marked = re.match(r"[•●▪◦‣\-–\uf0b7]\s+", text)
    if style.startswith("List") or depth or marked:
        level = re.search(r"(\d)$", style)
        bare = text[marked.end() :] if marked else text
        return Line(bare, place, bullet=depth or int(level[1] if level else 1), gap=gap)
    return Line(text, place, gap=gap)
