"""RenderCV, versions 1 and 2 and what came before → the data of a profile."""

from __future__ import annotations

from tailor.importing.fields.basics import basics, summary
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.fields.source_language import say_locale
from tailor.importing.ledger import LOOK, Node, squeezed
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
    """Whether this is a résumé of this kind: a `cv`, under whatever name, with a name or with sections."""
    return bool(_cv(root))


def _cv(root: Node) -> Node:
    """The part about the person: `cv`, or what has the sections that only this format has."""
    cv = root.find("cv")
    if cv.is_map and (cv.find("name") or cv.find("sections") or cv.find("education")) and not cv.find("basics"):
        return cv
    named = (node for node in (*root, root) if node.is_map and node.find("name", "email") and _titled(node))
    return next(named, root.nothing())


def _titled(node: Node) -> bool:
    """Whether there are sections by their headings, each a list of entries."""
    sections = node.find("sections")
    return sections.is_map and any(isinstance(section.value, list) for section in sections)


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    cv = _cv(root)
    root.ledger.open_ended = root.ledger.dashes_nest = True
    data: Data = {}
    basics(data, cv)
    say_locale(data, root, root.find("locale_catalog"), root.find("rendercv_settings"))
    sections = Sections(data)
    summary(sections, cv)
    for name in LOOKS:
        root.find(name).drop(LOOK)
    cv.find("section_order").drop("a target orders the sections")
    for child in cv.find("sections"):
        sections.add(child, titled=True)
    for child in cv:  # before version 1, sections stood beside the name
        if squeezed(child.key) not in HEAD and not child.is_scalar:
            sections.add(child, titled=True)
    return data
