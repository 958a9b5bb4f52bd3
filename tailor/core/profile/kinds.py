"""The kinds of block, and the one table of what sets them apart (their fields stand in `core.profile.blocks`).

Whoever treats kinds differently names a trait here instead of listing kinds for itself; a new kind is a new line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from msgspec import Struct


class Kind(StrEnum):
    """Block kinds; a template has one macro for each (see `docs/templates.md`)."""

    HEADER = "header"
    CONTACTS = "contacts"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"
    POSITION = "position"
    BULLET = "bullet"
    ITEM = "item"
    PUBLICATION = "publication"
    TABLE = "table"
    ROW = "row"
    KEYWORDS = "keywords"
    KEYWORD = "keyword"


class Traits(Struct, frozen=True):
    """What sets a kind apart.

    `header`: it stands on every page that is built, at the top of its region. `head`: it stands between a section and
    its members. `hollow`: it is never shown without something in it. `holder`: it only holds others, so that it scores
    nothing and rules look at what is in it. `sum`: it is worth what stands in it. `body`: an entry says it of itself,
    under its head. `sentence`: its words read on as a text of their own; `flows`: they are broken into lines as one
    paragraph; `pieces`: they are cut into cells or words. `parts`: a page may break before it within an entry.
    `share`: its base, in fifths of the target's. `role`: its tag in the PDF. `shortened`: the fields of which the first
    that is given takes a short wording.
    """

    header: bool = False
    head: bool = False
    hollow: bool = False
    holder: bool = False
    sum: bool = False
    body: bool = False
    sentence: bool = False
    flows: bool = False
    pieces: bool = False
    parts: bool = False
    share: int = 5
    role: str = "P"
    shortened: tuple[str, ...] = ("text",)


# Titles, employers, dates and degrees are what readers look at first, so heads get twice the base of a bullet.
# A keyword is a tenth of a line: its fifth makes a full line of them worth about two plain bullets.
TRAITS: Final[Mapping[Kind, Traits]] = MappingProxyType(
    {
        Kind.HEADER: Traits(header=True, holder=True, role="H1"),
        Kind.CONTACTS: Traits(header=True, holder=True),
        Kind.SECTION: Traits(head=True, hollow=True, holder=True, role="H2"),
        Kind.PARAGRAPH: Traits(body=True, sentence=True, flows=True, parts=True),
        Kind.ENTRY: Traits(
            sum=True,
            share=10,
            role="H3",
            shortened=("title", "degree", "position", "organization", "institution", "text"),
        ),
        Kind.POSITION: Traits(sum=True, parts=True, share=10, role="H4", shortened=("position", "text")),
        Kind.BULLET: Traits(body=True, sentence=True, flows=True, parts=True, role="LI"),
        Kind.ITEM: Traits(sentence=True, flows=True, parts=True, role="LI"),
        Kind.PUBLICATION: Traits(sentence=True, share=10, role="LI", shortened=("title", "text")),
        Kind.TABLE: Traits(head=True, hollow=True, holder=True, role="TR"),
        Kind.ROW: Traits(pieces=True, share=10, role="TR"),
        Kind.KEYWORDS: Traits(hollow=True, holder=True, sum=True, shortened=("label", "text")),
        Kind.KEYWORD: Traits(pieces=True, share=1),
    }
)


def _those(trait: Callable[[Traits], object]) -> frozenset[Kind]:
    return frozenset(kind for kind, traits in TRAITS.items() if trait(traits))


HEADERS = _those(lambda one: one.header)
HEADS = _those(lambda one: one.head)
HOLLOW = _those(lambda one: one.hollow)
HOLDERS = _those(lambda one: one.holder)
SUMS = _those(lambda one: one.sum)
BODY = _those(lambda one: one.body)
SENTENCES = _those(lambda one: one.sentence)
FLOWING = _those(lambda one: one.flows)
PIECES = _those(lambda one: one.pieces)
PARTED = _those(lambda one: one.parts)
