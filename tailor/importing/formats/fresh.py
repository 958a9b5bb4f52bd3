"""FRESH (the format of HackMyResume) → the data of a profile."""

from __future__ import annotations

from tailor.importing.fields.basics import WAYS, accounts, basics, summary
from tailor.importing.fields.contact_fields import location, put
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.fields.source_language import say_locale
from tailor.importing.ledger import SETTING, Node, squeezed
from tailor.importing.sections.source_sections import Sections

HISTORIES = {
    "employment": "experience", "service": "volunteering", "education": "education", "affiliation": "memberships",
}  # fmt: skip
LISTS = {
    "projects": ("projects", ""), "recognition": ("awards", ""), "writing": ("publications", ""),
    "speaking": ("talks", ""), "languages": ("languages", ""), "interests": ("interests", ""),
    "references": ("references", ""), "testimonials": ("testimonials", "item"), "reading": ("reading", ""),
    "governance": ("governance", "work"), "extracurricular": ("extracurricular", "project"),
}  # fmt: skip
"""Sections that are lists: where they go, and the kind of a section of the author's own."""

HEAD = ("name", "info", "contact", "location", "social", "meta", "skills")


def fits(root: Node) -> bool:
    """Whether this is a résumé of this kind: it says so, or keeps its jobs as such a file does."""
    said = str(root.find("meta").find("format").value or "")
    employment = root.find("employment")
    return said.upper().startswith("FRESH") or bool(employment.is_map and employment.find("history"))


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    data: Data = {}
    info, contact = root.find("info"), root.find("contact")
    basics(data, root.only(child for child in root if squeezed(child.key) == "name"))
    basics(data, info.known_as(brief="", quote=""))
    basics(data, contact)
    _others(data, contact)
    if place := location(root.find("location")):
        data["contact"]["location"] = place
    accounts(data, root.find("social"))
    say_locale(data, root, root.find("meta"))
    sections = Sections(data)
    summary(sections, info.known_as(brief="summary"))
    info.find("quote").drop("a motto is not for a page")
    for child in root:
        _section(sections, child)
    root.find("meta").drop(SETTING)
    return data


def _others(data: Data, contact: Node) -> None:
    """Further ways to reach the person, each with what it is."""
    for other in contact.find("other"):
        kind = squeezed(str(other.find("flavor", "label").value or ""))
        known = next((name for name, names in WAYS.items() if kind in map(squeezed, names)), "website")
        put(data, known, other.find("value"))


def _section(sections: Sections, node: Node) -> None:
    name = squeezed(node.key)
    if name in HISTORIES and node.is_map:
        sections.add(node.find("history", "list"), HISTORIES[name], title=node.key)
        sections.note(HISTORIES[name], node.find("summary"))
    elif name == "skills":
        _skills(sections, node)
    elif name in LISTS:
        key, kind = LISTS[name]
        sections.add(node.known_as(quote="reference"), key, kind=kind, title=node.key)
    elif name not in HEAD:
        sections.add(node)


def _skills(sections: Sections, node: Node) -> None:
    """Skills in sets, and in a list that mostly says the same again."""
    if not node.is_map:
        sections.add(node)
        return
    sets = node.find("sets")
    sections.add(sets, "skills")
    listed = {one_line(str(leaf.value)).casefold() for leaf in sets.leaves()}
    rest = []
    for child in node.find("list", "items"):
        name = child.find("name") if child.is_map else child
        if str(name.value).casefold() in listed:
            name.use()
        else:
            rest.append(child)
    if rest:
        sections.add(node.find("list", "items").only(rest), "skills")
