"""JSON Resume, in every version met in the wild, as JSON or YAML → the data of a profile."""

from __future__ import annotations

from tailor.importing.fields.basics import accounts, basics, summary
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.fields.source_language import FIELDS, say_locale
from tailor.importing.ledger import SETTING, Node, squeezed
from tailor.importing.sections.section_names import key_of, scalars
from tailor.importing.sections.source_sections import Sections

PERSON = ("basics", "bio", "personal", "personalInfo", "personalInformation")
"""Where the person stands, whatever else is there."""

PERSONS = (
    *PERSON,
    "info",
    "contact",
    "contactInfo",
    "contactInformation",
    "contacts",
    "personalDetails",
    "header",
    "person",
    "profile",
    "candidate",
    "about",
    "me",
    "details",
)
"""Where the person may stand, if it is a mapping with a name or a way to reach somebody."""

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
    """Whether this is a résumé of this kind: a person with something in it, or two of the standard's sections."""
    node = body(root)
    return bool(node) and (any(_persons(node)) or _sections(node) >= 2)


def body(root: Node) -> Node:
    """The résumé itself; some tools wrap it in one more mapping, under whatever name."""
    if any(root.find(name) for name in PERSON) or _sections(root) >= 2:
        return root
    inner = (
        node
        for node in root
        if node.is_map and (any(node.find(name).is_map for name in PERSON) or _sections(node) >= 2)
    )
    return next(inner, root)


def _sections(node: Node) -> int:
    """How many sections of the standard there are."""
    return len({squeezed(child.key) for child in node if child.is_map or isinstance(child.value, list)} & SECTIONS)


def _persons(node: Node) -> list[Node]:
    """The mappings that describe the person; under a name of no standard only beside a section."""
    sure = [found for name in PERSON for found in node.all(name) if found.is_map]
    ways = ("name", "fullName", "firstName", "email", "phone", "mail")
    others = [
        found for name in PERSONS[len(PERSON) :] for found in node.all(name) if found.is_map and found.find(*ways)
    ]
    sectioned = any(key_of(child.key) and not child.is_scalar for child in node if child not in others)
    return [*sure, *(others if sure or sectioned else [])]


def convert(root: Node) -> Data:
    """The data of a profile; the book of `root` has what was dropped and changed."""
    node = body(root)
    data: Data = {}
    persons = _persons(node)
    for person in persons:
        basics(data, person)
    basics(data, node.only(child for child in node if squeezed(child.key) in BESIDE))
    accounts(data, node.find("profiles", "socialNetworks"))
    say_locale(data, node, node.find("meta"), *persons)
    sections = Sections(data)
    for person in persons:
        summary(sections, person)
    for name in SETTINGS:
        node.find(name).drop(SETTING)
    taken = {person.path for person in persons}
    for child in node:
        if child.path not in taken and squeezed(child.key) not in (*BESIDE, "profiles", "socialnetworks"):
            _top(sections, child)
    return data


BESIDE = frozenset(
    [
        "name",
        "fullname",
        "firstname",
        "lastname",
        "label",
        "headline",
        "title",
        "jobtitle",
        "email",
        "phone",
        "mobile",
        "website",
        "url",
        "location",
        "address",
        "city",
        "pronouns",
        "links",
    ]
)
"""Fields of the person that some files have beside the sections."""


def _top(sections: Sections, node: Node) -> None:
    """One field of the résumé itself: a section, or a text of one."""
    key = key_of(node.key) or squeezed(node.key)
    setting = node.is_scalar and squeezed(node.key) in FIELDS
    if not setting and (not node.is_scalar or key == "summary" or key in scalars()):
        _section(sections, node)


def _section(sections: Sections, node: Node) -> None:
    """One section; a list of the standard may hold several of a profile's, distinguished by the `type` of each entry,
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
            sections.collect(key or key_of(node.key) or "projects", children)


def _home(node: Node, child: Node) -> tuple[str, str, str]:
    """Where an entry goes, if not to the usual section: the key of a profile's section, or the title of one of the
    author's own and the form of its entries."""
    if title := one_line(child.find("section").text()) if child.is_map else "":
        form = str(child.find("form").use().value or FORMS.get(squeezed(node.key), "project"))
        key = key_of(title) or ""
        return (key, "", "") if key in MARKED and form == "item" else ("", title, form)
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
