"""One entry of a profile, filled field by field from one entry of a source."""

from __future__ import annotations

import re
from typing import Any, Self

from tailor.importing.fields.contact_fields import accepted, location
from tailor.importing.fields.dated_fields import DatedFields
from tailor.importing.fields.dirty_text import clean, lines_of, one_line, points
from tailor.importing.fields.nested_bullets import add_bullets
from tailor.importing.ledger import Node, squeezed
from tailor.models.values import normal_tag

LINKS = ("url", "website", "link", "links", "urls", "websites", "repo", "repository", "github", "demo", "homepage")
ADDRESSES = ("url", "href", "link", "address")
PLACES = ("location", "place", "city", "geoLocation")
BULLETS = (
    "highlights", "bullets", "achievements", "responsibilities", "accomplishments", "details", "points",
    "tasks", "duties", "activities", "contributions", "results",
)  # fmt: skip
PROSE = ("summary", "description", "text", "content", "body", "about")
TOOLS = ("tools", "technologies", "tech", "techStack", "stack", "keywords", "skills")
REMARKS = ("note", "notes", "department", "team", "division", "employmentType", "remark")

ORDER = (
    "id", "organization", "institution", "title", "label", "position", "degree", "area", "level", "board",
    "course", "guide", "authors", "venue", "issuer", "dates", "place", "grade", "advisor", "status", "award", "note",
    "doi", "arxiv", "tools", "links", "tags", "priority", "text", "keywords", "positions", "bullets",
)  # fmt: skip
"""The order in which a person writes the fields of an entry: what it is, when and where, then what was done."""

_LINKED = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")


A_LINE = 90
"""Letters of keywords that stand in italics below an entry."""


class Entry(DatedFields):
    """Collects the fields of one entry; each step looks for what no earlier step has used."""

    def done(self) -> dict[str, Any]:
        """The fields that hold something, in the order of `ORDER`."""
        if self._remarks:
            self.data["note"] = "; ".join(dict.fromkeys(self._remarks))
        known = {key: self.data[key] for key in ORDER if self.data.get(key)}
        return known | {key: value for key, value in self.data.items() if value and key not in known}

    def words(self, field: str, *names: str) -> Self:
        """A field of one line, from the first of these names; others with the same words count as used."""
        for node in self._open(*names):
            if node.is_map:
                node = self._named_map(node)
            if field not in self.data:
                if text := one_line(node.text()):
                    self.data[field] = self._unlinked(text)
            elif node.is_scalar and squeezed(str(node.value)) == squeezed(self.data[field]):
                node.use()
        return self

    def _named_map(self, node: Node) -> Node:
        """The name in a mapping of a name and an address, which becomes a link: `publisher: {name: …, url: …}`."""
        name = node.find("name", "title", "label")
        if name.is_scalar and (url := node.find("url", "href", "link")).is_scalar:
            self.data.setdefault("links", []).extend(self._link(url, labels=False))
        return name

    def _unlinked(self, text: str) -> str:
        """A name that is a link as a whole is a name and a link."""
        if not (found := _LINKED.fullmatch(text)):
            return text
        self.data.setdefault("links", []).append(found[2])
        return found[1]

    def prose(self, field: str | None, *names: str) -> Self:
        """Running text; a list inside it becomes bullets, and without a `field` all of it does."""
        for node in self._open(*names):
            if node.is_map or (isinstance(node.value, list) and any(child.is_map for child in node)):
                continue
            texts = [text for child in node if (text := child.text())]
            whole = [points(text) for text in texts]
            running = [paragraph for paragraph, _ in whole if paragraph]
            if field and field not in self.data and running and not isinstance(node.value, list):
                self.data[field] = " ".join(running)
                running = []
            self.data.setdefault("bullets", []).extend(
                [*running, *(bullet for _, bullets in whole for bullet in bullets)]
            )
        return self

    def bullets(self, *names: str) -> Self:
        """A list of achievements: texts, mappings with a text, or one text with line marks."""
        for node in self._open(*(names or BULLETS)):
            add_bullets(self.data.setdefault("bullets", []), node)
        return self

    def listed(self, field: str, *names: str) -> Self:
        """A field that holds several words: a list, or one text with commas."""
        for node in self._open(*names):
            if field not in self.data and not node.is_map and (words := word_list(node)):
                self.data[field] = words
        return self

    def tools(self, *more: str) -> Self:
        """What it was done with, on one line. Keywords that take more than a line are tags: a page that is chosen by
        them need not print them."""
        for node in self._open(*TOOLS):
            if "tools" in self.data or node.is_map or not (words := word_list(node)):
                continue
            if squeezed(node.key) == "keywords" and len(", ".join(words)) > A_LINE:
                self.data.setdefault("tags", []).extend(tag for word in words if (tag := normal_tag(word)))
                node.change("more keywords than a line holds are kept as tags, which are not printed")
            else:
                self.data["tools"] = words
        return self.listed("tools", *more)

    def place(self, *names: str) -> Self:
        """Where it was."""
        for node in self._open(*(names or PLACES)):
            if "place" not in self.data and (places := [one for child in _places(node) if (one := location(child))]):
                self.data["place"] = places if len(places) > 1 else places[0]
        return self

    def links(self, *names: str) -> Self:
        """Web addresses, plain or with a label; anything else is kept as a remark."""
        found = self.data.setdefault("links", [])
        for node in self._open(*(names or LINKS)):
            whole = node.is_map and node.find(*ADDRESSES).is_scalar
            for child in [node] if whole else node:
                for link in self._link(child, labels=node.is_map):
                    _add_link(found, link)
        return self

    def _link(self, child: Node, labels: bool) -> list[Any]:
        """One address, with the label beside it or the name of its field."""
        address = child.find(*ADDRESSES) if child.is_map else child
        if not address.is_scalar:
            return []
        url = accepted("website", str(address.value).strip())
        if url is None:
            self.remark(address)
            return []
        address.use()
        label = child.key if labels and not child.is_map else ""
        if child.is_map:
            label = one_line(child.find("label", "name", "title", "text").text())
        return [{"label": label, "url": url} if label else url]

    def remarks(self, *names: str) -> Self:
        """Fields that the profile has no field for but the note has room for."""
        for node in self._open(*(names or REMARKS)):
            if not node.is_map and (text := one_line(node.text())):
                self._remarks.append(text)
        return self

    def labelled(self, *names: str) -> Self:
        """Further fields for the note, each with its own name before it, as what it says is not plain without."""
        for name in names:
            for node in self._open(name):
                if not node.is_map and (text := one_line(node.text())):
                    self._remarks.append(f"{readable(node.key)}: {text}")
        return self

    def fallback(self, field: str, others: tuple[str, ...]) -> Self:
        """A field that a profile must have: where it is missing another one takes its place, as nothing is made up."""
        if self.data.get(field) or not (any(self.data.values()) or self._remarks):
            return self
        if (text := self._other(others)) is not None:
            self.data[field] = text
            self.node.ledger.change(self.node, f"the source does not say the {field}; other words stand in its place")
        return self

    def _other(self, others: tuple[str, ...]) -> str | None:
        """The first text of an entry that can stand for what it is called; it is taken out of its field."""
        for name in (*others, *sorted(self.data.keys() - {"dates", "links", *others}, key=list(self.data).index)):
            value = self.data.get(name)
            if isinstance(value, str) and value:
                return str(self.data.pop(name))
            if isinstance(value, list) and value and name != "tags":
                first, *below = lines_of(value.pop(0))
                value[:0] = below
                return first
        if self._remarks:
            return self._remarks.pop(0)
        links = self.data.get("links") or []
        named = (link if isinstance(link, str) else link.get("label") or link["url"] for link in links)
        dates = self.data.get("dates") or ""
        words = dates["text"] if isinstance(dates, dict) else dates.removesuffix(" – present")
        return next(named, None) or words or None


def readable(name: str) -> str:
    """A name as a heading: `open_source` → `Open source`; what has capitals stays as it is."""
    words = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one_line(clean(name)[0])).replace("_", " ").split())
    return words if any(letter.isupper() for letter in words[:1]) else words[:1].upper() + words[1:]


def _places(node: Node) -> list[Node]:
    """Several places as a list, or the one."""
    return list(node) if isinstance(node.value, list) else [node]


def _add_link(links: list[Any], link: Any) -> None:
    """Add an address once, in its place; one with a label says more than one without."""
    addresses = [one if isinstance(one, str) else one["url"] for one in links]
    if isinstance(link, str):
        if link not in addresses:
            links.append(link)
    elif link["url"] in links:
        links[links.index(link["url"])] = link
    else:
        links.append(link)


def word_list(node: Node) -> list[str]:
    """Words of a list, of a text with commas, or of mappings with a name."""
    if node.is_scalar:
        text = one_line(node.text())
        return [word for word in split_list(text) if word]
    words = (child.find("name", "text", "label", "title", "keyword") if child.is_map else child for child in node)
    return [word for node in words if (word := one_line(node.text()))]


def split_list(text: str) -> list[str]:
    """A text at its commas and semicolons, but not inside brackets; a leading "and" goes."""
    pieces = re.split(r"\s*[,;|•]\s*(?![^(\[]*[)\]])", text.strip().rstrip("."))
    return [re.sub(r"^(?:and|und|et|y)\s+", "", piece).strip() for piece in pieces if piece.strip()]
