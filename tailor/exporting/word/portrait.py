"""A photo in a Word document: at the right margin, with text beside it and alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx.oxml.parser import parse_xml
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph

from tailor.exporting.document import Portrait
from tailor.exporting.word.fit import LINE
from tailor.models.manifests import INCH

HIGHEST = INCH * 5 // 4
"""What a photo beside a head is high at most (sp)."""

BELOW = 3.0
"""Space between a photo and the first heading, in pt."""

ANCHOR = """<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 distT="0" distB="0" distL="114300" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1"
 allowOverlap="0"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="left"/>
</wp:anchor>"""
"""Where Word and LibreOffice put it (ECMA-376-1, 20.4.2.3)."""


def add_photo(head: Sequence[Paragraph], photo: Portrait, size: float) -> None:
    """Anchor it to the first paragraph of a head set in type of a size (pt); what follows the head stands below it."""
    part = min(1.0, HIGHEST / photo.height)
    width, height = (Emu(round(length * part * 914400 / INCH)) for length in (photo.width, photo.height))
    _leave_room(head, height.pt, size)
    inline = head[0].add_run().add_picture(BytesIO(photo.content), width, height)._inline
    inline.docPr.set("descr", photo.words)
    inline.docPr.set("name", "photo")
    anchor = parse_xml(ANCHOR.format(width=int(width), height=int(height)))
    for element in (inline.docPr, *inline.xpath("./wp:cNvGraphicFramePr"), inline.graphic):
        anchor.append(element)
    inline.getparent().replace(inline, anchor)


def _leave_room(head: Sequence[Paragraph], height: float, size: float) -> None:
    """Space below the head, as far as its lines are not as high as the photo."""
    styles = [one.style for one in head]
    own = sum((style.font.size.pt if style and style.font.size else size) * LINE for style in styles)
    if (lacking := height + BELOW - own) > 0:
        head[-1].paragraph_format.space_after = Pt(lacking)
