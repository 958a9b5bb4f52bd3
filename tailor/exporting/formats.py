"""Every output format in one table: its name, how its files end, what it is made of, the function that makes it.

To add one, write a function to bytes in a module of its own and add a line to `FORMATS`. `build --format`,
`export --format`, help, completion, the docs' test and the record of what is up to date all read this table.
A format made of a `Document` holds what a profile or a page says; one made of a `SetPage`, the page as TeX set it.

This module imports nothing heavy: help and completion read it. Each function imports what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from tailor.exporting.document import Document
    from tailor.exporting.loss import Loss
    from tailor.exporting.pages import Form


class SetPage(NamedTuple):
    """A page that was set: its PDF, its whole LaTeX file, its report as JSON."""

    pdf: bytes
    tex: str
    report: str


class Made(NamedTuple):
    """A file's content, and what of the document it does not hold as it stood."""

    content: bytes
    losses: Sequence[Loss] = ()


class DocumentFormat(NamedTuple):
    """A format made of what a profile or a page says. `endings` are how its files end: a build writes the first;
    `export --out` knows them all. Without `tables`, the rows of tables are given as entries."""

    name: str
    endings: tuple[str, ...]
    label: str
    make: Callable[[Document], Made]
    tables: bool = True


class PageFormat(NamedTuple):
    """A format made of a page that was set, so that there is none without a target."""

    name: str
    endings: tuple[str, ...]
    label: str
    make: Callable[[SetPage], bytes]


Format: TypeAlias = DocumentFormat | PageFormat


def _rendered(form: Form) -> Callable[[Document], Made]:
    def make(document: Document) -> Made:
        from tailor.exporting.pages import rendered

        return Made(rendered(document, form).encode())

    return make


def _json_resume(document: Document) -> Made:
    from tailor.exporting.jsonresume import json_resume

    return Made(*json_resume(document))


def _word(document: Document) -> Made:
    from tailor.exporting.word.writing import word_file

    return Made(word_file(document))


def _picture(page: SetPage) -> bytes:
    from tailor.exporting.picture import picture

    return picture(page.pdf)


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        PageFormat("pdf", (".pdf",), "the page", lambda page: page.pdf),
        PageFormat("tex", (".tex",), "the page's LaTeX, which compiles alone", lambda page: page.tex.encode()),
        PageFormat("json", (".json",), "the report", lambda page: page.report.encode()),
        DocumentFormat("txt", (".txt", ".text"), "plain text", _rendered("txt"), tables=False),
        DocumentFormat("md", (".md", ".markdown"), "Markdown", _rendered("md")),
        DocumentFormat("html", (".html", ".htm"), "HTML", _rendered("html")),
        DocumentFormat("docx", (".docx",), "Word", _word, tables=False),
        PageFormat("png", (".png",), "the first page as an image", _picture),
        DocumentFormat("jsonresume", (".resume.json", ".json"), "JSON Resume", _json_resume, tables=False),
    )
}
"""The output formats by name, in the order in which help lists them."""

DEFAULT = ("pdf", "tex", "json")
"""What a build writes by default."""


def documents() -> tuple[str, ...]:
    """The formats that a whole profile can be exported to."""
    return tuple(one.name for one in FORMATS.values() if isinstance(one, DocumentFormat))


def by_ending(name: str) -> Format | None:
    """The format that a file's name stands for: of several, one for whole profiles (`.json` is JSON Resume)."""
    found = [one for one in FORMATS.values() if name.lower().endswith(one.endings)]
    return next((one for one in found if isinstance(one, DocumentFormat)), found[0] if found else None)
