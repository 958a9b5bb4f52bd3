"""Who a document is about, as the `basics` of JSON Resume."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tailor.exporting.document import Document
from tailor.importing.fields.contact_fields import OTHERS
from tailor.models.contacts import SITES

Data = dict[str, Any]

NETWORKS = {"linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID", "twitter": "Twitter"}


def basics(document: Document) -> Data:
    """Who it is about."""
    header = document.header.fields
    ways = {way["kind"]: way for way in reversed(header["contacts"])}
    kinds = dict.fromkeys(way["kind"] for way in header["contacts"])
    summary = next(
        (section.parts[0].fields["text"] for section in document.sections if section.section == "summary"), ""
    )
    accounts = [
        {"network": NETWORKS.get(site, site.capitalize()), "username": way["text"], "url": way["url"]}
        for site, way in ((kind, ways[kind]) for kind in kinds)
        if site in SITES
    ]
    return given(
        {
            "name": header["name"],
            "pronouns": header["pronouns"],
            "label": header["headline"],
            "affiliation": header["affiliation"],
            "email": ways.get("email", {}).get("text"),
            "phone": ways.get("phone", {}).get("text"),
            **_further(header["contacts"]),
            "url": ways.get("website", {}).get("url"),
            "summary": summary,
            "location": _location(ways.get("location", {}).get("text", "")),
            "profiles": [*accounts, *map(_account, header["links"])],
        }
    )


def _further(contacts: Iterable[Mapping[str, str]]) -> Data:
    """Further addresses and numbers, in fields of our own: the standard has one of each."""
    found: dict[str, list[str]] = {"emails": [], "phones": []}
    for way in contacts:
        if f"{way['kind']}s" in found:
            found[f"{way['kind']}s"].append(way["text"])
    return {name: texts[1:] for name, texts in found.items() if len(texts) > 1}


def _account(link: Mapping[str, str]) -> Data:
    """A link in the head as an account; its name is known where its address is the usual one."""
    label, url = link["label"], link["url"]
    base = OTHERS.get(label.lower(), "")
    user = url.removeprefix(base) if base and url.startswith(base) else ""
    return given({"network": label, "username": user, "url": url})


def _location(text: str) -> Data:
    """`Leeds, England, GB` in its parts; a text of more parts stays in one."""
    parts = text.split(", ") if text else []
    if not parts or len(parts) > 3:
        return {"city": text} if text else {}
    named = {"city": parts[0]}
    rest = parts[1:]
    if rest and re.fullmatch(r"[A-Z]{2}", rest[-1]):
        named["countryCode"] = rest.pop()
    return named | dict(zip(("region", "country"), rest, strict=False))


def given(data: Data) -> Data:
    """The fields that hold something."""
    return {key: value for key, value in data.items() if value}
