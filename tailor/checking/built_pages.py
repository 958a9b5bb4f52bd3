"""Built pages as machines find them: the text, the fonts and the size of a PDF, and what should stand on it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tailor.builds.record import Record
from tailor.core.lints.catalogue import LINTS
from tailor.core.lints.page_lints import Font, Heading, PageFacts, Shown
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import FLOWING, PIECES, Kind
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import Loaded
from tailor.text.locales import words_of
from tailor.text.markdown.markup import printed

NAMES = ("title", "organization", "position", "institution", "degree")
"""The fields of an entry that every template shows."""

_HEADING = re.compile(r"\s*H([1-6]) \(block\)")


def page_facts(
    record: Record, profile: Loaded[Profile], target: Loaded[Target], locale: str, shown_as: str
) -> PageFacts | None:
    """What can be said of the PDF of a build, named `shown_as`; None if it has none, or poppler is missing."""
    pdf = next((Path(one) for one in record.outputs if one.endswith(".pdf")), None)
    if pdf is None or not can_read():
        return None
    line = record.line
    remarks = tuple((one["code"], one["message"]) for one in line["warnings"] if one["code"] in LINTS)
    asked = target.value.pages if isinstance(target.value.pages, int) else None
    candidates = outline(profile.value, target.value, profile.place, locale)
    shown = tuple(one for candidate in candidates for one in shown_texts(candidate, record.shown, locale))
    facts = replace(file_facts(pdf, shown_as, shown), pages=line["pages"], asked=asked, remarks=remarks)
    on_page = tuple(one for one in candidates if one.id in record.shown)
    columns = max(1, len(line.get("fills", ())))
    return replace(facts, candidates=on_page, columns=columns, town=profile.place(("contact", "location")))


def can_read() -> bool:
    """Whether poppler's programs are there."""
    return all(shutil.which(program) for program in ("pdftotext", "pdffonts", "pdfinfo"))


def file_facts(pdf: Path, shown_as: str, shown: tuple[Shown, ...]) -> PageFacts:
    """What poppler finds of a PDF that should show some texts."""
    lines = tuple(_run("pdftotext", "-enc", "UTF-8", str(pdf), "-").splitlines())
    return PageFacts(shown_as, 1, None, (), lines, _fonts(pdf), pdf.stat().st_size, shown, _headings(pdf))


def _headings(pdf: Path) -> tuple[Heading, ...] | None:
    """The headings of a PDF's tags, as pdfinfo tells them: the text of each stands below it, further in."""
    rows = _run("pdfinfo", "-struct-text", str(pdf)).splitlines()
    if not rows:
        return None
    found: list[Heading] = []
    inside = -1
    for row in rows:
        indent = len(row) - len(row.lstrip())
        if begin := _HEADING.match(row):
            found, inside = [*found, Heading(int(begin[1]), "")], indent
        elif indent <= inside:
            inside = -1
        elif inside >= 0 and (text := row.strip()).startswith('"'):
            found[-1] = replace(found[-1], text=found[-1].text + text[1:-1])
    return tuple(found)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    return done.stdout.decode("utf-8", "replace")


def _fonts(pdf: Path) -> tuple[Font, ...]:
    """What pdffonts says: after the name its type, then its encoding, embedded, subset, ToUnicode."""
    found = []
    for row in _run("pdffonts", str(pdf)).splitlines()[2:]:
        name, rest = row[:36].strip(), row[37:]
        flags = re.findall(r"\b(?:yes|no)\b", rest)
        embedded, _, unicode = flags[:3] if len(flags) >= 3 else ("yes", "yes", "yes")
        faults = [
            ("Type 3" in rest, "is a picture font (Type 3)"),
            (embedded == "no", "is not embedded"),
            (unicode == "no", "does not say which letters it has (ToUnicode)"),
        ]
        found.append(Font(name, next((words for wrong, words in faults if wrong), "")))
    return tuple(found)


def shown_texts(candidate: Candidate, variants: Mapping[str, str], locale: str) -> Iterator[Shown]:
    """The texts that a candidate puts on the page."""
    if candidate.id not in variants:
        return
    variant = next((one for one in candidate.variants if one.name == variants[candidate.id]), candidate.variants[0])
    fields, quotes = variant.block.fields, words_of(locale).quotes
    words = tuple(printed(text, quotes) for text in _texts(candidate.kind, fields) if text and "$" not in text)
    run = "" if candidate.kind in PIECES else candidate.section
    if words:
        yield Shown(words, candidate.place, run, candidate.kind in FLOWING)


def _texts(kind: Kind, fields: Mapping[str, Any]) -> Iterator[str]:
    match kind:
        case Kind.HEADER:
            yield fields["name"]
            yield from (way["text"] for way in fields["contacts"] if way["kind"] in ("email", "phone", "location"))
        case Kind.SECTION | Kind.PUBLICATION:
            yield fields["title"]
        case Kind.ENTRY | Kind.POSITION:
            yield from (fields[name] for name in NAMES if fields.get(name))
        case Kind.ROW:
            yield from (word for cell in fields["cells"] if isinstance(cell, str) for word in cell.split())
        case Kind.TABLE | Kind.KEYWORDS:
            return
        case _:
            yield fields["text"]
