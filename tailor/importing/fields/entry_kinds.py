"""One entry of a source, in any of the formats, → one entry of a profile, by its kind.

The formats name the same things in a few ways each; the names of all are looked for everywhere, because real
files mix them (`company` where the standard says `name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Any

from tailor.importing.fields.dated_fields import CURRENT, END, START, WHOLE
from tailor.importing.fields.dirty_text import blocks, lines_of, one_line
from tailor.importing.fields.entry import BULLETS, LINKS, PLACES, PROSE, REMARKS, TOOLS, Entry, readable, word_list
from tailor.importing.ledger import Node, squeezed
from tailor.models.entries import Publication

Data = dict[str, Any]

ORGANIZATION = ("organization", "organisation", "name", "company", "companyName", "employer", "institution", "client")
POSITION = ("position", "title", "role", "jobTitle", "job", "label")
TITLE = ("title", "name", "project", "projectName")
INSTITUTION = ("institution", "school", "schoolName", "university", "college", "organization", "name")
DEGREE = ("degree", "studyType", "degreeName", "study_type", "qualification", "title")
AREA = ("area", "major", "fieldOfStudy", "field", "subject", "program", "course")
GRADE = ("grade", "score", "gpa", "cgpa", "marks", "result", "classification")
ISSUER = (
    "issuer",
    "awarder",
    "authority",
    "organization",
    "organisation",
    "institution",
    "publisher",
    "entity",
    "conference",
    "event",
    "from",
)
VENUE = ("venue", "publisher", "journal", "conference", "booktitle", "publication")
SINGLE = (
    "date",
    "awardDate",
    "releaseDate",
    "publishedOn",
    "issuedOn",
    "published",
    "issueDate",
    "testedOn",
    "testDate",
    "filingDate",
    "year",
)
SINGLE_LINES = ("text", "bullet", "number", "reversedNumber")
"""Fields of an entry that is one line."""

LABEL = ("label", "name", "category", "group", "title", "area", "skill", *SINGLE_LINES)
KEYWORDS = ("keywords", "skills", "items", "details", "technologies", "list", "tags")
LEVEL = ("level", "proficiency", "fluency")


_FIELDS = frozenset(
    squeezed(name)
    for name in (
        *(*ORGANIZATION, *POSITION, *TITLE, *INSTITUTION, *DEGREE, *AREA, *GRADE, *ISSUER, *VENUE, *SINGLE, *LABEL),
        *(*KEYWORDS, *LEVEL, *SINGLE_LINES, *START, *END, *WHOLE, *CURRENT, *LINKS, *PLACES, *BULLETS, *PROSE),
        *(*TOOLS, *REMARKS, "language", "interest", "reference", "authors", "author", "award", "certificate", "doi"),
    )
)


def is_field(name: str) -> bool:
    """Whether a name is that of a field of an entry in some format."""
    return squeezed(name) in _FIELDS


def work(node: Node) -> Data:
    """A job, an internship, a voluntary post."""
    if node.is_scalar:
        return {"organization": one_line(node.text())}
    entry = Entry(node).words("organization", *ORGANIZATION).words("position", *POSITION)
    if entry.data and node.find("summary"):  # then the description is that of the organization
        entry.remarks("description")
    entry.dates(open_ended=True).place().prose("text", *PROSE).bullets().tools()
    entry.links().remarks().labelled("cause", "industry", "supervisor", "manager", "reportsTo").remarks("type")
    entry.labelled(*ORGANIZATION)  # a second name of the employer, beside the one that the format asks for
    return entry.fallback("organization", ("position", "text")).done()


def education(node: Node) -> Data:
    """A degree or a school year; courses become one bullet, running text another."""
    if node.is_scalar:
        return {"institution": one_line(node.text())}
    entry = Entry(node).words("institution", *INSTITUTION).words("degree", *DEGREE).words("area", *AREA)
    entry.words("grade", *GRADE).words("board", "board").words("level", "level")
    entry.words("advisor", "advisor", "supervisor").dates().place()
    entry.prose(None, *PROSE).bullets()
    for name in ("courses", "coursework", "curriculum", "activities", "honors"):
        _as_bullet(entry, name)
    entry.links().remarks().labelled("minor", "thesis", "rank")
    return entry.fallback("institution", ("area", "degree")).done()


def _as_bullet(entry: Entry, name: str) -> None:
    """A list of names as one bullet, named as the source names it: `Courses: Algebra, Topology`."""
    for node in entry.node.all(name):
        words = word_list(node) if isinstance(node.value, list) else [one_line(node.text())]
        if joined := join_list([word for word in words if word]):
            entry.data.setdefault("bullets", []).append(f"{readable(node.key)}: {joined}")


def join_list(words: list[str]) -> str:
    """Names in one line: with commas, or semicolons when a name has a comma of its own."""
    return ("; " if any(", " in word for word in words) else ", ").join(words)


def project(node: Node) -> Data:
    """A project, a line of research."""
    if node.is_scalar:
        return {"title": one_line(node.text())}
    entry = Entry(node).words("title", *TITLE).words("organization", "organization", "entity", "company", "client")
    entry.words("course", "course").words("guide", "guide", "advisor", "supervisor").words("status", "status")
    entry.dates().place().prose("text", *PROSE).bullets()
    entry.tools("languages")
    entry.links().remarks()
    _roles(entry)
    return entry.fallback("title", ("organization", "text")).done()


def _roles(entry: Entry) -> None:
    """What somebody was in a project has no field of its own: it stands in the note."""
    for node in entry.node.all("roles", "role", "position"):
        for child in node:
            entry.remark(child)


def publication(node: Node) -> Data:
    """A paper, an article, a patent."""
    if node.is_scalar:
        return {"title": one_line(node.text())}
    entry = Entry(node).words("title", "title", "name").listed("authors", "authors", "author")
    entry.words("venue", *VENUE).dates(single=SINGLE).words("status", "status").words("award", "award")
    for name in ("doi", "arxiv"):
        _identifier(entry, name)
    _settle_doi(entry)
    entry.prose("text", *PROSE).links().remarks().labelled("patentNumber", "number", "pages")
    if (bullets := entry.data.pop("bullets", None)) is not None:
        entry.data["text"] = " ".join(
            filter(None, [entry.data.get("text"), *chain.from_iterable(map(lines_of, bullets))])
        )
    return entry.fallback("title", ("venue", "text")).done()


def _identifier(entry: Entry, name: str) -> None:
    """A DOI or arXiv number that is one; anything else stays in the note."""
    for node in entry.node.all(name):
        text = str(node.value).strip() if node.is_scalar else ""
        try:
            entry.data[name] = getattr(Publication.model_validate({"title": "x", name: text}), name)
            node.use()
        except ValueError:
            entry.remark(node)


def _settle_doi(entry: Entry) -> None:
    """An address that only repeats the DOI is not another link."""
    for node in entry.node.all("url", "link"):
        if "doi" in entry.data and str(node.value).strip().lower().endswith(f"doi.org/{entry.data['doi']}".lower()):
            node.use()


LINE = ("title", "name", "award", "certificate", "label", *SINGLE_LINES)


def item(node: Node) -> Data | str:
    """An award, a certificate, a talk, a membership: one line and what belongs to it."""
    if node.is_scalar:
        return one_line(node.text())
    entry = Entry(node).words("text", *LINE)
    entry.words("issuer", *ISSUER).dates(single=SINGLE).place().links()
    entry.remarks(*PROSE, "highlights", "details", *_NOTES)
    entry.labelled("licenseNumber", "credentialId", "number", "id", "score").remarks("position", "role")
    _any_text(entry)
    return _plain(entry.fallback("text", ("issuer", "note")).done())


def _any_text(entry: Entry) -> None:
    """A line without any of the usual names takes its first other text."""
    for child in entry.node:
        if "text" not in entry.data and child.is_scalar and child.path not in child.ledger.used:
            entry.data["text"] = one_line(child.text())


_NOTES = ("note", "notes", "remark", "level")


def _plain(data: Data) -> Data | str:
    """An item with nothing but its text is written as a plain text."""
    if not data:
        return ""
    return str(data["text"]) if data.keys() == {"text"} else {"text": data.pop("text")} | data


def named(node: Node, names: tuple[str, ...], details: tuple[str, ...] = ("keywords",)) -> str:
    """A language or an interest as one text: `German (fluent)`, `Climbing: Alps, Jura`."""
    if not node.is_map:
        return one_line(node.text())
    name = one_line(node.find(*names).text())
    _drop_years(node)
    levels = [text for level in node.all(*LEVEL) if (text := _level(level) if name else one_line(level.text()))]
    words = [word for found in node.all(*details) for word in word_list(found)]
    first = f"{name} ({', '.join(levels)})" if name and levels else name or ", ".join(levels)
    return ": ".join(filter(None, [first, join_list(words)]))


def language(node: Node) -> str:
    """A language with how well it is spoken."""
    return named(node, ("language", "name", "label", *SINGLE_LINES), ("keywords", "details"))


def interest(node: Node) -> str:
    """An interest with what it is about."""
    return named(node, ("name", "interest", "title", "label", *SINGLE_LINES), ("keywords", "details", "summary"))


def reference(node: Node) -> str:
    """What somebody says of the person, and who says it, after a dash: a sentence ends before it."""
    if node.is_scalar:
        return one_line(node.text())
    quote = one_line(node.find("reference", "summary", "text", "quote").text())
    name = " ".join(filter(None, (one_line(node.find(part).text()) for part in ("name", "firstName", "lastName"))))
    fields = (("position", "jobTitle"), ("company",), ("relationship",))
    about = [one_line(node.find(*names).text()) for names in fields]
    who = ", ".join(filter(None, [name, *about]))
    for name in ("email", "phone"):
        for part in node.all(name):
            part.drop("contact details of other people are not printed")
    return " – ".join(filter(None, [quote, who]))


def skills(nodes: Iterable[Node], label: str = "") -> list[Data]:
    """Keyword groups; skills without keywords of their own are gathered in one group, under `label` if it has one."""
    groups: list[Data] = []
    loose: Data | None = None
    for node in nodes:
        name, words = _skill(node)
        if words:
            groups.append({"label": name, "keywords": words} if name else {"keywords": words})
        elif name:
            if loose is None:
                groups.append(loose := {"label": label, "keywords": []} if label else {"keywords": []})
            loose["keywords"].append(name)
    return groups


def _skill(node: Node) -> tuple[str, list[str]]:
    """The name of a skill or of a group, with its level in words, and the keywords under it."""
    if not node.is_map:
        words = word_list(node)
        return (words[0], []) if len(words) == 1 else ("", words)
    name = one_line(node.find(*LABEL).text())
    _drop_years(node)
    levels = [text for level in node.all(*LEVEL) if name and (text := _level(level))]
    words = [word for found in node.all(*KEYWORDS) if not _same(found, node) for word in word_list(found)]
    if levels:
        name = f"{name} ({', '.join(levels)})"
    return name, words


def _drop_years(node: Node) -> None:
    """Years of practice as a bare number have no place beside a keyword."""
    for found in node.all("years", "yearsOfExperience", "experience"):
        if re.fullmatch(r"\d{1,2}(\.\d)?\+?", str(found.value).strip()):
            found.drop("years of practice: say them in a text, if they matter")


def _same(found: Node, node: Node) -> bool:
    """Whether a field was already taken as the label."""
    return found.path == node.find(*LABEL).path


def _level(node: Node) -> str:
    """A level in words; a bare number or bar says nothing on a page."""
    text = str(node.value).strip() if node.is_scalar else ""
    if not any(letter.isalpha() for letter in text):
        node.drop("a level as a number says little on a page")
        return ""
    return one_line(node.text())


def paragraphs(node: Node) -> list[str]:
    """Running texts, one a paragraph; lists inside them become paragraphs too."""
    found = []
    for child in node:
        if child.is_map:
            child = child.find("text", "bullet", "number", "summary", "description", "content")
        for text in re.split(r"\n\s*\n", child.text()):
            running, bullets = blocks(text)
            found += [*filter(None, [running]), *bullets]
    return found


SHARED = ("place", "links")
"""What positions at one organization may have in common."""


def grouped(entries: list[Data]) -> list[Data]:
    """Work entries; neighbours at one organization become one entry with several positions."""
    result: list[Data] = []
    for entry in entries:
        last = result[-1] if result else {}
        if not _joins(last, entry):
            result.append(entry)
        elif "positions" in last:
            last["positions"].append(_position(entry, last))
        else:
            result[-1] = _with_positions(last, entry)
    return result


def _joins(last: Data, entry: Data) -> bool:
    """Whether an entry is another position at the organization of the one before."""
    if not last or _employer(last) != _employer(entry):
        return False
    if not all(each.get("position") for each in (*last.get("positions", [last]), entry)):
        return False
    return "positions" not in last or all(last[key] == entry.get(key) for key in SHARED if key in last)


def _employer(entry: Data) -> str:
    return str(entry.get("organization", "")).casefold()


def _with_positions(first: Data, second: Data) -> Data:
    """Two entries as one; place and links that both have are said once."""
    shared = {key: first[key] for key in SHARED if key in first and first[key] == second.get(key)}
    whole = {"organization": first.get("organization", "")} | shared
    return whole | {"positions": [_position(first, shared), _position(second, shared)]}


def _position(entry: Data, shared: Data) -> Data:
    """A position says only what its organization does not say already."""
    return {key: value for key, value in entry.items() if key != "organization" and shared.get(key) != value}
