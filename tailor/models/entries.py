"""The entries of a profile, kind by kind, and what every piece of one may carry.

The short forms (a plain text for a bullet, a mapping of labels to addresses) are spread out here, before
validation; `Source.place` knows how to look through them.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BeforeValidator, Field, field_validator, model_validator

from tailor.base.source import Nested
from tailor.models.schema_hints import NOTHING, TEXT, WORD, Also, JsonSchema, Refer, one_of_a_kind
from tailor.models.values import (
    Checked,
    Dates,
    LinkUrl,
    MaybeId,
    MaybePlace,
    MaybeText,
    MaybeWord,
    Model,
    Priority,
    Tags,
    Text,
    Words,
    colon_fault,
    fault,
    is_translations,
    near,
    single,
    words_between_commas,
)
from tailor.text.markdown.marks import without_list_mark


class Link(Model):
    """A web address and the words to show for it."""

    label: MaybeText = None
    """The words to show; the address itself, shortened, if there are none. Such as `Code`, `Slides`."""
    url: LinkUrl = None
    """The address, in full or from your website on; none if there is only something to name. Such as
    `https://example.com/tidemark`, `papers/tidemark.pdf`."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.label and not self.url:
            raise fault("bad-url", "a link without a label and an address", "write `Code: https://example.com/code`")
        return self

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """A plain address, or `label: address`."""
        return [WORD, one_of_a_kind({"anyOf": [WORD, NOTHING]})]


def _links(value: Any) -> Any:
    """Links as a list of {label, url}, a mapping of labels to addresses, or plain addresses."""
    if isinstance(value, str):
        return [{"url": value}]
    if isinstance(value, dict):
        return [{"label": label, "url": url} for label, url in value.items()]
    return [_link(link) for link in value] if isinstance(value, list) else value


def _link(link: Any) -> Any:
    if isinstance(link, str):
        if re.fullmatch(r"[^\W\d_]+", link):
            hint = f"write `{link}: https://…`, or `{{label: {link}}}` for the word alone"
            raise fault("bad-url", f'"{link}" is not a web address', hint)
        return {"url": link}
    if isinstance(link, dict) and len(link) == 1 and not link.keys() & {"label", "url"}:
        return _links(link)[0]
    return link


Links: TypeAlias = Annotated[
    tuple[Link, ...],
    BeforeValidator(_links),
    Also(WORD, {"type": "object", "additionalProperties": {"anyOf": [WORD, NOTHING]}}),
]


class Wording(Model):
    """Another wording of a text, and where it comes from."""

    text: Text
    """Its words, in inline Markdown."""
    for_: Words = Field(default=(), alias="for")
    """The targets that it is for; all, if none is named. Such as `quant`."""
    by: MaybeWord = None
    """Who proposed it. Such as `assistant`."""
    accepted: bool | None = None
    """Whether a person has accepted it; without this, only what names nobody in `by` is."""

    @property
    def stands(self) -> bool:
        """Whether it may come to a page."""
        return self.by is None if self.accepted is None else self.accepted

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The text alone."""
        return [TEXT]

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if isinstance(data, str) or is_translations(data):
            return {"text": data}
        return data


def _wordings(value: Any) -> Any:
    """One wording may stand without a list."""
    return [value] if isinstance(value, str | dict) else value


Wordings: TypeAlias = Annotated[tuple[Wording, ...], BeforeValidator(_wordings)]


class Piece(Model):
    """What every entry, position, bullet, item, keyword and paragraph may carry."""

    id: MaybeId = None
    """A name to pin it by; without one it gets a name made of its words. Such as `phd`, `replay-harness`."""
    tags: Tags = ()
    """What it proves: lower-case words joined by `-`, levels parted by `/`. Such as `low-latency`, `ml/inference`."""
    priority: Priority = 3
    """How much it matters, from 1 (filler) to 5 (to be remembered by); 3 if not said."""
    dates: Dates = None
    """When: a day, a month, a year or a span; a list for several. Such as `2023-06 – present`, `Fall 2020`, `2021`."""
    short: MaybeText = None
    """A second, shorter wording; at most one of the two is shown."""
    wordings: Wordings = ()
    """Further wordings, each perhaps for some targets only; one that is proposed and not accepted is never shown."""
    needs: Words = ()
    """Ids of what must be shown with it."""
    group: MaybeWord = None
    """Of all pieces in one group at most one is shown."""


class Bullet(Piece):
    """A piece that is a text first of all, and may be written as a plain string: most of all a bullet."""

    text: Text
    """Its words, in inline Markdown. Such as `Cut the median from **14 µs to 6 µs** with a lock-free queue.`."""

    @field_validator("text")
    @classmethod
    def _without_mark(cls, text: str | dict[str, str]) -> str | dict[str, str]:
        """A mark that a list sets is taken off (`text_remarks` tells it); a number only off a bullet."""
        numbers = cls in (Bullet, Point)
        if isinstance(text, dict):
            return {locale: without_list_mark(words, numbers) for locale, words in text.items()}
        return without_list_mark(text, numbers)

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The text alone."""
        return [TEXT]

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if data is None:
            raise fault("empty-text", "an empty bullet", "write its text, or take the `-` out")
        if isinstance(data, str) or is_translations(data):
            return {"text": data}
        if isinstance(data, dict) and data and not data.keys() & cls.model_fields.keys():
            _refuse_colon(data, cls)
        return data


def _refuse_colon(data: Mapping[str, Any], model: type[Model]) -> None:
    """A mapping with no field of ours is a text with a colon, unless a field was nearly named."""
    if not any(near(key, model.model_fields) for key in data):
        raise colon_fault(data)


_LISTED = re.compile(r"\n[ \t]*[-*•][ \t]+(?=\S)")
"""In a text of several lines: where a line of a list begins."""


class Point(Bullet):
    """A bullet of an entry; it may have bullets of its own, one level below it."""

    bullets: tuple[Bullet, ...] = ()
    """Bullets below it, each shown only with it."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The text alone, or `text: [bullets below it]`."""
        return [TEXT, one_of_a_kind({"type": "array", "items": refer(Bullet)})]

    @model_validator(mode="before")
    @classmethod
    def _nested(cls, data: Any) -> Any:
        """`- Led the work` with `- …` indented below it, with a colon or without."""
        if isinstance(data, Nested):
            return {"text": data.head, "bullets": list(data.below)}
        if isinstance(data, str) and (found := _LISTED.split(data))[1:]:
            return {"text": found[0], "bullets": found[1:]}
        if isinstance(data, dict) and len(data) == 1 and not data.keys() & cls.model_fields.keys():
            ((text, below),) = data.items()
            return {"text": f"{text}:", "bullets": below} if isinstance(below, list) and below else data
        return data


class Item(Bullet):
    """One line of a list: an award, a certificate, a talk, a piece of news, a language …"""

    issuer: MaybeText = None
    """Who gave it, or where it appeared. Such as `Conference on Learning Systems`."""
    place: MaybePlace = None
    """Where: one place, or a list. Such as `Zürich`."""
    note: MaybeText = None
    """A remark in smaller type."""
    links: Links = ()
    """Addresses and their words."""


class Paragraph(Bullet):
    """A paragraph of running text, or one of several wordings of the summary or headline."""


class Keyword(Bullet):
    """One keyword of a group."""


class KeywordGroup(Piece):
    """A line of keywords with its label."""

    label: MaybeText = None
    """What stands before the keywords. Such as `Languages`."""
    keywords: Annotated[tuple[Keyword, ...], BeforeValidator(words_between_commas), Also(WORD)]
    """The keywords: a list, or a text with commas. Such as `C++, Python, Rust`."""

    @classmethod
    def short_forms(cls, refer: Refer) -> list[JsonSchema]:
        """The keywords alone, or `label: keywords`."""
        keywords = {"anyOf": [WORD, {"type": "array", "items": refer(Keyword)}]}
        return [WORD, one_of_a_kind(keywords)]


class Linked(Piece):
    """What may carry a remark and links."""

    note: MaybeText = None
    """A remark in smaller type."""
    links: Links = ()
    """Addresses and their words."""


class WithBullets(Linked):
    """What happened somewhere, described in bullets."""

    place: MaybePlace = None
    """Where: one place, or a list. Such as `Zürich`."""
    bullets: tuple[Point, ...] = ()
    """What was done, a plain text each until it needs more."""


def _no_paragraph(value: Any) -> Any:
    """An empty `text:` is none."""
    return None if value == "" else value


MaybeParagraph: TypeAlias = Annotated[Paragraph | None, BeforeValidator(_no_paragraph)]


class Role(WithBullets):
    """What was done with tools, perhaps described in a paragraph."""

    tools: Words = ()
    """What it was done with. Such as `[Python, DuckDB]`."""
    text: MaybeParagraph = None
    """A paragraph in place of bullets, or before them; like a bullet it may have `short`, `wordings` and tags."""


class Position(Role):
    """One of several positions held at one organization."""

    position: Text
    """What one was. Such as `Quantitative developer`."""


class Work(Role):
    """Work at one organization: a job, an internship, teaching, volunteering, service."""

    organization: Text
    """Where one worked. Such as `Northwind Capital`."""
    position: MaybeText = None
    """What one was there. Such as `Quantitative developer`."""
    positions: tuple[Position, ...] = ()
    """Several positions, each with its own dates and bullets, the newest first."""


class Education(WithBullets):
    """A degree, or a school year as a row of a table: `level` and `board` serve that form."""

    institution: Text
    """The university or school. Such as `Delft Institute`."""
    degree: MaybeText = None
    """Such as `MSc`, `PhD`."""
    area: MaybeText = None
    """The field of study. Such as `Computer Science`."""
    board: MaybeText = None
    """Who examined, for rows of a table."""
    level: MaybeText = None
    """The school year or level, for rows of a table. Such as `Class XII`."""
    grade: MaybeText = None
    """Such as `8.4 / 10`."""
    advisor: MaybeText = None
    """Who advised a thesis."""


class Project(Role):
    """A project or a line of research."""

    title: Text
    """What it is called. Such as `Tidemark`."""
    organization: MaybeText = None
    """For whom or with whom."""
    course: MaybeText = None
    """The course that it was made for."""
    guide: MaybeText = None
    """Who guided it."""
    status: MaybeText = None
    """How far it is. Such as `ongoing`."""


def _doi(value: Any) -> str:
    """A DOI, taken out of its address if that was given."""
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", single(value), flags=re.IGNORECASE)
    if re.fullmatch(r"10\.\d{4,}/\S+", doi):
        return doi
    raise fault("bad-doi", f'"{value}" is not a DOI', "write it as 10.1000/182; any other address goes under `links`")


def _arxiv(value: Any) -> str:
    """An arXiv number, taken out of its address if that was given."""
    number = re.sub(r"^(https?://(www\.)?arxiv\.org/(abs|pdf)/|arxiv:\s*)", "", single(value), flags=re.IGNORECASE)
    if re.fullmatch(r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?", number):
        return number
    raise fault("bad-arxiv", f'"{value}" is not an arXiv number', "write it as 2401.01234")


Doi: TypeAlias = Annotated[str | None, Checked(_doi, WORD)]
Arxiv: TypeAlias = Annotated[str | None, Checked(_arxiv, WORD)]


class Publication(Linked):
    """A publication; the author's own name in `authors` is known by the profile's `author_names`."""

    title: Text
    """Its title."""
    authors: Words = ()
    """Its authors in their order. Such as `[M. Okafor, J. Lindqvist]`."""
    venue: MaybeText = None
    """The journal, conference or publisher."""
    status: MaybeText = None
    """How far it is, if it is not out. Such as `under review`."""
    award: MaybeText = None
    """A prize that it won. Such as `Best paper`."""
    doi: Doi | None = None
    """Its DOI, or the whole address. Such as `10.1000/182`."""
    arxiv: Arxiv | None = None
    """Its arXiv number, or the whole address. Such as `2401.01234`."""
    text: MaybeParagraph = None
    """What it shows, in a sentence or two; like a bullet it may have `short`, `wordings` and tags."""


Entry: TypeAlias = Work | Project | Education | Item | Publication | KeywordGroup | Paragraph
