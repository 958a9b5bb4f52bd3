"""What the macro of each block kind is given: field names and the values of absent ones.

`docs/templates.md` explains them to template authors. Values are plain: inline Markdown as `str`, dates as
`DateRange` (or a tuple of them), links and contacts as mappings, lists as tuples.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from tailor.core.profile.kinds import Kind

_ENTRY: Final = {
    "form": "project",
    "title": "",
    "organization": "",
    "position": "",
    "institution": "",
    "degree": "",
    "area": "",
    "board": "",
    "level": "",
    "grade": "",
    "advisor": "",
    "guide": "",
    "course": "",
    "tools": (),
    "place": "",
    "dates": (),
    "status": "",
    "note": "",
    "links": (),
    "text": "",
    "longest": ("", ""),
}

FIELDS: Final[Mapping[Kind, Mapping[str, Any]]] = MappingProxyType(
    {
        Kind.HEADER: {
            "name": "",
            "headline": "",
            "pronouns": "",
            "affiliation": "",
            "contacts": (),
            "links": (),
            "photo": {},
        },
        Kind.CONTACTS: {"contacts": (), "links": (), "photo": {}},
        Kind.SECTION: {"title": "", "key": "", "note": "", "links": ()},
        Kind.PARAGRAPH: {"text": "", "under": ""},
        Kind.ENTRY: _ENTRY,
        Kind.POSITION: {
            "position": "",
            "place": "",
            "dates": (),
            "note": "",
            "tools": (),
            "links": (),
            "text": "",
        },
        Kind.BULLET: {"text": "", "links": (), "depth": 0},
        Kind.ITEM: {"text": "", "issuer": "", "place": "", "dates": (), "note": "", "links": ()},
        Kind.PUBLICATION: {
            "title": "",
            "authors": (),
            "venue": "",
            "status": "",
            "award": "",
            "note": "",
            "dates": (),
            "doi": "",
            "arxiv": "",
            "links": (),
            "text": "",
        },
        Kind.TABLE: {"columns": (), "usual": (), "longer": (), "places": (), "heads": ()},
        Kind.ROW: {"columns": (), "usual": (), "longer": (), "places": (), "cells": ()},
        Kind.KEYWORDS: {"label": "", "lines": ()},
    }
)
"""Every field of every block kind, with its value where the profile has none. KEYWORD has no macro: keywords
are set inside the lines of their KEYWORDS block."""


NEIGHBOURS: Final = ("longest", "under", "places")
"""Fields by which a block is set like its neighbours: they say nothing of their own."""


def completed(kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields over the absent ones; raises KeyError for a field that the kind does not have."""
    known = FIELDS[kind]
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise KeyError(f"{kind} blocks have no field {', '.join(unknown)}")
    return {**known, **fields}
