"""One entry of a profile, filled field by field from one entry of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Self

from tailor.importing.fields import date_forms as dating
from tailor.importing.fields.contact_fields import accepted, location
from tailor.importing.fields.markup import blocks, one_line
from tailor.importing.ledger import Node, squeezed
from tailor.models.entries import Bullet

START = ("startDate", "start_date", "start", "startedOn", "from", "begin", "dateStart", "issued")
END = ("endDate", "end_date", "end", "finishedOn", "to", "until", "dateEnd", "graduationDate", "expires")
WHOLE = ("dates", "date", "period", "duration", "years", "year", "when", "timePeriod")
CURRENT = ("current", "isCurrent", "present", "ongoing", "currentlyWorking", "isPresent")
SINGLE = ("date", "releaseDate")
LINKS = ("url", "website", "link", "links", "urls", "websites", "repo", "repository", "github", "demo", "homepage")
PLACES = ("location", "place", "city", "geoLocation")
BULLETS = ("highlights", "bullets", "achievements", "responsibilities", "accomplishments", "details", "points")
PROSE = ("summary", "description", "text", "content", "body", "about")
TOOLS = ("tools", "technologies", "tech", "techStack", "stack", "keywords", "skills")
REMARKS = ("note", "notes", "department", "team", "division", "employmentType", "remark")

ORDER = (
    "id", "organization", "institution", "title", "label", "position", "degree", "area", "level", "board",
    "course", "guide", "authors", "venue", "issuer", "dates", "place", "grade", "advisor", "status", "award", "note",
    "doi", "arxiv", "tools", "links", "tags", "priority", "text", "keywords", "positions", "bullets",
)  # fmt: skip
"""The order in which a person writes the fields of an entry: what it is, when and where, then what was done."""

_TRUE = ("true", "yes", "1")
_FALSE = ("false", "no", "0")
_LINKED = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")


class Entry:
    """Collects the fields of one entry; each step looks for what no earlier step has used."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.data: dict[str, Any] = {}
        self._remarks: list[str] = []

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
            whole = [blocks(text) for text in texts]
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

    def place(self, *names: str) -> Self:
        """Where it was."""
        for node in self._open(*(names or PLACES)):
            if "place" not in self.data and (place := location(node)):
                self.data["place"] = place
        return self

    def links(self, *names: str) -> Self:
        """Web addresses, plain or with a label; what is no address is kept as a remark."""
        found = self.data.setdefault("links", [])
        for node in self._open(*(names or LINKS)):
            for child in node:
                for link in self._link(child, labels=node.is_map):
                    _add_link(found, link)
        return self

    def _link(self, child: Node, labels: bool) -> list[Any]:
        """One address, with the label beside it or the name of its field."""
        address = child.find("url", "href", "link", "address") if child.is_map else child
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

    def dates(self, open_ended: bool = False, single: tuple[str, ...] = ()) -> Self:
        """Dates from one text or two; a start without an end goes on if it is usual of the format or, with
        `open_ended`, of the entry."""
        if self._written_out():
            return self
        ranged = False if single else self._range(open_ended)
        for node in self._open(*single, *WHOLE):
            self._date(node)
        if not ranged and "dates" not in self.data:
            self._range(open_ended)
        return self

    def _written_out(self) -> bool:
        """Dates in words beside the standard's figures, as our own export writes what these cannot say."""
        node, *figures = (self._first(*names) for names in (("dates",), SINGLE, START, END))
        years = {year for one in figures for year in re.findall(r"\d{4}", _text(one))}
        whole = dating.span(_text(node)) if years and node.is_scalar else None
        if years and node.is_scalar and whole is None and node.key == "dates":
            return self._in_words(node)
        if whole is None or not years <= set(re.findall(r"\d{4}", whole)):
            return False
        self.data["dates"] = whole
        for one in (node, *figures, self._first(*CURRENT)):
            one.use()
        return True

    def _in_words(self, node: Node) -> bool:
        """Words that stand on the page in place of the figures beside them."""
        first, last = (_text(self._side(*names)) for names in (START, (*END, *SINGLE)))
        figures = dating.joined(first, last) if first and last else dating.span(first or last)
        if not figures:
            return False
        start, _, end = figures.partition(" – ")
        for names in (START, END, SINGLE, CURRENT):
            self._side(*names).use()
        self.data["dates"] = {"start": start, "end": end or start, "text": one_line(node.text())}
        return True

    def _date(self, node: Node) -> None:
        """One text that holds a date or a range."""
        if not node.is_scalar:
            return
        text = str(node.value)
        if dating.is_nothing(text):
            node.drop("no date")
            return
        found = dating.span(text)
        dates = dating.without_days(found) if found else None
        if dates and self.data.setdefault("dates", dates) == dates:
            _note_loss(node, dates)
        elif not dates and (month := dating.without_wrong_day(text)) and "dates" not in self.data:
            self.data["dates"] = month
            node.use().change("the calendar has no such day; the month is kept")
        elif "dates" in self.data:
            self.remark(node)
        else:
            self._as_given(one_line(node.text()), [node])

    def _range(self, open_ended: bool) -> bool:
        """Dates from a start and an end; whether there were any."""
        start, end, flag = (self._side(*names) for names in (START, END, CURRENT))
        for node in (start, end):
            if node.is_scalar and dating.is_nothing(str(node.value)):
                node.drop("no date")
        first, last = (_text(node) for node in (start, end))
        if not first and not last:
            return False
        usual = open_ended or self.node.ledger.open_ended
        if not last and self._goes_on(flag, usual and not end and dating.day(first) is not None):
            if not flag:
                start.change("no end is given: it is read as going on")
            last = "present"
        elif not last and not end and not flag:
            start.change("no end is given: only the start is kept")
        self._settle(start, end, first, last)
        return True

    def _goes_on(self, flag: Node, open_ended: bool) -> bool:
        """Whether something without an end goes on: the source says so, or it is usual."""
        said = _text(flag).lower()
        if said in (*_TRUE, *_FALSE):
            flag.use().change("the dates say it")
            return said in _TRUE
        return open_ended

    def _settle(self, start: Node, end: Node, first: str, last: str) -> None:
        """The dates of a start and an end; a side that cannot be read is kept word for word in the note."""
        whole = dating.joined(first, last) if first and last else dating.span(first or last)
        if whole and not first and dating.day(last):
            whole = dating.day(last)
        sides = [node for node in (start, end) if _text(node)]
        for node in sides:
            node.use()
        if whole:
            self.data["dates"] = dating.without_days(whole)
            for node in sides:
                _note_loss(node, self.data["dates"])
            return
        if mended := self._mended(first, last):
            self.data["dates"] = mended
            for node in sides:
                node.change("the calendar has no such day; the month is kept")
            return
        self._as_given(" – ".join(filter(None, (first, last))), sides)

    def _mended(self, first: str, last: str) -> str | None:
        """Dates of which one has a day that is none."""
        start, end = (dating.without_wrong_day(text) or text for text in (first, last))
        if (start, end) == (first, last):
            return None
        whole = dating.joined(start, end) if start and end else dating.span(start or end)
        return dating.without_days(whole) if whole else None

    def _as_given(self, text: str, nodes: list[Node]) -> None:
        """Dates that nobody can read stand on the page as they stand in the source."""
        if "dates" in self.data:
            self._remarks.append(text)
            for node in nodes:
                node.change("not a date that can be read; kept in the note")
            return
        self.data["dates"] = {"text": text}
        for node in nodes:
            node.use().change("not a date that can be read; kept as it is written")

    def remark(self, node: Node) -> None:
        """Keep one text in the note of the entry."""
        if text := one_line(node.text()):
            self._remarks.append(text)
            node.change("kept in the note")

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
            if isinstance(value, list) and value and isinstance(value[0], str):
                return str(value.pop(0))
        if self._remarks:
            return self._remarks.pop(0)
        links = self.data.get("links") or []
        named = (link if isinstance(link, str) else link.get("label") or link["url"] for link in links)
        dates = self.data.get("dates") or ""
        words = dates["text"] if isinstance(dates, dict) else dates.removesuffix(" – present")
        return next(named, None) or words or None

    def _side(self, *names: str) -> Node:
        """A side of the dates, in a field of its own or in a mapping: `date: {start: …, end: …}`."""
        used = self.node.ledger.used
        for whole in (self.node, *(node for node in self._open(*WHOLE) if node.is_map)):
            for found in whole.all(*names):
                if any(leaf.path not in used for leaf in found.leaves()):
                    return found
        return self.node.nothing()

    def _first(self, *names: str) -> Node:
        """The first such field, or an empty node."""
        return next(self._open(*names), Node(None, self.node.path, self.node.ledger))

    def _open(self, *names: str) -> Iterator[Node]:
        """The fields with these names of which something is not used yet."""
        used = self.node.ledger.used
        return (node for node in self.node.all(*names) if any(leaf.path not in used for leaf in node.leaves()))


def readable(name: str) -> str:
    """A name as a heading: `open_source` → `Open source`; what has capitals stays as it is."""
    words = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one_line(name)).replace("_", " ").split())
    return words if any(letter.isupper() for letter in words[:1]) else words[:1].upper() + words[1:]


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


NESTED = ("bullets", "highlights", "children", "items", "subBullets", "sub", "details", "points")
"""Fields of a bullet with bullets of its own."""


def add_bullets(found: list[Any], node: Node) -> None:
    """Add the bullets that the members of a list say; a list among them belongs to the bullet before it."""
    for child in node:
        if isinstance(child.value, list):
            inner: list[Any] = []
            add_bullets(inner, child)
            _nest(found, inner, child)
        elif child.is_map:
            inner = []
            for deeper in child.all(*NESTED):
                add_bullets(inner, deeper)
            text = child.find("text", "description", "summary", "name", "title", "highlight", "bullet", "content")
            found.extend(_bullets_in(text))
            _nest(found, inner, child)
        else:
            first, *more = _apart(child)
            found.extend(first)
            _nest(found, [bullet for bullets in more for bullet in bullets], child)


def _bullets_in(node: Node) -> list[str]:
    running, bullets = blocks(node.text())
    return [running, *bullets] if running else bullets


def _apart(node: Node) -> list[list[str]]:
    """A text as its bullet and the ones under it, where the format parts them by ` - ` within a text."""
    bullets = _bullets_in(node)
    if node.ledger.dashes_nest and len(bullets) == 1 and " - " in bullets[0]:
        return [[piece] for piece in re.split(r"\s+- ", bullets[0]) if piece]
    return [bullets]


def _nest(found: list[Any], inner: list[Any], node: Node) -> None:
    """Put bullets under the last one, or after it where a profile's bullets have one level."""
    if not inner:
        return
    if not found or not _nests():
        found.extend(inner)
        node.change("bullets under a bullet stand after it: a profile's have one level")
        return
    last = found[-1] if isinstance(found[-1], dict) else {"text": found[-1]}
    found[-1] = {**last, "bullets": [*last.get("bullets", []), *inner]}


@cache
def _nests() -> bool:
    """Whether a bullet may have bullets of its own."""
    try:
        Bullet.model_validate({"text": "one", "bullets": ["two"]})
    except ValueError:
        return False
    return True


def _text(node: Node) -> str:
    """A scalar as it stands, "" for nothing or what stands for no date."""
    text = str(node.value).strip() if node.is_scalar else ""
    return "" if dating.is_nothing(text) else text


def _note_loss(node: Node, dates: str) -> None:
    """Name a date that lost its day, or its month because it could be either."""
    node.use()
    text = str(node.value).strip()
    if re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}", text) and not re.search(r"-\d\d", dates):
        node.change("day and month could be either; the year is kept")
    elif re.search(r"-\d\d-\d\d", dating.span(text) or ""):
        node.change("the day is left out")
