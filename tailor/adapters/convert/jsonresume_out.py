"""A document as JSON Resume 1.0; what its schema has no field for, but readers pass over, is kept in further fields.

Those are `note`, `place` and the like, under the names that `jsonresume` reads back; sections that the standard
does not have stand in the nearest one with a `type`, or under their own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tailor.adapters.convert.contacts import OTHERS
from tailor.adapters.convert.document import Chapter, Data, Document
from tailor.adapters.convert.entries import join_list
from tailor.adapters.convert.ledger import Fate, Note
from tailor.models.contacts import SITES
from tailor.models.dates import DateRange, Day

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

PLACES = {
    "experience": ("work", ""), "internships": ("work", "internship"), "teaching": ("work", "teaching"),
    "volunteering": ("volunteer", ""), "service": ("volunteer", "service"), "education": ("education", ""),
    "projects": ("projects", ""), "research": ("projects", "research"), "talks": ("projects", "talk"),
    "publications": ("publications", ""), "writing": ("publications", "writing"), "awards": ("awards", ""),
    "achievements": ("awards", "achievement"), "certifications": ("certificates", ""), "skills": ("skills", ""),
    "languages": ("languages", ""), "interests": ("interests", ""),
}  # fmt: skip
"""Sections of a profile → a section of the standard, and the type that tells them apart there."""

NETWORKS = {"linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID", "twitter": "Twitter"}
LEVELS = frozenset(
    ["beginner", "novice", "intermediate", "advanced", "expert", "master", "native", "fluent", "basic", "proficient"]
)
"""Words in brackets that a skill's level is known by."""


def to_json_resume(document: Document) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The résumé as plain data, and what of the document it does not hold or holds otherwise."""
    writer = _Writer()
    data: dict[str, Any] = {"$schema": SCHEMA, "basics": _basics(document)}
    for chapter in document.chapters:
        name, kind = PLACES.get(chapter.key, ("", "")) if not chapter.own else ("", "")
        make = writer.by_section.get(name) or writer.by_kind[chapter.kind]
        made = [make(entry, (chapter.key, index)) for index, entry in enumerate(chapter.entries)]
        flat = [entry for several in made for entry in (several if isinstance(several, list) else [several])]
        typed = [{"type": kind, **entry} if kind else entry for entry in flat]
        data.setdefault(name or _own_name(chapter, data), []).extend(typed)
        if name and chapter.renamed:
            writer.note((chapter.key, "title"), chapter.title, "sections have fixed names there")
        if chapter.note:
            writer.note((chapter.key, "note"), chapter.note, "sections have no notes there")
    data["meta"] = {"version": "v1.0.0"}
    return data, (*document.notes, *writer.notes)


def _own_name(chapter: Chapter, data: dict[str, Any]) -> str:
    """A field of the chapter's own."""
    name = chapter.title if chapter.own else chapter.key
    return f"{name} (more)" if name in data else name


def _basics(document: Document) -> dict[str, Any]:
    """Who it is about."""
    ways = document.contact
    basics: dict[str, Any] = {
        "name": document.name,
        "pronouns": document.pronouns,
        "label": document.headline,
        "affiliation": document.affiliation,
        "email": ways.get("email", ("", ""))[0],
        "phone": ways.get("phone", ("", ""))[0],
        "url": ways.get("website", ("", ""))[1],
        "summary": document.summary,
        "location": _location(ways.get("location", ("", ""))[0]),
        "profiles": [
            *(
                {"network": NETWORKS.get(site, site.capitalize()), "username": ways[site][0], "url": ways[site][1]}
                for site in ways
                if site in SITES
            ),
            *(_account(link) for link in document.links),
        ],
    }
    return _given(basics)


def _account(link: Any) -> dict[str, str]:
    """A link in the head as an account; its name is known where its address is the usual one."""
    label, url = link.get("label", ""), link["url"]
    base = OTHERS.get(label.lower(), "")
    user = url.removeprefix(base) if base and url.startswith(base) else ""
    return _given({"network": label, "username": user, "url": url})


def _location(text: str) -> dict[str, str]:
    """`Leeds, England, GB` in its parts; a text of more parts stays in one."""
    parts = text.split(", ") if text else []
    if not parts or len(parts) > 3:
        return {"city": text} if text else {}
    named = {"city": parts[0]}
    rest = parts[1:]
    if rest and re.fullmatch(r"[A-Z]{2}", rest[-1]):
        named["countryCode"] = rest.pop()
    return named | dict(zip(("region", "country"), rest, strict=False))


def _given(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}


class _Writer:
    """Makes the entries of one document, and notes what they do not hold."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.by_section: dict[str, Callable[[Data, tuple[str | int, ...]], Any]] = {
            "work": self.work, "volunteer": lambda entry, path: self.work(entry, path, "organization"),
            "education": self.education, "projects": self.project, "publications": self.publication,
            "awards": lambda entry, path: self.item(entry, path, "title", "awarder"),
            "certificates": lambda entry, path: self.item(entry, path, "name", "issuer"),
            "skills": self.skill, "languages": self.language, "interests": self.interest,
        }  # fmt: skip
        self.by_kind: dict[str, Callable[[Data, tuple[str | int, ...]], Any]] = {
            "work": lambda entry, path: self.work(entry, path, "organization"), "education": self.education,
            "project": self.project, "publication": self.publication, "keywords": self.skill,
            "item": self.line,
            "paragraph": lambda entry, path: entry["text"],
        }  # fmt: skip

    def note(self, path: tuple[str | int, ...], value: str, reason: str, fate: Fate = Fate.DROPPED) -> None:
        """Name what is not in the result as it stood."""
        self.notes.append(Note(fate, path, value, reason))

    def work(self, entry: Data, path: tuple[str | int, ...], name: str = "name") -> list[Data]:
        """A job; of several positions at one place each becomes an entry."""
        positions = entry.get("positions")
        if not positions:
            return [self._work(entry, path, name)]
        if "dates" in entry:
            self.note((*path, "dates"), entry["dates"].text, "the positions have their own", Fate.CHANGED)
        shared = {key: entry[key] for key in ("organization", "place", "links") if key in entry}
        first = {key: value for key, value in entry.items() if key not in ("positions", "dates", *shared)}
        return [
            self._work(shared | (_joined(first, position) if index == 0 else position), (*path, index), name)
            for index, position in enumerate(positions)
        ]

    def _work(self, entry: Data, path: tuple[str | int, ...], name: str) -> Data:
        """One position."""
        return _given(
            {
                name: entry["organization"],
                "position": entry.get("position"),
                "location": entry.get("place"),
                **self._range(entry, path),
                **_links(entry),
                "summary": entry.get("text"),
                "highlights": _texts(entry),
                "keywords": entry.get("tools"),
                "note": entry.get("note"),
            }
        )

    def education(self, entry: Data, path: tuple[str | int, ...]) -> Data:
        """A degree; a bullet of courses becomes the list that the standard has for them."""
        bullets = _texts(entry)
        courses = next((bullet for bullet in bullets if _courses(bullet)), "")
        return _given(
            {
                "institution": entry["institution"],
                "studyType": entry.get("degree"),
                "area": entry.get("area"),
                **self._range(entry, path, alone="endDate"),
                "score": entry.get("grade"),
                **_links(entry),
                "location": entry.get("place"),
                "courses": _courses(courses),
                "highlights": [bullet for bullet in bullets if bullet != courses],
                **{name: entry.get(name) for name in ("level", "board", "advisor", "note")},
            }
        )

    def project(self, entry: Data, path: tuple[str | int, ...]) -> Data:
        """A project, a line of research, or a talk, which is an item in a profile."""
        title = entry.get("title") or entry["text"]
        text = entry.get("text") if "title" in entry else entry.get("note")
        note = entry.get("note") if "title" in entry else ""
        return _given(
            {
                "name": title,
                "entity": entry.get("organization") or entry.get("issuer"),
                **self._range(entry, path),
                "description": text,
                "highlights": _texts(entry),
                "keywords": entry.get("tools"),
                **_links(entry),
                "location": entry.get("place"),
                "note": note,
                **{name: entry.get(name) for name in ("status", "course", "guide")},
            }
        )

    def publication(self, entry: Data, path: tuple[str | int, ...]) -> Data:
        """A paper, or a piece of writing, which is an item in a profile."""
        if "title" not in entry:
            return self.item(entry, path, "name", "publisher", "releaseDate")
        doi = {"url": f"https://doi.org/{entry['doi']}"} if "doi" in entry else {}
        return _given(
            {
                "name": entry["title"],
                "authors": entry.get("authors"),
                "publisher": entry.get("venue"),
                **self._single(entry, path, "releaseDate"),
                **(_links(entry) or doi),
                "summary": entry.get("text"),
                **{name: entry.get(name) for name in ("doi", "arxiv", "status", "award", "note")},
            }
        )

    def item(self, entry: Data, path: tuple[str | int, ...], name: str, issuer: str, date: str = "date") -> Data:
        """An award, a certificate, or any other line."""
        return _given(
            {
                name: entry["text"],
                issuer: entry.get("issuer"),
                **self._single(entry, path, date),
                **_links(entry),
                "location": entry.get("place"),
                "summary": entry.get("note"),
            }
        )

    def line(self, entry: Data, path: tuple[str | int, ...]) -> Data | str:
        """A line of a section that the standard does not have."""
        return str(entry["text"]) if entry.keys() == {"text"} else self.item(entry, path, "title", "issuer")

    def skill(self, entry: Data, path: tuple[str | int, ...]) -> Data:
        """A group of keywords; a level in brackets after its name has a field."""
        label = str(entry.get("label", ""))
        found = re.fullmatch(r"(.+) \((\w+)\)", label)
        level = found[2] if found and found[2].lower() in LEVELS else ""
        words = [word if isinstance(word, str) else word["text"] for word in entry.get("keywords", [])]
        return _given({"name": found[1] if found and level else label, "level": level, "keywords": words})

    def language(self, entry: Data, path: tuple[str | int, ...]) -> Data:
        """`German (fluent)`, in its parts."""
        self._only_text(entry, path)
        found = re.fullmatch(r"([^(:]+) \(([^()]+)\)(?:: (.+))?", entry["text"])
        if not found:
            return {"language": entry["text"]}
        return _given({"language": found[1], "fluency": found[2], "keywords": _split(found[3] or "")})

    def interest(self, entry: Data, path: tuple[str | int, ...]) -> Data:
        """`Climbing: Alps, Jura`, in its parts."""
        self._only_text(entry, path)
        name, _, words = entry["text"].partition(": ")
        return _given({"name": name, "keywords": _split(words)})

    def _only_text(self, entry: Data, path: tuple[str | int, ...]) -> None:
        for name, value in entry.items():
            if name != "text":
                shown = value.text if isinstance(value, DateRange) else str(value)
                self.note((*path, name), shown, "there is no field for it")

    def _range(self, entry: Data, path: tuple[str | int, ...], alone: str = "") -> dict[str, str]:
        """Start and end; a single date is both, or only the one that `alone` names."""
        dates = entry.get("dates")
        if dates is None:
            return {}
        start, end = self._day(dates.start, dates, path), self._day(dates.end, dates, path)
        if dates.start is None and dates.ongoing:
            self.note((*path, "dates"), dates.text, "an end without a start cannot be told")
        if dates.terms or dates.planned:
            self.note((*path, "dates"), dates.text, "only the first and the last date are told", Fate.CHANGED)
        if alone and start == end and start:
            return {alone: end}
        return _given({"startDate": start, "endDate": end})

    def _single(self, entry: Data, path: tuple[str | int, ...], name: str) -> dict[str, str]:
        """One date under its name; a range under the names of ranges."""
        dates = entry.get("dates")
        if dates is None or dates.start != dates.end or dates.terms:
            return self._range(entry, path)
        return self._range(entry, path, name)

    def _day(self, day: Day | None, dates: DateRange, path: tuple[str | int, ...]) -> str:
        """A day in ISO 8601, as far as it is known; a term is its year."""
        if day is None:
            return ""
        if day.term:
            self.note((*path, "dates"), dates.text, "a term becomes its year", Fate.CHANGED)
            return str(day.year)
        return str(day)


def _joined(first: Data, position: Data) -> Data:
    """What an employer's entry says beside its positions goes with the first of them."""
    joined = {**first, **position}
    for name in ("note", "text"):
        if first.get(name) and position.get(name):
            joined[name] = f"{first[name]}; {position[name]}"
    for name in ("bullets", "tools"):
        if name in first or name in position:
            joined[name] = [*first.get(name, []), *position.get(name, [])]
    return joined


def _texts(entry: Data) -> list[str]:
    """The words of the bullets."""
    return [bullet if isinstance(bullet, str) else bullet["text"] for bullet in entry.get("bullets", [])]


def _links(entry: Data) -> dict[str, Any]:
    """The first address, and all of them with their labels if there is more to say."""
    links = entry.get("links", [])
    if not links:
        return {}
    more = {"links": links} if len(links) > 1 or "label" in links[0] else {}
    return {"url": links[0]["url"], **more}


def _courses(bullet: str) -> list[str]:
    """The courses in `Courses: Algebra, Topology`; none in any other bullet."""
    return _split(bullet.removeprefix("Courses: ")) if bullet.startswith("Courses: ") else []


def _split(text: str) -> list[str]:
    """Names in one line, apart, if joining them gives the line back."""
    names = re.split(r"; " if "; " in text else r", ", text) if text else []
    return names if join_list(names) == text else [text]
