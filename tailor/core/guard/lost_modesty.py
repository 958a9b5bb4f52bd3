"""What kept an item modest and is gone: hedges, shared work, what was not finished, another relation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.held_against import Evidence
from tailor.core.guard.name_claims import AS
from tailor.core.guard.quantities import quantities
from tailor.core.guard.words import HEDGES, PLAIN, alike, folded, words


def modesty_claims(text: str, evidence: Evidence) -> Iterator[Claim]:
    """What kept the item's own text modest and is gone, or says something else."""
    if not evidence.own:
        return
    yield from _hedges(text, evidence.own)
    yield from _recast(text, evidence)


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
    if (
        first
        and before
        and not _has_word(text, before[0])
        and _has_word(evidence.own, first[0])
        and not _has_word(evidence.entry, first[0])
    ):
        message = f"`{first[0]}` was not the first thing said, and `{before[0]}` is gone"
        yield Claim(Level.CHANGED_SENSE, "role", first[0], *first.span(), message)


def _opening(text: str) -> re.Match[str] | None:
    return next((match for match in words(text) if folded(match[0]) not in PLAIN), None)
