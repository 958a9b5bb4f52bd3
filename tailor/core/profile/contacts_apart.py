"""A head with a photo; the ways to reach a person apart, in templates that set them elsewhere on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind


def contacts_apart(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same candidates, contacts, links and photo of the header in a block of their own after it."""
    found: list[Candidate] = []
    for candidate in candidates:
        found += _parted(candidate) if candidate.kind is Kind.HEADER else [candidate]
    return tuple(found)


def with_photo(candidates: Sequence[Candidate], photo: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """The same candidates, a photo in the header."""
    return tuple(_shown(one, photo) if one.kind is Kind.HEADER else one for one in candidates)


def _shown(header: Candidate, photo: Mapping[str, Any]) -> Candidate:
    variants = (
        replace(one, block=Block(one.block.kind, {**one.block.fields, "photo": photo})) for one in header.variants
    )
    return replace(header, variants=tuple(variants))


def _parted(header: Candidate) -> list[Candidate]:
    (variant,) = header.variants
    fields = dict(variant.block.fields)
    apart = {name: fields.pop(name, ()) for name in ("contacts", "links", "photo")}
    named = replace(header, variants=(replace(variant, block=Block(Kind.HEADER, fields)),))
    if not any(apart.values()):
        return [named]
    text = ", ".join(one["text"] for one in apart["contacts"] or ())
    block = Variant(variant.name, Block(Kind.CONTACTS, apart), text)
    return [named, replace(header, id=f"{header.id}.contacts", kind=Kind.CONTACTS, variants=(block,))]
