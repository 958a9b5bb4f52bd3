"""Finds what the fonts of a template lack in the texts of a page, and where it was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tailor.base.errors import Place, Problem
from tailor.base.source import Source
from tailor.core.candidates import Candidate
from tailor.models.dates import DateRange
from tailor.models.dating import show_dates
from tailor.text.coverage import missing

HINT = "pdfTeX sets Latin letters with their accents, €, →, ≥ and the like; write it another way"


def uncovered(
    candidates: Sequence[Candidate], source: Source, known: frozenset[str], locale: str = "en"
) -> list[Problem]:
    """One problem for each character and each candidate that has it, at the first line where it stands."""
    found: dict[tuple[str, Place], Problem] = {}
    for candidate in candidates:
        for text in _texts((variant.block.fields for variant in candidate.variants), locale):
            for letter in missing(text, known):
                place = _place(letter, candidate.place, source)
                name = unicodedata.name(letter, "a character without a name").lower()
                message = f'the fonts lack "{letter}" (U+{ord(letter):04X}, {name})'
                found.setdefault((letter, place), Problem("missing-character", message, HINT, place))
    return list(found.values())


def _texts(values: Iterable[Any], locale: str) -> Iterator[str]:
    """Every text in the fields of blocks, at any depth, and the words of dates."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, DateRange):
            yield show_dates(value, locale)
        elif isinstance(value, Mapping):
            yield from _texts(value.values(), locale)
        elif isinstance(value, list | tuple):
            yield from _texts(value, locale)


def _place(letter: str, begin: Place, source: Source) -> Place:
    """Where a character first stands from the candidate's own line on, or that line."""
    if begin.file != source.file:
        return begin
    for number, line in enumerate(source.lines[begin.line - 1 :], begin.line):
        if letter in line:
            return Place(begin.file, number, line.index(letter) + 1, line)
    return begin
