"""The files of a build, each replaced whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tailor.builds.written.report import as_json
from tailor.exporting.formats import FORMATS, DocumentFormat, Format, Made, SetPage
from tailor.storage.files import write_whole
from tailor.tex.engine import FONTS

if TYPE_CHECKING:
    from tailor.builds.values import Built, Choice
    from tailor.exporting.document import Document


def write_outputs(built: Built, line: Mapping[str, Any], stem: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Make everything first, then put each file in place. Raises TexMissingError where a format lacks its tool."""
    wanted = [FORMATS[name] for name in formats]
    contents = {stem.with_name(stem.name + one.endings[0]): made(built, line, one).content for one in wanted}
    for path, content in contents.items():
        write_whole(path, content)
    if "tex" in formats and OWN_FONTS in built.preamble:
        _write_fonts(stem.parent / "fonts")
    return tuple(contents)


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
    from tailor.exporting.document import selected

    inputs = choice.inputs
    return selected(inputs.profile.value, inputs.target.value, choice.chosen(), inputs.locale, tables)


def document(preamble: str, source: str) -> str:
    """The whole LaTeX file, which compiles alone."""
    return f"{preamble}\n\\begin{{document}}\n{source}\n\\end{{document}}\n"
