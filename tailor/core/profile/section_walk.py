"""Walks a section of the profile: one method a kind of entry."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tailor.core.profile.block_fields import (
    entry_fields,
    item_fields,
    link_fields,
    longest_head,
    position_fields,
    post_fields,
    publication_fields,
    says_no_more,
)
from tailor.core.profile.builder import Builder, Parent, Path, below
from tailor.core.profile.candidates import SILENT, Candidate
from tailor.core.profile.education_table import column_widths, columns_of, row_cells, row_fields
from tailor.core.profile.kinds import Kind
from tailor.text.headings import heading

if TYPE_CHECKING:
    from tailor.models.sections import Section

FIRST_WORDS = {
    "work": ("organization", "position"),
    "project": ("title",),
    "education": ("institution", "degree", "level"),
}
"""What an entry is known by: the fields whose words make its id and its text."""


class SectionWalk:
    """Adds the candidates of sections to a builder."""

    def __init__(self, builder: Builder, own_names: frozenset[str], *, posts: bool = False) -> None:
        """`own_names` are those of the profile's person in lists of authors, letter case folded; with `posts`, each of
        several positions says its employer and its dates itself."""
        self._builder = builder
        self._own_names = own_names
        self._posts = posts
        self._longest = ("", "")

    def section(self, section: Section, title: str, as_table: bool) -> None:
        """The heading and all that may stand under it."""
        local = self._builder.local
        fields = {
            "title": title,
            "key": section.key,
            "note": local(section.note),
            "links": link_fields(section, self._builder.locale),
        }
        root = self._builder.add(
            Kind.SECTION, section.key, None, section.path, fields, section.key, Parent(None, "section")
        )
        parent = Parent(root.id, section.key, tuple(section.tags))
        if section.kind == "education":
            self._builder.names.keep(f"{section.key}.table")  # whether this page has one or not
        if as_table and section.kind == "education":
            self._table(section, parent)
            return
        if section.kind in FIRST_WORDS:
            self._longest = longest_head(section.entries, section.kind, self._builder.locale)
        add = getattr(self, f"_{section.kind}")
        for index, entry in enumerate(section.entries):
            add(section, entry, (*section.path, index), parent)

    def _work(self, section: Section, entry: Any, path: Path, parent: Parent) -> None:
        head = self._entry(section, entry, path, parent)
        for index, position in enumerate(getattr(entry, "positions", ())):
            self._position(section, position, (*path, "positions", index), head, entry)

    _project = _education = _work

    def _entry(self, section: Section, entry: Any, path: Path, parent: Parent) -> Parent:
        fields = entry_fields(entry, section.kind, self._builder.locale) | {"longest": self._longest}
        if self._posts and says_no_more(entry, self._builder.locale):
            fields = {"form": SILENT}
        words = self._words(entry, section.kind)
        candidate = self._builder.add(Kind.ENTRY, section.key, entry, path, fields, words, parent)
        return self._inside(section, entry, path, candidate, parent)

    def _words(self, entry: Any, form: str) -> str:
        given = (self._builder.local(getattr(entry, name, None)) for name in FIRST_WORDS[form])
        return ", ".join(text for text in given if text)

    def _position(self, section: Section, position: Any, path: Path, parent: Parent, employer: Any) -> None:
        locale = self._builder.locale
        words = self._builder.local(position.position)
        fields, set_as = position_fields(position, locale), Kind.POSITION
        if self._posts:
            fields, set_as = post_fields(position, employer, locale) | {"longest": self._longest}, Kind.ENTRY
        candidate = self._builder.add(Kind.POSITION, section.key, position, path, fields, words, parent, set_as=set_as)
        self._inside(section, position, path, candidate, parent)

    def _inside(self, section: Section, piece: Any, path: Path, candidate: Candidate, parent: Parent) -> Parent:
        """The text and the bullets of an entry or a position."""
        inner = below(candidate, parent)
        if (told := getattr(piece, "text", None)) is not None:
            words = self._builder.local(told.text)
            fields = {"text": words, "under": str(candidate.kind)}
            weight = told.priority if "priority" in told.model_fields_set else candidate.priority
            self._builder.add(Kind.PARAGRAPH, section.key, told, (*path, "text"), fields, words, inner, priority=weight)
        for index, bullet in enumerate(getattr(piece, "bullets", ())):
            self._bullet(section, bullet, (*path, "bullets", index), inner)
        return inner

    def _bullet(self, section: Section, bullet: Any, path: Path, parent: Parent, depth: int = 0) -> None:
        """A bullet, and those below it."""
        words = self._builder.local(bullet.text)
        told = {"text": words, "links": [], "depth": depth}
        candidate = self._builder.add(Kind.BULLET, section.key, bullet, path, told, words, parent)
        for index, inner in enumerate(getattr(bullet, "bullets", ())):
            self._bullet(section, inner, (*path, "bullets", index), below(candidate, parent), depth + 1)

    def _item(self, section: Section, entry: Any, path: Path, parent: Parent) -> None:
        words = self._builder.local(entry.text)
        fields = item_fields(entry, words, self._builder.locale)
        self._builder.add(Kind.ITEM, section.key, entry, path, fields, words, parent)

    def _publication(self, section: Section, entry: Any, path: Path, parent: Parent) -> None:
        fields = publication_fields(entry, self._own_names, self._builder.locale)
        words = self._builder.local(entry.title)
        candidate = self._builder.add(Kind.PUBLICATION, section.key, entry, path, fields, words, parent)
        self._inside(section, entry, path, candidate, parent)

    def _paragraph(self, section: Section, entry: Any, path: Path, parent: Parent) -> None:
        words = self._builder.local(entry.text)
        self._builder.add(Kind.PARAGRAPH, section.key, entry, path, {"text": words}, words, parent)

    def _keywords(self, section: Section, entry: Any, path: Path, parent: Parent) -> None:
        label = self._builder.local(entry.label)
        group = self._builder.add(
            Kind.KEYWORDS,
            section.key,
            entry,
            path,
            {"label": label, "lines": []},
            label or "keywords",
            parent,
        )
        inner = below(group, parent)
        for index, keyword in enumerate(entry.keywords):
            words = self._builder.local(keyword.text)
            self._builder.add(
                Kind.KEYWORD, section.key, keyword, (*path, "keywords", index), {"text": words}, words, inner
            )

    def _table(self, section: Section, parent: Parent) -> None:
        """The head of the table, and a row an entry; an entry's bullets may stand below its row."""
        locale = self._builder.locale
        rows = [row_fields(entry, locale, section.columns) for entry in section.entries]
        own = {name: self._builder.local(head) for name, head in section.columns.items()}
        columns = columns_of(rows, own)
        heads = [own.get(name) or heading(name, locale) for name in columns]
        places = sorted({row["place"] for row in rows if row["place"]})
        shape = {"columns": columns, "places": places, **column_widths(rows, columns, heads, locale)}
        named = SimpleNamespace(id=f"{section.key}.table")
        table = self._builder.add(
            Kind.TABLE, section.key, named, section.path, {**shape, "heads": heads}, "table", parent
        )
        inner = replace(below(table, parent), stem=parent.stem)  # a row's id is that of its entry
        for index, (entry, fields) in enumerate(zip(section.entries, rows, strict=True)):
            cells = {**shape, "cells": row_cells(fields, columns)}
            words = self._words(entry, "education")
            path = (*section.path, index)
            row = self._builder.add(Kind.ROW, section.key, entry, path, cells, words, inner)
            self._inside(section, entry, path, row, inner)
