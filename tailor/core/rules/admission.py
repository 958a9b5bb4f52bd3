"""Which candidates can be on the page at all, and why the others cannot."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, HEADS, HOLLOW, Kind
from tailor.core.rules.rulebook import Exclusion, PlaceOf, Rule

if TYPE_CHECKING:
    from tailor.models.targets import Target


def children(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Every parent's children, in document order, by the parent's id."""
    result: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.parent is not None:
            result.setdefault(candidate.parent, []).append(candidate)
    return result


def members(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """What quotas count, by section key: entries, items, paragraphs, keyword groups, the rows of a table."""
    heads = {candidate.id for candidate in candidates if candidate.kind in HEADS}
    result: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        on_top = candidate.parent is None or candidate.parent in heads
        if on_top and candidate.kind not in HEADS and candidate.kind not in HEADERS:
            result.setdefault(candidate.section, []).append(candidate)
    return result


def sections(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The profile's section keys, in its order."""
    return tuple(dict.fromkeys(c.section for c in candidates if c.kind not in HEADERS))


def exclusions(
    candidates: Sequence[Candidate],
    target: Target,
    order: Collection[str],
    refusals: Mapping[str, Rule],
    place: PlaceOf,
) -> dict[str, Exclusion]:
    """Why candidates are out, by id: first for themselves, then for what they belong to, hold or need."""
    result: dict[str, Exclusion] = {}
    for candidate in candidates:
        reason = _own_reason(candidate, target, order, refusals, place)
        if reason is not None:
            result[candidate.id] = reason
    _follow(candidates, result)
    return result


def root(exclusions: Mapping[str, Exclusion], identifier: str) -> Exclusion:
    """The exclusion that began it, where one led to another."""
    reason = exclusions[identifier]
    while reason.via is not None and reason.via in exclusions:
        reason = exclusions[reason.via]
    return reason


def _own_reason(
    candidate: Candidate,
    target: Target,
    order: Collection[str],
    refusals: Mapping[str, Rule],
    place: PlaceOf,
) -> Exclusion | None:
    if candidate.id in refusals:
        rule = refusals[candidate.id]
        return Exclusion(str(rule.path[0]), str(rule), rule.place)
    if candidate.fixed or candidate.kind in HEADERS:
        return None
    if candidate.section not in order:
        named = ("sections", candidate.section) if candidate.section in target.sections else ("sections",)
        return Exclusion("section", "sections", place(named))
    return None


def _follow(candidates: Sequence[Candidate], result: dict[str, Exclusion]) -> None:
    """Exclude what cannot stand without what is out already, until nothing more follows."""
    below = children(candidates)
    known = {candidate.id for candidate in candidates}
    size = -1
    while size != len(result):
        size = len(result)
        for candidate in candidates:
            if candidate.id not in result:
                reason = _following(candidate, below.get(candidate.id, []), known, result)
                if reason is not None:
                    result[candidate.id] = reason


def _following(
    candidate: Candidate, below: Sequence[Candidate], known: Collection[str], result: Mapping[str, Exclusion]
) -> Exclusion | None:
    if candidate.parent in result:
        return Exclusion("parent", via=candidate.parent)
    for needed in candidate.needs:
        if needed in result or needed not in known:
            return Exclusion("needs", via=needed)
    held = needed_children(candidate, below)
    if held is not None and all(child.id in result for child in held):
        return Exclusion("empty")
    return None


def needed_children(candidate: Candidate, below: Sequence[Candidate]) -> Sequence[Candidate] | None:
    """The children at least one of which must be shown, if any: an entry with positions shows one of them."""
    if candidate.kind in HOLLOW:
        return below
    return [child for child in below if child.kind is Kind.POSITION] or None
