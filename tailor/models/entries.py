"""The entries of a profile, kind by kind, and what every piece of one may carry.

The short forms (a plain text for a bullet, a mapping of labels to addresses) are spread out here, before
validation; `Source.place` knows how to look through them.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, model_validator

from tailor.models.values import (
    Checked,
    Dates,
    MaybeId,
    MaybeText,
    MaybeWord,
    Model,
    Priority,
    Tags,
    Text,
    Url,
    Words,
    colon_fault,
    fault,
    is_translations,
    near,
    single,
    words_between_commas,
)


class Link(Model):
    """A web address and the words to show for it."""

    label: MaybeText = None
    url: Url


def _links(value: Any) -> Any:
    """Links as a list of {label, url}, a mapping of labels to addresses, or plain addresses."""
    if isinstance(value, str):
        return [{"url": value}]
    if isinstance(value, dict):
        return [{"label": label, "url": url} for label, url in value.items()]
    return [_link(link) for link in value] if isinstance(value, list) else value


def _link(link: Any) -> Any:
    if isinstance(link, str):
        return {"url": link}
    if isinstance(link, dict) and len(link) == 1 and not link.keys() & {"label", "url"}:
        return _links(link)[0]
    return link


Links: TypeAlias = Annotated[tuple[Link, ...], BeforeValidator(_links)]


class Piece(Model):
    """What every entry, position, bullet, item, keyword and paragraph may carry.

    `priority` is 1 to 5. `short` is a second, shorter wording. `needs` names ids that must be shown with it;
    of the pieces in one `group` at most one is shown.
    """

    id: MaybeId = None
    tags: Tags = ()
    priority: Priority = 3
    dates: Dates = None
    short: MaybeText = None
    needs: Words = ()
    group: MaybeWord = None


class Bullet(Piece):
    """A piece that is a text first of all, and may be written as a plain string: most of all a bullet."""

    text: Text

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


class Item(Bullet):
    """One line of a list: an award, a certificate, a talk, a piece of news, a language …"""

    issuer: MaybeText = None
    place: MaybeText = None
    note: MaybeText = None
    links: Links = ()


class Paragraph(Bullet):
    """A paragraph of running text, or one of several wordings of the summary or headline."""


class Keyword(Bullet):
    """One keyword of a group."""


class KeywordGroup(Piece):
    """A line of keywords with its label."""

    label: MaybeText = None
    keywords: Annotated[tuple[Keyword, ...], BeforeValidator(words_between_commas)]


class Position(Piece):
    """One of several positions held at one organization."""

    position: Text
    place: MaybeText = None
    note: MaybeText = None
    links: Links = ()
    tools: Words = ()
    text: MaybeText = None
    bullets: tuple[Bullet, ...] = ()


class Work(Piece):
    """Work at one organization: a job, an internship, teaching, volunteering, service."""

    organization: Text
    position: MaybeText = None
    place: MaybeText = None
    note: MaybeText = None
    links: Links = ()
    tools: Words = ()
    text: MaybeText = None
    bullets: tuple[Bullet, ...] = ()
    positions: tuple[Position, ...] = ()


class Education(Piece):
    """A degree, or a school year as a row of a table: `level` and `board` serve that form."""

    institution: Text
    degree: MaybeText = None
    area: MaybeText = None
    board: MaybeText = None
    level: MaybeText = None
    place: MaybeText = None
    grade: MaybeText = None
    advisor: MaybeText = None
    note: MaybeText = None
    links: Links = ()
    bullets: tuple[Bullet, ...] = ()


class Project(Piece):
    """A project or a line of research."""

    title: Text
    organization: MaybeText = None
    course: MaybeText = None
    guide: MaybeText = None
    tools: Words = ()
    place: MaybeText = None
    status: MaybeText = None
    note: MaybeText = None
    links: Links = ()
    text: MaybeText = None
    bullets: tuple[Bullet, ...] = ()


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


_ID_SCHEMA = {"type": "string"}
Doi: TypeAlias = Annotated[str | None, Checked(_doi, _ID_SCHEMA)]
Arxiv: TypeAlias = Annotated[str | None, Checked(_arxiv, _ID_SCHEMA)]


class Publication(Piece):
    """A publication; the author's own name in `authors` is known by the profile's `author_names`."""

    title: Text
    authors: Words = ()
    venue: MaybeText = None
    status: MaybeText = None
    award: MaybeText = None
    note: MaybeText = None
    doi: Doi | None = None
    arxiv: Arxiv | None = None
    links: Links = ()
    text: MaybeText = None


Entry: TypeAlias = Work | Project | Education | Item | Publication | KeywordGroup | Paragraph
