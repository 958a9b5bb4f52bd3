"""What the guard says of a text: claims at two levels."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Level(StrEnum):
    """How grave a claim is: an error, or for a person to look at."""

    NEW_FACT = "new-fact"
    CHANGED_SENSE = "changed-sense"


class Claim(Struct, frozen=True):
    """Something that a text says and its evidence does not: the words, where they stand, and what is wrong in words."""

    level: Level
    kind: str
    words: str
    start: int
    end: int
    message: str
