"""Sections of a source, under whatever name, → sections of a profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tailor.importing.fields import entry_kinds as entries
from tailor.importing.fields.dirty_text import blocks, one_line
from tailor.importing.fields.entry import readable
from tailor.importing.fields.entry_kinds import Data, grouped
from tailor.importing.ledger import Fate, Ledger, Node, Note, squeezed
from tailor.importing.sections.section_names import KEYS, key_of
from tailor.models.sections import ItemSection, own_key
from tailor.text.headings import heading

ORDER = "sections of one's own stand together on a profile; the `sections` of a target put them in order"

WORK = ("experience", "internships", "teaching", "volunteering", "service")
PROJECTS = ("projects", "research")
ITEMS = ("awards", "achievements", "certifications", "writing", "talks", "news", "memberships")


class Sections:
    """Adds sections to the data of a profile, in the order of the source."""

    def __init__(self, data: Data) -> None:
        self.data = data

    def add(self, node: Node, name: str = "", titled: bool = False, kind: str = "", title: str = "") -> None:
        """One section by its name; with `titled`, a heading of the author's own is kept.

        `kind` is that of a section of the author's own, where it is known, and `title` its heading.
        """
        name = name or node.key
        key = key_of(name)
        if not node:
            return
        if key == "summary":
            self.summary(node, name)
        elif key is None:
            self.own(node, title or name, kind)
        else:
            usual = (key, heading(key).casefold())
            self._known(key, node, readable(title or name), titled and name.strip().casefold() not in usual)

    def _known(self, key: str, node: Node, title: str, titled: bool) -> None:
        """One of the profile's own sections. Entries of a form that it cannot hold stand in a section of the author's
        own, under the same heading."""
        if _is_pairs(node):
            self._known_pairs(key, node, title, titled)
            return
        parts = by_form(node, form_of(key))
        for form, part in parts:
            if form == form_of(key) and (key not in self.data or (not titled and isinstance(self.data[key], list))):
                self._put(key, made(key, part), title if titled else "")
            elif found := MAKERS.get(form, BY_KEY.get(key, MAKERS["item"]))(part):
                self.own_section(title, form if form in MAKERS else "item", found, node.ledger)
                if len(parts) > 1 and form != form_of(key):
                    part.change(f"of another form than the {key}: its own section under the same heading")

    def _known_pairs(self, key: str, node: Node, title: str, titled: bool) -> None:
        """Single values under names of their own: `languages: {English: native}`."""
        if key == "skills":
            self._put(key, _skills(node), title if titled else "")
        elif form_of(key) in ("language", "interest", "item"):
            self._put(key, _pairs(node), title if titled else "")
        else:
            self.own_section(title, "item", _pairs(node), node.ledger)

    def note(self, key: str, node: Node) -> None:
        """A text about a whole section, as the line under its heading."""
        if key in self.data and (text := one_line(node.text())):
            body = self.data[key]
            whole = body if isinstance(body, dict) else {"entries": body}
            self.data[key] = {**{k: v for k, v in whole.items() if k != "entries"}, "note": text} | whole

    def _put(self, key: str, found: list[Any], title: str) -> None:
        """Entries into one of the profile's own sections; what another part of the source put there stays."""
        if not found:
            return
        if key in self.data:
            self.data[key].extend(found)
        else:
            self.data[key] = {"title": title, "entries": found} if title else found

    def collect(self, key: str, nodes: list[Node]) -> None:
        """Some members of a list as a section, or at the end of the section of that key."""
        self._put(key, _made_of(nodes, form_of(key)), "")

    def gather(self, title: str, form: str, nodes: list[Node]) -> None:
        """Some members of a list as a section of the author's own, its entries of the given form."""
        kind = form if form in MAKERS else "project"
        if found := _made_of(nodes, kind, title):
            self.own_section(title, kind, found, nodes[0].ledger)

    def summary(self, node: Node, name: str) -> None:
        """The summary, if there is none yet, paragraph by paragraph."""
        if "summary" in self.data or any(child.is_map and not _is_bullet(child) for child in node):
            self.own(node, name)
            return
        parts = entries.paragraphs(node)
        apart = node.is_scalar and not any(blocks(text)[1] for text in str(node.value).split("\n\n"))
        if len(parts) > 1 and not apart:
            node.change("several points became paragraphs of one text")
        if parts:
            self.data["summary"] = "\n\n".join(parts)

    def more_summary(self, node: Node) -> None:
        """Further paragraphs of the summary."""
        texts = [self.data.get("summary", ""), *entries.paragraphs(node)]
        if whole := "\n\n".join(filter(None, texts)):
            self.data["summary"] = whole

    def own(self, node: Node, name: str, kind: str = "") -> None:
        """A section of the author's own, of the given kind or of the one that its entries look like."""
        if node.is_map and all(child.is_scalar for child in node if child) and not kind:
            self.own_section(readable(name), "item", _pairs(node), node.ledger)
            return
        kind = kind or kind_of(node)
        if found := MAKERS[kind](node):
            self.own_section(readable(name), kind, found, node.ledger)

    def own_section(self, title: str, kind: str, found: list[Any], ledger: Ledger) -> None:
        """Add a section of the author's own; one with a heading that was there before gets a key of its own. Where
        others stood between it and the last one, that is reported: on a profile they stand together."""
        if not found:
            return
        if "sections" in self.data and list(self.data)[-1] != "sections":
            ledger.notes.append(Note(Fate.CHANGED, ("order of sections",), title, ORDER))
        key = own_key(ItemSection(title=title or "section"))
        number = sum(self._key(own) == key for own in self.data.get("sections", [])) + (
            key in KEYS and key in self.data
        )
        body = {"title": title, "kind": kind, "entries": found}
        taken = {own.get("key") for own in self.data.get("sections", [])}
        if number or not key or key in KEYS:
            numbers = (f"{key or 'section'}-{count}" for count in range(2, 10**6))
            body = {"key": next(one for one in numbers if one not in taken)} | body
        self.data.setdefault("sections", []).append(body)

    def _key(self, own: Data) -> str:
        return own_key(ItemSection(title=own["title"] or "section"))


def _pairs(node: Node) -> list[Any]:
    """Single values under names of their own, as lines: `Driving licence: B`."""
    return [f"{readable(child.key)}: {text}" for child in node if (text := one_line(child.text()))]


def _is_pairs(node: Node) -> bool:
    """Whether all values are single and none is under the name of a field."""
    fields = [child for child in node if child] if node.is_map else []
    return bool(fields) and all(one.is_scalar and not entries.is_field(one.key) for one in fields)


def _is_bullet(node: Node) -> bool:
    return all(squeezed(child.key) in ("text", "bullet", "number", "reversednumber") for child in node)


def _made_of(nodes: list[Node], form: str, title: str = "") -> list[Any]:
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


def by_form(node: Node, form: str) -> list[tuple[str, Node]]:
    """The entries of a section parted by the form that loses least of each; the section's own wins where it is as
    good. A section that is one mapping, or of one form, is not parted."""
    chosen = [(best(child, form), child) for child in members(node) if child]
    forms = list(dict.fromkeys(form for form, _ in chosen))
    if len(forms) < 2 or not isinstance(node.value, list):
        return [(forms[0] if len(forms) == 1 else form, node)]
    ordered = [form] * (form in forms) + [one for one in forms if one != form]
    return [(one, node.only(child for found, child in chosen if found == one)) for one in ordered]


FORMS = ("work", "education", "publication", "project", "item", "keywords")


def best(node: Node, form: str) -> str:
    """The form that loses least of an entry; its section's own form if that is among these."""
    if is_line(node):
        return form if form in ("item", "keywords", "language", "interest") else "item"
    least, found = _loss(node, form), form
    for other in FORMS if least > (0, 0) else ():
        if other != form and (loss := _loss(node, other)) < least and loss[0] < least[0] + (least[1] - loss[1] > 0):
            least, found = loss, other
    return found


def is_line(node: Node) -> bool:
    """Whether an entry is one text: a bullet."""
    return node.is_scalar or (node.is_map and _is_bullet(node) and bool(node))


def _loss(node: Node, form: str) -> tuple[int, int]:
    """What an entry would lose in a form: values, and words that would not stand where they belong."""
    kept = node.ledger.tried()
    before = len(node.ledger.notes)
    _made_of([node], form)
    lost = node.ledger.lost(node)
    moved = sum("stand in its place" in note.reason for note in node.ledger.notes[before:])
    node.ledger.undo(kept)
    return lost, moved


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
        if isinstance(child.path[-1], int):  # a part of a list
            groups += entries.skills([child])
            continue
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
