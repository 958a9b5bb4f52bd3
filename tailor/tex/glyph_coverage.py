"""Finds what the fonts of a template lack in the texts of a page, and where it was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tailor.base.errors import InputError, Place, Problem
from tailor.base.source import Source
from tailor.core.profile.candidates import Candidate
from tailor.models.date_format import show_dates
from tailor.models.dates import DateRange
from tailor.tex.setting import Setter
from tailor.text.coverage import characters, missing
from tailor.text.escaping import clean
from tailor.text.locales import words_of

INSTALL = "sudo apt-get install --no-install-recommends"

HINT = "pdfTeX sets Latin letters with their accents, €, →, ≥ and the like; write it another way"


def uncovered(
    candidates: Sequence[Candidate], source: Source, known: frozenset[str], locale: str = "en"
) -> list[Problem]:
    """One problem for each character and each candidate that has it, at the first line where it stands."""
    if known.issuperset(letters(candidates, locale)):
        return []
    found: dict[tuple[str, Place], Problem] = {}
    for candidate in candidates:
        for text in _texts((variant.block.fields for variant in candidate.variants), locale):
            for letter in missing(text, known):
                place = _place(letter, candidate.place, source)
                name = unicodedata.name(letter, "a character without a name").lower()
                message = f'the fonts lack "{letter}" (U+{ord(letter):04X}, {name})'
                found.setdefault((letter, place), Problem("missing-character", message, HINT, place))
    return list(found.values())


def letters(candidates: Sequence[Candidate], locale: str) -> frozenset[str]:
    """Every character of the candidates' texts and of the page's own words."""
    blocks = (variant.block.fields for candidate in candidates for variant in candidate.variants)
    return frozenset(clean("\n".join(_texts((*blocks, words_of(locale).headings), locale))))


def extend(setter: Setter, preamble: str, lacking: Sequence[Problem], used: frozenset[str]) -> None:
    """Go over to XeTeX, with fonts for what pdfTeX lacks. Raises InputError with the `lacking` that no font has."""
    setter.extend(_extended(preamble, lacking, used))


def check_letters(candidates: Sequence[Candidate], source: Source, preamble: str, locale: str) -> None:
    """Raises InputError with every character that no build can set, be it by pdfTeX or by XeTeX."""
    if lacking := uncovered(candidates, source, characters(preamble), locale):
        _extended(preamble, lacking, letters(candidates, locale))


def _extended(preamble: str, lacking: Sequence[Problem], used: frozenset[str]) -> str:
    """A preamble for XeTeX, with fonts for what pdfTeX lacks. Raises as `extend`."""
    from tailor.tex import fonts  # most pages need no others

    if not fonts.can_extend():
        hint = f"{HINT}, or install XeTeX: {INSTALL} {fonts.PACKAGES}"
        raise InputError(_by_line([replace(one, hint=hint) for one in lacking]))
    found, lost = fonts.fallbacks(fonts.lacked(used, preamble), fonts.main_face(preamble) in fonts.SANS)
    if lost:
        named = [(one, letter) for one in lacking for letter in lost if f'"{letter}"' in one.message]
        raise InputError(_by_line([replace(one, hint=_instead(letter)) for one, letter in named] or lacking))
    return fonts.xetex_preamble(preamble, found)


def _by_line(problems: Sequence[Problem]) -> list[Problem]:
    """Letters that one line lacks and that are mended alike are reported together, at the first of them."""
    lines: dict[tuple[str, int, str], list[Problem]] = {}
    for one in problems:
        place = one.place or Place("", 0, 0)
        lines.setdefault((place.file, place.line, one.hint), []).append(one)
    return [_together(found) for found in lines.values()]


def _together(problems: Sequence[Problem]) -> Problem:
    first = min(problems, key=lambda one: one.place.column if one.place else 0)
    others = len(problems) - 1
    more = f", and {others} more of this line" if others else ""
    return replace(first, message=first.message + more)


def _instead(letter: str) -> str:
    """How to mend what no font that is installed has."""
    from tailor.tex.fonts import package_for

    if unicodedata.category(letter).startswith("C"):
        return "delete it: it means something in one program or font only, and has no fixed shape"
    package = package_for(letter)
    if not package:
        return "write it in Latin letters: what runs from right to left cannot be set"
    return f"write it another way, or {INSTALL} {package}"


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
