"""Where a long word may go on in the next line: after the signs at which addresses and names have their joints."""

from __future__ import annotations

import re
from typing import Final

LONG: Final = 22
"""A word of more letters than this may be wider than a narrow column, and is marked where it may break."""

GOES_ON: Final = "\u2060"
"""At the end of a line of keywords: the last one goes on in the next line, so no separator stands after it. It is a
character without a glyph, so it is not seen where nobody knows of it."""

_JOINT: Final = re.compile(
    r"(?<=[/._\-:;,=&?#+%|\\)\]])(?=[^/._\-:;,=&?#+@%|\\)\]\s])|(?<=\w)(?=[@(\[])|(?<=[a-z])(?=[A-Z][a-z])"
)
"""After the signs within an address, before `@`, and between the words of `camelCase`."""

_LEAST: Final = 3
"""Letters that a piece has at least."""


def pieces(word: str) -> list[str]:
    """A long word at its joints; as one piece where it has none: `mira.okafor@example.org` as `mira.`, `okafor`, …"""
    found: list[str] = []
    for piece in _JOINT.split(word):
        if found and (len(piece) < _LEAST or len(found[-1]) < _LEAST):
            found[-1] += piece
        else:
            found.append(piece)
    return found
