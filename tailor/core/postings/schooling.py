"""Degrees and courses that postings ask for, and the highest one that a profile shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from msgspec import Struct

from tailor.core.postings.alternatives import LONGEST, OR


class Degree(IntEnum):
    """Degrees, from low to high."""

    COURSE = 1
    BACHELOR = 2
    MASTER = 3
    DOCTOR = 4


_WORDS = {
    Degree.DOCTOR: r"ph\.? ?d\b\.?|doctorate|doctoral degree|promotion in|doktorgrad|doctorat|doctorado"
    r"|doutora(?:do|mento)|dottorato",
    Degree.MASTER: r"master(?:’s|'s|s)?(?: degree)?(?= (?:in|of|degree)\b|,| or\b)|master(?:’s|'s)\b"
    r"|m\.?sc\b\.?|mba\b|\bm[as] (?=in\b|or\b)|máster en|mestrado"
    r"|bac ?\+ ?5|école (?:de commerce|d['’]ingénieurs?)|laurea magistrale|masterabschluss|\bmaster de\b",
    Degree.BACHELOR: r"bachelor(?:’s|'s|s)?|b\.?sc?\b\.?(?= |,|$)|\bba (?=in\b|or\b)|degree(?= in\b|,|$| or\b)"
    r"|university degree|undergraduate degree"
    r"|studium|studienabschluss|hochschulabschluss|licence (?:ou|en|de)\b|licenciatura|bac ?\+ ?[234]|grado en"
    r"|titulación"
    r"|graduação|ensino superior|laurea|laureat[oaie]|\bhbo\b|\bwo\b|opleiding",
    Degree.COURSE: r"diploma in|high school diploma|abgeschlossene (?:ausbildung|berufsausbildung)"
    r"|ausbildung (?:als|zum|zur)|\btechniker\b"
    r"|diplôme d['’]état|diplôme|formación en|formação em|formação técnica|\bmbo\b",
}
"""How degrees are named; what a country calls its own stands beside what it is worth."""

_ANY = {level: re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE) for level, pattern in _WORDS.items()}
_SHORT = {
    Degree.MASTER: re.compile(r"\b(?:M\.?A|M\.?S|M\.?Eng|M\.?Tech|M\.?Ed|M\.?F\.?A|M\.?Phil|M\.?P\.?H|LL\.?M)\b"),
    Degree.BACHELOR: re.compile(
        r"\b(?:B\.?A|A\.?B|B\.?S|B\.?Eng?|B\.?Tech|B\.?Com|B\.?Ed|B\.?B\.?A|B\.?F\.?A|LL\.?B)\b"
    ),
}
"""How people write their own, in capitals; in a sentence of a posting these could be other words."""

_END = re.compile(
    r";|\.(?=\s)|,? (?:with|plus|mit|avec|con|com|and (?=\d|strong|solid|experience|at least))\b|,? (?:sowie"
    r"|as well as)\b"
)


class Schooling(Struct, frozen=True):
    """A degree that a sentence asks for, with its fields: where it stands, and the lowest that will do."""

    start: int
    end: int
    least: Degree


def schooling(text: str, language: str = "en") -> Iterator[Schooling]:
    """The degree that a sentence asks for, if it does; one of several that it names will do."""
    if len(text) > LONGEST:
        return
    found = [(match, level) for level, pattern in _ANY.items() for match in pattern.finditer(text)]
    if not found:
        return
    start = min(match.start() for match, _ in found)
    last = max(match.end() for match, _ in found)
    yield Schooling(start, _fields_end(text, last, language), min(level for _, level in found))


def _fields_end(text: str, last: int, language: str) -> int:
    """Where the fields of a degree end: with the last of those to choose from, else at the first comma."""
    stop = _END.search(text, last)
    end = stop.start() if stop else len(text)
    fields = re.match(
        rf"[^,;]*(?:, [^,;]*)*?,?\s(?:{OR.get(language, OR['en'])})\s[^,;]*", text[last:end], re.IGNORECASE
    )
    comma = text.find(",", last, end)
    return last + fields.end() if fields else comma if comma >= 0 else end


def highest(texts: Iterable[str]) -> Degree | None:
    """The highest degree that the education of a profile names."""
    patterns = [*_ANY.items(), *_SHORT.items()]
    levels = [level for text in texts for level, pattern in patterns if pattern.search(text)]
    return max(levels, default=None)
