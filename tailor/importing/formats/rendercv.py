"""RenderCV, versions 1 and 2 and what came before → the data of a profile."""

from __future__ import annotations

from tailor.importing.fields.basics import basics, summary
from tailor.importing.fields.entries import Data
from tailor.importing.ledger import Node, squeezed
from tailor.importing.sections.source_sections import Sections

LOOKS = ("design", "locale", "locale_catalog", "localeCatalog", "settings", "rendercv_settings")
HEAD = frozenset(
    [
        "name",
        "label",
        "headline",
        "location",
        "email",
        "phone",
        "website",
        "socialnetworks",
        "customconnections",
        "photo",
        "sections",
        "sectionorder",
        "summary",
    ]
)


def fits(root: Node) -> bool:
    """Whether this is a résumé of this kind: a `cv` with a name or with sections."""
    cv = root.find("cv")
    return cv.is_map and bool(cv.find("name") or cv.find("sections") or cv.find("education"))


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    cv = root.find("cv")
    root.ledger.open_ended = True
    data: Data = {}
    basics(data, cv)
    sections = Sections(data)
    summary(sections, cv)
    for name in LOOKS:
        root.find(name).drop("how another program sets the page")
    cv.find("section_order").drop("a target orders the sections")
    for child in cv.find("sections"):
        sections.add(child, titled=True)
    for child in cv:  # before version 1, sections stood beside the name
        if squeezed(child.key) not in HEAD and not child.is_scalar:
            sections.add(child, titled=True)
    return data
