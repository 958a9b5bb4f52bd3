"""English words: who speaks, what a bullet begins with, which tense, a word twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tailor.core.lints.catalogue import Finding, spot
from tailor.core.lints.verbs import base_of, is_present, past_of
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import FLOWING, Kind
from tailor.models.dates import Day

WEAK = (
    "responsible for", "was responsible for", "in charge of", "duties included", "duties include", "tasked with",
    "worked on", "worked with", "working on", "helped with", "helped to", "helped", "assisted with", "assisted in",
    "involved in", "was involved in", "participated in", "took part in", "contributed to", "exposure to",
    "familiar with", "various", "handled",
)  # fmt: skip
"""Openings that say that somebody was there, not what he or she did."""

_OPENER = re.compile(
    rf"^({'|'.join(re.escape(words) for words in sorted(WEAK, key=len, reverse=True))})\b", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?<![\w/.\\@\-])(I(?:'m|’m|'ve|’ve|'d|’d)?(?= [a-z])|[Mm]y|me|myself|[Ww]e|our|Our|us)(?![\w/@\\\-]|\.\w)"
)
_NUMERAL = re.compile(
    r"\b(phase|part|type|class|level|stage|volume|tier|war|series|grade|division|step) $", re.IGNORECASE
)
"""Words that precede the Roman numeral I."""

_TWICE = re.compile(r"(?<![\w\-'’])([^\W\d_]+)\s+\1(?![\w\-'’])", re.IGNORECASE)
_MAY_DOUBLE = frozenset(["had", "that", "is", "bora", "log", "walla", "pago", "yo", "duran", "ha", "no", "so", "very"])
_WORK = ("experience", "internships", "teaching", "volunteering", "service")


def word_lints(candidates: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    """All of this module; a short wording is read like the full one."""
    for one in candidates:
        for text in (variant.text for variant in one.variants):
            if one.kind in FLOWING:
                yield from _twice(one, text)
            if one.kind is Kind.BULLET:
                yield from _person(one, text)
                yield from _weak(one, text)
                yield from _tense(one, text, today)
    yield from _repeated(candidates)


def _twice(one: Candidate, text: str) -> Iterator[Finding]:
    for found in _TWICE.finditer(text):
        if found[1].lower() not in _MAY_DOUBLE and found[0][: len(found[1])] == found[0][-len(found[1]) :]:
            yield Finding("doubled-word", f"“{found[0]}”", f"one “{found[1]}” is enough", spot(one.place, found[0]))


def _person(one: Candidate, text: str) -> Iterator[Finding]:
    """The first word in which the writer speaks."""
    for found in _FIRST.finditer(text):
        if found[0] != "I" or not _NUMERAL.search(text, 0, found.start()):
            words = _around(text, found.start())
            yield Finding(
                "first-person",
                f"“{found[0]}” in “{words}”",
                "begin with a verb",
                spot(one.place, text[found.start() : found.end() + 8]),
            )
            return


def _around(text: str, at: int) -> str:
    """A few words about a place in a text."""
    start = max(0, text.rfind(" ", 0, max(0, at - 15)) + 1)
    end = text.find(" ", at + 20)
    return f"{'…' if start else ''}{text[start : end if end > 0 else None]}{'…' if end > 0 else ''}"


def _weak(one: Candidate, text: str) -> Iterator[Finding]:
    if found := _OPENER.match(text):
        message = f"“{found[0]}” says that you were there"
        yield Finding("weak-opener", message, "begin with a verb", spot(one.place, found[0]))


def _opener(text: str) -> str:
    """The first word of a bullet."""
    found = re.match(r"[A-Za-z]+(?![\w\-])", text)
    return found[0] if found else ""


def _tense(one: Candidate, text: str, today: Day) -> Iterator[Finding]:
    """A present form that opens a bullet of a job that has ended."""
    word = _opener(text)
    if one.section in _WORK and word and is_present(word) and _is_over(one, today):
        past = past_of(word).capitalize()
        yield Finding("tense", f"“{word}”, but it ended in {one.end}", f"write “{past}”", spot(one.place, word))


def _is_over(one: Candidate, today: Day) -> bool:
    end = one.end
    return end is not None and not one.ongoing and (end.year, end.last_month) < (today.year, today.month or 12)


def _repeated(candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """Bullets that begin with the verb of another one of their entry."""
    seen: dict[tuple[str | None, str], Candidate] = {}
    for one in candidates:
        if one.kind is not Kind.BULLET or len(word := _opener(one.text)) < 3:
            continue
        first = seen.setdefault((one.parent, base_of(word)), one)
        if first is not one and (one.group is None or one.group != first.group):
            message = f"“{word}” opens the bullet on line {first.place.line} too"
            yield Finding("repeated-opener", message, place=spot(one.place, word))
