"""What sections are called in résumés of all languages that pages are written in → the key of a profile's section."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from tailor.models.profiles import SECTION_KEYS
from tailor.text.headings import HEADINGS

KEYS = (*SECTION_KEYS, "summary")


def bare(name: str) -> str:
    """A section's name without case, joints and accents: `Skills & Tools` → `skillsandtools`."""
    plain = unicodedata.normalize("NFKD", name.replace("&", "and").casefold())
    return "".join(one for one in plain if one.isalnum() or unicodedata.category(one) == "Mc")


def _lines() -> list[tuple[str, str]]:
    text = (files("tailor.importing.sections") / "section_names.txt").read_text(encoding="utf-8")
    pairs = (line.partition(": ") for line in text.splitlines() if not line.startswith("#"))
    return [(key, name) for key, _, names in pairs for name in names.split(", ")]


@cache
def frame(kind: str) -> frozenset[str]:
    """Bare headings that are not sections: of a `document` (`Curriculum vitae`), or above `personal` details."""
    return frozenset(bare(name) for key, name in _lines() if key == f"~{kind}")


@cache
def english() -> dict[str, str]:
    """The bare names that English files have, and the key of each; what our own keys stand for is among them."""
    found = {bare(key): key for key in KEYS}
    for key, name in _lines():
        if key.startswith("="):
            found.setdefault(bare(name), key[1:])
    return found


@cache
def known() -> dict[str, str]:
    """The bare names of all languages, and the key of each."""
    found = dict(english())
    headings = [(key, name) for words in HEADINGS.values() for key, name in words.items() if key in KEYS]
    for key, name in (*headings, *(pair for pair in _lines() if not pair[0].startswith("~"))):
        found.setdefault(bare(name), key.removeprefix("="))
    return found


def key_of(name: str) -> str | None:
    """The key of the section that a name means: also that of `Work Experience:` and `2. Skills`."""
    plain = bare(re.sub(r"^[\W\d_]+|[\W_]+$", "", name))
    return known().get(bare(name)) or (known().get(plain) if plain else None)


@cache
def scalars() -> frozenset[str]:
    """Sections that some people write as one text."""
    return frozenset((*SECTION_KEYS, "references"))
