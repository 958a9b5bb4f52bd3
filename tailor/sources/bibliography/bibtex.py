"""Publications out of a BibTeX file: each entry as a profile would write it, with the line of every field.

bibtexparser reads the file (it is typed, keeps lines, and goes on after a broken entry), `latex_text` its LaTeX. What a
page cannot have is reported with its line, and an entry that is wrong costs no other.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tailor.base.errors import Place, Problem, Severity
from tailor.base.limited_files import read_limited
from tailor.models.dates import DateError, parse_dates
from tailor.models.values import near, normal_tag
from tailor.storage.digests import digest

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher", "organization", "howpublished")
"""Fields of which the first that is given names where it appeared."""

_USED = """
title author editor year month day date doi eprint archiveprefix eprinttype url keywords note award pubstate status
volume number
"""
USED = frozenset((*VENUES, *_USED.split()))

_PASSED_OVER = """
abstract address annote annotation archive bibsource biburl booktitleaddon chapter collection copyright crossref
edition eid eprintclass eventdate eventtitle file groups howpublished isbn issn issue key keyword langid language lccn
location mendeley-groups mendeley-tags numpages owner pages pagetotal part pmcid pmid primaryclass priority publisher
ranking read series shorttitle shortjournal subtitle timestamp translator type urldate venue version
"""
PASSED_OVER = frozenset(_PASSED_OVER.split())
"""Fields that bibliographies and their managers write and a page has no place for."""

_BARE = re.compile(r"(?<!\\)[&%]")
"""What BibTeX takes as it stands and LaTeX would not: `R & D`, `50%`."""

_AND = re.compile(r"\s+and\s+(?![^{}]*\})", re.IGNORECASE)
"""What parts two names, outside of braces."""


_TEXTS = frozenset((*VENUES, "title", "note", "award", "pubstate", "status"))
"""Fields that are texts in LaTeX."""


class Bibliography(Struct, frozen=True):
    """Entries as data of a profile, newest first, and the file's digest; `places` are those of each entry, its own
    under ""."""

    entries: tuple[dict[str, Any], ...]
    places: tuple[Mapping[str, Place], ...]
    problems: tuple[Problem, ...]
    digest: str


def read_bibliography(path: Path, shown: str) -> Bibliography:
    """The entries of a file, with all its faults; `shown` names it in messages. Raises OSError."""
    data = read_limited(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    reader = _Reader(shown, text.splitlines())
    library = _parsed(text)
    problems = list(reader.failures(library))
    read = []
    for entry in library.entries:
        fields = reader.publication(entry, problems)
        places = {"": reader.place(entry.start_line)} | reader.places(entry, fields)
        if _holds(fields, places, problems):
            read.append((fields, places))
    read.sort(key=lambda one: _newest(one[0]), reverse=True)
    entries, every = tuple(one for one, _ in read), tuple(places for _, places in read)
    return Bibliography(entries, every, tuple(problems), digest(data))


def _parsed(text: str) -> Library:
    from bibtexparser import entrypoint, middlewares

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs, we tell
    steps = [middlewares.MonthIntMiddleware()]
    return entrypoint.parse_string(_BARE.sub(r"\\\g<0>", text), append_middleware=steps)


def _holds(fields: dict[str, Any], places: Mapping[str, Place], problems: list[Problem]) -> bool:
    """Whether a profile would take an entry; if not, what is wrong with it is reported."""
    from pydantic import ValidationError

    from tailor.models.entries import Publication
    from tailor.sources.validating import problems_of

    try:
        Publication.model_validate(fields)
    except ValidationError as error:
        name = fields.get("id")
        found = problems_of(error, Publication, lambda path, key=False: places.get(str(path[0]), places[""]))
        for one in found:
            message = f"the entry `{name}` is left out: {one.message}"
            problems.append(Problem(one.code, message, one.hint, one.place, Severity.WARNING))
        return False
    return True


def _newest(fields: Mapping[str, Any]) -> tuple[int, Any]:
    """What entries are sorted by, the greatest first: those that are still to come, then the latest."""
    if not fields.get("dates"):
        return (1 if fields.get("status") else -1, ())
    dates = parse_dates(str(fields["dates"]))
    return (0, (dates.end or dates.start or parse_dates("1900").start).key)  # type: ignore[union-attr]


class _Reader:
    """Turns the entries of one file into publications."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self._file = file
        self._lines = lines

    def place(self, line: int | None) -> Place:
        """Where a line (from 0) stands."""
        number = min(line or 0, max(len(self._lines) - 1, 0))
        text = self._lines[number] if self._lines else ""
        return Place(self._file, number + 1, len(text) - len(text.lstrip()) + 1, text)

    def failures(self, library: Library) -> Iterator[Problem]:
        """Entries that cannot be read, and keys that stand twice."""
        for block in library.failed_blocks:
            place = self.place(block.start_line)
            if key := getattr(block, "key", None):
                message = f"the key `{key}` is defined twice; the first entry counts"
                yield Problem("duplicate-id", message, "give one of them another", place, Severity.WARNING)
            else:
                reason = str(getattr(block.error, "abort_reason", "") or block.error).strip().rstrip(".")
                hint = "every { needs its }, and a comma goes between fields"
                message = f"this entry cannot be read, and is left out: {reason}"
                yield Problem("bad-bibtex", message, hint, place, Severity.WARNING)

    def places(self, entry: Entry, fields: Mapping[str, Any]) -> dict[str, Place]:
        """Where each field of a publication comes from, by its name there."""
        lines = {field.key.lower(): field.start_line for field in entry.fields}
        sources = {
            "authors": ("author", "editor"), "venue": VENUES, "dates": ("date", "year"), "arxiv": ("eprint",),
            "links": ("url",), "tags": ("keywords",), "status": ("pubstate", "status", "year"),
        }  # fmt: skip
        found = {}
        for name in fields:
            line = next((lines[one] for one in sources.get(name, (name,)) if one in lines), entry.start_line)
            found[name] = self.place(line)
        return found

    def publication(self, entry: Entry, problems: list[Problem]) -> dict[str, Any]:
        """One entry as a profile would write it."""
        self._unknown(entry, problems)
        given = self._texts(entry, problems)
        made = {
            "id": re.sub(r"[^\w./-]+", "-", entry.key).strip("-./"),
            "title": given.get("title"),
            "authors": given.get("author") or given.get("editor"),
            "venue": _venue(given),
            "award": given.get("award"),
            "note": given.get("note"),
            "doi": given.get("doi"),
            "links": [{"url": _address(given["url"])}] if given.get("url") and not given.get("doi") else None,
            "tags": self._tags(entry, problems),
        } | _dates(given)
        if (given.get("archiveprefix") or given.get("eprinttype") or "").lower() == "arxiv":
            made["arxiv"] = given.get("eprint")
        return {name: value for name, value in made.items() if value}

    def _texts(self, entry: Entry, problems: list[Problem]) -> dict[str, Any]:
        """The fields that are used, by name: texts as inline Markdown, names as lists, the others as they are."""
        given: dict[str, Any] = {}
        for field in entry.fields:
            name = field.key.lower()
            if name in ("author", "editor"):
                names = _AND.split(str(field.value).strip())
                given[name] = [self._text(_straight(one), field, problems) for one in names if one.strip()]
            elif name in _TEXTS:
                given[name] = self._text(str(field.value), field, problems)
            else:
                given[name] = field.value
        return given

    def _text(self, source: str, field: Field, problems: list[Problem]) -> str:
        """One text; LaTeX in it that has no counterpart is reported."""
        if source == "others":
            return "et al."
        from tailor.sources.bibliography.latex_text import read_latex

        read, place = read_latex(source), self.place(field.start_line)
        if read.lost:
            message = f"{', '.join(f'`{one}`' for one in read.lost)} in `{field.key}` has no counterpart here"
            hint = "its words are kept as they are; look at them on the page"
            problems.append(Problem("bibtex-command", message, hint, place, Severity.WARNING))
        return read.text

    def _unknown(self, entry: Entry, problems: list[Problem]) -> None:
        for field in entry.fields:
            name = field.key.lower()
            if name not in USED | PASSED_OVER and not name.startswith(("bdsk-", "date-", "x-", "opt")):
                meant = near(name, USED)
                hint = f"did you mean `{meant}`?" if meant else ""
                place = self.place(field.start_line)
                problems.append(
                    Problem("unknown-field", f"unknown field `{name}` is not shown", hint, place, Severity.NOTE)
                )

    def _tags(self, entry: Entry, problems: list[Problem]) -> list[str]:
        field = next((one for one in entry.fields if one.key.lower() == "keywords"), None)
        words = [word.strip() for word in re.split(r"[,;]", str(field.value))] if field else []
        tags = {word: normal_tag(word) for word in words if word}
        for word in (word for word, tag in tags.items() if not tag):
            place = self.place(field.start_line if field else 0)
            problems.append(Problem("bad-tag", f'"{word}" makes no tag', "", place, Severity.NOTE))
        return list(dict.fromkeys(tag for tag in tags.values() if tag))


def _address(url: Any) -> str:
    """An address as written: LaTeX takes a tilde for a space."""
    return re.sub(r"\\([%#&_~])", r"\1", str(url)).replace("\u00a0", "~").strip()


def _straight(name: str) -> str:
    """`Okafor, Maya` as `Maya Okafor`, in LaTeX."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if name.strip() == "others" or re.fullmatch(r"\{.*\}", name.strip()):
        return name.strip()
    try:
        parts = parse_single_name_into_parts(name)
    except ValueError:
        return name
    return " ".join((*parts.first, *parts.von, *parts.last, *parts.jr))


def _venue(given: Mapping[str, Any]) -> str:
    """Where it appeared, a journal with its volume and number; arXiv for what is nowhere else."""
    name = next((name for name in VENUES if given.get(name)), None)
    if name is None:
        return ""
    venue = str(given[name])
    if name in ("journal", "journaltitle") and given.get("volume"):
        venue += f" {given['volume']}" + (f"({given['number']})" if given.get("number") else "")
    return venue


def _dates(given: Mapping[str, Any]) -> dict[str, str]:
    """`dates` of the date, or of year, month and day; a year in words (`in press`) is a `status`."""
    status = str(given.get("pubstate") or given.get("status") or "")
    written = _range(str(given.get("date") or given.get("year") or "").strip().strip("{}"))
    if re.fullmatch(r"\d{4}", written) and isinstance(given.get("month"), int):
        written += f"-{given['month']:02}"
        written += f"-{int(given['day']):02}" if str(given.get("day", "")).isdecimal() else ""
    if not written:
        return {"status": status}
    try:
        parse_dates(written)
    except DateError:
        if not re.search(r"\d", written):
            return {"status": status or written}
    return {"dates": written, "status": status}


def _range(written: str) -> str:
    """`2019-01/2020-02` of biblatex as a range; `2019/2020` stays."""
    first, slash, last = written.partition("/")
    if not slash or re.fullmatch(r"\d{4}/\d{2,4}", written):
        return written
    return f"{first} – {last.strip('.')}".strip()
