"""Which tags a candidate has for a target: its own, those its words earn, and those inherited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS, SENTENCES, Kind
from tailor.core.rules.conditions import Facts
from tailor.core.rules.spelling import Spelling
from tailor.models.dates import Day
from tailor.text.markdown.markup import plain
from tailor.text.patterns import compiled


class Tagged(Struct, frozen=True):
    """Tags under their aliases: `own` (written, or `found` by a pattern or as the spelling of a keyword), and other
    `inherited` ones. `heard` are wanted tags that the words of an untagged sentence say: rules do not look at them."""

    own: tuple[str, ...]
    inherited: tuple[str, ...]
    found: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()


NAMES = ("tools", "course")
"""Fields of entries that list the names of things."""


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
    candidates: Iterable[Candidate],
    aliases: Mapping[str, str],
    patterns: Mapping[str, str],
    spelled: Sequence[Spelling] = (),
) -> dict[str, Tagged]:
    """The tags of every candidate by id; patterns and spellings look at the plain words of its first variant."""

    @cache
    def resolve(tag: str) -> str:
        return canonical(tag, aliases)

    searches = [(resolve(tag), compiled(pattern)) for tag, pattern in patterns.items()]
    return {candidate.id: _tags_of(candidate, resolve, searches, spelled) for candidate in candidates}


def facts(candidate: Candidate, tags: Tagged, today: Day) -> Facts:
    """What rules see of a candidate."""
    return Facts(
        candidate.id,
        candidate.kind.value,
        candidate.section,
        frozenset(level for tag in (*tags.own, *tags.inherited) for level in levels(tag)),
        year_of(candidate, today),
        candidate.kind in HOLDERS,
        _author(candidate),
        _venue(candidate),
    )


def _author(candidate: Candidate) -> frozenset[str]:
    """Where the person stands among a publication's authors."""
    if candidate.kind is not Kind.PUBLICATION:
        return frozenset()
    own = [bool(one["own"]) for one in candidate.variants[0].block.fields.get("authors", ())]
    if not any(own):
        return frozenset()
    held = {"first": own[0], "last": own[-1], "only": len(own) == 1}
    return frozenset(place for place, here in held.items() if here)


def _venue(candidate: Candidate) -> str:
    """Where a publication came out, in plain words."""
    return (
        plain(str(candidate.variants[0].block.fields.get("venue") or "")) if candidate.kind is Kind.PUBLICATION else ""
    )


def year_of(candidate: Candidate, today: Day) -> int | None:
    """The year it ended, today's while it goes on; None if it has no date."""
    if candidate.ongoing:
        return today.year
    last = candidate.end or candidate.start
    return last.year if last else None


def _tags_of(
    candidate: Candidate,
    resolve: Callable[[str], str],
    searches: Sequence[tuple[str, Any]],
    spelled: Sequence[Spelling],
) -> Tagged:
    written = dict.fromkeys(resolve(tag) for tag in candidate.tags)
    words = "" if candidate.kind in HOLDERS else candidate.text
    patterned = [tag for tag, pattern in searches if tag not in written and pattern.search(words)]
    named = [one.tag for one in spelled if any(map(one.names, _names(candidate))) and not _says(written, one.tag)]
    found = tuple(dict.fromkeys((*patterned, *named)))
    own = (*written, *found)
    inherited = dict.fromkeys(resolve(tag) for tag in candidate.inherited)
    heard = () if own or candidate.kind not in SENTENCES else tuple(one.tag for one in spelled if one.said(words))
    return Tagged(own, tuple(tag for tag in inherited if tag not in own), found, heard)


def _says(written: Iterable[str], tag: str) -> bool:
    """Whether a written tag is this one, or under it."""
    return any(tag in levels(one) for one in written)


def _names(candidate: Candidate) -> list[str]:
    """The names of things that it holds: the keyword itself, tools, courses."""
    if candidate.kind is Kind.KEYWORD:
        return [candidate.text]
    fields = candidate.variants[0].block.fields
    return [str(name) for field in NAMES for name in _several(fields.get(field))]


def _several(value: Any) -> Sequence[Any]:
    return value.split(", ") if isinstance(value, str) else tuple(value or ())
