"""Who a source is about: name, headline, contact, accounts and summary, under the names of all the formats."""

from __future__ import annotations

from tailor.importing.fields.contact_fields import account, checked, location, put
from tailor.importing.fields.dirty_text import one_line
from tailor.importing.fields.entry_kinds import Data
from tailor.importing.ledger import Node
from tailor.importing.sections.source_sections import Sections
from tailor.models.contacts import SITES
from tailor.text.markdown.markup import plain

PICTURES = ("image", "picture", "photo", "avatar", "profilePicture")
HEADLINES = ("label", "headline", "title", "jobTitle", "tagline", "role", "profession", "position")
PRIVATE = ("birthDate", "dateOfBirth", "birthday", "age", "gender", "maritalStatus", "nationality", "maidenName")


def basics(data: Data, node: Node) -> None:
    """Fill the head of a profile; `node` is the part of the source that describes the person."""
    data.setdefault("contact", {})
    data.setdefault("links", [])
    if not data.get("name"):
        data["name"] = plain(_name(node))
    for name, names in (("headline", HEADLINES), ("pronouns", ("pronouns",)), ("affiliation", ("affiliation",))):
        found = node.find(*names)
        if name not in data and not found.is_map and (text := one_line(found.text())):
            data[name] = text
    for name in PICTURES:
        node.find(name).drop("the file is not in it: save it here, and name it as `photo`")
    for name in PRIVATE:
        node.find(name).drop("not for a page")
    _ways(data, node)
    accounts(data, node.find("profiles", "socialNetworks", "social_networks", "social", "networks"))
    for site in SITES:
        field = node.find(site)
        if field.is_scalar:
            account(data["contact"], data["links"], site.capitalize(), field, Node(None, field.path, field.ledger))
    for connection in node.find("customConnections"):
        _connection(data, connection)


def _name(node: Node) -> str:
    """The person's name, in one field or in two."""
    found = node.find("name", "fullName")
    if found.is_map:
        found, node = Node(None, found.path, found.ledger), found
    if whole := one_line(found.text()):
        return whole
    parts = (node.find(*names) for names in (("firstName", "first"), ("middleName",), ("lastName", "last", "surname")))
    return " ".join(filter(None, (one_line(part.text()) for part in parts)))


WAYS = {
    "email": ("email", "emails", "mail", "e-mail", "emailAddress"),
    "phone": ("phone", "phones", "mobile", "tel", "telephone", "phoneNumber", "phoneNumbers", "cell"),
}
"""Fields for the ways to reach a person."""


def _ways(data: Data, node: Node) -> None:
    """The ways to reach the person, in the usual order."""
    contact = data["contact"]
    region = node.find("location").find("countryCode").value
    country = str(region).upper() if isinstance(region, str) and len(region) == 2 else None
    for kind, names in WAYS.items():
        for field in node.all(*names):
            put(data, kind, field, country)
    for field in node.all("location", "address", "city"):
        if "location" not in contact and (place := location(field)):
            contact["location"] = place
    for field in node.all("url", "website", "websites", "homepage", "blog"):
        if field.is_map and field.find("url", "href"):
            _website(data, field, "")
            continue
        for address in field:
            _website(data, address, address.key if field.is_map else "")


def _website(data: Data, address: Node, label: str) -> None:
    """The first web address is the website, further ones are links."""
    if not (url := checked(address.find("url", "href") if address.is_map else address, "website")):
        return
    if "website" not in data["contact"]:
        data["contact"]["website"] = url
        address.find("label", "name").drop("the website of the head has no label")
    elif url != data["contact"]["website"]:
        label = one_line(address.find("label", "name").text()) if address.is_map else label
        data["links"].append({"label": label, "url": url} if label else url)


def accounts(data: Data, node: Node) -> None:
    """Accounts as a list of {network, username, url}, one of these alone, or a mapping of networks to names or
    addresses."""
    alone = node.is_map and node.find("network").is_scalar
    for child in (node,) if alone else node:
        if not child.is_map:
            name = child.key if node.is_map else site_of(str(child.value))
            account(data["contact"], data["links"], name, child, Node(None, child.path, child.ledger))
            continue
        network = child.find("network", "name", "label", "site", "type")
        before = len(data["contact"]), len(data["links"])
        user, url = child.find("username", "user", "handle", "id"), child.find("url", "link", "href", "website")
        url = url.find("url", "href") if url.is_map else url
        account(data["contact"], data["links"], str(network.value or ""), user, url)
        if before != (len(data["contact"]), len(data["links"])):
            network.use()
        elif not user and not url and network.is_scalar and (text := one_line(network.text())):
            data["links"].append({"label": text})


def site_of(address: str) -> str:
    """The site of a bare address: `https://www.github.com/mira` → `github`."""
    host = address.split("//")[-1].removeprefix("www.").split("/")[0]
    return host.split(".")[-2] if host.count(".") else ""


def _connection(data: Data, node: Node) -> None:
    """RenderCV's own way to write a link in the head."""
    if not (url := checked(node.find("url"), "website")):
        node.drop("a connection without an address")
        return
    label = one_line(node.find("placeholder", "label", "text").text())
    data["links"].append({"label": label, "url": url} if label else url)


def summary(sections: Sections, node: Node) -> None:
    """The summary of the person."""
    for found in node.all("summary", "about", "objective", "profile", "bio"):
        sections.summary(found, found.key)
