"""Names, addresses, networks and links of a source → `contact` and `links` of a profile."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from tailor.importing.fields.html import one_line
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


def put_once(contact: dict[str, Any], kind: str, node: Node) -> None:
    """Fill one field of a contact from the first usable value; further ones are named as dropped."""
    for value in node:
        if value.is_map or not value:
            continue
        if kind in contact:
            value.drop(f"a contact has one {kind}; the first is kept")
        elif found := checked(value, kind):
            contact[kind] = found


def account(contact: dict[str, Any], links: list[Any], name: str, user: Node, url: Node) -> None:
    """One account of a person: a field of the contact if there is one for its site, else a link."""
    site = _ALIASES.get(squeezed(name), squeezed(name))
    for source in (user, url):
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
