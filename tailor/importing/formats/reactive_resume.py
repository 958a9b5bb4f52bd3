"""Reactive Resume, versions 3, 4 and 5 → the data of a profile."""

from __future__ import annotations

from collections.abc import Iterator

from tailor.importing.fields.basics import accounts, basics, summary
from tailor.importing.fields.contact_fields import accepted
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.fields.source_language import say_locale
from tailor.importing.ledger import HIDDEN, LOOK, SETTING, Node, squeezed
from tailor.importing.sections.source_sections import Sections

LOOKS = ("id", "icon", "iconColor", "columns", "separateLinks", "visible", "hidden", "levelNum", "options", "type")
"""Fields of a section or an entry that say nothing of the person."""


def fits(root: Node) -> bool:
    """Whether this is a résumé of this kind: sections by name, each with its items."""
    sections = root.find("sections")
    bodies = [child for child in sections if child.is_map] if sections.is_map else []
    return root.find("basics").is_map and any("items" in map(squeezed, map(str, body.value)) for body in bodies)


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    data: Data = {}
    person = root.find("basics")
    basics(data, person)
    _custom_fields(data, person.find("customFields"))
    for name in ("picture", "photo"):
        root.find(name).drop("the file is not in it: save it here, and name it as `photo`")
    say_locale(data, root, root.find("metadata"), person)
    sections = Sections(data)
    summary(sections, person)
    for section in _bodies(root):
        _section(data, sections, section)
    for name in ("metadata", "public", "id", "slug", "title", "visibility", "createdAt", "updatedAt", "user"):
        root.find(name).drop(SETTING)
    return data


def _custom_fields(data: Data, fields: Node) -> None:
    """Further lines of the head: an address is a link, anything else a text."""
    for field in fields:
        name, value = field.find("name", "label"), field.find("value", "text", "link")
        text = one_line(value.text())
        label = one_line(name.text())
        if url := accepted("website", text):
            data["links"].append({"label": label, "url": url} if label else url)
        elif text:
            data["links"].append({"label": f"{label}: {text}" if label else text})
        for look in LOOKS:
            field.find(look).drop(LOOK)


def _bodies(root: Node) -> Iterator[Node]:
    """The sections, the author's own ones among them."""
    for node in (root.find("summary"), *root.find("sections")):
        if node.is_map and squeezed(node.key) == "custom" and not node.find("items"):
            yield from node
        elif node:
            yield node
    yield from root.find("customSections")


def _section(data: Data, sections: Sections, node: Node) -> None:
    """One section by its key; its heading is kept where the author changed it."""
    if not node.is_map:
        sections.add(node)
        return
    if _hidden(node):
        node.drop(HIDDEN)
        return
    for look in LOOKS:
        node.find(look).drop(LOOK)
    title, items = one_line(node.find("name", "title", "heading").text()), _shown(node)
    if squeezed(node.key) in ("skills", "languages"):
        items = items.known_as(description="proficiency")
    if content := node.find("content"):
        sections.summary(content, title or "summary")
    elif squeezed(node.key) == "profiles":
        accounts(data, items)
    elif items:
        sections.add(items, title or node.key, titled=True)


def _hidden(node: Node) -> bool:
    return str(node.find("visible").value).lower() == "false" or str(node.find("hidden").value).lower() == "true"


def _shown(node: Node) -> Node:
    """The entries that the person shows, with the fields that mean something else here."""
    shown = []
    for item in node.find("items"):
        if item.is_map and _hidden(item):
            item.drop(HIDDEN)
            continue
        for look in LOOKS:
            item.find(look).drop(LOOK)
        shown.append(item)
    return node.find("items").only(shown)
