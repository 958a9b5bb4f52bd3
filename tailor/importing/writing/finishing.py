"""The last steps of an import: empty fields out, ids that say what they are, tags proposed from the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tailor.core.postings.terms import Lexicon, own_form
from tailor.core.profile.ids import slug
from tailor.importing.fields.entry_kinds import Data
from tailor.models.values import localized, normal_tag
from tailor.sources.term_table import lexicon, terms
from tailor.text.markdown.markup import plain

Path = tuple[str | int, ...]

MOST = 4
"""Tags proposed for one piece: more say nothing."""

LONGEST = 3
"""A keyword of more words is a phrase, not a term."""

_ORDER = ("name", "pronouns", "affiliation", "headline", "contact", "links", "author_names", "locale", "summary")
_HEAD = _ORDER[: _ORDER.index("author_names")]
_EMPHASIS = re.compile(r"\*{1,3}([^*]+)\*{1,3}|_{2}([^_]+)_{2}")
_SMALL = frozenset(["of", "the", "and", "a", "an", "in", "for", "at", "on", "de", "von", "und", "to", "as", "with"])
"""Words that an id does not end in."""

_NAMED = ("organization", "institution", "title")


def finished(data: Data) -> tuple[Data, frozenset[Path]]:
    """The data with ids and proposed tags, and the paths of the tags."""
    ordered = {key: data[key] for key in _ORDER if data.get(key)}
    ordered |= {key: value for key, value in data.items() if value and key not in ordered}
    if own := _own_names(ordered):
        ordered = {key: ordered[key] for key in ordered if key in _HEAD} | {"author_names": own} | ordered
    _name_entries(ordered)
    return ordered, frozenset(_propose(ordered, lexicon().with_more(own_terms(ordered))))


def entry_lists(data: Data) -> Iterator[tuple[Path, list[Any]]]:
    """The entries of every section, each with its path."""
    for key, value in data.items():
        if key == "sections":
            for index, own in enumerate(value):
                yield (key, index, "entries"), own["entries"]
        elif key in _ORDER:
            continue
        elif isinstance(value, list):
            yield (key,), value
        elif isinstance(value, dict) and "entries" in value:
            yield (key, "entries"), value["entries"]


def _own_names(data: Data) -> list[str]:
    """The names that were set off in lists of authors: the person's own; the marks go."""
    own: dict[str, None] = {}
    for _, found in entry_lists(data):
        for entry in found:
            if isinstance(entry, dict) and "authors" in entry:
                for author in entry["authors"]:
                    if match := _EMPHASIS.fullmatch(author):
                        own[match[1] or match[2]] = None
                entry["authors"] = [_EMPHASIS.sub(lambda mark: mark[1] or mark[2], one) for one in entry["authors"]]
    return list(own)


def _name_entries(data: Data) -> None:
    """An id for every job, degree, project and publication, made of its name; of a second one also of its place."""
    taken: set[str] = set()
    for _, found in entry_lists(data):
        for index, entry in enumerate(found):
            if isinstance(entry, dict) and (name := next((entry[key] for key in _NAMED if key in entry), None)):
                found[index] = {"id": _free(entry, localized(name), taken)} | entry


def _free(entry: Data, name: str, taken: set[str]) -> str:
    """The first free id of: the name; the name with position, degree or area; the name with a number."""
    stem = _stem(name)
    more = (slug(localized(entry[key]), 3) for key in ("position", "degree", "area") if key in entry)
    tries = [stem, *(f"{stem}-{word}" for word in more), *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    chosen = next(one for one in tries if one not in taken)
    taken.add(chosen)
    return chosen


def _stem(name: str) -> str:
    """The first words of a name, without its marks, not ending in a small one."""
    words = slug(plain(name)).split("-")
    while len(words) > 1 and words[-1] in _SMALL:
        words.pop()
    return "-".join(words)


def own_terms(data: Data) -> dict[str, tuple[str, ...]]:
    """The words that the profile itself lists as skills and tools, where the shipped terms have none of them."""
    found: dict[str, tuple[str, ...]] = {}
    for word in keywords(data):
        tag = normal_tag(word)
        if tag and len(word.split()) <= LONGEST and not (tag in found or tag in terms()) and not lexicon().tags(word):
            found[tag] = (own_form(word),)
    return found


def keywords(data: Data) -> Iterator[str]:
    """Every keyword and tool of a profile's data."""
    for _, found in entry_lists(data):
        for entry in found:
            if isinstance(entry, dict):
                for piece in (entry, *entry.get("positions", [])):
                    yield from (word for word in piece.get("tools", []) if isinstance(word, str))
                    yield from (_text(word) for word in piece.get("keywords", []))


def _text(piece: Any) -> str:
    return localized(piece.get("text", piece)) if isinstance(piece, dict) else str(piece)


def _propose(data: Data, lexicon: Lexicon) -> Iterator[Path]:
    """Set tags on entries (from their tools, titles and text) and on bullets (from their words)."""
    for path, found in entry_lists(data):
        for index, entry in enumerate(found):
            if isinstance(entry, dict) and "keywords" not in entry:
                yield from _propose_entry(entry, (*path, index), lexicon)


def _propose_entry(entry: Data, path: Path, lexicon: Lexicon) -> Iterator[Path]:
    names = ("title", "position", "degree", "area", "text", "venue")
    words = [entry[key] for key in names if isinstance(entry.get(key), str)]
    tags = lexicon.tags(". ".join([*words, *entry.get("tools", [])]))[:MOST]
    if tags and "tags" not in entry:
        _insert(entry, "tags", list(tags))
        yield (*path, "tags")
    for index, position in enumerate(entry.get("positions", [])):
        yield from _propose_entry(position, (*path, "positions", index), lexicon)
    bullets = entry.get("bullets", [])
    for index, bullet in enumerate(bullets):
        own = [tag for tag in lexicon.tags(_text(bullet)) if tag not in tags][:MOST]
        if own:
            whole = bullet if isinstance(bullet, dict) and "text" in bullet else {"text": bullet}
            bullets[index] = {"text": whole["text"], "tags": own} | whole
            yield (*path, "bullets", index, "tags")


def _insert(entry: Data, key: str, value: Any) -> None:
    """Add a field before the lists at the end of an entry."""
    tail: Data = {name: entry.pop(name) for name in ("positions", "bullets") if name in entry}
    entry[key] = value
    entry.update(tail)
