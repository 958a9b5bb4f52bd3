"""Collects candidates while a profile is walked: ids, places, inherited tags and dates, wordings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import Place
from tailor.core.profile.candidates import DRAFT, WORDING, Block, Candidate, Variant
from tailor.core.profile.ids import Names
from tailor.core.profile.kinds import TRAITS, Kind
from tailor.models.values import localized
from tailor.text.markdown.markup import plain

Path = tuple[str | int, ...]

DRAFT_MARK = "**[proposed]**"
"""The mark before a wording on a page that nobody has accepted."""


class Parent(Struct, frozen=True):
    """What children take from above: the parent's id, all tags so far, its dates; `stem` begins their ids."""

    id: str | None
    stem: str
    tags: tuple[str, ...] = ()
    dated: Candidate | None = None


class Builder:
    """Makes candidates in document order."""

    def __init__(self, place: Callable[[Path], Place], locale: str, taken: set[str], *, draft: bool = False) -> None:
        """`place` finds where a path of the profile stands; `taken` are the author's own ids; with `draft`, wordings
        that nobody has accepted are taken too, with a mark."""
        self.draft = draft
        self.place = place
        self.locale = locale
        self.names = Names(taken)
        self.candidates: list[Candidate] = []

    def local(self, text: Any) -> str:
        """A text in the page's language; "" for None."""
        return localized(text, self.locale)

    def add(
        self,
        kind: Kind,
        section: str,
        piece: Any,
        path: Path,
        fields: Mapping[str, Any],
        words: str,
        parent: Parent,
        set_as: Kind | None = None,
        **more: Any,
    ) -> Candidate:
        """One candidate of a piece of the profile. `words` are its inline Markdown, for its id and its rules; `set_as`
        is the kind of block that it is set as, where that is another."""
        text = plain(words)
        candidate = Candidate(
            id=self.names.name(getattr(piece, "id", None), parent.stem, text),
            kind=kind,
            section=section,
            variants=self._variants(set_as or kind, piece, fields, text),
            place=self.place(path),
            parent=parent.id,
            tags=tuple(getattr(piece, "tags", ())),
            inherited=parent.tags,
            priority=getattr(piece, "priority", 3),
            needs=tuple(getattr(piece, "needs", ())),
            group=getattr(piece, "group", None),
        )
        candidate = _dated(candidate, getattr(piece, "dates", None), parent.dated)
        candidate = replace(candidate, **more)
        self.candidates.append(candidate)
        return candidate

    def _variants(self, kind: Kind, piece: Any, fields: Mapping[str, Any], text: str) -> tuple[Variant, ...]:
        """The full wording, the short one, and further ones, as far as there are any."""
        full = Variant("full", Block(kind, fields), text)
        more = self._further(piece)
        if not more:
            return (full,)
        field = next((name for name in TRAITS[kind].shortened if fields.get(name)), "text")
        return (full, *(Variant(name, Block(kind, {**fields, field: own}), plain(own), to) for name, own, to in more))

    def _further(self, piece: Any) -> list[tuple[str, str, tuple[str, ...]]]:
        """The name, the inline Markdown and the targets of each wording besides the full one."""
        short = self.local(getattr(piece, "short", None))
        found: list[tuple[str, str, tuple[str, ...]]] = [("short", short, ())] if short else []
        for number, one in enumerate(getattr(piece, "wordings", ()), 1):
            if one.stands:
                found.append((f"{WORDING}{number}", self.local(one.text), one.for_))
            elif self.draft:
                found.append((f"{DRAFT}{number}", f"{DRAFT_MARK} {self.local(one.text)}", one.for_))
        return found


def below(candidate: Candidate, parent: Parent) -> Parent:
    """What the children of a candidate take from it."""
    tags = (*candidate.tags, *(tag for tag in parent.tags if tag not in candidate.tags))
    return Parent(candidate.id, candidate.id, tags, candidate)


def _dated(candidate: Candidate, dates: Any, above: Candidate | None) -> Candidate:
    """Its own dates, or those of what it stands under."""
    if dates is not None:
        return replace(candidate, start=dates.start, end=dates.end, ongoing=dates.ongoing)
    if above is not None:
        return replace(candidate, start=above.start, end=above.end, ongoing=above.ongoing)
    return candidate
