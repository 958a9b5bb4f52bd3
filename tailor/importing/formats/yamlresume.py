"""YAMLResume → the data of a profile: JSON Resume's fields under `content`, with its own names for some."""

from __future__ import annotations

from tailor.importing.fields.basics import accounts, basics, summary
from tailor.importing.fields.contact_fields import location
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.fields.source_language import say_locale
from tailor.importing.ledger import LOOK, Node, squeezed
from tailor.importing.sections.source_sections import Sections

HEAD = ("basics", "location", "profiles")
LOOKS = ("layout", "layouts")


def fits(root: Node) -> bool:
    """Whether this is a résumé of this kind."""
    content = root.find("content")
    return content.is_map and any(content.find(name) for name in ("basics", "education", "work"))


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    content = root.find("content")
    root.ledger.open_ended = True
    data: Data = {}
    basics(data, content.find("basics"))
    if place := location(content.find("location")):
        data["contact"]["location"] = place
    accounts(data, content.find("profiles"))
    say_locale(data, root, root.find("layout"), *root.find("layouts"), content, content.find("basics"))
    sections = Sections(data)
    summary(sections, content.find("basics"))
    for name in LOOKS:
        root.find(name).drop(LOOK)
    for child in content:
        if squeezed(child.key) not in HEAD:
            sections.add(child)
    return data
