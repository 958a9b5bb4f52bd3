"""Links that are written from the person's website on, made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from msgspec.structs import replace

from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.text.markdown.markup import parse
from tailor.text.web_addresses import RELATIVE

_WHOLE = re.compile(r"\w+:|$")
_LINK = re.compile(r"(\]\(<?|\bhref\s*=\s*[\"']?)([^\s()<>\"']+)")
"""Where a text has the address of a link: `[words](address)`, `<a href="address">`."""


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
    variants = tuple(_led(variant, base) for variant in candidate.variants)
    return candidate if variants == candidate.variants else replace(candidate, variants=variants)


def _led(variant: Variant, base: str) -> Variant:
    fields = variant.block.fields
    found: dict[str, Any] = {
        name: _linked(value, base) for name, value in fields.items() if isinstance(value, str) and _LINK.search(value)
    }
    links = fields.get("links") or ()
    if not all(is_whole(link["url"]) for link in links):
        found["links"] = [link | {"url": link["url"] and urljoin(base, link["url"])} for link in links]
    return replace(variant, block=Block(variant.block.kind, {**fields, **found})) if found else variant


def _linked(text: str, base: str) -> str:
    """A text whose links lead from the website on."""
    urls = {span.url for span in parse(text) if span.url and RELATIVE.fullmatch(span.url)}
    return _LINK.sub(lambda found: f"{found[1]}{urljoin(base, found[2])}" if found[2] in urls else found[0], text)
