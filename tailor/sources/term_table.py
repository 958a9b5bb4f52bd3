"""The shipped table of terms: what postings and résumés call the same thing."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tailor.core.postings.terms import Lexicon

SHORT = 3
"""Letters with which all forms of a word begin."""


@cache
def lexicon() -> Lexicon:
    """What finds the terms of the table."""
    from tailor.core.postings.terms import Lexicon  # its stemmer takes 50 ms to load

    return Lexicon(terms())


@cache
def beginnings() -> frozenset[str]:
    """The first letters of every word of every form: a word that begins otherwise is in no term."""
    forms = " ".join(form for some in terms().values() for form in some)
    return frozenset(word[:SHORT] for word in re.findall(r"[^\W_][^\s/&_-]*", forms.lower()))


@cache
def terms() -> dict[str, tuple[str, ...]]:
    """The forms of every tag, the one to read first; see the head of `data/terms.txt`."""
    text = (files("tailor.sources") / "terms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    table: dict[str, tuple[str, ...]] = {}
    for line in lines:
        tag, _, forms = line.partition(": ")
        if forms:
            table[tag] = (*table.get(tag, ()), *(form.strip() for form in forms.split(", ")))
    return table


@cache
def narrower() -> dict[str, tuple[str, ...]]:
    """The tags that show a broader one too, as `docker` shows `containers`: the lines with `>`."""
    text = (files("tailor.sources") / "terms.txt").read_text(encoding="utf-8")
    pairs = (line.split(" > ") for line in text.splitlines() if " > " in line and not line.startswith("#"))
    return {broad: tuple(some.split(", ")) for broad, some in pairs}
