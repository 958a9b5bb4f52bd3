"""How close the text of a document in Word stands to take its pages and no more.

An estimate: Word breaks its own lines.
"""

from __future__ import annotations

from math import ceil

from docx.document import Document as WordDocument
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from tailor.exporting.word.styles import Density, text_width

DENSITIES = (
    *(Density(11), Density(10.5), Density(10.5, 0.7), Density(10), Density(10, 0.6), Density(9.5, 0.7)),
    *(Density(9.5, 0.5, 36), Density(9, 0.6, 36), Density(9, 0.4, 32), Density(8.5, 0.4, 32), Density(8, 0.2, 30)),
)
"""From the loosest on: the first that fits is taken, the last where none does."""

NARROW, WIDE = frozenset("fijlrtI.,;:'’‘|!()[]/- \u00a0"), frozenset("mwMW@%—…&")
LINE = 1.22
"""A line's height in em, of the faces that are used."""

SPARE = 0.97
"""The part of a line that is filled where words end, and of a page that is promised."""


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes that are so many em wide."""
    return sum(max(1, ceil(_width(part) / (width * SPARE))) for part in text.split("\n"))


def _width(text: str) -> float:
    return sum(_letter(one) for one in text)


def _letter(one: str) -> float:
    """An em's part that a letter takes, on the safe side."""
    if one in NARROW:
        return 0.3
    if ord(one) > 0x2E80:
        return 1.0
    if one.isupper():
        return 0.66
    return 0.85 if one in WIDE else 0.52


def height(word: WordDocument, size: float) -> float:
    """How high the text stands, in pt."""
    return sum(_paragraph_height(one, text_width(word).pt, size) for one in word.paragraphs)


def _paragraph_height(paragraph: Paragraph, width: float, size: float) -> float:
    style = paragraph.style
    assert isinstance(style, ParagraphStyle)
    own = style.font.size.pt if style.font.size else size
    form = style.paragraph_format
    indent = form.left_indent.pt if form.left_indent else 0.0
    after = paragraph.paragraph_format.space_after or form.space_after
    gaps = sum((gap.pt for gap in (form.space_before, after) if gap), 0.0)
    return float(lines_of(paragraph.text, (width - indent) / own) * own * LINE + gaps)


def room(word: WordDocument) -> float:
    """The height that a page has for text, in pt."""
    section = word.sections[-1]
    sides = (section.page_height, section.top_margin, section.bottom_margin)
    whole, top, bottom = (side.pt if side else 0.0 for side in sides)
    return float(whole - top - bottom) * SPARE
