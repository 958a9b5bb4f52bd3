"""The sections of a profile: a list of entries of one kind, perhaps with a heading of the author's.

A bare list, a plain text, a mapping of labels to keywords are spread out to `{entries: …}` here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Struct, field
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, model_validator

from tailor.models.entries import (
    Bullet,
    Education,
    Entry,
    Item,
    Keyword,
    KeywordGroup,
    Link,
    Links,
    Paragraph,
    Piece,
    Project,
    Publication,
    Work,
)
from tailor.models.schema_hints import TEXT, WORD, Also, JsonSchema, Refer
from tailor.models.values import MaybeId, MaybeText, MaybeWord, Model, Tags, Text, fault, is_translations, localized

Column = Literal["level", "degree", "board", "institution", "dates", "grade"]
EntryKind = Literal["work", "project", "education", "item", "publication", "keywords", "paragraph"]


def _texts(value: Any) -> Any:
    """A section of texts may be one text."""
    return [value] if isinstance(value, str) else value


def _items(value: Any) -> Any:
    """Lines as a list, as one text, or as a mapping of labels to texts: `{Native: English}` is `Native: English`."""
    if isinstance(value, dict):
        return [f"{label}: {', '.join(map(str, _listed(words)))}" for label, words in value.items()]
    return _texts(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_labelled(data: Any, known: Iterable[str]) -> bool:
    """Whether a mapping gives each of some labels a text, or a list of texts."""
    return (
        isinstance(data, dict)
        and bool(data)
        and not is_translations(data)
        and not data.keys() & set(known)
        and all(isinstance(one, str) for words in data.values() for one in _listed(words))
    )


def _groups(value: Any) -> Any:
    """Keyword groups as a mapping of labels to keywords, as `label: keywords` items, or as one plain list."""
    if isinstance(value, dict):
        return [_group(label, keywords) for label, keywords in value.items()]
    if not isinstance(value, list):
        return _texts(value)
    if value and all(isinstance(word, str) and "," not in word for word in value):
        return [{"keywords": value}]
    return [_labelled(group) for group in value]


def _group(label: str, keywords: Any) -> dict[str, Any]:
    return {"label": label, **keywords} if isinstance(keywords, dict) else {"label": label, "keywords": keywords}


def _labelled(group: Any) -> Any:
    if isinstance(group, str):
        return {"keywords": group}
    if isinstance(group, dict) and len(group) == 1 and not group.keys() & KeywordGroup.model_fields.keys():
        return _group(*next(iter(group.items())))
    return group


_GROUPS = (WORD, {"type": "object"})


class SectionBody(Model):
    """What a section may carry besides its entries; a bare list stands for the entries alone."""

    key: MaybeId = None
    """What targets call a section of your own; made of its title if not said."""
    title: MaybeText = None
    """Its heading, in place of the usual one. Such as `Selected projects`."""
    note: MaybeText = None
    """A line under the heading."""
    links: Links = ()
    """Addresses beside the heading, and their words."""
    tags: Tags = ()
    """Tags that all its entries inherit."""

    entry: ClassVar[type[Piece]] = Piece

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The entries alone, or a single text where they are texts."""
        texts = [TEXT] if issubclass(cls.entry, Bullet) else []
        return [{"type": "array", "items": refer(cls.entry)}, *texts]

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, data: Any) -> Any:
        if isinstance(data, list | str):
            return {"entries": data}
        if isinstance(data, dict) and not data.keys() & {"entries", "title"} and cls._is_entry(data):
            hint = f"begin each entry with a dash and a space: - {next(iter(data)).lstrip('-')}: …"
            raise fault("wrong-type", "a list of entries is expected here", hint)
        return data

    @classmethod
    def _is_entry(cls, data: dict[str, Any]) -> bool:
        """Whether a mapping is a single entry whose dash was forgotten."""
        return bool(data.keys() & cls.entry.model_fields.keys() - {"tags", "note", "links"})


class WorkSection(SectionBody):
    """A section of work entries."""

    entry = Work
    kind: Literal["work"] = "work"
    """The kind of its entries."""
    order: Literal["newest", "given"] = "newest"
    """newest: what has dates comes first, the newest before the older; given: as written here."""
    entries: tuple[Work, ...] = ()
    """Its entries."""


class ProjectSection(SectionBody):
    """A section of projects."""

    entry = Project
    kind: Literal["project"] = "project"
    """The kind of its entries."""
    order: Literal["newest", "given"] = "newest"
    """newest: what has dates comes first, the newest before the older; given: as written here."""
    entries: tuple[Project, ...] = ()
    """Its entries."""


class EducationSection(SectionBody):
    """A section of degrees."""

    columns: dict[Column, Text] = Field(default_factory=dict)
    """The heads of its table, named and ordered. Such as `{level: Examination, grade: CGPA}`."""

    entry = Education
    kind: Literal["education"] = "education"
    """The kind of its entries."""
    order: Literal["newest", "given"] = "newest"
    """newest: what has dates comes first, the newest before the older; given: as written here."""
    entries: tuple[Education, ...] = ()
    """Its entries."""


class PublicationSection(SectionBody):
    """A section of publications."""

    bibtex: MaybeWord = None
    """A BibTeX file beside the profile, whose entries follow those written here. Such as `refs.bib`."""

    entry = Publication
    kind: Literal["publication"] = "publication"
    """The kind of its entries."""
    order: Literal["newest", "given"] = "newest"
    """newest: what has dates comes first, the newest before the older; given: as written here."""
    entries: tuple[Publication, ...] = ()
    """Its entries."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The entries alone, or a BibTeX file."""
        return [{"type": "array", "items": refer(cls.entry)}, WORD]


class ItemSection(SectionBody):
    """A section of single lines."""

    entry = Item
    kind: Literal["item"] = "item"
    """The kind of its entries."""
    order: Literal["newest", "given"] = "newest"
    """newest: what has dates comes first, the newest before the older; given: as written here."""
    entries: Annotated[tuple[Item, ...], BeforeValidator(_items), Also(TEXT)] = ()
    """Its entries."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The entries alone, a single text, or a mapping of labels to texts."""
        texts = {"anyOf": [WORD, {"type": "array", "items": WORD}]}
        ours = {"enum": sorted({*cls.model_fields, *Item.model_fields})}
        labelled = {"type": "object", "additionalProperties": texts, "propertyNames": {"not": ours}}
        return [*super().short_forms(refer), labelled]

    @model_validator(mode="before")
    @classmethod
    def _labels(cls, data: Any) -> Any:
        """A mapping of labels to texts stands for the entries: `languages: {Native: English}`."""
        return {"entries": data} if _is_labelled(data, (*cls.model_fields, *Item.model_fields)) else data


class ParagraphSection(SectionBody):
    """A section of running text."""

    entry = Paragraph
    kind: Literal["paragraph"] = "paragraph"
    """The kind of its entries."""
    entries: Annotated[tuple[Paragraph, ...], BeforeValidator(_texts), Also(TEXT)] = ()
    """Its entries."""


class SummarySection(SectionBody):
    """The wordings of the summary, of which at most one is shown."""

    entry = Paragraph
    entries: Annotated[tuple[Paragraph, ...], BeforeValidator(_texts)] = ()
    """A text, or several wordings of it."""

    @model_validator(mode="before")
    @classmethod
    def _translated(cls, data: Any) -> Any:
        """A text in several languages is one wording."""
        return {"entries": [data]} if is_translations(data) else data


class KeywordSection(SectionBody):
    """A section of keyword groups."""

    entry = KeywordGroup
    kind: Literal["keywords"] = "keywords"
    """The kind of its entries."""
    entries: Annotated[tuple[KeywordGroup, ...], BeforeValidator(_groups), Also(*_GROUPS)] = ()
    """The groups: a list, or a mapping of labels to keywords."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """A list of groups, a mapping of labels to keywords, or keywords alone."""
        group = {"anyOf": [WORD, {"type": "array", "items": refer(Keyword)}, refer(KeywordGroup)]}
        ours = {"enum": sorted({*cls.model_fields, *KeywordGroup.model_fields})}
        labelled = {"type": "object", "additionalProperties": group, "propertyNames": {"not": ours}}
        return [{"type": "array", "items": refer(cls.entry)}, labelled, WORD]

    @model_validator(mode="before")
    @classmethod
    def _labels(cls, data: Any) -> Any:
        """A mapping of labels to keywords stands for the entries."""
        if isinstance(data, dict) and not data.keys() & {*cls.model_fields, *KeywordGroup.model_fields}:
            return {"entries": data}
        return data


AnySection: TypeAlias = (
    WorkSection
    | ProjectSection
    | EducationSection
    | PublicationSection
    | ItemSection
    | ParagraphSection
    | KeywordSection
)


def _named(section: AnySection) -> AnySection:
    if section.key is None and section.title is None:
        raise fault("missing-field", "a section of your own needs a `title`, or a `key`", "add `title: …`")
    return section


OwnSection: TypeAlias = Annotated[AnySection, Discriminator("kind"), AfterValidator(_named)]


class Section(Struct, frozen=True):
    """One section of a profile. `path` leads to its entries: that of entry i is `(*path, i)`.

    `title` is None unless the author gave one; `kind` names the class of the entries; `given`: they stay in this order.
    """

    key: str
    kind: EntryKind
    title: Text | None
    note: Text | None
    tags: tuple[str, ...]
    entries: tuple[Entry, ...]
    path: tuple[str | int, ...]
    links: tuple[Link, ...] = ()
    columns: Mapping[str, Text] = field(default_factory=dict)
    given: bool = False


def own_key(section: SectionBody) -> str:
    """The key of a section of the author's own: as given, or made of its title (`Early work`: early-work)."""
    return section.key or re.sub(r"[^\w]+", "-", localized(section.title).lower()).strip("-")


def as_section(key: str, body: AnySection, path: tuple[str | int, ...]) -> Section:
    """A section as the rest of the program sees it."""
    columns = {str(name): head for name, head in getattr(body, "columns", {}).items()}
    return Section(
        key,
        body.kind,
        body.title,
        body.note,
        body.tags,
        body.entries,
        path,
        body.links,
        columns,
        getattr(body, "order", "given") == "given",
    )
