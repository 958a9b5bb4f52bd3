"""JSON Resume, in every version met in the wild, as JSON or YAML → the data of a profile."""

from __future__ import annotations

from tailor.adapters.convert.basics import accounts, basics, summary
from tailor.adapters.convert.entries import Data
from tailor.adapters.convert.ledger import Node, squeezed
from tailor.adapters.convert.sections import KNOWN, SCALARS, Sections

PERSON = ("basics", "bio", "personal", "personalInfo", "personalInformation")
WRAPPERS = ("resume", "cv", "data", "jsonresume")
SECTIONS = frozenset(
    [
        "work",
        "volunteer",
        "education",
        "awards",
        "certificates",
        "publications",
        "skills",
        "languages",
        "interests",
        "references",
        "projects",
        "employment",
        "hobbies",
    ]
)
SETTINGS = ("meta", "$schema", "theme", "themes", "custom", "settings", "version")


def fits(root: Node) -> bool:
    """Whether this is a résumé of this kind: a `basics` with something in it, or two of the standard's sections."""
    node = body(root)
    names = {squeezed(child.key) for child in node if child.is_map or isinstance(child.value, list)}
    return any(node.find(name).is_map for name in PERSON) or len(names & SECTIONS) >= 2


def body(root: Node) -> Node:
    """The résumé itself; some tools wrap it in one more mapping."""
    wrapped = root.find(*WRAPPERS)
    return wrapped if wrapped.is_map and not any(root.find(name) for name in PERSON) else root


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    node = body(root)
    data: Data = {}
    person = node.find(*PERSON)
    basics(data, person if person.is_map else node)
    accounts(data, node.find("profiles"))
    sections = Sections(data)
    if person:
        summary(sections, person)
    for name in SETTINGS:
        node.find(name).drop("a setting of another program")
    for child in node:
        known = not child.is_scalar or KNOWN.get(squeezed(child.key), squeezed(child.key)) in SCALARS
        if known and child.path != person.path and squeezed(child.key) != "profiles":
            _section(sections, child)
    return data


def _section(sections: Sections, node: Node) -> None:
    """One section; some of the standard's hold several of a profile's, told apart by the `type` of each entry."""
    if any(squeezed(node.key) == squeezed(name) for name in SETTINGS):
        return
    types = TYPES.get(squeezed(node.key), {})
    kinds: dict[str, list[Node]] = {}
    for child in node:
        kind = str(child.find("type").value or "").strip().lower()
        kinds.setdefault(types.get(kind, ""), []).append(child)
    if not isinstance(node.value, list) or kinds.keys() <= {""}:
        sections.add(node)
        return
    for key, children in kinds.items():
        for child in children:
            if key:
                child.find("type").use().change(f"it is among the {key}")
        sections.collect(key or KNOWN[squeezed(node.key)], children)


TYPES = {
    "projects": {"talk": "talks", "presentation": "talks", "conference": "talks", "research": "research"},
    "work": {"internship": "internships", "teaching": "teaching"},
    "volunteer": {"service": "service"},
    "awards": {"achievement": "achievements"},
    "publications": {"writing": "writing"},
}
"""The `type` of entries that belong to another section of a profile."""
