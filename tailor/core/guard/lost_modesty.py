"""What kept an item modest and is gone: hedges, shared work, what was not finished, another relation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.held_against import Evidence
from tailor.core.guard.name_claims import AS
from tailor.core.guard.quantities import quantities
from tailor.core.guard.words import HEDGES, MODEST, NEGATIONS, PLAIN, UNFINISHED, alike, folded, words


def modesty_claims(text: str, evidence: Evidence) -> Iterator[Claim]:
    """What kept the item's own text modest and is gone, or says something else."""
    if not evidence.own:
        return
    yield from _hedges(text, evidence.own)
    for table, kind, what in (
        (MODEST, "role", "shares the work"),
        (UNFINISHED, "maturity", "says that it was not done or in use"),
    ):
        had, has = _of(evidence.own, table), _of(text, table)
        for word in had:
            if not any(alike(word, one) for one in has) and not has:
                yield Claim(Level.CHANGED_SENSE, kind, text, 0, len(text), f"`{word}`, which {what}, is gone")
                break
    yield from _finished(text, evidence.own)
    if (gone := _of(evidence.own, NEGATIONS)) and not _of(text, NEGATIONS):
        yield Claim(Level.CHANGED_SENSE, "negation", text, 0, len(text), f"`{gone[0]}` is gone")
    yield from _recast(text, evidence)


def _finished(text: str, own: str) -> Iterator[Claim]:
    """`a prototype of a flow` become `a flow`."""
    kept = _of(text, UNFINISHED)
    for match in words(own):
        if folded(match[0]) in UNFINISHED and not any(alike(folded(match[0]), one) for one in kept):
            after = _next_words(own, match.end())[-1:]
            if after and _has_word(text, after[0]):
                message = f"`{match[0]}` is gone before `{after[0]}`"
                yield Claim(Level.CHANGED_SENSE, "maturity", after[0], *_where(text, after[0]), message)


def _of(text: str, table: Iterable[str]) -> list[str]:
    return [word for match in words(text) if (word := folded(match[0])) in table]


def _hedges(text: str, own: str) -> Iterator[Claim]:
    """A hedge before a number or word that is kept must be kept, and none may come that says something else."""
    for family, forms in HEDGES.items():
        for form in forms:
            for match in _hedge(form).finditer(own):
                after = next((word for word in _next_words(own, match.end()) if _has_word(text, word)), "")
                if after and not _hedged(text, family):
                    yield Claim(
                        Level.CHANGED_SENSE,
                        "hedge",
                        after,
                        *_where(text, after),
                        f"`{match[0]}` is gone before `{after}`",
                    )
            for match in _hedge(form).finditer(text):
                if not _hedged(own, family):
                    yield Claim(Level.CHANGED_SENSE, "hedge", match[0], *match.span(), f"`{match[0]}` was not said")


def _hedge(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)


def _hedged(text: str, family: str) -> bool:
    return any(_hedge(form).search(text) for form in HEDGES[family])


def _next_words(text: str, at: int) -> list[str]:
    """The numbers close behind a place, and the first word that says something."""
    numbers = [text[one.start : one.end] for one in quantities(text) if at <= one.start < at + 25]
    following = [match[0] for match in words(text[at : at + 60]) if folded(match[0]) not in PLAIN]
    return [*numbers, *following[:1]]


def _has_word(text: str, word: str) -> bool:
    numbers = quantities(word)
    if numbers:
        return any(one.value == numbers[0].value for one in quantities(text))
    return any(alike(folded(match[0]), folded(word)) for match in words(text))


def _where(text: str, word: str) -> tuple[int, int]:
    found = next((match for match in words(text) if alike(folded(match[0]), folded(word))), None)
    return found.span() if found else (0, len(text))


def _recast(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`with the operator` become `as the operator`; and a first verb that was another's."""
    for match in AS.finditer(text):
        if match.start() and not re.search(
            rf"\b(?:as|als)\s+{re.escape(match['role'][:12])}", evidence.own, re.IGNORECASE
        ):
            yield Claim(
                Level.CHANGED_SENSE, "relation", match[0], *match.span(), f"`{match[0]}` was said in another way"
            )
    first, before = _opening(text), _opening(evidence.own)
    yield from _other_object(text, evidence.own)
    if (
        first
        and before
        and not _has_word(text, before[0])
        and _has_word(evidence.own, first[0])
        and _acts(evidence.own, first[0])
    ):
        message = f"`{first[0]}` was not the first thing said, and `{before[0]}` is gone"
        yield Claim(Level.CHANGED_SENSE, "role", first[0], *first.span(), message)


def _other_object(text: str, own: str) -> Iterator[Claim]:
    """The same verb about something else: `programmed the behaviour for a game` become `programmed a game`."""
    said = [match for match in words(text) if folded(match[0]) not in PLAIN][:2]
    had = [match for match in words(own) if folded(match[0]) not in PLAIN][:3]
    if len(said) < 2 or len(had) < 3 or not alike(folded(said[0][0]), folded(had[0][0])) or quantities(said[1][0]):
        return
    if not any(_has_word(text, one[0]) for one in had[1:]):
        message = f"`{said[1][0]}` stands where `{had[1][0]} {had[2][0]}` was"
        yield Claim(Level.CHANGED_SENSE, "object", said[1][0], *said[1].span(), message)


def _opening(text: str) -> re.Match[str] | None:
    return next((match for match in words(text) if folded(match[0]) not in PLAIN), None)


def _acts(own: str, word: str) -> bool:
    """Whether a word of the item's text is somebody else's there: `an intern who built`."""
    return (
        re.search(rf"\b(?:who|which|that|qui|der|die|das|que)\b[^.;]*\b{re.escape(word)}", own, re.IGNORECASE)
        is not None
    )
