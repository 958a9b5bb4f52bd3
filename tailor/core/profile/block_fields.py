"""The fields of each block kind, as `docs/templates.md` lists them, out of a profile's models.

Every field is always there: text that is not given is "", a list is empty, dates are None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tailor.models.date_format import show_dates
from tailor.models.values import localized
from tailor.text.headings import heading
from tailor.text.markdown.markup import plain

if TYPE_CHECKING:
    from tailor.models.dates import DateRange
    from tailor.models.entries import Publication
    from tailor.models.profiles import Profile

TEXTS = {
    "entry": [
        *("title", "organization", "position", "institution", "degree", "area", "board", "level"),
        *("grade", "advisor", "guide", "course", "place", "status", "note"),
    ],
    "position": ["position", "place", "note"],
    "item": ["issuer", "place", "note"],
    "publication": ["title", "venue", "status", "award", "note"],
}
"""The text fields of each kind, `text` aside."""

FAR = 1.35
"""A head this many times as long as the middle one of its section does not decide how the others are set."""


def link_fields(piece: Any, locale: str) -> list[dict[str, str]]:
    """The links of a piece, each a `label` and a `url`; either may be empty."""
    return [{"label": localized(link.label, locale), "url": link.url or ""} for link in getattr(piece, "links", ())]


def texts(kind: str, piece: Any, locale: str) -> dict[str, Any]:
    """The text fields of a kind, with links and dates."""
    fields: dict[str, Any] = {name: localized(getattr(piece, name, None), locale) for name in TEXTS[kind]}
    return fields | {"links": link_fields(piece, locale), "dates": piece.dates}


def entry_fields(piece: Any, form: str, locale: str) -> dict[str, Any]:
    """An entry's head; its `text` is a block of its own."""
    fields = texts("entry", piece, locale)
    if getattr(piece, "positions", ()) and not piece.position:
        fields["position"] = ""
    return fields | {"form": form, "tools": list(getattr(piece, "tools", ())), "text": ""}


def position_fields(piece: Any, locale: str) -> dict[str, Any]:
    """One of several positions at an employer."""
    return texts("position", piece, locale) | {"tools": list(piece.tools), "text": ""}


def post_fields(piece: Any, employer: Any, locale: str) -> dict[str, Any]:
    """One of several positions, as an entry of its own: where it was and when are said with it."""
    own, home = position_fields(piece, locale), entry_fields(employer, "work", locale)
    given = {name: own[name] or home[name] for name in ("place", "dates")}
    return dict.fromkeys(TEXTS["entry"], "") | {"form": "work", "organization": home["organization"]} | own | given


def says_no_more(employer: Any, locale: str) -> bool:
    """Whether all that an employer says stands at each of its positions too, or follows from what does."""
    if not getattr(employer, "positions", ()):
        return False
    fields = entry_fields(employer, "work", locale)
    said = [name for name in TEXTS["entry"] if fields[name] and name not in ("organization", "place")]
    more = [getattr(employer, name, None) for name in ("tools", "links", "text", "bullets")]
    return not said and not any(more) and covered(employer.dates, [one.dates for one in employer.positions])


def covered(whole: DateRange | None, given: Iterable[DateRange | None]) -> bool:
    """Whether an employer's dates are those of its positions together; a position without dates has the employer's."""
    parts = [one or whole for one in given]
    if whole is None or all(part is whole for part in parts):
        return True
    known = [one for one in parts if one is not None]
    starts, ends = [[day for day in days if day] for days in zip(*((one.start, one.end) for one in known), strict=True)]
    ongoing = any(one.ongoing for one in known)
    begun = len(starts) == len(known) and min(starts) == whole.start
    return begun and whole.ongoing == ongoing and (ongoing or (len(ends) == len(known) and max(ends) == whole.end))


def item_fields(piece: Any, text: str, locale: str) -> dict[str, Any]:
    """A line of a list."""
    return texts("item", piece, locale) | {"text": text}


def publication_fields(piece: Publication, own_names: frozenset[str], locale: str) -> dict[str, Any]:
    """A publication, the author's own name marked in its list."""
    authors = [{"name": name, "own": _same_name(name) in own_names} for name in piece.authors]
    identifiers = {"doi": piece.doi or "", "arxiv": piece.arxiv or ""}
    return texts("publication", piece, locale) | identifiers | {"authors": authors, "text": ""}


def own_names(profile: Profile) -> frozenset[str]:
    """How the profile's person may stand in a list of authors: as said, as named, and with initials."""
    name = localized(profile.name, profile.locale)
    *given, family = name.split()
    initials = [part[0] + "." for part in given]
    forms = [name, f"{' '.join(initials)} {family}", f"{''.join(initials)} {family}"]
    return frozenset(map(_same_name, [*profile.author_names, *forms]))


def _same_name(name: str) -> str:
    return " ".join(name.replace(".", ". ").split()).casefold()


def header_fields(profile: Profile, headline: str, locale: str) -> dict[str, Any]:
    """Name, headline, and every way to reach the person, in the author's order."""
    contacts = [
        {"kind": way.kind, "text": localized(way.text, locale), "url": way.url or ""} for way in profile.contact.ways()
    ]
    return {
        "name": localized(profile.name, locale),
        "pronouns": localized(profile.pronouns, locale),
        "affiliation": localized(profile.affiliation, locale),
        "headline": headline,
        "contacts": contacts,
        "links": link_fields(profile, locale),
    }


def longest_head(entries: Iterable[Any], form: str, locale: str) -> tuple[str, str]:
    """The longest head of a section's entries in plain words, all on one line with its dates: its name and the rest.
    Those that are `FAR` times as long as the one in the middle are left aside."""
    heads = [_head_texts(entry_fields(entry, form, locale), locale) for entry in entries]
    heads.sort(key=lambda head: len("".join(head)))
    middle = len("".join(heads[len(heads) // 2])) if heads else 0
    return next((head for head in reversed(heads) if len("".join(head)) <= FAR * middle), ("", ""))


def _head_texts(fields: Mapping[str, Any], locale: str) -> tuple[str, str]:
    first = fields["title"] or fields["position"] or fields["degree"] or fields["level"]
    home = fields["organization"] or fields["institution"]
    labelled = [f"{heading(name, locale)}: {fields[name]}" for name in ("grade", "advisor", "guide") if fields[name]]
    level = fields["level"] if fields["level"] != first else ""
    more = (level, *labelled, fields["course"], ", ".join(fields["tools"]), fields["status"], fields["note"])
    board = fields["board"] if fields["board"] != home else ""
    links = ", ".join(link["label"] or link["url"] for link in fields["links"])
    rest = (home if first else "", board, fields["place"], *more, links)
    name = ", ".join(filter(None, (first or home, fields["area"])))
    said = ", ".join(filter(None, (*rest, show_dates(fields["dates"] or (), locale))))
    return plain(name), f", {plain(said)}"
