"""Names, addresses, networks and links of a source → `contact` and `links` of a profile."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from tailor.importing.fields import phones
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.ledger import Node, squeezed
from tailor.models.contacts import SITES, Contact, address_of

PLACE = ("address", "street", "streetaddress", "postalcode", "zip", "zipcode")
"""Parts of a location that a page does not show."""

_ALIASES = {"x": "twitter", "xtwitter": "twitter", "googlescholar": "scholar", "so": "stackoverflow"}
OTHERS = {
    "instagram": "https://www.instagram.com/",
    "youtube": "https://www.youtube.com/@",
    "researchgate": "https://www.researchgate.net/profile/",
    "telegram": "https://t.me/",
    "medium": "https://medium.com/@",
    "facebook": "https://www.facebook.com/",
    "imdb": "https://www.imdb.com/name/",
    "dribbble": "https://dribbble.com/",
    "behance": "https://www.behance.net/",
    "devto": "https://dev.to/",
    "xing": "https://www.xing.com/profile/",
}
"""Accounts that a contact has no field for: their usual addresses, to make links of them."""

Data = dict[str, Any]

_KINDS = {"email": "an e-mail address", "phone": "a phone number", "website": "a web address"}


def location(node: Node) -> str:
    """A place as one line: `Zürich, Switzerland`; street and postal code stay out and are named."""
    if not node.is_map:
        return one_line(node.text())
    parts = (
        node.find("city", "town", "locality", "name"),
        node.find("region", "state", "province", "county"),
        node.find("country", "countryName"),
        node.find("countryCode"),
    )
    if node.find("country", "countryName"):
        node.find("countryCode").drop("the country is named")
    words = [one_line(part.text()) for part in parts if part.path not in node.ledger.used]
    if not any(words):
        words = [one_line(part.text()) for part in node.all("address", "formatted", "full")]
    for name in PLACE:
        for part in node.all(name):
            part.drop("a page shows the town; add it to the location if you want it")
    return ", ".join(dict.fromkeys(filter(None, words)))


def accepted(kind: str, text: str) -> str | None:
    """A value as a contact's field of that kind holds it; None if it cannot."""
    try:
        return str(getattr(Contact.model_validate({kind: text}), kind))
    except ValidationError:
        return None


def checked(node: Node, kind: str) -> str:
    """An e-mail address, a phone number or a web address (`website`); what is none is named as dropped."""
    raw = re.sub(r"^<(.*)>$|^mailto:(.*)$", r"\1\2", str(node.value).strip(), flags=re.I) if node.is_scalar else ""
    if not raw:
        return ""
    if (value := accepted(kind, raw)) is None:
        node.drop(f"not {_KINDS[kind]} that a profile can hold")
        return ""
    node.use()
    return value


def put(data: Data, kind: str, node: Node, region: str | None = None) -> None:
    """Fill one field of a contact from all usable values; what it cannot hold is named."""
    for value in node:
        if value.is_map:
            value = value.find("value", "number", kind, "address")
        if value.is_scalar and (given := _given(kind, value, region)):
            _keep(data, kind, given)
        elif value.is_scalar and kind == "phone":
            _as_text(data, value)


def _given(kind: str, node: Node, region: str | None) -> list[str]:
    """The addresses or numbers in one value; what is none is named as dropped, but not a phone number."""
    text = str(node.value).strip()
    if kind == "phone":
        return _phones(node, text, region)
    pieces = re.split(r"[\s,;|]+(?:or\s+|and\s+)?", text) if text.count("@") > 1 else [text]
    if len(pieces) > 1 and all(accepted(kind, piece) for piece in pieces):
        node.use()
        return pieces
    return [found] if (found := checked(node, kind)) else []


def _phones(node: Node, text: str, region: str | None) -> list[str]:
    """Numbers as they stand, or as the library for phones finds them among other words."""
    bare = re.sub(r"^tel:\s*", "", text, flags=re.I)
    if accepted("phone", bare) and not re.search(r"\d\s*/\s*[+0(]", bare):
        node.use()
        return [bare]
    found = [(raw, tidy) for raw, tidy in phones.numbers(text, region) if accepted("phone", tidy)]
    if found:
        node.use()
        lost = phones.rest(text, [raw for raw, _ in found])
        if lost or any(tidy not in text for _, tidy in found):
            without = f', without "{lost}"' if lost else ""
            node.change(f"the number is written as {' and '.join(tidy for _, tidy in found)}{without}")
    return [tidy for _, tidy in found]


def _keep(data: Data, kind: str, given: list[str]) -> None:
    """Add to a field of a contact; a second website becomes a link."""
    contact = data["contact"]
    held = contact.get(kind, [])
    known = held if isinstance(held, list) else [held]
    more = [one for one in dict.fromkeys(given) if one not in known]
    if kind == "website" and known:
        data["links"] += [one for one in more if one not in data["links"]]
        return
    both = [*known, *more]
    contact[kind] = both if len(both) > 1 else both[0]


def _as_text(data: Data, node: Node) -> None:
    """A phone number that is not recognised is kept as written, without a link."""
    text = one_line(node.text())
    data["links"].append({"label": text})
    node.change("not a phone number that is known; kept as a text")


def account(contact: dict[str, Any], links: list[Any], name: str, user: Node, url: Node) -> None:
    """One account of a person: a field of the contact if there is one for its site, else a link."""
    site = _ALIASES.get(squeezed(name), squeezed(name))
    for source in (url, user):
        known = accepted(site, str(source.value).strip()) if site in SITES and source.is_scalar else None
        if known and site not in contact:
            contact[site] = known = known if site == "mastodon" else known.removeprefix("@")
            _settle(site, known, source)
            _settle(site, known, url if source is user else user)
            return
    _link(links, name, user, url)


def _settle(site: str, known: str, given: Node) -> None:
    """What a source says of an account, its name or its address, against what is kept of it: its name."""
    if not given.is_scalar:
        return
    text, address = str(given.value).strip(), address_of(site, known)
    if (accepted(site, text) or "").removeprefix("@") != known.removeprefix("@"):
        given.drop(f"the account is kept as {address}")
        return
    given.use()
    if "/" in text and text != known and not address.endswith(re.sub(r"^https?://(www\.)?|/$", "", text)):
        given.change(f"the account is kept as {address}")


def _link(links: list[Any], name: str, user: Node, url: Node) -> None:
    """An account that a contact has no field for, as a link; without an address it cannot be one."""
    source = url if url.is_scalar else user
    handle = str(user.value or "").strip().removeprefix("@")
    base = OTHERS.get(squeezed(name))
    if source is user and base and not re.match(r"https?:", handle):
        user.use()
        address = base + handle
    elif source is user and not re.match(r"https?:|www\.|[^\s@]+/", handle):
        user.drop("an account without an address; add a link if you want it")
        return
    elif not (address := checked(source, "website")):
        return
    elif source is not user and user.is_scalar:
        _mention(user, handle, address)
    links.append({"label": name, "url": address} if name else address)


def _mention(user: Node, handle: str, address: str) -> None:
    """An account's name beside its address: usually the address ends in it."""
    if handle.lower() in address.lower():
        user.use()
    else:
        user.drop(f"the account is kept as {address}")
