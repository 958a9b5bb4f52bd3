"""A profile, or the part of it that a page shows, as plain texts in order: what every export is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tailor.adapters.convert.ledger import Fate, Note
from tailor.base.errors import Place
from tailor.core.outline import outline
from tailor.models.dates import DateRange
from tailor.models.entries import Link, Piece
from tailor.models.profiles import Profile
from tailor.models.sections import Section
from tailor.models.targets import Target
from tailor.models.values import localized
from tailor.text.headings import heading

Path = tuple[str | int, ...]
Data = dict[str, Any]

KEPT_HERE = ("id", "tags", "priority", "short", "needs", "group")
"""What pieces carry for the choice of pages only: no other format has it."""

_NESTED = ("bullets", "positions", "keywords")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section, perhaps of the author's `own`, perhaps `renamed`. Entries hold what is given only: texts, `dates` as a DateRange, `links` as mappings with `url`
    and perhaps `label`, lists of words, and `bullets`, `positions`, `keywords`."""

    key: str
    title: str
    own: bool
    renamed: bool
    kind: str
    note: str
    entries: tuple[Data, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What is exported, and notes on what of the profile is not in it."""

    name: str
    headline: str
    affiliation: str
    pronouns: str
    contact: Mapping[str, tuple[str, str]]
    links: tuple[Mapping[str, str], ...]
    summary: str
    chapters: tuple[Chapter, ...]
    notes: tuple[Note, ...]


def document(profile: Profile, locale: str | None = None) -> Document:
    """The whole profile; of several wordings of a headline or a summary the first."""
    return _Maker(profile, locale or profile.locale, None).document(None)


def selected(profile: Profile, target: Target, chosen: Mapping[str, str], locale: str | None = None) -> Document:
    """What a page shows: `chosen` has the variant of every candidate shown, by its id.

    Sections stand in the target's order, under its titles.
    """
    locale = locale or target.locale or profile.locale
    paths: list[Path] = []

    def place(path: Path) -> Place:
        paths.append(path)
        return Place("", len(paths), 1)

    candidates = outline(profile, target, place, locale)
    shown = {
        paths[candidate.place.line - 1]: chosen[candidate.id] for candidate in candidates if candidate.id in chosen
    }
    header = next(candidate for candidate in candidates if candidate.section == "header")
    titles = {
        candidate.section: str(candidate.variants[0].block.fields["title"])
        for candidate in candidates
        if candidate.kind.value == "section" and candidate.id in chosen
    }
    return _Maker(profile, locale, shown).document((str(header.variants[0].block.fields["headline"]), titles))


class _Maker:
    """Walks a profile; with `shown`, only what stands on the page, in its variant."""

    def __init__(self, profile: Profile, locale: str, shown: Mapping[Path, str] | None) -> None:
        self.profile = profile
        self.locale = locale
        self.shown = shown
        self.notes: list[Note] = []

    def document(self, page: tuple[str, Mapping[str, str]] | None) -> Document:
        """The document; `page` has the headline and the titles of the sections, in the page's order."""
        profile, local = self.profile, self._local
        headline = page[0] if page else self._first("headline")
        chapters = self._chapters(page[1] if page else None)
        summary = self._summary()
        if page is None:
            self._name_left_out()
        return Document(
            local(profile.name), headline, local(profile.affiliation), local(profile.pronouns),
            {way.kind: (local(way.text), way.url or "") for way in profile.contact.ways()},
            tuple(self._link(link) for link in profile.links), summary, chapters, tuple(self.notes),
        )  # fmt: skip

    def _local(self, text: Any) -> str:
        return localized(text, self.locale)

    def _first(self, field: str) -> str:
        """The first of several wordings; the others are named."""
        wordings = getattr(self.profile, field)
        for index, other in enumerate(wordings[1:], 1):
            self._note((field, index), self._local(other.text), "only the first wording is exported")
        return self._local(wordings[0].text) if wordings else ""

    def _summary(self) -> str:
        if self.shown is None:
            return self._first("summary")
        for index, wording in enumerate(self.profile.summary):
            if ("summary", index) in self.shown:
                short = self.shown["summary", index] == "short" and wording.short
                return self._local(short or wording.text)
        return ""

    def _chapters(self, titles: Mapping[str, str] | None) -> tuple[Chapter, ...]:
        """The sections that have anything to show."""
        sections = {section.key: section for section in self.profile.section_list()}
        order: Collection[str] = sections if titles is None else [key for key in titles if key in sections]
        made = (self._chapter(sections[key], (titles or {}).get(key)) for key in order)
        return tuple(chapter for chapter in made if chapter.entries)

    def _chapter(self, section: Section, title: str | None) -> Chapter:
        entries = tuple(self._pieces(section.entries, section.path))
        usual = heading(section.key, self.locale)
        named = title or self._local(section.title) or usual
        own = section.path[0] == "sections"
        return Chapter(section.key, named, own, named != usual, section.kind, self._local(section.note), entries)

    def _pieces(self, pieces: Collection[Piece], path: Path) -> Iterator[Data]:
        """The pieces that are shown, as plain data; a keyword line is shown by its words."""
        for index, piece in enumerate(pieces):
            here = (*path, index)
            if self.shown is None or here in self.shown:
                yield self._piece(piece, here)

    def _piece(self, piece: Piece, path: Path) -> Data:
        """The given fields of a piece, its short wording in place of the full one where the page has that."""
        data: Data = {}
        for name in type(piece).model_fields:
            value = getattr(piece, name)
            if name in KEPT_HERE or not value:
                continue
            if name in _NESTED:
                data[name] = [_simple(inner) for inner in self._pieces(value, (*path, name))]
            elif name == "text" and type(piece).__name__ in _PARAGRAPHED and not self._has((*path, name)):
                continue
            else:
                data[name] = self._plain(value)
        if piece.short and self.shown is not None and self.shown.get(path) == "short":
            worded = _WORDED if type(piece).__name__ in _PARAGRAPHED else ("text", "label")
            data[next(name for name in worded if name in data)] = self._local(piece.short)
        return {name: value for name, value in data.items() if value}

    def _has(self, path: Path) -> bool:
        return self.shown is None or path in self.shown

    def _plain(self, value: Any) -> Any:
        if isinstance(value, DateRange):
            return value
        if isinstance(value, tuple):
            return [self._link(each) if isinstance(each, Link) else str(each) for each in value]
        return self._local(value)

    def _link(self, link: Link) -> dict[str, str]:
        label = self._local(link.label)
        return {"label": label, "url": link.url} if label else {"url": link.url}

    def _note(self, path: Path, value: str, reason: str) -> None:
        self.notes.append(Note(Fate.DROPPED, path, value, reason))

    def _name_left_out(self) -> None:
        """What only choosing needs, counted by kind, and the other names of the author."""
        counts = dict.fromkeys(KEPT_HERE, 0)
        for piece in _all_pieces(self.profile):
            for name in KEPT_HERE:
                given = piece.priority != 3 if name == "priority" else bool(getattr(piece, name))
                counts[name] += given
        for name, count in counts.items():
            if count:
                self._note((name,), f"{count} of them", "only pages are chosen by it")
        if self.profile.author_names:
            self._note(("author_names",), ", ".join(self.profile.author_names), "it only marks names on pages")


_WORDED = ("title", "degree", "position", "organization", "institution")
"""The field of an entry that a short wording replaces, the first that is given."""

_PARAGRAPHED = ("Work", "Position", "Project", "Education", "Publication")
"""Pieces whose text is a paragraph of its own on the page."""


def _simple(piece: Data) -> Any:
    """A bullet or a keyword with nothing but its text is that text."""
    return piece["text"] if piece.keys() == {"text"} else piece


def _all_pieces(profile: Profile) -> Iterator[Piece]:
    """Every piece of a profile, inner ones too."""
    pieces: list[Piece] = [*profile.headline, *profile.summary]
    for section in profile.section_list():
        pieces += section.entries
    while pieces:
        piece = pieces.pop()
        yield piece
        for name in _NESTED:
            pieces += getattr(piece, name, ())
