"""What of a profile is evidence for a text: the item, its entry, the items beside it, and those that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from tailor.core.guard.held_against import Evidence, Terms
from tailor.models.dates import DateRange, Day, months_between
from tailor.models.entries import Piece, Publication, Wording
from tailor.models.profiles import Profile

Path = tuple[str | int, ...]

BELOW = ("positions", "bullets", "keywords", "entries")
"""Fields that hold further pieces."""

NO_FACTS = ("wordings", "id", "priority", "needs", "group", "short")
"""Fields that say nothing of the person; a `short` is the item's own text once more."""


class Found(Struct, frozen=True):
    """A piece of a profile: where it stands, and what it stands in, from the section's entry down to itself."""

    path: Path
    chain: tuple[Piece, ...]

    @property
    def piece(self) -> Piece:
        """The piece itself."""
        return self.chain[-1]


def pieces(profile: Profile) -> Iterator[Found]:
    """Every piece of a profile, in its order."""
    for name in ("headline", "summary"):
        some = profile.headline if name == "headline" else profile.summary.entries
        for index, one in enumerate(some):
            yield Found((name, index) if name == "headline" else (name, "entries", index), (one,))
    for section in profile.section_list():
        for index, entry in enumerate(section.entries):
            yield from _below(entry, (*section.path, index), ())


def _below(piece: Any, path: Path, above: tuple[Piece, ...]) -> Iterator[Found]:
    chain = (*above, piece)
    yield Found(path, chain)
    for where, one in _children(piece):
        yield from _below(one, (*path, *where), chain)


def _children(piece: Any) -> Iterator[tuple[Path, Piece]]:
    """The pieces right below one, each with its path from there: the paragraph of an entry too."""
    if isinstance(told := getattr(piece, "text", None), Piece):
        yield ("text",), told
    for name in BELOW:
        yield from (((name, index), one) for index, one in enumerate(getattr(piece, name, ())))


def own_text(piece: Any, locale: str) -> str:
    """An item's own words: its text and its short one, or the names of an entry."""
    given = (getattr(piece, name, None) for name in ("text", "short"))
    said = [text for value in given if value and not isinstance(value, Piece) for text in texts(value, locale)]
    return " ".join(said) or " ".join(own_facts(piece, locale))


def shown_text(piece: Any, locale: str) -> str:
    """What an item says where it is shown in full."""
    own = getattr(piece, "text", None)
    said = [] if isinstance(own, Piece) else texts(own, locale)
    return said[0] if said else own_text(piece, locale)


def own_facts(piece: Any, locale: str) -> list[str]:
    """All that one piece says, without those below it and without its other wordings."""
    found: list[str] = []
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        if not isinstance(value, Piece) and (name not in (*NO_FACTS, *BELOW) or (name == "short" and value)):
            found += texts(value, locale)
    return found


def texts(value: Any, locale: str) -> list[str]:
    """All words of a value: a text, dates, a list of tags or links."""
    if value is None or isinstance(value, bool | int):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, DateRange):
        return [str(day) for day in (value.start, value.end) if day] + [value.text]
    if isinstance(value, dict):
        return [str(one) for one in value.values()]
    if isinstance(value, tuple | list):
        return [text for one in value for text in texts(one, locale)]
    return [text for name in type(value).model_fields for text in texts(getattr(value, name), locale)]


def evidence_of(found: Found, profile: Profile, terms: Terms, *, with_own: bool = True) -> Evidence:
    """What a wording of an item is held against: the item, all that it stands in, its siblings, what it needs."""
    locale = profile.locale
    more = [fact for one in found.chain[:-1] for fact in own_facts(one, locale)]
    if len(found.chain) > 1:
        more += [fact for one in _siblings(found.chain[-2]) for fact in own_facts(one, locale)]
    more += [fact for one in _below(found.piece, (), ()) for fact in own_facts(one.piece, locale)]
    for needed in _named(profile, getattr(found.piece, "needs", ())):
        more += [fact for one in needed.chain for fact in own_facts(one, locale)]
    own = own_text(found.piece, locale) if with_own else ""
    return Evidence(own, more, terms, capitals=capitals(locale))


def whole_evidence(
    profile: Profile, terms: Terms, also: Iterable[str] = (), locale: str | None = None, today: Day | None = None
) -> Evidence:
    """What a letter or a summary is held against: all of the profile but its summaries and headlines, `also`, and what
    can be counted in it: how long things went on (until `today` if they still do), how many papers there are."""
    locale = locale or profile.locale
    facts = [str(profile.name) if isinstance(profile.name, str) else " ".join(profile.name.values())]
    facts += texts(profile.affiliation, locale) + texts(profile.contact, locale) + texts(profile.pronouns, locale)
    for one in pieces(profile):
        if one.path[0] not in ("summary", "headline"):
            facts += own_facts(one.piece, locale)
    return Evidence("", [*facts, *_counted(profile, today), *also], terms, capitals=capitals(locale))


def _counted(profile: Profile, today: Day | None) -> Iterator[str]:
    """Numbers that a person may give without having written them: `8 papers`, `3 years`, `4th year`."""
    for section in profile.section_list():
        if papers := sum(isinstance(one, Publication) for one in section.entries):
            yield f"{papers} papers, {papers} publications"
    lasted = [*_lasted(profile, today)]
    yield from (f"{months} months" for months in sorted({*lasted}) if months < _MANY_MONTHS)
    years = {some for months in lasted for some in (months // 12, round(months / 12)) if some}
    yield from (f"{some} years, {some}th year" for some in sorted(years | {months // 12 + 1 for months in lasted}))


_MANY_MONTHS = 36
"""What lasted longer is counted in years."""


def _lasted(profile: Profile, today: Day | None) -> Iterator[int]:
    """Months from the beginning of anything dated in a section to its own end, or to the end of a later thing there."""
    for section in profile.section_list():
        spans = [span for one in section.entries for span in _spans(one, today)]
        yield from {months for start, _ in spans for _, end in spans if (months := months_between(start, end))}


def _spans(entry: Any, today: Day | None) -> Iterator[tuple[Day, Day]]:
    """Beginning and end of an entry and its positions; a year alone ends with its December."""
    for found in _below(entry, (), ()):
        dates = getattr(found.piece, "dates", None)
        end = (dates.end or today) if dates else None
        if dates and dates.start and end:
            yield dates.start, Day(end.year + end.last_month // 12, end.last_month % 12 + 1)


def capitals(locale: str) -> bool:
    """Whether nouns have capitals in a language, so that these name nothing."""
    return locale.split("-")[0] in ("de", "lb")


def _siblings(parent: Any) -> Iterator[Piece]:
    yield from (one for where, one in _children(parent) if where[0] != "positions")


def _named(profile: Profile, ids: Iterable[str]) -> list[Found]:
    wanted = set(ids)
    return [one for one in pieces(profile) if one.piece.id in wanted] if wanted else []


def proposed(found: Found) -> Iterator[tuple[int, Wording]]:
    """The wordings of a piece with their numbers, from 1."""
    yield from enumerate(found.piece.wordings, 1)
