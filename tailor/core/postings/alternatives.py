"""Where a sentence leaves a choice: `Python, Go or Rust`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

LONGEST = 2_000
"""Characters of a sentence: what is longer is none, and is read for known terms alone."""

OR: Mapping[str, str] = {
    "en": "or",
    "de": r"or|oder|bzw\.",
    "fr": "or|ou",
    "es": "or|o|u",
    "pt": "or|ou",
    "it": "or|o|oppure",
    "nl": "or|of",
}
"""Words between alternatives, by language; postings mix English in."""

AND: Mapping[str, str] = {
    "en": "and|and/or",
    "de": "and|und|sowie",
    "fr": "and|et",
    "es": "and|y|e",
    "pt": "and|e",
    "it": "and|e|ed",
    "nl": "and|en",
}
"""What joins the last of several things to the others."""


def choices(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The ranges of a text within which one of the things named will do; none in a text longer than any sentence."""
    if len(text) > LONGEST:
        return
    piece = r"[^,;.:()/\n]+"
    pattern = rf"{piece}(?:, {piece})*?,?\s?(?:(?<=\s)(?:{OR.get(language, OR['en'])})(?=\s)|(?<=\s)/(?=\s))\s?{piece}"
    yield from ((found.start(), found.end()) for found in re.finditer(pattern, text, re.IGNORECASE))
