"""JSON Resume, in every version met in the wild, as JSON or YAML → the data of a profile."""

from __future__ import annotations

from tailor.importing.fields.basics import accounts, basics, summary
from tailor.importing.fields.entries import Data
from tailor.importing.fields.html import one_line
from tailor.importing.ledger import Node, squeezed
from tailor.importing.sections.source_sections import KNOWN, SCALARS, Sections

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
    """One section; a list of the standard may hold several of a profile's, told apart by the `type` of each entry,
    or by the `section` that our own export names."""
    if any(squeezed(node.key) == squeezed(name) for name in SETTINGS):
        return
    homes: dict[tuple[str, str, str], list[Node]] = {}
    for child in node:
        homes.setdefault(_home(node, child), []).append(child)
    if not isinstance(node.value, list) or homes.keys() <= {("", "", "")}:
        sections.add(node)
        return
    for (key, title, form), children in homes.items():
        if title:
            sections.gather(title, form, children)
        else:
            sections.collect(key or KNOWN[squeezed(node.key)], children)


def _home(node: Node, child: Node) -> tuple[str, str, str]:
    """Where an entry goes, if not to the usual section: the key of a profile's section, or the title of one of the
    author's own and the form of its entries."""
    if title := one_line(child.find("section").text()) if child.is_map else "":
        form = str(child.find("form").use().value or FORMS.get(squeezed(node.key), "project"))
        key = KNOWN.get(squeezed(title), "")
        return (key, "", "") if key in MARKED else ("", title, form)
    kind = str(child.find("type").value or "").strip().lower()
    key = TYPES.get(squeezed(node.key), {}).get(kind, "")
    if key:
        child.find("type").use().change(f"it is among the {key}")
    return key, "", ""


FORMS = {
    "work": "work",
    "volunteer": "work",
    "education": "education",
    "publications": "publication",
    "skills": "keywords",
}
"""The form of the entries of a list of the standard, in a section that it does not have."""

MARKED = ("news", "memberships")
"""Sections of a profile that no list or type of the standard stands for."""

TYPES = {
    "projects": {"talk": "talks", "presentation": "talks", "conference": "talks", "research": "research"},
    "work": {"internship": "internships", "teaching": "teaching"},
    "volunteer": {"service": "service"},
    "awards": {"achievement": "achievements"},
    "publications": {"writing": "writing"},
}
"""The `type` of entries that belong to another section of a profile."""
