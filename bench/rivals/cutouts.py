"""Cut-outs of pages: for each point of the comparison one picture, ours beside the same place on others' pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

import pypdfium2
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

WIDTH = 1040
"""Pixels of all cut-outs in a row."""

PAGES = 3
"""Pages of one document that are shown beside each other."""

SHORT = 4
"""So many in a row leave no room for more than a program's name."""

EDGE = 8
LABEL = 18
GROUND = "#d9d9d9"


class Point(Struct, frozen=True):
    """A place on a page: below and above a text (pt from its upper edge) and beside it; all of the width where no
    `beside` is given. Without a text it counts from the upper edge of the first page, or where it is negative from the
    lower edge of the last one."""

    name: str
    text: str = ""
    above: float = 0
    below: float = 100
    beside: tuple[float, float] | None = None
    near: str = ""
    """The text is the one on the same height as this one."""

    across: int = 2
    """Cut-outs in a row."""

    @property
    def width(self) -> int:
        """Pixels of a cut-out."""
        return WIDTH // self.across


POINTS = (
    Point("hierarchy", below=420, across=3),
    Point("employer", "Corriente", 10, 84),
    Point("role", "Quantitative researcher", 30, 60),
    Point("dates", "Graduate quantitative developer", 30, 40),
    Point("density", below=0, across=3),
    Point("grey", "Rewrote the quoting", 4, 62),
    Point("rhythm", "Brackwater", 90, 130),
    Point("last-lines", "Wrote fused attention", 4, 62),
    Point("bullets", "Run a Rust signal", 18, 24, (-26, 90), across=3),
    Point("links", "okafor-example", 16, 26),
    Point("header", below=130),
    Point("education", "Limmat Institute", 30, 100),
    Point("line-length", "Took three signals", 6, 46),
    Point("dashes", "2025", 12, 18, (-50, 80), near="Quantitative researcher", across=3),
    Point("colour", below=792, across=6),
    Point("bottom-edge", below=-792, across=6),
)


def picture(point: Point, pages: Mapping[str, bytes]) -> Image.Image:
    """All cut-outs of a point, each with its page's name above it."""
    cut = [(name, _cut(point, pypdfium2.PdfDocument(pdf))) for name, pdf in pages.items()]
    rows = [cut[start : start + point.across] for start in range(0, len(cut), point.across)]
    heights = [max(one.height for _, one in row) + LABEL + EDGE for row in rows]
    whole = Image.new("RGB", (point.across * (point.width + EDGE) + EDGE, sum(heights) + EDGE), GROUND)
    draw, font = ImageDraw.Draw(whole), ImageFont.load_default(13)
    for number, row in enumerate(rows):
        for place, (name, one) in enumerate(row):
            left, top = EDGE + place * (point.width + EDGE), EDGE + sum(heights[:number])
            draw.text((left, top - 3), name if point.across < SHORT else name.partition(",")[0], "#000000", font)
            whole.paste(one, (left, top + LABEL))
    return whole


def small(image: Image.Image) -> bytes:
    """The picture as a PNG of few colours."""
    out = BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _cut(point: Point, pages: pypdfium2.PdfDocument) -> Image.Image:
    if not point.below:
        return _beside([page.render(scale=point.width / PAGES / page.get_width()).to_pil() for page in pages])
    if not point.text:
        page = pages[len(pages) - 1 if point.below < 0 else 0]
        height = page.get_height()
        first = height + point.below if point.below < 0 else 0
        return _drawn(page, (0, first, page.get_width(), abs(point.below)), point.width)
    page, left, top = _found(point, pages)
    start, width = (left + point.beside[0], sum(map(abs, point.beside))) if point.beside else (0, page.get_width())
    return _drawn(page, (start, top - point.above, width, point.above + point.below), point.width)


def _found(point: Point, pages: pypdfium2.PdfDocument) -> tuple[pypdfium2.PdfPage, float, float]:
    """The page that has the text, and where its first letter stands (pt from the left and from above)."""
    for page in pages:
        height = next((top for _, top in _places(page, point.near)), None) if point.near else None
        places = [one for one in _places(page, point.text) if height is None or abs(one[1] - height) < 40]
        if places and (height is not None or not point.near):
            return page, *min(places, key=lambda one: abs(one[1] - (height or 0)))
    raise LookupError(f"no page says {point.text}")


def _places(page: pypdfium2.PdfPage, text: str) -> Iterable[tuple[float, float]]:
    words = page.get_textpage()
    search = words.search(text)
    while found := search.get_next():
        left, _, _, top = words.get_charbox(found[0])
        yield left, page.get_height() - top


def _drawn(page: pypdfium2.PdfPage, box: tuple[float, float, float, float], pixels: int) -> Image.Image:
    """A part of a page (left, top, width, height in pt), so many pixels wide."""
    left, top, width, height = box
    scale = pixels / width
    whole = page.render(scale=scale).to_pil()
    part = Image.new("RGB", (pixels, round(height * scale)), "white")
    part.paste(whole, (round(-left * scale), round(-top * scale)))
    return part


def _beside(images: list[Image.Image]) -> Image.Image:
    """Pages beside each other, on a ground for three."""
    width, height = max(one.width for one in images), max(one.height for one in images)
    ground = Image.new("RGB", (PAGES * width, height), GROUND)
    for number, one in enumerate(images[:PAGES]):
        ground.paste(one, (number * width, 0))
    return ground
