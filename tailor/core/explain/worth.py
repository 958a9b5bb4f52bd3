"""What a page is worth, by what it is made of: the parts add up to its value, to the last unit."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tailor.core.optimise.problem import Option, PageProblem, Selection
from tailor.core.scoring.score_terms import Scoring

APART = ("strength", "mention", "added")
"""Causes of terms that are no linear part of a score: factors, what coverage counts, and what is added by hand."""

ORDER = ("coverage", "merit", "base", "named", "head", "added", "against", "filler", "depth", "past", "short", "layout")
"""The order in which the parts are listed: what earns before what costs."""


class Part(Struct, frozen=True):
    """What one cause brings the page (`coverage`, those of `core.scoring.score_terms.Term`, `short` for what short
    wordings lose, `layout` for its price), in value units, and how many items it comes from; of coverage, tags."""

    cause: str
    value: int
    count: int


def worth(problem: PageProblem, selection: Selection, scoring: Scoring) -> tuple[Part, ...]:
    """The parts that are not nothing: coverage first, the layout's price last."""
    chosen, layout = selection.chosen, problem.layouts[selection.layout]
    mentions = problem.mentions(chosen)
    covered = [one.value(mentions[one.tag]) for one in problem.coverages if one.tag in mentions]
    sums: dict[str, list[int]] = {"coverage": covered}
    for index in sorted(chosen):
        for cause, value in _pieces(problem.options[index], scoring):
            sums.setdefault(cause, []).append(value)
    sums["layout"] = [-layout.price]
    told = sorted(sums.items(), key=lambda one: ORDER.index(one[0]))
    parts = (Part(cause, sum(some), sum(map(bool, some))) for cause, some in told)
    return tuple(part for part in parts if part.count)


def _pieces(option: Option, scoring: Scoring) -> Iterator[tuple[str, int]]:
    """The linear pieces of one item; they come to its points."""
    score, ranked = scoring.scores[option.item], scoring.ranked.get(option.item, ())
    linear = [term for term in score.terms if term.cause not in APART]
    yield from ((term.cause, term.value) for term in (*linear, *ranked))
    yield "added", score.added
    whole = sum(term.value for term in (*linear, *ranked)) + score.added
    yield "short", option.points - whole
