"""What each candidate is worth to a target, as a list of named terms.

A candidate's strength s = priority × place × figures × recency × boosts. The best paid of its wanted tags is its merit:
it earns s × weight whole, whatever else is on the page. Each wanted tag is also a mention of s × discount, which earns
with falling returns over the page (`core.optimise.problem.Coverage`), so that a page shows many sides. On top comes a
base for being there at all, and what the target adds by hand. The form is that of concept coverage in extractive
summarisation (Gillick & Favre 2009; Lin & Bilmes 2011) beside a plain knapsack.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tailor.core.optimise.problem import POINT, Coverage
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.bases import base, degrees, filler, named, unit_of
from tailor.core.scoring.best_first import chains
from tailor.core.scoring.ranks import ranked
from tailor.core.scoring.score_terms import Score, Scoring, Term, coverage, whole
from tailor.core.scoring.strength import dated_sections, places, strength_of, strength_terms
from tailor.core.scoring.tag_value import claims, silent
from tailor.models.dates import Day

if TYPE_CHECKING:
    from tailor.models.targets import Target


def score(candidates: Sequence[Candidate], target: Target, book: Rulebook, today: Day) -> Scoring:
    """The scores of these candidates for a target whose rules were read (`core.rules.reading.read_rules`)."""
    coverages = {tag: coverage(tag, weight) for tag, weight in book.weights.items() if weight > 0}
    names = frozenset(key for key, rule in target.sections.items() if not rule.hidden)
    unit, place, gates, mute = unit_of(book), places(candidates), degrees(candidates), silent(candidates)
    timed, scores = dated_sections(candidates), {}
    for candidate in candidates:
        number, dated = place.get(candidate.id, 0), candidate.section in timed
        factors = strength_terms(candidate, number, book, today, target.half_life, dated=dated)
        own = [*named(candidate, names, unit), *filler(candidate, unit)]
        faint = candidate.id in mute
        scores[candidate.id] = _score(candidate, target.base, book, factors, coverages, own, gates, faint=faint)
    chained = chains(candidates, scores, book)
    return Scoring(scores, tuple(coverages.values()), chained, ranked(chained, candidates, target, unit, today))


def _score(
    candidate: Candidate,
    of_target: Decimal,
    book: Rulebook,
    factors: Sequence[Term],
    coverages: Mapping[str, Coverage],
    own: Sequence[Term],
    gates: Collection[str],
    *,
    faint: bool,
) -> Score:
    added = book.added.get(candidate.id, Decimal(0))
    by_hand = [Term("added", "added", (added,), whole(added * POINT))] if added else []
    given = sum(term.value for term in by_hand)
    if candidate.kind in HOLDERS:
        return Score(candidate.id, 0, (*own, *by_hand), sum(term.value for term in own), given, ())
    strength = strength_of(factors)
    mentions, linear = claims(candidate, book, strength, coverages, faint=faint)
    plain = [*linear, base(candidate, of_target, strength, gates), *own]
    return Score(
        candidate.id,
        strength,
        (*factors, *(term for term, _ in mentions), *plain, *by_hand),
        sum(term.value for term in plain),
        given,
        tuple((term.name, units) for term, units in mentions),
    )
