"""A built page as machines read it: every text found and in order, fonts that can be read, last lines, fullness."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from tailor.base.errors import Place
from tailor.core.lints.catalogue import Finding, shortened
from tailor.core.profile.candidates import Candidate

MOST_BYTES = 500_000
SECTION = 2
"""The level of a section's heading."""

LEAST_LETTERS = 4
"""A text of fewer letters is found anywhere, so its place on the page says nothing."""


class Font(Struct, frozen=True):
    """A font of a PDF: its name, and what keeps machines from reading its letters (`""` if nothing does)."""

    name: str
    fault: str = ""


class Heading(Struct, frozen=True):
    """A heading of a PDF's tags: its level (1 is the page's own), its text."""

    level: int
    text: str


class Shown(Struct, frozen=True):
    """A piece that stands on a page: its texts, in any order, as plain words; its place in the profile; the part of
    the page whose pieces follow one another (`""` for none); whether it is a paragraph that may end in a short line."""

    texts: tuple[str, ...]
    place: Place
    run: str = ""
    paragraph: bool = False


class PageFacts(Struct, frozen=True):
    """A built file: its name; pages set and asked for (None: any); remarks of the build as (code, message); the
    lines of text that a machine finds; fonts; bytes; what should stand on it, in order; the headings of its tags (None:
    it has no tags); what is shown, and in how many columns; where the profile says which town the person lives in."""

    file: str
    pages: int
    asked: int | None
    remarks: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    fonts: tuple[Font, ...]
    size: int
    shown: tuple[Shown, ...]
    headings: tuple[Heading, ...] | None = ()
    candidates: tuple[Candidate, ...] = ()
    columns: int = 1
    town: Place | None = None

    @property
    def place(self) -> Place:
        """The file itself."""
        return Place(self.file, 1, 1)


def page_lints(facts: PageFacts) -> Iterator[Finding]:
    """All remarks on one built file."""
    if facts.asked is not None and facts.pages > facts.asked:  # of two pages, one can be enough
        message = f"{facts.pages} pages, where {facts.asked} {'was' if facts.asked == 1 else 'were'} asked for"
        yield Finding("page-count", message, "build it again", facts.place)
    for code, message in facts.remarks:
        yield Finding(code, message, place=facts.place)
    for font in dict.fromkeys(font for font in facts.fonts if font.fault):
        yield Finding("fonts", f"the font {font.name} {font.fault}", "let the template take another", facts.place)
    if facts.size > MOST_BYTES:
        message = f"{facts.size // 1000} kB, where {MOST_BYTES // 1000} are plenty"
        yield Finding("file-size", message, "look for pictures and whole fonts", facts.place)
    yield from _headings(facts)
    yield from _texts(facts)


def _headings(facts: PageFacts) -> Iterator[Finding]:
    """Levels that are left out, and headings that machines which go by places find elsewhere than the tags say."""
    if facts.headings is None:
        message = f"{facts.file} has no tags"
        yield Finding("untagged", message, "build it again", facts.place)
        return
    for before, one in pairwise((Heading(0, ""), *facts.headings)):
        if one.level > before.level + 1:
            message = f"“{shortened(one.text)}”, a heading of level {one.level}, follows one of level {before.level}"
            yield Finding("heading-order", message, r"look for \tagas in the template", facts.place)
    sections = [letters(one.text) for one in facts.headings if one.level == SECTION]
    found = in_order([_occurrences(text, letters("".join(facts.lines))) for text in sections])
    if moved := [text for text, at in zip(sections, found, strict=True) if at is None]:
        texts = [one.text for one in facts.headings if letters(one.text) in moved]
        message = f"“{'”, “'.join(texts)}”: programs that go by where words stand read this elsewhere"
        yield Finding("heading-order", message, f"in {facts.file}; one column is read everywhere alike", facts.place)


def letters(text: str) -> str:
    """The letters and figures of a text as they are compared: ligatures apart, in lower case."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def _texts(facts: PageFacts) -> Iterator[Finding]:
    """Every text looked for in what a machine reads, and the pieces of one run in their order."""
    lines = [letters(line) for line in facts.lines]
    whole, starts = "".join(lines), list(accumulate(map(len, lines), initial=0))
    runs: dict[str, list[Shown]] = {}
    for one in facts.shown:
        missing = [text for text in one.texts if letters(text) not in whole]
        for text in missing:
            message = f"“{shortened(text)}” is not found in {facts.file} as it stands"
            yield Finding("extraction", message, "look at what pdftotext gives for it", one.place)
        if not missing:
            runs.setdefault(one.run, []).append(one)
    for run, pieces in runs.items():
        yield from _run(pieces, bool(run), whole, starts, facts)


def _run(
    pieces: Sequence[Shown], ordered: bool, whole: str, starts: Sequence[int], facts: PageFacts
) -> Iterator[Finding]:
    """Pieces that follow one another: the fewest that must be out of their order; last lines of one word."""
    known = [max(map(letters, one.texts), key=len) for one in pieces]
    found = in_order([_occurrences(text, whole) for text in known])
    for one, text, at in zip(pieces, known, found, strict=True):
        if at is None and ordered and len(text) >= LEAST_LETTERS:
            message = f"“{shortened(max(one.texts, key=len))}” is not found between what is above and below it"
            yield Finding("reading-order", message, f"in {facts.file}; look at the template", one.place)
        if one.paragraph:
            begin = whole.find(text) if at is None else at
            yield from _last_line(one, (begin, begin + len(text)), starts, facts)


def _occurrences(text: str, whole: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(text)})", whole)] if text else []


def in_order(places: Sequence[Sequence[int]]) -> list[int | None]:
    """For each of some pieces one of its places, so that places rise and as many pieces as can be have one; None for
    the others. (The longest increasing subsequence with choices: Hunt & Szymanski 1977.)"""
    tails: list[int] = []
    ends: list[tuple[int, int, int]] = []  # of the best chain of each length: place, piece, link
    links: list[tuple[int, int, int]] = []
    for piece, options in enumerate(places):
        for place in sorted(options, reverse=True):
            length = bisect_left(tails, place)
            link = (place, piece, ends[length - 1][2] if length else -1)
            links.append(link)
            end = (place, piece, len(links) - 1)
            tails[length : length + 1] = [place]
            ends[length : length + 1] = [end]
    result: list[int | None] = [None] * len(places)
    at = ends[-1][2] if ends else -1
    while at >= 0:
        place, piece, at = links[at]
        result[piece] = place
    return result


def _last_line(one: Shown, span: tuple[int, int], starts: Sequence[int], facts: PageFacts) -> Iterator[Finding]:
    """Whether the last line of a paragraph, alone on its line, is a single word."""
    text, (begin, end) = one.texts[0], span
    line = bisect_right(starts, end - 1) - 1
    word = text.split()[-1]
    if starts[line] > begin and starts[line + 1] == end and letters(word) == letters(facts.lines[line]):
        message = f"the last line of “{shortened(text)}” is “{word}” alone"
        mend = f"in {facts.file}; shorten it by a word, or give it a `short`"
        yield Finding("last-line", message, mend, one.place)
