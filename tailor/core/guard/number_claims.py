"""Numbers that a text has and its evidence has not, or has of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.held_against import Evidence
from tailor.core.guard.quantities import TIMES, Quantity, quantities
from tailor.core.guard.words import PARTIAL, PLAIN, alike, folded, words


def number_claims(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Numbers, ranks and dates: new ones, exchanged ones."""
    for one in quantities(text):
        if one.value == 1 and one.unit == TIMES:
            continue  # `once`
        if not any(one.supported_by(other) for other in evidence.quantities):
            shown = text[one.start : one.end].strip()
            yield Claim(Level.NEW_FACT, "number", shown, one.start, one.end, f"`{shown}` is not in the evidence")
    yield from _exchanged(text, evidence)
    yield from _turned(text, evidence)


def number_shifts(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Numbers of another sense: used once too often, a year of something else."""
    yield from _repeated(text, evidence)
    yield from _other_year(text, evidence)
    yield from _of_something_else(text, evidence)


def _exchanged(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`nine signals` where the evidence has three signals, and nine of something else."""
    for one in quantities(text):
        counted = _counted(text, one)
        known = [other for other in evidence.quantities if counted and alike(counted, _counted(evidence.all, other))]
        if known and not one.unit and not any(_near(one, other) or _of_them(one, other, evidence) for other in known):
            shown, there = text[one.start : one.end].strip(), known[0]
            message = f"`{shown} {counted}`: the evidence has `{evidence.all[there.start : there.end].strip()}`"
            yield Claim(Level.NEW_FACT, "number", shown, one.start, one.end, message)


def _of_them(one: Quantity, whole: Quantity, evidence: Evidence) -> bool:
    """Whether the evidence has that many of the whole: `two of the five stations`."""
    before = evidence.all[max(0, whole.start - 24) : whole.start]
    return PARTIAL.search(before) is not None and any(_near(one, other) for other in quantities(before))


def _near(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value or one.supported_by(other)


def _counted(text: str, one: Quantity) -> str:
    """What a number without a unit counts: the word right after it; "" if none is there."""
    match = re.compile(r"[\s\u00a0-]+([^\W\d_]{4,})").match(text, one.end)
    word = folded(match[1]) if match and not one.unit else ""
    return "" if word in PLAIN else word


def _repeated(text: str, evidence: Evidence) -> Iterator[Claim]:
    """A quantity used more often than in the evidence: `£90,000 a year` does not make a trial one of a year."""
    for one in quantities(text):
        used = sum(one.supported_by(other) for other in quantities(text))
        stands = sum(one.supported_by(other) for other in evidence.quantities)
        if 0 < stands < used:
            shown = text[one.start : one.end]
            message = f"`{shown}` is used {used} times; the evidence has it {stands} times"
            yield Claim(Level.CHANGED_SENSE, "number", shown, one.start, one.end, message)


def _of_something_else(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`64 players` become `64 orchestras`: a number of the item's goes with what it counted there."""
    for one in quantities(text):
        theirs = [other for other in quantities(evidence.own) if _near(one, other)]
        following, counted = (
            _following(text, one),
            {word for other in theirs for word in _following(evidence.own, other)},
        )
        if one.unit or not (following and counted) or any(alike(word, each) for word in following for each in counted):
            continue
        shown = text[one.start : one.end].strip()
        message = f"`{shown}` is of something else in the item"
        yield Claim(Level.CHANGED_SENSE, "number", shown, one.start, one.end, message)


def _following(text: str, one: Quantity) -> list[str]:
    """The next words that say something, up to three, behind a number."""
    return [word for match in words(text[one.end :]) if (word := folded(match[0])) not in PLAIN][:3]


def _other_year(text: str, evidence: Evidence) -> Iterator[Claim]:
    """A year of the entry in place of the one that the item names itself."""
    own, said = _years(evidence.own), _years(text)
    if own and not own.keys() <= said.keys():
        for year in said.keys() - own.keys():
            one = said[year]
            message = f"the item says {', '.join(map(str, sorted(own)))}, not {year}"
            yield Claim(Level.CHANGED_SENSE, "date", str(year), one.start, one.end, message)


def _years(text: str) -> dict[int, Quantity]:
    found = (
        one for one in quantities(text) if not one.unit and one.value.denominator == 1 and 1900 <= one.value < 2100
    )
    return {int(one.value): one for one in found}


_FROM_TO = re.compile(
    r"\b(?:from|von|de|desde)\s+(?P<one>[\d.,]+)\D{0,14}?\s(?:to|auf|à|a)\s+(?P<two>[\d.,]+)", re.IGNORECASE
)


def _turned(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`from 6 to 14` where the evidence goes from 14 to 6."""
    known = {(match["one"], match["two"]) for match in _FROM_TO.finditer(evidence.all)}
    for match in _FROM_TO.finditer(text):
        pair = match["one"], match["two"]
        if pair not in known and pair[::-1] in known:
            yield Claim(
                Level.NEW_FACT, "number", match[0], *match.span(), f"`{match[0]}` runs the other way in the evidence"
            )
