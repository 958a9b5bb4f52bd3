"""Addresses as people write them: which texts are one, and the whole address that is meant."""

from __future__ import annotations

import re
from typing import Final

URL: Final = re.compile(r"(https?://|mailto:|tel:)\S+", re.IGNORECASE)
BARE: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)
EMAIL: Final = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+\.[^\s@.,;<>()\"]{2,}")
RELATIVE: Final = re.compile(
    r"(\.{0,2}/)?[\w~%-][\w.~%-]*(/[\w.~%-]+)+(/|[?#]\S*)?|\.{0,2}/[\w~%-][\w.~%-]*[/?#\w=&.-]*"
)
"""From a website on: `papers/x.pdf`, `/cv`."""

_IN_TEXT: Final = re.compile(
    r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"“”|`{}\\]+|(?<![\w.+@/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_AFTER: Final = ".,;:!?'’”)]}*_"
"""Signs that end the sentence, not the address."""


def whole_address(word: str) -> str | None:
    """`example.org/x` as `https://example.org/x`, `me@example.org` with its `mailto:`; None for anything else."""
    if URL.fullmatch(word):
        return word
    if BARE.fullmatch(word):
        return f"https://{word}"
    return f"mailto:{word}" if EMAIL.fullmatch(word) else None


def bare_addresses(text: str) -> list[tuple[int, int]]:
    """Where web and e-mail addresses stand in a plain text, as (start, end); a stop at the end is the sentence's."""
    found = []
    for match in _IN_TEXT.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1] in _AFTER and not _closes(text[start:end]):
            end -= 1
        if whole_address(text[start:end]):
            found.append((start, end))
    return found


def _closes(address: str) -> bool:
    """Whether the last sign closes a bracket that the address itself opens: `…/Tide_(sea)`."""
    return address[-1] == ")" and address.count("(") >= address.count(")")
