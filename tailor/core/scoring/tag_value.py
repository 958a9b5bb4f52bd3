"""What a candidate's tags earn for a target: merit for the best of them, mentions for all, and the unwanted ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from tailor.core.optimise.problem import Coverage
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.rulebook import Rulebook
from tailor.core.rules.tagging import Tagged, levels
from tailor.core.scoring.score_terms import STRENGTH, Term

MERIT = 15
"""What the best paid of a candidate's tags earns whatever else is on the page, in twentieths of its weight."""

FULL = 20
"""Twentieths in a whole."""

RANKS = (4, 2, 1)
"""Discounts of a candidate's first, second, and every further wanted tag, in quarters: no tag stuffing."""

CLAIM = 2
"""In quarters: a keyword or a summary claims what a bullet shows, so its mentions count half."""

INHERITED, FAINT = 2, 4
"""What the share of an inherited tag is divided by, and that of one which a silent bullet inherits."""


def silent(candidates: Sequence[Candidate]) -> frozenset[str]:
    """Bullets that their author gave no tags, where he gave some to others of the same entry: they are about nothing in
    particular, and what the entry says is hardly said of them."""
    telling = {one.parent for one in candidates if one.kind is Kind.BULLET and one.tags}
    return frozenset(one.id for one in candidates if one.kind is Kind.BULLET and one.parent in telling and not one.tags)


def claims(
    candidate: Candidate, book: Rulebook, strength: int, coverages: Mapping[str, Coverage], *, faint: bool = False
) -> tuple[list[tuple[Term, int]], list[Term]]:
    """The mentions of wanted tags with their units, best paid first; and the linear terms: merit, and what is
    unwanted. What is `faint` inherits a quarter."""
    shares = _shares(candidate, book.tags[candidate.id], book.weights, FAINT if faint else INHERITED)
    wanted = [key for key in shares if book.weights[key] > 0]
    wanted.sort(key=lambda key: (-book.weights[key] * shares[key][0], -shares[key][0], key))
    mentions = []
    for rank, key in enumerate(wanted):
        share, note = shares[key]
        quarters = RANKS[min(rank, len(RANKS) - 1)] * share // RANKS[0]
        if quarters:
            units = strength * quarters
            value = coverages[key].value(units)
            mentions.append((_term(key, "mention", book.weights[key], strength, quarters, value, note), units))
    linear = [] if _claims(candidate) else _merit(wanted[:1], book, strength, shares)
    linear += (
        _term(key, "against", weight, strength, share, FULL * weight * strength * share, note)
        for key, (share, note) in shares.items()
        if (weight := book.weights[key]) < 0
    )
    return mentions, linear


def _merit(best: list[str], book: Rulebook, strength: int, shares: Mapping[str, tuple[int, str]]) -> list[Term]:
    """What the best paid tag earns whole."""
    result = []
    for key in best:
        share, _ = shares[key]
        factors = (
            Decimal(MERIT) / FULL,
            Decimal(book.weights[key]) / 10,
            Decimal(strength) / STRENGTH,
            Decimal(share) / 4,
        )
        result.append(Term("merit", "merit", factors, MERIT * book.weights[key] * strength * share, key))
    return result


def _claims(candidate: Candidate) -> bool:
    """Whether it claims what others show: a keyword or a summary."""
    return candidate.kind is Kind.KEYWORD or candidate.section == "summary"


def _shares(
    candidate: Candidate, tags: Tagged, weights: Mapping[str, int], inherited: int
) -> dict[str, tuple[int, str]]:
    """The wanted keys that a candidate has, each once, with its share in quarters and where it comes from.

    An inherited tag counts half: a job says it of itself, and each of its bullets need not say it again. So does one
    that is only heard in the words.
    """
    full = CLAIM if _claims(candidate) else RANKS[0]
    result: dict[str, tuple[int, str]] = {}
    for tag, part, origin in _sources(tags, inherited):
        key = next((level for level in levels(tag) if level in weights), None)
        if key is not None and key not in result:
            under = f"as {tag}" if tag != key else ""
            result[key] = full // part, ", ".join(filter(None, (under, origin)))
    return result


def _sources(tags: Tagged, inherited: int) -> Iterator[tuple[str, int, str]]:
    """Each tag, what its share is divided by, and where it comes from."""
    yield from ((tag, 1, "found in its words" if tag in tags.found else "") for tag in tags.own)
    yield from ((tag, 2, "heard in its words, which have no tags") for tag in tags.heard)
    yield from ((tag, inherited, "inherited") for tag in tags.inherited)


@lru_cache(4096)
def _term(key: str, cause: str, weight: int, strength: int, quarters: int, value: int, note: str) -> Term:
    factors = (Decimal(weight) / 10, Decimal(strength) / STRENGTH, Decimal(quarters) / 4)
    return Term(key, cause, factors, value, note)
