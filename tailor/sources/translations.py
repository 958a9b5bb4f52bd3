"""Texts of a page that have no wording in its language: reported with their places, since another one is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tailor.base.errors import Problem, Severity
from tailor.base.source import Source
from tailor.core.profile.candidates import Candidate
from tailor.models.values import is_translations, text_in

Path = tuple[str | int, ...]

RUNNING = ("text", "summary")
"""Fields of running text, which is in some language; a plain text in others may be a name."""


def untranslated(source: Source, own: str, locale: str) -> list[Problem]:
    """A note for each text of a profile that is not in the language of `locale`; `own` is the profile's."""
    message = f"there is no wording in `{locale}`, so another language's is shown"
    hint = f"write `{{{own}: …, {locale}: …}}`"
    paths = _foreign(source.data, (), locale, plain=own.split("-")[0] != locale.split("-")[0])
    return [Problem("untranslated", message, hint, source.place(path), Severity.NOTE) for path in paths]


def on_page(
    notes: Sequence[Problem], source: Source, candidates: Sequence[Candidate], shown: Collection[str]
) -> list[Problem]:
    """Those notes that are of texts on the page: a text belongs to the candidate that begins last before it."""
    if not notes:
        return []
    begins = sorted((one.place.line, one.id in shown) for one in candidates if one.place.file == source.file)
    lines = [line for line, _ in begins]
    owners = [(note, bisect_right(lines, note.place.line if note.place else 0) - 1) for note in notes]
    return [note for note, index in owners if index >= 0 and begins[index][1]]


def _foreign(data: Any, path: Path, locale: str, plain: bool) -> Iterator[Path]:
    """Paths of translations that lack the locale, and if `plain`, of running text in one language."""
    if isinstance(data, dict):
        if is_translations(data):
            if text_in(data, locale) is None:
                yield path
            return
        for key, value in data.items():
            yield from _foreign(value, (*path, key), locale, plain)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _foreign(value, (*path, index), locale, plain)
    elif plain and isinstance(data, str) and (path[-1] in RUNNING or path[-2:-1] == ("bullets",)):
        yield path
