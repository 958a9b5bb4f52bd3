"""Full stops between the parts of a citation: one after each, none after what ends in a stop of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDED = re.compile(r"[.?!…。！？｡．।؟۔][}”’»“\"')\]]*\s*$")
"""A stop at the end of some LaTeX, inside braces and quotes too: `\\textbf{Why?}`, `et al.`"""


def stopped(text: str) -> str:
    """The text with a full stop, unless it ends in a stop, a question mark or an exclamation mark."""
    return text if not text.strip() or _ENDED.search(text) else f"{text.rstrip()}."


def sentences(parts: Iterable[str]) -> str:
    """The parts that are not empty, with stops between them and none after the last."""
    shown = [part.strip() for part in parts if part.strip()]
    return " ".join([*map(stopped, shown[:-1]), *shown[-1:]])
