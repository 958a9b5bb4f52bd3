"""Links that are written from the person's website on, made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from msgspec.structs import replace

from tailor.core.profile.candidates import Block, Candidate, Variant

_WHOLE = re.compile(r"\w+:|$")


def is_whole(url: str) -> bool:
    """Whether an address leads somewhere by itself; so does none at all."""
    return _WHOLE.match(url) is not None


def links_from(candidates: Sequence[Candidate], website: str | None) -> tuple[Candidate, ...]:
    """The same candidates, their links as they are from the website on (`papers/x.pdf`)."""
    if website is None:
        return tuple(candidates)
    base = website if website.endswith("/") else f"{website}/"
    return tuple(_whole(candidate, base) for candidate in candidates)


def _whole(candidate: Candidate, base: str) -> Candidate:
    first = candidate.variants[0].block.fields.get("links") or ()
    if all(is_whole(link["url"]) for link in first):
        return candidate
    return replace(candidate, variants=tuple(_led(variant, base) for variant in candidate.variants))


def _led(variant: Variant, base: str) -> Variant:
    fields = variant.block.fields
    links = [link | {"url": link["url"] and urljoin(base, link["url"])} for link in fields["links"]]
    return replace(variant, block=Block(variant.block.kind, {**fields, "links": links}))
