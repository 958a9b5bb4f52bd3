"""Texts of a page that have no wording in its language: told with their places, since another one is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tailor.base.errors import Problem, Severity
from tailor.base.source import Source
from tailor.core.candidates import Candidate
from tailor.models.values import is_translations, worded

Path = tuple[str | int, ...]

RUNNING = ("text", "summary")
"""Fields of running text, which is in some language; a plain text in others may be a name."""


def untranslated(
    source: Source, candidates: Sequence[Candidate], shown: Collection[str], own: str, locale: str
) -> list[Problem]:
    """A note for each text on the page that is not in the language of `locale`; `own` is the profile's.

    A text belongs to the candidate that begins last before it; those of candidates not shown are passed over.
    """
    begins = sorted((one.place.line, one.id in shown) for one in candidates if one.place.file == source.file)
    lines = [line for line, _ in begins]
    found = []
    for path in _foreign(source.data, (), locale, plain=own.split("-")[0] != locale.split("-")[0]):
        place = source.place(path)
        index = bisect_right(lines, place.line) - 1
        if index >= 0 and begins[index][1]:
            message = f"there is no wording in `{locale}`, so another language's is shown"
            found.append(Problem("untranslated", message, f"write `{{{own}: …, {locale}: …}}`", place, Severity.NOTE))
    return found


def _foreign(data: Any, path: Path, locale: str, plain: bool) -> Iterator[Path]:
    """Paths of translations that lack the locale, and if `plain`, of running text in one language."""
    if isinstance(data, dict):
        if is_translations(data):
            if worded(data, locale) is None:
                yield path
            return
        for key, value in data.items():
            yield from _foreign(value, (*path, key), locale, plain)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _foreign(value, (*path, index), locale, plain)
    elif plain and isinstance(data, str) and (path[-1] in RUNNING or path[-2:-1] == ("bullets",)):
        yield path
