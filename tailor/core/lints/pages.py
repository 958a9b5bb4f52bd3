"""A built page as machines read it: every text found and in order, fonts that can be read, last lines, fullness."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tailor.base.errors import Place
from tailor.core.lints.kinds import Finding

MOST_BYTES = 500_000
LEAST_LETTERS = 4
"""A text of fewer letters is found anywhere, so its place on the page says nothing."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a PDF: its name, and what keeps machines from reading its letters (`""` if nothing does)."""

    name: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece that stands on a page: its texts, in any order, as plain words; its place in the profile; the part of
    the page whose pieces follow one another (`""` for none); whether it is a paragraph that may end in a short line."""

    texts: tuple[str, ...]
    place: Place
    run: str = ""
    paragraph: bool = False


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A built file: its name; pages set and asked for (None: any); remarks of the build as (code, message); the
    lines of text that a machine finds; fonts; bytes; and what should stand on it, in order."""

    file: str
    pages: int
    asked: int | None
    remarks: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    fonts: tuple[Font, ...]
    size: int
    shown: tuple[Shown, ...]

    @property
    def place(self) -> Place:
        """The file itself."""
        return Place(self.file, 1, 1)


def page_lints(facts: PageFacts) -> Iterator[Finding]:
    """All remarks on one built file."""
    if facts.asked is not None and facts.pages != facts.asked:
        message = f"{facts.pages} pages, where {facts.asked} were asked for"
        yield Finding("page-count", message, "build it again", facts.place)
    for code, message in facts.remarks:
        yield Finding(code, message, place=facts.place)
    for font in dict.fromkeys(font for font in facts.fonts if font.fault):
        yield Finding("fonts", f"the font {font.name} {font.fault}", "let the template take another", facts.place)
    if facts.size > MOST_BYTES:
        message = f"{facts.size // 1000} kB, where {MOST_BYTES // 1000} are plenty"
        yield Finding("file-size", message, "look for pictures and whole fonts", facts.place)
    yield from _texts(facts)


def letters(text: str) -> str:
    """The letters and figures of a text as they are compared: ligatures apart, in lower case."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def _texts(facts: PageFacts) -> Iterator[Finding]:
    """Every text looked for in what a machine reads: from where the last one of its run ended, else anywhere."""
    lines = [letters(line) for line in facts.lines]
    whole, starts = "".join(lines), list(accumulate(map(len, lines), initial=0))
    ends: dict[str, int] = {}
    for one in facts.shown:
        start = ends.get(one.run, 0) if one.run else 0
        for text in one.texts:
            at, end, finding = _found(text, one, whole, start, facts)
            if finding:
                yield finding
            elif one.paragraph:
                yield from _last_line(text, one, (at, end), starts, facts)
            ends[one.run] = max(end, ends.get(one.run, 0))


def _found(text: str, one: Shown, whole: str, start: int, facts: PageFacts) -> tuple[int, int, Finding | None]:
    """Where a text begins and ends in what machines find; what there is to remark."""
    wanted = letters(text)
    at = whole.find(wanted, start)
    if at >= 0:
        return at, at + len(wanted), None
    if whole.find(wanted) < 0:
        message = f"“{_short(text)}” is not found in {facts.file} as it stands"
        return start, start, Finding("extraction", message, "look at what pdftotext gives for it", one.place)
    if len(wanted) < LEAST_LETTERS:
        return start, start, None
    message = f"“{_short(text)}” is found before what stands above it"
    return start, start, Finding("reading-order", message, f"in {facts.file}; look at the template", one.place)


def _last_line(
    text: str, one: Shown, span: tuple[int, int], starts: Sequence[int], facts: PageFacts
) -> Iterator[Finding]:
    """Whether the last line of a paragraph, alone on its line, is a single word."""
    begin, end = span
    line = bisect_right(starts, end - 1) - 1
    word = text.split()[-1]
    if starts[line] > begin and starts[line + 1] == end and letters(word) == letters(facts.lines[line]):
        message = f"the last line of “{_short(text)}” is “{word}” alone"
        mend = f"in {facts.file}; shorten it by a word, or give it a `short`"
        yield Finding("last-line", message, mend, one.place)


def _short(text: str, most: int = 50) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
