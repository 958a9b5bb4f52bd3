"""What programs that fill forms from a page will trip over on it: headings, columns, tables, places, employers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tailor.base.errors import Place
from tailor.core.lints.catalogue import Finding
from tailor.core.lints.page_lints import SECTION, PageFacts
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind

MOST_WORDS = 2
ATS = "`ats: true` in the target"


def parser_lints(facts: PageFacts) -> Iterator[Finding]:
    """All remarks on one built file and what it shows."""
    for one in facts.headings or ():
        words = [word for word in one.text.split() if any(map(str.isalnum, word))]
        if one.level == SECTION and len(words) > MOST_WORDS:
            message = f"“{one.text}”: programs know headings of one or two words"
            yield Finding("parser-heading", message, "a `title` such as Experience", facts.place)
    if facts.columns > 1:
        message = f"{facts.columns} columns: programs that go by lines read across them"
        yield Finding("parser-columns", message, "a template of one column", facts.place)
    yield from _shown(facts.candidates)
    for head in facts.candidates:
        if head.kind in (Kind.HEADER, Kind.CONTACTS):
            yield from _town(head, facts.town or head.place)


def _shown(candidates: Sequence[Candidate]) -> Iterator[Finding]:
    for one in candidates:
        if one.kind is Kind.TABLE:
            message = "education stands in a table, of which programs take few fields"
            yield Finding("parser-table", message, ATS, one.place)
    for home in (one for one in candidates if one.kind is Kind.ENTRY):
        posts = [one for one in candidates if one.parent == home.id and one.kind is Kind.POSITION]
        if len(posts) > 1 and all(one.variants[0].block.kind is Kind.POSITION for one in posts):
            message = f"“{home.text}” is said once for {len(posts)} positions"
            yield Finding("parser-employer", f"{message}, of which programs find one", ATS, home.place)


def _town(head: Candidate, place: Place) -> Iterator[Finding]:
    """The place that a person lives in, if it is not a town with its country or state."""
    for way in head.variants[0].block.fields.get("contacts", ()):
        if way["kind"] == "location" and "," not in way["text"]:
            message = f"“{way['text']}” is a town without its country or state"
            yield Finding("parser-place", message, "`Turku, Finland`", place)
