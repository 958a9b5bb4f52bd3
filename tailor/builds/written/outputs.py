"""The files of a build, each replaced whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tailor.base.limited_files import read_limited
from tailor.builds.written.report import as_json
from tailor.exporting.formats import FORMATS, DocumentFormat, Format, Made, SetPage
from tailor.storage.files import write_whole
from tailor.tex.brought import MOST_READ
from tailor.tex.engine import FONTS

if TYPE_CHECKING:
    from tailor.builds.beside.letters import SetLetter
    from tailor.builds.build_values import Built, Choice
    from tailor.exporting.document import Document, Sheet


def write_outputs(built: Built, line: Mapping[str, Any], stem: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Make everything first, then put each file in place. Raises TexMissingError where a format lacks its tool."""
    wanted = [FORMATS[name] for name in formats]
    contents = {stem.with_name(stem.name + one.endings[0]): made(built, line, one).content for one in wanted}
    if built.letter is not None:
        beside = stem.with_name(f"{stem.name}-letter")
        contents |= {
            beside.with_name(beside.name + one.endings[0]): letter_made(built, built.letter, one)
            for one in wanted
            if one.name in LETTER_FORMATS
        }
    if "tex" in formats:
        contents |= {stem.parent / name: content for name, content in _beside(built).items()}
    for path, content in contents.items():
        write_whole(path, content)
    if "tex" in formats and OWN_FONTS in built.preamble:
        _write_fonts(stem.parent / "fonts")
    return tuple(contents)


def _beside(built: Built) -> dict[str, bytes]:
    """What the page's `.tex` asks for by name, and what the template brings: it compiles where these are."""
    inputs = built.choice.inputs
    brought = {name: read_limited(path, MOST_READ) for name, path in inputs.template.brought.files.items()}
    return {**brought, **inputs.files}


LETTER_FORMATS = ("pdf", "tex", "txt", "md", "html", "docx", "png")
"""The formats that a letter is written in, beside those of the page."""


def letter_made(built: Built, letter: SetLetter, wanted: Format) -> bytes:
    """The letter of a page that was set, in one of `LETTER_FORMATS`. Raises TexMissingError where it lacks its tool."""
    if isinstance(wanted, DocumentFormat):
        return wanted.make(_letter_document(built.choice, letter)).content
    return wanted.make(SetPage(letter.typeset.pdf, document(letter.preamble, letter.source), ""))


def _letter_document(choice: Choice, letter: SetLetter) -> Document:
    from tailor.core.profile.blocks import FIELDS
    from tailor.core.profile.kinds import Kind
    from tailor.exporting.document import Document, Part

    head = Part(Kind.HEADER, "header", ("name",), {**FIELDS[Kind.HEADER], **letter.header})
    parts = tuple(
        Part(
            Kind.BULLET if one.listed else Kind.PARAGRAPH, "letter", ("letter", index), {"text": one.text, "links": ()}
        )
        for index, one in enumerate(letter.pieces)
    )
    body = Part(Kind.SECTION, "letter", ("letter",), {}, parts)
    title = choice.inputs.target.value.title or ""
    return Document(head, (), choice.inputs.locale, title, replace(_sheet(choice), pages=1), body)


OWN_FONTS = "\\fontfolder"
"""What the preamble of a template names that is set in a face of ours: its `.tex` takes it from a folder beside it."""


def _write_fonts(folder: Path) -> None:
    for font in (one for one in FONTS.iterdir() if one.is_file()):
        if not (folder / font.name).exists():
            write_whole(folder / font.name, font.read_bytes())


def made(built: Built, line: Mapping[str, Any], wanted: Format) -> Made:
    """A page that was set, in one format. Raises TexMissingError where it lacks its tool."""
    if isinstance(wanted, DocumentFormat):
        return wanted.make(page_document(built.choice, tables=wanted.tables))
    tex, report = document(built.preamble, built.source), as_json(line, built.items)
    return Made(wanted.make(SetPage(built.typeset.pdf, tex, report)))


def page_document(choice: Choice, *, tables: bool = True) -> Document:
    """What a chosen page shows; without `tables`, their rows are entries."""
    from tailor.exporting.document import Portrait, selected

    inputs = choice.inputs
    found = selected(inputs.profile.value, inputs.target.value, choice.chosen(), inputs.locale, tables, choice.marks)
    photo = inputs.photo
    shown = Portrait(photo.content, photo.width, photo.height, photo.words) if photo else None
    return replace(found, sheet=_sheet(choice), photo=shown)


def _sheet(choice: Choice) -> Sheet:
    """The paper of a chosen page, for formats that have any."""
    from tailor.exporting.document import Sheet

    inputs, pages = choice.inputs, choice.inputs.target.value.pages
    manifest, style = inputs.template.manifest, inputs.template.style
    margin = next(one for one in (*manifest.layouts, *manifest.roomy) if one.name == choice.layout.name).margin
    return Sheet(
        paper="a4" if inputs.paper == "a4" else "letter",
        margins=(margin.top, margin.right, margin.bottom, margin.left),
        face="sans" if style.face in ("sans", "heros") else "serif",
        accent=str(style.accent),
        pages=pages if isinstance(pages, int) else None,
        reference=inputs.reference.content if inputs.reference else None,
    )


def document(preamble: str, source: str) -> str:
    """The whole LaTeX file, which compiles alone."""
    return f"{preamble}\n\\begin{{document}}\n{source}\n\\end{{document}}\n"
