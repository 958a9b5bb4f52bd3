"""What facts of a profile changed between two versions of it: dates moved, titles grown, employers that came, figures
that rose. What was only said in other words, reordered or cut is not a change of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct

from tailor.core.guard.claim_values import Level
from tailor.core.guard.claims import claims
from tailor.core.guard.held_against import Evidence, Terms
from tailor.core.guard.support import BELOW, NO_FACTS, Path, capitals, own_facts, texts, whole_evidence
from tailor.models.profiles import Profile
from tailor.text.markdown.markup import plain

ALIKE = 0.55
"""How alike two texts must be to be one item in two versions."""

NAMES = ("organization", "institution", "title", "position", "degree", "text", "label")
"""What an entry is known by, the first that it has."""

SKIPPED = (*NO_FACTS, *BELOW, "text", "tags", "links")
"""Fields that are compared in other ways, or say no fact."""


class Change(Struct, frozen=True):
    """One fact that is not what it was. `path` leads to it in the new version; if it is `gone`, in the old
    one."""

    kind: str
    path: Path
    message: str
    words: str = ""
    gone: bool = False


def changes(old: Profile, new: Profile, terms: Terms) -> tuple[Change, ...]:
    """Every fact that differs, in the order of the new version; what is gone comes last in its list."""
    return tuple(dict.fromkeys(_Comparing(old, new, terms).all()))


class _Comparing:
    def __init__(self, old: Profile, new: Profile, terms: Terms) -> None:
        self.old, self.new, self.terms, self.locale = old, new, terms, new.locale
        whole = whole_evidence(old, terms)
        said = [text for one in (*old.headline, *old.summary.entries) for text in own_facts(one, old.locale)]
        self.before = Evidence("", [plain(whole.all), *map(plain, said)], terms, capitals=whole.capitals)

    def all(self) -> Iterator[Change]:
        for name in ("name", "affiliation"):
            yield from self._field(getattr(self.old, name), getattr(self.new, name), name, (name,))
        yield from self._lists(self.old.headline, self.new.headline, ("headline",))
        yield from self._lists(self.old.summary.entries, self.new.summary.entries, ("summary", "entries"))
        olds = {section.key: section for section in self.old.section_list()}
        for section in self.new.section_list():
            was = olds.pop(section.key, None)
            yield from self._lists(was.entries if was else (), section.entries, section.path)
        for section in olds.values():
            yield from self._lists(section.entries, (), section.path)

    def _lists(self, old: Sequence[Any], new: Sequence[Any], path: Path) -> Iterator[Change]:
        pairs = _matched(old, new, self.locale)
        for index, piece in enumerate(new):
            if (was := pairs.get(index)) is None:
                yield from self._came(piece, (*path, index))
            else:
                yield from self._piece(old[was], piece, (*path, index))
        for was in sorted({*range(len(old))} - {*pairs.values()}):
            field, name = _named(old[was], self.locale)
            yield Change("gone", (*path, was), f"{field} `{_cut(name)}` is gone", gone=True)

    def _piece(self, old: Any, new: Any, path: Path) -> Iterator[Change]:
        for name in type(new).model_fields:
            if name not in SKIPPED:
                yield from self._field(getattr(old, name, None), getattr(new, name), name, (*path, name))
        for name in ("text", "short"):
            yield from self._text(old, new, name, path)
        for name in BELOW:
            yield from self._lists(getattr(old, name, ()), getattr(new, name, ()), (*path, name))

    def _field(self, old: Any, new: Any, name: str, path: Path) -> Iterator[Change]:
        before, after = texts(old, self.locale), texts(new, self.locale)
        if before == after or (name == "dates" and _days(old) == _days(new)):
            return
        shown = [" / ".join(map(plain, _shown(one, name))) for one in (before, after)]
        if name == "tools":
            came = [tool for tool in after if tool not in before]
            if came:
                yield Change("tools", path, f"tools that came: {', '.join(came)}", came[0])
        elif before and after:
            verb = "moved" if name == "dates" else "changed"
            yield Change(name, path, f"`{name}` {verb}: {shown[0]} → {shown[1]}", after[-1])
        elif after:
            yield Change(name, path, f"`{name}` came: {shown[1]}", after[-1])
        else:
            yield Change(name, path[:-1], f"`{name}` is gone: {shown[0]}")

    def _text(self, old: Any, new: Any, name: str, path: Path) -> Iterator[Change]:
        after = " ".join(map(plain, texts(getattr(new, name, None), self.locale)))
        own = [plain(text) for field in ("text", "short") for text in texts(getattr(old, field, None), self.locale)]
        if not after or after in own:
            return
        evidence = Evidence(" ".join(own), own_facts(old, self.locale), self.terms, capitals=capitals(self.locale))
        for claim in claims(after, evidence):
            yield Change(claim.kind, (*path, name), f"{claim.message} of before: {_cut(after)}", claim.words)

    def _came(self, piece: Any, path: Path) -> Iterator[Change]:
        field, name = _named(piece, self.locale)
        if field not in ("text", "keyword"):
            yield Change(field, (*path, field), f"{field} `{_cut(name)}` came", name)
            return
        said = " ".join(map(plain, own_facts(piece, self.locale)))
        for claim in claims(said, self.before):
            if claim.level is Level.NEW_FACT:
                yield Change(
                    claim.kind, (*path, "text"), f"a new text says what was nowhere: {claim.message}", claim.words
                )


def _matched(old: Sequence[Any], new: Sequence[Any], locale: str) -> dict[int, int]:
    """For each new item the old one that it was, if any: by id, by the same words, by its name, by likeness."""
    pairs: dict[int, int] = {}
    facts = [[" ".join(own_facts(one, locale)) for one in some] for some in (old, new)]
    names = [[_named(one, locale)[1] for one in some] for some in (old, new)]
    ids = [[one.id or "" for one in some] for some in (old, new)]
    for known in (ids, facts, names):
        for index, key in enumerate(known[1]):
            free = (was for was, other in enumerate(known[0]) if other == key and was not in pairs.values())
            if key and index not in pairs and (was := next(free, None)) is not None:
                pairs[index] = was
    for index, text in enumerate(facts[1]):
        if index not in pairs:
            rest = [(_likeness(text, other), -was) for was, other in enumerate(facts[0]) if was not in pairs.values()]
            if rest and max(rest)[0] >= ALIKE:
                pairs[index] = -max(rest)[1]
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split()).ratio()


def _named(piece: Any, locale: str) -> tuple[str, str]:
    """The field that a piece is known by, and what it says."""
    for name in NAMES:
        if said := texts(getattr(piece, name, None), locale):
            return ("text" if name == "label" else name), plain(said[0])
    return "text", ""


def _days(dates: Any) -> Any:
    return None if dates is None else (dates.start, dates.end, dates.ongoing, dates.planned, dates.terms)


def _shown(words: Sequence[str], name: str) -> Sequence[str]:
    return words[-1:] if name == "dates" else words


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
