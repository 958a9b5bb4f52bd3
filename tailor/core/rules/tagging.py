"""Which tags a candidate has for a target: its own, those its words earn, and those inherited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS
from tailor.core.rules.conditions import Facts
from tailor.models.dates import Day
from tailor.text.patterns import compiled


class Tagged(Struct, frozen=True):
    """Tags under their aliases: `own` (written, or `found` by a pattern), and other `inherited` ones."""

    own: tuple[str, ...]
    inherited: tuple[str, ...]
    found: tuple[str, ...] = ()


class AliasCycleError(ValueError):
    """Aliases that lead back to where they began."""


@lru_cache(4096)
def levels(tag: str) -> tuple[str, ...]:
    """`ml/inference` and all above it, the longest first."""
    parts = tag.split("/")
    return tuple("/".join(parts[:end]) for end in range(len(parts), 0, -1))


def canonical(tag: str, aliases: Mapping[str, str]) -> str:
    """The tag that an alias stands for, followed to its end; what lies under an alias moves with it."""
    for _ in range(len(aliases) + 1):
        prefix = next((level for level in levels(tag) if level in aliases), None)
        if prefix is None:
            return tag
        tag = aliases[prefix] + tag[len(prefix) :]
    raise AliasCycleError(tag)


def tagged(
    candidates: Iterable[Candidate], aliases: Mapping[str, str], patterns: Mapping[str, str]
) -> dict[str, Tagged]:
    """The tags of every candidate by id; patterns look at the plain words of its first variant."""

    @cache
    def resolve(tag: str) -> str:
        return canonical(tag, aliases)

    searches = [(resolve(tag), compiled(pattern)) for tag, pattern in patterns.items()]
    return {candidate.id: _tags_of(candidate, resolve, searches) for candidate in candidates}


def facts(candidate: Candidate, tags: Tagged, today: Day) -> Facts:
    """What rules see of a candidate."""
    return Facts(
        candidate.id,
        candidate.kind.value,
        candidate.section,
        frozenset(level for tag in (*tags.own, *tags.inherited) for level in levels(tag)),
        year_of(candidate, today),
        candidate.kind in HOLDERS,
    )


def year_of(candidate: Candidate, today: Day) -> int | None:
    """The year it ended, today's while it goes on; None if it has no date."""
    if candidate.ongoing:
        return today.year
    last = candidate.end or candidate.start
    return last.year if last else None


def _tags_of(candidate: Candidate, resolve: Callable[[str], str], searches: Sequence[tuple[str, Any]]) -> Tagged:
    written = dict.fromkeys(resolve(tag) for tag in candidate.tags)
    words = "" if candidate.kind in HOLDERS else candidate.text
    found = tuple(tag for tag, pattern in searches if tag not in written and pattern.search(words))
    own = (*written, *found)
    inherited = dict.fromkeys(resolve(tag) for tag in candidate.inherited)
    return Tagged(own, tuple(tag for tag in inherited if tag not in own), found)
