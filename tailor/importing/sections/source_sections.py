"""Sections of a source, under whatever name, → sections of a profile."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tailor.importing.fields import entries
from tailor.importing.fields.entries import Data, grouped
from tailor.importing.fields.html import blocks, one_line
from tailor.importing.ledger import Node, squeezed
from tailor.text.headings import HEADINGS
from tailor.text.stops import stopped

WORK = ("experience", "internships", "teaching", "volunteering", "service")
PROJECTS = ("projects", "research")
ITEMS = ("awards", "achievements", "certifications", "writing", "talks", "news", "memberships")

_NAMES = {
    "experience": "work workexperience workhistory professionalexperience employment employmenthistory jobs "
    "positions career careerhistory industryexperience relevantexperience berufserfahrung",
    "internships": "internship internshipexperience",
    "teaching": "teachingexperience teachingassistantships",
    "volunteering": "volunteer volunteerexperience volunteerexperiences volunteerwork communityservice",
    "service": "professionalservice academicservice serviceandoutreach",
    "education": "academicbackground academics educations educationandtraining ausbildung studies",
    "projects": "project personalprojects sideprojects academicprojects selectedprojects keyprojects "
    "opensource opensourceprojects",
    "research": "researchexperience researchprojects researchinterests",
    "publications": "publication papers selectedpublications peerreviewedpublications",
    "awards": "award honors honours honorsandawards awardsandhonors honorsawards scholarships prizes",
    "achievements": "accomplishments",
    "certifications": "certificates certification certificate licenses licensesandcertifications credentials",
    "writing": "articles blogposts blog",
    "talks": "presentations invitedtalks conferences speaking talksandpresentations",
    "news": "",
    "languages": "language spokenlanguages",
    "interests": "interest hobbies hobby",
    "memberships": "organizations professionalmemberships affiliations",
    "skills": "skill technicalskills technologies competencies corecompetencies expertise skillset skillsets",
    "summary": "about aboutme profile objective professionalsummary careerobjective careersummary "
    "executivesummary bio introduction visionstatement statement",
}
SCALARS = frozenset(_NAMES) - {"summary"} | {"references"}
"""Sections that some people write as one text."""

KNOWN = {name: key for key, names in _NAMES.items() for name in (key, *names.split())}
"""A section's name without case and joints → the profile's key for it."""


class Sections:
    """Adds sections to the data of a profile, in the order of the source."""

    def __init__(self, data: Data) -> None:
        self.data = data

    def add(self, node: Node, name: str = "", titled: bool = False, kind: str = "") -> None:
        """One section by its name; with `titled`, a heading of the author's own is kept.

        `kind` is that of a section of the author's own, where it is known.
        """
        name = name or node.key
        key = KNOWN.get(_bare(name))
        if not node:
            return
        if key == "summary":
            self.summary(node, name)
        elif key is None or key in self.data:
            self.own(node, name, kind)
        elif found := made(key, node):
            title = readable(name)
            plain = not titled or squeezed(title) == squeezed(HEADINGS["en"][key])
            self.data[key] = found if plain else {"title": title, "entries": found}

    def collect(self, key: str, nodes: list[Node]) -> None:
        """Some members of a list as a section, or at the end of the section of that key."""
        self.data.setdefault(key, []).extend(_made_of(nodes, form_of(key)))

    def gather(self, title: str, form: str, nodes: list[Node]) -> None:
        """Some members of a list as a section of the author's own, its entries of the given form."""
        kind = form if form in MAKERS else "project"
        if found := _made_of(nodes, kind, title):
            self.own_section(title, kind, found)

    def summary(self, node: Node, name: str) -> None:
        """The summary, if there is none yet: its paragraphs; points become one running text."""
        if "summary" in self.data or any(child.is_map and not _is_bullet(child) for child in node):
            self.own(node, name)
            return
        parts = entries.paragraphs(node)
        apart = node.is_scalar and not any(blocks(text)[1] for text in str(node.value).split("\n\n"))
        if len(parts) > 1 and not apart:
            node.change("several points became one text")
        ended = [part if part[-1] in ":;,)" else stopped(part) for part in parts]
        if parts:
            self.data["summary"] = ("\n\n" if apart else " ").join(ended)

    def own(self, node: Node, name: str, kind: str = "") -> None:
        """A section of the author's own, of the given kind or of the one that its entries look like."""
        if node.is_map and all(child.is_scalar for child in node if child):
            return  # single values under an unknown name are settings, not entries
        kind = kind or kind_of(node)
        found = MAKERS[kind](node)
        if not found:
            return
        self.own_section(readable(name), kind, found)

    def own_section(self, title: str, kind: str, found: list[Any]) -> None:
        """Add a section of the author's own; two with one title are numbered."""
        taken = {squeezed(own["title"]) for own in self.data.get("sections", [])}
        if squeezed(title) in taken:
            title = f"{title} ({len(taken) + 1})"
        self.data.setdefault("sections", []).append({"title": title, "kind": kind, "entries": found})


def _bare(name: str) -> str:
    return re.sub(r"[^\w]|_", "", name.replace("&", "and")).lower()


def _is_bullet(node: Node) -> bool:
    return all(squeezed(child.key) in ("text", "bullet", "number", "reversednumber") for child in node)


def readable(name: str) -> str:
    """A section's name as a heading: `open_source` → `Open source`; what has capitals stays as it is."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one_line(name)).replace("_", " ").strip()
    return words if any(letter.isupper() for letter in words[:1]) else words[:1].upper() + words[1:]


def _made_of(nodes: list[Node], form: str, title: str = "Skills") -> list[Any]:
    """The entries of one form that some nodes hold."""
    if form == "keywords":
        return list(entries.skills(nodes, title))
    found = [entry for node in nodes if node and (entry := BY_FORM[form](node))]
    return grouped(found) if form == "work" else found


def form_of(key: str) -> str:
    """The form of the entries of one of the profile's own sections."""
    forms = {"education": "education", "publications": "publication", "skills": "keywords"}
    forms |= {"languages": "language", "interests": "interest"}
    return "work" if key in WORK else "project" if key in PROJECTS else forms.get(key, "item")


def made(key: str, node: Node) -> list[Any]:
    """The entries of one of the profile's own sections."""
    if key in WORK:
        return MAKERS["work"](node)
    if key in PROJECTS:
        return MAKERS["project"](node)
    if key in ITEMS:
        return MAKERS["item"](node)
    return BY_KEY[key](node)


def _each(make: Callable[[Node], Any]) -> Callable[[Node], list[Any]]:
    """The makers work on one entry; a section that is a single mapping of fields is one entry."""

    def make_all(node: Node) -> list[Any]:
        return [entry for child in members(node) if child and (entry := make(child))]

    return make_all


def members(node: Node) -> list[Node]:
    """The entries of a section: those of a list, or of a mapping of names to entries, or the one mapping."""
    if node.is_map and any(child.is_scalar for child in node):
        return [node]
    return list(node)


def _publications(node: Node) -> list[Any]:
    return _each(entries.publication)(node)


def _skills(node: Node) -> list[Any]:
    """Keyword groups as a list, or as a mapping of labels to keywords."""
    if not node.is_map:
        return entries.skills(members(node))
    groups = []
    for child in node:
        label = readable(child.key)
        groups += [{"label": label, **group} for group in entries.skills([child], label)]
    return groups


def kind_of(node: Node) -> str:
    """What the entries of a section look like: the kind of an own section."""
    nodes = [child for child in members(node) if child]
    fields = {squeezed(field.key) for child in nodes if child.is_map for field in child if field}
    texts = [str(child.value) for child in nodes if child.is_scalar]
    if texts and not fields:
        return "paragraph" if max(map(len, texts)) > 200 else "item"
    if fields & {"institution", "studytype", "school", "degreename"}:
        return "education"
    if fields & {"authors", "author", "journal", "doi", "publisher", "releasedate"}:
        return "publication"
    if fields & {"company", "companyname", "employer"} or {"organization", "position"} <= fields:
        return "work"
    if fields & {"bullet", "number", "reversednumber"}:
        return "item"
    if {"label", "details"} <= fields or (fields & {"keywords"} and not fields & {"summary", "description"}):
        return "keywords"
    named = "name" in fields and bool(fields & {"startdate", "startedon"})
    return "project" if named or fields & {"highlights", "description"} else "item"


def _items(node: Node) -> list[Any]:
    """Single lines; a reference is what somebody said."""
    return [entry for child in members(node) if child and (entry := _item(child))]


def _item(node: Node) -> Any:
    if node.find("reference", "relationship", "jobTitle"):
        return entries.reference(node)
    return entries.item(node)


MAKERS: dict[str, Callable[[Node], list[Any]]] = {
    "work": lambda node: grouped(_each(entries.work)(node)),
    "project": _each(entries.project),
    "education": _each(entries.education),
    "publication": _publications,
    "item": _items,
    "keywords": _skills,
    "paragraph": entries.paragraphs,
}
"""Entries by the kind of their section."""

BY_FORM: dict[str, Callable[[Node], Any]] = {
    "work": entries.work,
    "education": entries.education,
    "publication": entries.publication,
    "project": entries.project,
    "item": entries.item,
    "language": entries.language,
    "interest": entries.interest,
    "paragraph": lambda node: one_line(node.find("name", "text").text()) if node.is_map else one_line(node.text()),
}

BY_KEY: dict[str, Callable[[Node], list[Any]]] = {
    "education": MAKERS["education"],
    "publications": _publications,
    "languages": _each(entries.language),
    "interests": _each(entries.interest),
    "skills": _skills,
}
