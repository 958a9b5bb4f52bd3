"""What the lines of heads give back.

A head that takes two lines costs the page one more than that of the entry beside it. How long the name of an employer
or of a project is says nothing of what was done there, so every further line earns about what a line of the page is
worth, and entries compete by what stands in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tailor.core.optimise.problem import POINT
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score_terms import Scoring, Term, whole

LINE = Decimal("2.5")
"""What a further line of a head gives back, for a weight of 5 as the target's highest: about the price of the last line
on full pages, which is 1.5 to 4."""


def level(
    scoring: Scoring,
    candidates: Sequence[Candidate],
    heights: Mapping[tuple[str, str], int],
    leading: int,
    unit: Decimal,
) -> Scoring:
    """The scoring with a term for every entry whose head has more lines than the lowest of its section. `heights` are
    those of blocks by id and wording, and `leading` that of a line, in sp; `unit` is a fifth of the highest weight."""
    terms: dict[str, tuple[Term, ...]] = {}
    for section, lowest in _lowest(candidates, heights).items():
        for one in candidates:
            if one.kind is Kind.ENTRY and one.section == section and (height := _height(one, heights)) is not None:
                lines = round((height - lowest) / leading)
                if lines > 0 and unit:
                    terms[one.id] = (*scoring.ranked.get(one.id, ()), _term(lines, unit))
    return replace(scoring, ranked={**scoring.ranked, **terms}) if terms else scoring


def _lowest(candidates: Sequence[Candidate], heights: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """The height of the lowest head of each section, in sp."""
    found: dict[str, int] = {}
    for one in candidates:
        height = _height(one, heights) if one.kind is Kind.ENTRY else None
        if height is not None:
            found[one.section] = min(height, found.get(one.section, height))
    return found


def _height(one: Candidate, heights: Mapping[tuple[str, str], int]) -> int | None:
    """That of its first wording; None where it is not measured, since it cannot be shown."""
    return heights.get((one.id, one.variants[0].name))


def _term(lines: int, unit: Decimal) -> Term:
    value = LINE * unit * lines
    note = f"its head has {lines} more line{'s' if lines > 1 else ''} than others of its section"
    return Term("head", "head", (LINE * unit, Decimal(lines)), whole(value * POINT), note)
