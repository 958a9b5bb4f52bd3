"""The guard: what a text says that its evidence does not.

Two levels. A *new fact* is a number, a name, a tool, a title, a degree or a superlative that stands nowhere in the
evidence: an error. A *changed sense* is softer: a hedge gone, a modest verb grown, a plan become a product, a word that
the evidence has not. A person has to look at it before the text is accepted.

Nothing is guessed from meaning: texts are compared word by word, so the answer is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.deeds import deeds
from tailor.core.guard.held_against import Evidence, stands
from tailor.core.guard.lost_modesty import modesty_claims
from tailor.core.guard.name_claims import name_claims, only_orders, rank_claims, superlative_claims
from tailor.core.guard.number_claims import number_claims, number_shifts
from tailor.core.guard.quantities import quantities
from tailor.core.guard.shifts import shifts
from tailor.core.guard.words import HEDGES, PLAIN, folded, words


def claims(text: str, evidence: Evidence) -> tuple[Claim, ...]:
    """All that a text claims beyond its evidence, from left to right; a new fact hides a changed sense in its words."""
    found = [*new_facts(text, evidence)]
    moves = [*shifts(text, evidence.own, evidence.all, capitals=evidence.capitals)]
    moves += deeds(text, evidence.own, evidence.entry) if evidence.own else ()
    moved = (Claim(Level.CHANGED_SENSE, *one) for one in moves)
    for one in (*number_shifts(text, evidence), *modesty_claims(text, evidence), *moved, *_new_words(text, evidence)):
        if not any(fact.start < one.end and one.start < fact.end for fact in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.start, one.level)))


def new_facts(text: str, evidence: Evidence) -> tuple[Claim, ...]:
    """The first level alone, one claim a place: all that there is to say of a text with no item of its own."""
    found = (
        *number_claims(text, evidence),
        *name_claims(text, evidence),
        *rank_claims(text, evidence),
        *superlative_claims(text, evidence),
    )
    first = {(one.start, one.end): one for one in reversed(found)}
    return tuple(sorted(first.values(), key=lambda one: one.start))


def _new_words(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Words that say something and stand nowhere in the evidence, in no form and no abbreviation."""
    numbers = [(one.start, one.end) for one in quantities(text)]
    for match in words(text):
        word = folded(match[0])
        if word in PLAIN or len(word) < 3 or word in _SAME or any(a <= match.start() < b for a, b in numbers):
            continue
        if word == "first" and only_orders(text, match, evidence):
            continue
        if not stands(match[0], evidence) and not _renamed(text, match, evidence):
            yield Claim(Level.CHANGED_SENSE, "word", match[0], *match.span(), f"the evidence does not say `{match[0]}`")


_SAME = frozenset(
    (
        *("cut", "reduced", "reducing", "lowered", "instead", "against", "previous", "prior", "early", "later", "each"),
        *(
            "together",
            "month",
            "across",
            "mean",
            "average",
            "newcomers",
            "rose",
            "fell",
            "brought",
            "percent",
            "prozent",
        ),
        *(form for forms in HEDGES.values() for form in forms),
    )
)
"""Words that shift no claim by themselves; what is hedged is looked at on its own."""


def _renamed(text: str, match: re.Match[str], evidence: Evidence) -> bool:
    """Whether a known term in other words: `k8s` where the evidence has Kubernetes."""
    found = evidence.terms(text, [match[0]])
    return any(start <= match.start() < end and tag in evidence.tags for tag, _, start, end in found)
