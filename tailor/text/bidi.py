"""Which way a text runs, and the pieces of it that run the other way.

A text runs as its first letter that has a direction (UAX #9, P2 and P3). Numbers run from the left; signs between two
letters that run against the text belong to them, and so do those that a word of Latin letters ends in: `C++`, `50%`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters that run from right to left, for a class of a regular expression."""

_FROM_RIGHT: Final = re.compile(f"[{RIGHT}]")
_AGAINST_LEFT: Final = re.compile(rf"[{RIGHT}](?:[^A-Za-z\u00c0-\u058f]*[{RIGHT}])?")
_AGAINST_RIGHT: Final = re.compile(
    rf"(?:(?<![{RIGHT}])[+\-−~<>≤≥≈#$€£@/]+)?[^\W{RIGHT}](?:[^{RIGHT}]*[^\W{RIGHT}])?(?:[+#%°]|\b)*[+#%°€£$]*"
)


LEFTWARD: Final = frozenset({"ar", "he", "fa", "ur", "ps", "sd", "yi", "dv", "ckb"})
"""Languages whose pages are read from the right."""


def is_leftward(locale: str) -> bool:
    """Whether a page in this language begins at the right."""
    return locale.split("-")[0] in LEFTWARD


def runs_left(text: str) -> bool:
    """Whether a text runs from right to left."""
    for letter in text if _FROM_RIGHT.search(text) else "":
        if (way := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return way != "L"
    return False


def parted(text: str, *, leftward: bool) -> list[tuple[bool, str]]:
    """A text in pieces: whether each runs against it, and its words."""
    pieces, end = [], 0
    if leftward or _FROM_RIGHT.search(text):
        for match in (_AGAINST_RIGHT if leftward else _AGAINST_LEFT).finditer(text):
            pieces += [(False, text[end : match.start()]), (True, match[0])]
            end = match.end()
    return [(against, piece) for against, piece in (*pieces, (False, text[end:])) if piece]
