"""Where long words may be parted with a hyphen, in languages that join words into one: German, Dutch, Swedish, Finnish.

A line of such a page would otherwise be half empty before a word like *Bundesausbildungsförderungsgesetz*.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyphen import Pyphen

PATTERNS: Final = {"de": "de_DE", "nl": "nl_NL", "sv": "sv", "da": "da_DK", "nb": "nb_NO", "nn": "nn_NO", "no": "nb_NO"}
"""pyphen's names of the languages; Finnish has a rule of its own, which is short."""

PARTED: Final = frozenset((*PATTERNS, "fi"))

LONG: Final = 12
"""Letters that a word has at least that is parted."""

_LEAST: Final = 4
"""Letters on either side of a hyphen, from the word's ends on."""

_WORD: Final = re.compile(rf"[^\W\d_]{{{LONG},}}")
_VOWEL: Final = re.compile("[aeiouyàáâäåæèéêëíîïòóôöøùúûüœ]", re.IGNORECASE)
"""Patterns err here and there: a syllable has one."""

_FINNISH: Final = re.compile(r"(?=[bcdfghjklmnpqrstvwxz][aeiouyåäö])", re.IGNORECASE)
"""Before a consonant that a vowel follows."""


def has_syllables(locale: str) -> bool:
    """Whether words of a locale's language are parted."""
    return locale.split("-")[0] in PARTED


@lru_cache(maxsize=4096)
def syllables(text: str, locale: str) -> tuple[str, ...]:
    """A text cut where a hyphen may stand, within its long words; in one piece where there is none."""
    cuts = [match.start() + at for match in _WORD.finditer(text) for at in _cuts(match[0], locale.split("-")[0])]
    ends = [0, *cuts, len(text)]
    return tuple(text[begin:end] for begin, end in pairwise(ends))


def _cuts(word: str, language: str) -> list[int]:
    if language == "fi":
        found = [match.start() for match in _FINNISH.finditer(word)]
    else:
        places = _patterns(language).positions(word) if language in PATTERNS else ()
        found = [int(at) for at in places if getattr(at, "data", None) is None]  # else letters would change too
    spoken = [at for at, end in pairwise([*found, len(word)]) if _VOWEL.search(word, at, end)]
    return [at for at in spoken if _LEAST <= at <= len(word) - _LEAST]


@cache
def _patterns(language: str) -> Pyphen:
    from pyphen import Pyphen  # its dictionary takes some 10 ms

    return Pyphen(lang=PATTERNS[language])
