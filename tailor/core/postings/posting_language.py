"""The language of a posting, recognised by its small words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def words(text: str) -> frozenset[str]:
    """Words as a set."""
    return frozenset(text.split())


_SMALL: Mapping[str, frozenset[str]] = {
    "en": words("the and of with you for our your to we is are or"),
    "de": words("und der die das mit für in den von sie wir im ein eine zum oder nach du"),
    "fr": words("et les des de la le vous pour avec en une un nous du au aux dans ou"),
    "es": words("y de la el los las con para en una del un se o al por tu"),
    "pt": words("e de da do os as com para em uma um dos das ou no na não"),
    "it": words("e di il la per con le un una del della in che nel o gli dei"),
    "nl": words("en de het een van met voor in je wij of op te aan bij jouw"),
}
"""Small words of each language; those that two share count for both."""


def language_of(texts: Iterable[str]) -> str:
    """The language whose small words are the most; English where none stands out."""
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())]
    return max(_SMALL, key=lambda name: (sum(word in _SMALL[name] for word in words), name == "en"))
