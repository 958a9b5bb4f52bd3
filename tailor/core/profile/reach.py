"""Other contacts for another reader: those that a target hides or replaces, and a page that names nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError

from tailor.base.errors import InputError, Problem
from tailor.models.contacts import Contact
from tailor.models.profiles import Profile
from tailor.models.values import near

Wanted = Mapping[str, str | bool]

NOBODY = {
    "en": "Candidate", "de": "Bewerbung", "fr": "Candidature", "es": "Candidatura", "pt": "Candidatura",
    "it": "Candidatura", "nl": "Sollicitatie", "pl": "Kandydatura", "tr": "Aday", "vi": "Ứng viên", "ru": "Кандидат",
}  # fmt: skip
"""Stands in the place of a name."""

BLANK = "…"
"""Stands in the place of what would tell who it is."""

IDENTIFYING = ("links", "doi", "arxiv", "photo")
"""Fields by which a person can be looked up."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)|<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


def with_contact(profile: Profile, wanted: str | Wanted) -> Profile:
    """The profile with the contacts that a target asks for: of each kind `false` for none, the name of one of the
    profile's `contacts`, or the words themselves; a text is the name of contacts that take the place of all they have.

    Raises InputError with problems whose `code` ends in the kind that they are of (`contact.email`).
    """
    usual = {kind: getattr(profile.contact, kind) for kind in profile.contact.order}
    if isinstance(wanted, str):
        other = _named(profile, wanted, "")
        merged = usual | {kind: getattr(other, kind) for kind in other.order}
    else:
        merged = dict(usual)
        for kind, value in wanted.items():
            merged = _changed(profile, merged, kind, value)
    return profile.model_copy(update={"contact": _contact(merged)})


def _changed(profile: Profile, ways: dict[str, Any], kind: str, value: str | bool) -> dict[str, Any]:
    if kind not in Contact.model_fields:
        guess = near(kind, Contact.model_fields)
        hint = f"did you mean `{guess}`?" if guess else f"known are {', '.join(Contact.model_fields)}"
        raise InputError(Problem(f"contact.{kind}", f"there is no way to reach a person called `{kind}`", hint))
    if value is False:
        return {name: way for name, way in ways.items() if name != kind}
    if value is True:
        return ways
    other = profile.contacts.get(value)
    way = getattr(_named(profile, value, kind), kind) if other or re.fullmatch(r"[a-z][\w-]*", value) else value
    if way is None:
        raise InputError(Problem(f"contact.{kind}", f"the contacts `{value}` have no {kind}", "add it, or say false"))
    return {**ways, kind: way}


def _named(profile: Profile, name: str, kind: str) -> Contact:
    if name in profile.contacts:
        return profile.contacts[name]
    guess = near(name, profile.contacts)
    known = ", ".join(profile.contacts) or "none"
    hint = f"did you mean `{guess}`?" if guess else f"`contacts` of the profile has: {known}"
    raise InputError(Problem(f"contact.{kind}", f"the profile has no contacts `{name}`", hint))


def _contact(ways: Mapping[str, Any]) -> Contact:
    plain = {kind: list(way) if isinstance(way, tuple) else way for kind, way in ways.items()}
    try:
        return Contact.model_validate(plain)
    except ValidationError as error:
        found = error.errors()[0]
        context = found.get("ctx", {})
        kind = str(found["loc"][0])
        raise InputError(Problem(f"contact.{kind}", found["msg"], str(context.get("hint", "")))) from None


def redacted(profile: Profile) -> Profile:
    """The profile of nobody: no name, contacts, links or identifiers; where a text says the name, an account or an
    address, `…` stands for it."""
    known = _identity(profile)
    update = {"name": NOBODY, "pronouns": None, "author_names": (), "contact": Contact(), "contacts": {}}
    blank = _blanked(profile.model_copy(update=update), partial(_blank, re.compile(known)))
    assert isinstance(blank, Profile)
    return blank.model_copy(update={"name": NOBODY})


def _identity(profile: Profile) -> str:
    """What in a text would tell who it is: parts of the name, accounts, numbers."""
    names = profile.name.values() if isinstance(profile.name, Mapping) else (profile.name,)
    parts = {part.strip(".,") for name in (*names, *profile.author_names) for part in name.split()}
    people = (profile.contact, *profile.contacts.values())
    ways = {str(way.text) for one in people for way in one.ways() if way.kind != "location"}
    words = [re.escape(one) for one in sorted({*parts, *ways}, key=len, reverse=True) if len(one) > 2]
    return r"(?:\b\w\.\s?-?)*(?<!\w)(?:" + "|".join(words or ["(?!)"]) + r")(?!\w)(?:,?(?:\s\w\.)+)?"


def _blank(known: re.Pattern[str], text: str) -> str:
    bare = _LINK.sub(lambda match: match[1] or match[2] or "", text)
    return known.sub(BLANK, _ADDRESS.sub(BLANK, bare))


def _blanked(value: Any, blank: Any) -> Any:
    """A value with its texts made blank, models and lists to any depth; dates and numbers stay."""
    if isinstance(value, str):
        return blank(value)
    if isinstance(value, tuple):
        return tuple(_blanked(one, blank) for one in value) if type(value) is tuple else value
    if isinstance(value, dict):
        return {key: _blanked(one, blank) for key, one in value.items()}
    if not isinstance(value, BaseModel):
        return value
    kept = ("id", "tags", "group", "needs", "kind", "locale")
    update = {
        name: _emptied(one) if name in IDENTIFYING else _blanked(one, blank)
        for name in type(value).model_fields
        if name not in kept and (one := getattr(value, name)) is not None
    }
    return value.model_copy(update=update)


def _emptied(value: Any) -> Any:
    return () if isinstance(value, tuple) else None
