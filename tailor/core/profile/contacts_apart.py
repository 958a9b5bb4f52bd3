"""The ways to reach a person apart from the name, for templates that set them elsewhere on the page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind


def contacts_apart(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same candidates, contacts and links of the header in a block of their own after it."""
    found: list[Candidate] = []
    for candidate in candidates:
        found += _parted(candidate) if candidate.kind is Kind.HEADER else [candidate]
    return tuple(found)


def _parted(header: Candidate) -> list[Candidate]:
    (variant,) = header.variants
    fields = dict(variant.block.fields)
    apart = {name: fields.pop(name, ()) for name in ("contacts", "links")}
    named = replace(header, variants=(replace(variant, block=Block(Kind.HEADER, fields)),))
    if not any(apart.values()):
        return [named]
    text = ", ".join(one["text"] for one in apart["contacts"])
    block = Variant(variant.name, Block(Kind.CONTACTS, apart), text)
    return [named, replace(header, id=f"{header.id}.contacts", kind=Kind.CONTACTS, variants=(block,))]
