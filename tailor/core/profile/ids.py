"""Ids for candidates: the author's own, or one made of the item's first words."""

from __future__ import annotations

import re
import unicodedata

WORDS = 4
"""How many words of a text its id takes: enough to know it by, short enough to type."""


def slug(text: str, words: int = WORDS) -> str:
    """`Cut the order gateway's tail by 30 %` → `cut-the-order-gateway-s`; "item" for a text without letters."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("Ł", "L"))
    plain = unicodedata.normalize("NFC", re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", plain)).lower()
    return "-".join(re.findall(r"[^\W_]+", plain)[:words]) or "item"


class Names:
    """Gives every candidate an id of its own."""

    def __init__(self, taken: set[str]) -> None:
        """`taken` holds the ids that the author wrote."""
        self._taken = set(taken)

    def keep(self, name: str) -> None:
        """Let no candidate be called so by its words."""
        self._taken.add(name)

    def name(self, own: str | None, parent: str, text: str) -> str:
        """The author's own id, or `parent.slug`, numbered from 2 where two would be the same."""
        if own is not None:
            return own
        wanted = candidate = f"{parent}.{slug(text)}"
        number = 1
        while candidate in self._taken:
            number += 1
            candidate = f"{wanted}-{number}"
        self._taken.add(candidate)
        return candidate
