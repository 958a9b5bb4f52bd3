"""The styles of a document in Word, and its paper. Those that a user's own document has stay as they are there."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from tailor.exporting.document import Sheet
from tailor.models.manifests import PAPERS, SP, to_sp

NAME, HEADLINE, CONTACTS, NOTE = "Name", "Headline", "Contacts", "Section Note"
SECTION, ENTRY, POSITION, REMARKS = "Heading 1", "Entry", "Position", "Remarks"
TEXT, KEYWORDS, PUBLICATION, LETTER = "Body Text", "Keywords", "Publication", "Letter"
BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
LINK, CODE, DATES, BOLD = "Hyperlink", "Code", "Dates", "Strong"

FACES = {"serif": "Cambria", "sans": "Calibri"}
"""What every Word has; where a free program has not, kin of the same widths stand for them (Caladea, Carlito)."""


class Density(NamedTuple):
    """How close the text stands: its size in pt, a factor on the space between paragraphs, the widest margins in pt."""

    size: float
    gaps: float = 1.0
    margin: float = 72.0


class Look(NamedTuple):
    """A paragraph style: what it builds on, its size as a factor, weight, space before and after in pt, indent and
    how far its first line hangs out, in em."""

    base: str
    size: float = 1.0
    bold: bool | None = None
    italic: bool | None = None
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    hang: float = 0.0
    ruled: bool = False
    kept: bool = False


LOOKS = {
    NAME: Look("Title", 2.0, bold=True, kept=True),
    HEADLINE: Look("Subtitle", 1.1, kept=True),
    CONTACTS: Look("Normal", after=2),
    SECTION: Look("Normal", 1.15, bold=True, before=7, after=2, ruled=True, kept=True),
    NOTE: Look("Normal", italic=True, after=1, kept=True),
    ENTRY: Look("Heading 2", bold=False, before=3, kept=True),
    POSITION: Look("Heading 3", bold=False, italic=True, before=2, kept=True),
    REMARKS: Look("Normal", kept=True),
    TEXT: Look("Normal", after=1),
    LETTER: Look("Body Text", before=8),
    KEYWORDS: Look("Normal", after=1, indent=1.3, hang=1.3),
    PUBLICATION: Look("Normal", after=1.5, indent=1.3, hang=1.3),
    BULLETS[0]: Look("Normal", after=1, indent=1.3, hang=1.3),
    BULLETS[1]: Look("Normal", after=1, indent=2.6, hang=1.3),
    BULLETS[2]: Look("Normal", after=1, indent=3.9, hang=1.3),
    "Title": Look("Normal"),
    "Subtitle": Look("Normal"),
    "Heading 2": Look("Normal", kept=True),
    "Heading 3": Look("Normal", kept=True),
}  # fmt: skip
"""Every paragraph style that is used, or built on."""


def prepare(word: WordDocument, sheet: Sheet, language: str, density: Density) -> None:
    """Give a new document its paper and styles; a user's own has only those added that it
    lacks."""
    own = sheet.reference is not None
    known = {style.name for style in word.styles}
    if not own:
        _lay_paper(word, sheet, Pt(density.margin))
        _set_text(word, sheet, density.size)
    for name, look in LOOKS.items():
        style = _paragraph_style(word, name)
        if not (own and name in known):
            _dress(style, look, word, density, sheet.accent)
    for name in (LINK, CODE, DATES, BOLD):
        if name not in known:
            _character_style(word, name, sheet.accent)
    _speak(word, language)


def text_width(word: WordDocument) -> Length:
    """The width of the text."""
    section = word.sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    whole, left, right = (int(side or 0) for side in sides)
    return Emu(whole - left - right)


def _lay_paper(word: WordDocument, sheet: Sheet, widest: Length) -> None:
    section = word.sections[0]
    width, height = (to_sp(side) for side in PAPERS[sheet.paper])
    section.page_width, section.page_height = _emu(width), _emu(height)
    sides = (Emu(min(_emu(side), widest)) for side in sheet.margins)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = sides
    section.header_distance = section.footer_distance = Pt(18)


def _emu(sp: int) -> Emu:
    """TeX's scaled points as Word's unit, 914400 to the inch."""
    return Emu(round(sp * 914400 / (SP * 72.27)))


def _set_text(word: WordDocument, sheet: Sheet, size: float) -> None:
    """The face, the size and the lines of all text."""
    normal = word.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_face(normal, FACES[sheet.face])
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def _set_face(style: CharacterStyle, face: str) -> None:
    """One face for every script: what it lacks, Word takes from elsewhere."""
    style.font.name = face
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), face)


def _paragraph_style(word: WordDocument, name: str) -> ParagraphStyle:
    styles = word.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _dress(style: ParagraphStyle, look: Look, word: WordDocument, density: Density, accent: str) -> None:
    style.base_style = _paragraph_style(word, look.base) if look.base != style.name else None
    _undress(style)
    size, gaps = density.size, density.gaps
    font, form = style.font, style.paragraph_format
    font.bold, font.italic = look.bold, look.italic
    font.size = Pt(round(2 * size * look.size) / 2) if look.size != 1.0 else None
    form.space_before, form.space_after = _points(look.before * gaps), _points(look.after * gaps)
    form.keep_with_next = look.kept or None
    if look.indent:
        form.left_indent, form.first_line_indent = Pt(size * look.indent), Pt(-size * look.hang)
        form.tab_stops.add_tab_stop(Pt(size * look.indent))
    if style.name in (ENTRY, POSITION):
        form.tab_stops.add_tab_stop(text_width(word), WD_TAB_ALIGNMENT.RIGHT)
    if look.ruled:
        font.color.rgb = RGBColor.from_string(accent.removeprefix("#"))
        _rule(style, accent)


def _points(length: float) -> Pt:
    """A length in pt, in the twentieths that Word knows."""
    return Pt(round(20 * length) / 20)


def _undress(style: ParagraphStyle) -> None:
    """Take from a style what Word's usual one has; a heading stays one, a list's numbering too."""
    properties = style.element.rPr
    if properties is not None:
        style.element.remove(properties)
    form = style.element.get_or_add_pPr()
    for child in [one for one in form if one.tag not in (qn("w:numPr"), qn("w:outlineLvl"))]:
        form.remove(child)


def _rule(style: ParagraphStyle, colour: str) -> None:
    """A hair line below."""
    border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in {"val": "single", "sz": "4", "space": "1", "color": colour.removeprefix("#")}.items():
        line.set(qn(f"w:{key}"), value)
    border.append(line)
    form = style.element.get_or_add_pPr()
    form.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _character_style(word: WordDocument, name: str, accent: str) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(style, CharacterStyle)
    if name == CODE:
        _set_face(style, "Consolas")
    if name == LINK:
        style.font.color.rgb = RGBColor.from_string(accent.removeprefix("#"))
    if name == BOLD:
        style.font.bold = True


def _speak(word: WordDocument, language: str) -> None:
    """The language of the text, for spelling and for readers."""
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        defaults = word.styles["Normal"].element.get_or_add_rPr()
    found = defaults.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        defaults.append(found)
    found.set(qn("w:val"), language)
    for element in word.styles.element.iterfind(f".//{qn('w:style')}//{qn('w:lang')}"):
        element.set(qn("w:val"), language)
