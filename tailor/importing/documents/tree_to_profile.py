"""The tree of a document (`head`, `sections` with titles and entries) → the data of a profile."""

from __future__ import annotations

from tailor.importing.fields.basics import basics, summary
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.ledger import SETTING, Node
from tailor.importing.sections.section_names import key_of
from tailor.importing.sections.source_sections import Sections


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    data: Data = {}
    head = root.find("head")
    _drop_frame(root)
    basics(data, head.known_as(summary=""))
    sections = Sections(data)
    about = any(key_of(str(section.find("title").value)) == "summary" for section in root.find("sections"))
    if not about:
        summary(sections, head)
    for section in root.find("sections"):
        title = one_line(section.find("title").text())
        sections.add(section.find("entries"), title or "section", titled=True)
    if about:
        sections.more_summary(head.find("summary"))
    return data


def _drop_frame(root: Node) -> None:
    """Name what frames a document and says nothing of the person."""
    head = root.find("head")
    head.find("headings").drop("what the document or its head is called")
    head.find("private").drop("not for a page")
    head.find("signature").drop("the signature")
    root.find("settings").drop(SETTING)
    for section in root.find("sections"):
        section.find("columns").drop("the head of a table")
        section.find("headings").drop("what stands above several entries")


def fits(root: Node) -> bool:
    """Whether a document is a résumé: it has a section that résumés have."""
    return any(key_of(str(section.find("title").value)) for section in root.find("sections"))
