"""What there is to say of the marks in a profile's texts, with the place of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tailor.base.errors import Place, Problem, Severity
from tailor.core.lints.catalogue import LINTS, spot
from tailor.text.markdown.marks import doubts, without_list_mark

Path = tuple[str | int, ...]

_NO_TEXTS = frozenset({
    "id", "tags", "dates", "doi", "arxiv", "url", "key", "kind", "locale", "priority", "needs", "group", "email",
    "phone",
})  # fmt: skip
"""Fields that hold no Markdown."""


def text_remarks(data: Any, place: Callable[[Path], Place]) -> Iterator[Problem]:
    """A remark for every doubtful mark of every text, and for links without an address."""
    yield from dict.fromkeys((*_of_texts(data, place), *_of_links(data, place)))


def _of_links(data: Any, place: Callable[[Path], Place]) -> Iterator[Problem]:
    for path, label in _links_alone(data, ()):
        message = f"“{label}” is a link without an address: its words alone are printed"
        yield _problem("link-alone", message, "give it a `url`, or put it into a `note`", place(path), label)


def _links_alone(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The labels of links that have no address, each with its path."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        here = (*path, key)
        if key != "links":
            yield from _links_alone(value, here)
        elif isinstance(value, dict):
            yield from (((*here, label), str(label)) for label, url in value.items() if not url)
        elif isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, dict) and one.get("label") and not one.get("url"):
                    yield (*here, index, "label"), str(one["label"])


def _of_texts(data: Any, place: Callable[[Path], Place]) -> Iterator[Problem]:
    for path, text in _texts(data, ()):
        for one in doubts(text):
            yield _problem(one.code, one.message, one.mend, place(path), one.words)
        if _is_listed(path) and (bare := without_list_mark(text, _is_bullet(path))) != text:
            mark = text.removesuffix(bare).strip()
            mend = "remove it; if it belongs to the text, put a backslash before it"
            yield _problem(
                "list-mark", f"“{mark}” before a text is a list's mark, and is not shown", mend, place(path), mark
            )


def _problem(code: str, message: str, mend: str, place: Place, words: str) -> Problem:
    lint = LINTS[code]
    return Problem(code, message, f"{mend}; {lint.why} ({lint.source})", spot(place, words), Severity(lint.severity))


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _NO_TEXTS:
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif isinstance(data, str):
        yield path, data


def _is_listed(path: Path) -> bool:
    """Whether a text is one of a list: a bullet, an item, a paragraph."""
    return _is_bullet(path) or path[-2:-1] == ("entries",) or (len(path) == 2 and isinstance(path[1], int))


def _is_bullet(path: Path) -> bool:
    return "bullets" in path[-3:]
