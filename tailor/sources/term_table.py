"""The shipped table of terms: what postings and résumés call the same thing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tailor.core.postings.terms import Lexicon


@cache
def lexicon() -> Lexicon:
    """What finds the terms of the table."""
    return Lexicon(terms())


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
