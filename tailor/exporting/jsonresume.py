"""A document as JSON Resume 1.0, valid under its schema; what it holds in another form, or not at all, is reported.

Entries may have fields that the schema does not name. Under such fields stands what readers pass over and
`convert.jsonresume` reads back: `note`, `status`, `section` (a section that the standard does not have) and so on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tailor.core.profile.kinds import Kind
from tailor.exporting.document import Document, Part, Path
from tailor.exporting.loss import Loss
from tailor.exporting.person import basics, given
from tailor.importing.fields.entry_kinds import join_list
from tailor.models.date_format import in_locale
from tailor.models.dates import DateRange, Day
from tailor.text.headings import heading

Data = dict[str, Any]

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

OWN_PLACES = {"work": "work", "education": "education", "publication": "publications", "keywords": "skills"}
"""Where the entries of other sections stand, by their form; all others are projects, the standard's widest list."""

LEVELS = frozenset(
    ["beginner", "novice", "intermediate", "advanced", "expert", "master", "native", "fluent", "basic", "proficient"]
)
"""Words in brackets that a skill's level is known by."""


def to_json_resume(document: Document) -> tuple[Data, list[Loss]]:
    """The résumé as plain data, and what of the document it does not hold or holds otherwise."""
    writer = _Writer(document.locale)
    data: Data = {"$schema": SCHEMA, "basics": basics(document)}
    for section in document.sections:
        if section.section != "summary":
            writer.section(section, data)
    data["meta"] = {"version": "v1.0.0", "locale": document.locale}
    return data, writer.losses


def json_resume(document: Document) -> tuple[bytes, list[Loss]]:
    """As `to_json_resume`, written."""
    data, losses = to_json_resume(document)
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode(), losses


class _Writer:
    """Makes the entries of one document, and keeps what they do not hold."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self.losses: list[Loss] = []
        self._makers: dict[str, Callable[[Part], Data | list[Data]]] = {
            "work": self._jobs, "volunteer": lambda part: self._jobs(part, "organization"),
            "education": self._education, "projects": self._project, "publications": self._publication,
            "awards": lambda part: self._item(part, "title", "awarder"),
            "certificates": lambda part: self._item(part, "name", "issuer"),
            "skills": self._skill, "languages": self._language, "interests": self._interest,
        }  # fmt: skip

    def section(self, section: Part, data: Data) -> None:
        """Add the entries of a section to the list of the standard that they belong to."""
        name, type_ = PLACES.get(section.section, ("", "")) if section.path[0] != "sections" else ("", "")
        mark: Data = {"type": type_} if type_ else {}
        if not name:
            name = OWN_PLACES.get(_form(section.parts[0]), "projects")
            mark = {"section": section.fields["title"]} | (
                {"form": _form(section.parts[0])} if name == "projects" else {}
            )
        elif section.fields["title"] != heading(section.section, self._locale):
            self._lose((*section.path[:-1], "title"), "sections have fixed names there")
        for field in ("note", "links"):
            if section.fields[field]:
                self._lose((*section.path[:-1], field), f"sections have no {field} there")
        for part in section.parts:
            made = self._makers[name](part)
            data.setdefault(name, []).extend({**mark, **one} for one in (made if isinstance(made, list) else [made]))

    def _lose(self, path: Path, reason: str, changed: bool = False) -> None:
        self.losses.append(Loss(path, reason, changed))

    def _jobs(self, part: Part, name: str = "name") -> list[Data]:
        """A job; of several positions at one place each becomes an entry, the employer's own lines with the first."""
        positions = part.under(Kind.POSITION)
        if not positions:
            return [self._job(part.fields, part, (), name)]
        if part.fields["dates"]:
            self._lose((*part.path, "dates"), "the positions have their own", changed=True)
        shared = {key: part.fields[key] for key in ("organization", "place", "links") if part.fields[key]}
        for key in ("place", "links"):
            if part.fields[key] and all(position.fields[key] for position in positions):
                self._lose((*part.path, key), "the positions have their own")
        first, *others = (({**position.fields, **shared, **_own(position)}, position) for position in positions)
        with_employer = self._job(_joined(part.fields, first[0]), first[1], _lines(part), name)
        return [with_employer, *(self._job(*other, (), name) for other in others)]

    def _job(self, fields: Mapping[str, Any], part: Part, before: Iterable[Part], name: str) -> Data:
        """One position, with lines that stand `before` its own."""
        return given(
            {
                name: fields["organization"],
                "position": fields["position"],
                "location": fields["place"],
                **self._range(part.path, fields["dates"]),
                **_links(fields),
                "summary": _text([*before, *part.parts]),
                "highlights": _bullets([*before, *part.parts]),
                "keywords": fields["tools"],
                "note": fields["note"],
            }
        )

    def _education(self, part: Part) -> Data:
        """A degree; a bullet of courses becomes the list that the standard has for them."""
        fields, bullets = part.fields, _bullets(part.parts)
        courses = next((bullet for bullet in bullets if _courses(bullet)), "")
        return given(
            {
                "institution": fields["institution"],
                "studyType": fields["degree"],
                "area": fields["area"],
                **self._range(part.path, fields["dates"], alone="endDate"),
                "score": fields["grade"],
                **_links(fields),
                "location": fields["place"],
                "courses": _courses(courses),
                "highlights": [bullet for bullet in bullets if bullet != courses],
                **{name: fields[name] for name in ("level", "board", "advisor", "note")},
            }
        )

    def _project(self, part: Part) -> Data:
        """A project, a line of research, a talk; or a line or a paragraph of a section that the standard has not."""
        if part.kind is Kind.PARAGRAPH:
            return {"name": part.fields["text"]}
        if part.kind is Kind.ITEM:
            return self._item(part, "name", "entity", "startDate", "description")
        fields = part.fields
        return given(
            {
                "name": fields["title"],
                "entity": fields["organization"],
                **self._range(part.path, fields["dates"]),
                "description": _text(part.parts),
                "highlights": _bullets(part.parts),
                "keywords": fields["tools"],
                **_links(fields),
                "location": fields["place"],
                **{name: fields[name] for name in ("note", "status", "course", "guide")},
            }
        )

    def _publication(self, part: Part) -> Data:
        """A paper, or a piece of writing, which is an item in a profile."""
        fields = part.fields
        if part.kind is Kind.ITEM:
            return self._item(part, "name", "publisher", "releaseDate")
        doi = {"url": f"https://doi.org/{fields['doi']}"} if fields["doi"] else {}
        return given(
            {
                "name": fields["title"],
                "authors": [author["name"] for author in fields["authors"]],
                "publisher": fields["venue"],
                **self._single(part.path, fields["dates"], "releaseDate"),
                **(_links(fields) or doi),
                "summary": _text(part.parts),
                **{name: fields[name] for name in ("doi", "arxiv", "status", "award", "note")},
            }
        )

    def _item(self, part: Part, name: str, issuer: str, date: str = "date", note: str = "summary") -> Data:
        """An award, a certificate, or any other line."""
        fields = part.fields
        return given(
            {
                name: fields["text"],
                issuer: fields["issuer"],
                **self._single(part.path, fields["dates"], date),
                **_links(fields),
                "location": fields["place"],
                note: fields["note"],
            }
        )

    def _skill(self, part: Part) -> Data:
        """A group of keywords; a level in brackets after its name has a field."""
        label = str(part.fields["label"])
        found = re.fullmatch(r"(.+) \((\w+)\)", label)
        level = found[2] if found and found[2].lower() in LEVELS else ""
        words = [word.fields["text"] for word in part.parts]
        return given({"name": found[1] if found and level else label, "level": level, "keywords": words})

    def _language(self, part: Part) -> Data:
        """`German (fluent)`, in its parts."""
        self._only_text(part)
        text = part.fields["text"]
        found = re.fullmatch(r"([^(:]+) \(([^()]+)\)(?:: (.+))?", text)
        if not found:
            return {"language": text}
        return given({"language": found[1], "fluency": found[2], "keywords": _split(found[3] or "")})

    def _interest(self, part: Part) -> Data:
        """`Climbing: Alps, Jura`, in its parts."""
        self._only_text(part)
        name, _, words = part.fields["text"].partition(": ")
        return given({"name": name, "keywords": _split(words)})

    def _only_text(self, part: Part) -> None:
        for name, value in part.fields.items():
            if name != "text" and value:
                self._lose((*part.path, name), "there is no field for it")

    def _range(self, path: Path, dates: DateRange | None, alone: str = "") -> Data:
        """Start and end; a single date is both, or only the one that `alone` names."""
        if not dates:
            return {}
        start, end = _iso(dates.start), _iso(dates.end)
        if alone and start == end and start:
            figures = {alone: end}
        else:
            figures = given({"startDate": start, "endDate": end, "current": dates.ongoing})
        return figures | self._in_words(path, dates)

    def _in_words(self, path: Path, dates: DateRange) -> Data:
        """What figures cannot say is reported, and kept beside them as it was written."""
        if dates.words:
            self._lose((*path, "dates"), "words in place of dates; other programs do not read them", changed=True)
            return {"dates": in_locale(dates.words, self._locale)}
        days = {day for one in dates.terms or (dates,) for day in (one.start, one.end) if day}
        faults = [
            (any(day.term for day in days), "a term becomes its year"),
            (bool(dates.terms or dates.planned), "only the first and the last date are kept"),
            (dates.start is None, "a range without a start cannot be written there"),
        ]
        for reason in (words for wrong, words in faults if wrong):
            self._lose((*path, "dates"), f"{reason}; other programs do not read the words beside it", changed=True)
        exact = not any(wrong for wrong, _ in faults) and not any(day.day for day in days)
        return {} if exact or not days else {"dates": dates.text}

    def _single(self, path: Path, dates: DateRange | None, name: str) -> Data:
        """One date under its name; a range under the names of ranges."""
        one = dates and dates.start == dates.end and not dates.terms
        return self._range(path, dates, name if one else "")


def _iso(day: Day | None) -> str:
    """A day in ISO 8601, as far as it is known; a term is its year."""
    return "" if day is None else str(day.year) if day.term else str(day)


def _form(part: Part) -> str:
    """The form of a section's entries, by the first of them."""
    return str(part.fields["form"]) if part.kind is Kind.ENTRY else str(part.kind)


def _own(part: Part) -> Data:
    """The fields that hold something."""
    return {key: value for key, value in part.fields.items() if value}


def _joined(employer: Mapping[str, Any], position: Mapping[str, Any]) -> Data:
    """What an employer's entry says beside its positions goes with the first of them."""
    note = "; ".join(text for text in (employer["note"], position["note"]) if text)
    return {**position, "note": note, "tools": [*employer["tools"], *position["tools"]]}


def _lines(part: Part) -> tuple[Part, ...]:
    """An entry's own text and bullets."""
    return part.under(Kind.PARAGRAPH, Kind.BULLET)


def _text(parts: Iterable[Part]) -> str:
    """The running text of an entry."""
    return "; ".join(part.fields["text"] for part in parts if part.kind is Kind.PARAGRAPH)


def _bullets(parts: Iterable[Part]) -> list[str]:
    """The words of the bullets, each followed by those below it."""
    bullets = (part for part in parts if part.kind is Kind.BULLET)
    return [text for part in bullets for text in (part.fields["text"], *_bullets(part.parts))]


def _links(fields: Mapping[str, Any]) -> Data:
    """The first address, and all of them with their labels if there is more to say."""
    links = [given(link) for link in fields["links"]]
    if not links:
        return {}
    more = {"links": links} if len(links) > 1 or "label" in links[0] else {}
    return given({"url": links[0].get("url")}) | more


def _courses(bullet: str) -> list[str]:
    """The courses in `Courses: Algebra, Topology`; none in any other bullet."""
    return _split(bullet.removeprefix("Courses: ")) if bullet.startswith("Courses: ") else []


def _split(text: str) -> list[str]:
    """Names in one line, apart, if joining them gives the line back."""
    names = re.split(r"; " if "; " in text else r", ", text) if text else []
    return names if join_list(names) == text else [text]
