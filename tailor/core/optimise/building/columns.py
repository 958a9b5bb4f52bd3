"""The columns of a page problem, in the order of the page, and how to find them by candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, takewhile

from msgspec import Struct

from tailor.core.optimise.building.measured import Measured
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, Kind
from tailor.core.rules.admission import children, members
from tailor.core.rules.rulebook import Rulebook

Terms = tuple[tuple[int, int], ...]


class Columns(Struct, frozen=True):
    """The candidates that can be shown, in page order, and the (id, variant) of each option; `at` finds the indices by
    id.

    `below` are the children that can be shown, by parent; `top` the members of sections that quotas count.
    """

    candidates: tuple[Candidate, ...]
    names: tuple[tuple[str, str], ...]
    at: Mapping[str, tuple[int, ...]]
    below: Mapping[str, Sequence[Candidate]]
    top: Mapping[str, Sequence[Candidate]]

    def terms(self, ids: Iterable[str], coefficient: int = 1) -> Terms:
        """All options of some candidates with one coefficient."""
        return tuple((index, coefficient) for identifier in ids for index in self.at[identifier])


def line_name(lines: int) -> str:
    """The variant of a keyword group that is set on so many lines."""
    return "1 line" if lines == 1 else f"{lines} lines"


def columns(candidates: Sequence[Candidate], book: Rulebook, measured: Sequence[Measured]) -> Columns:
    """One column for each wording of each candidate that is not excluded.

    A keyword group has one for each number of lines that was measured in every layout.
    """
    rank = {key: place for place, key in enumerate(book.order)}
    kept = [candidate for candidate in candidates if candidate.id not in book.exclusions]
    kept.sort(key=lambda one: -1 if one.kind in HEADERS else rank.get(one.section, len(rank)))
    names: list[tuple[str, str]] = []
    at: dict[str, tuple[int, ...]] = {}
    for candidate in kept:
        variants = _variants(candidate, measured)
        at[candidate.id] = tuple(range(len(names), len(names) + len(variants)))
        names += ((candidate.id, variant) for variant in variants)
    return Columns(tuple(kept), tuple(names), at, children(kept), members(kept))


def _variants(candidate: Candidate, measured: Sequence[Measured]) -> list[str]:
    if candidate.kind is not Kind.KEYWORDS:
        return [variant.name for variant in candidate.variants]
    known = takewhile(
        lambda name: all((candidate.id, name) in one.heights for one in measured), map(line_name, count(1))
    )
    return list(known)
