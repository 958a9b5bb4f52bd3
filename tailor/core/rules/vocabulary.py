"""Doubts about a target's words: tags, patterns, sections and ids that the profile does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tailor.base.errors import Place, Problem, Severity
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.rules.conditions import AUTHORS, Name, RuleError, nearest, says
from tailor.core.rules.rulebook import PlaceOf, Rule
from tailor.core.rules.tagging import Tagged, canonical, levels

if TYPE_CHECKING:
    from tailor.models.targets import Target

_PLAIN_HINT = "remove it, or tag what it should match"


class Vocabulary(Struct, frozen=True):
    """The words that a rule may use: what the profile has. `written` are its tags before `aliases`."""

    tags: frozenset[str]
    written: frozenset[str]
    sections: tuple[str, ...]
    ids: frozenset[str]
    aliases: Mapping[str, str]
    venues: frozenset[str] = frozenset()

    def rename(self, tag: str) -> str:
        """The tag that an alias stands for."""
        return canonical(tag, self.aliases)

    def of(self, field: str) -> Collection[str]:
        """The names that are known in a field of a condition."""
        known: dict[str, Collection[str]] = {
            "tag": self.tags,
            "section": self.sections,
            "id": self.ids,
            "kind": [kind.value for kind in Kind],
            "author": AUTHORS,
            "venue": self.venues,
        }
        return known[field]

    def knows(self, name: Name) -> bool:
        """Whether the profile has what a name in a condition names."""
        known = self.of(name.of)
        return any(says(one, name.name) for one in known) if name.of == "venue" else name.name in known


def vocabulary(
    candidates: Sequence[Candidate],
    tags: Mapping[str, Tagged],
    sections: tuple[str, ...],
    aliases: Mapping[str, str],
    venues: frozenset[str] = frozenset(),
) -> Vocabulary:
    """All the words that these candidates give to rules."""
    used = (tag for one in tags.values() for tag in (*one.own, *one.inherited))
    written = (tag for candidate in candidates for tag in (*candidate.tags, *candidate.inherited))
    return Vocabulary(
        frozenset(level for tag in used for level in levels(tag)),
        frozenset(level for tag in written for level in levels(tag)),
        sections,
        frozenset(candidate.id for candidate in candidates),
        aliases,
        venues,
    )


def inside(place: Place | None, text: str, column: int) -> Place | None:
    """The place of a column of a rule's text; the rule's own place where its text is not on the line."""
    if place is None:
        return None
    start = place.text.find(text, max(0, place.column - 1))
    return place if start < 0 else Place(place.file, place.line, start + column, place.text)


def unreadable(error: RuleError, field: str, text: str, place: Place | None) -> Problem:
    """A rule that cannot be read, as a problem at its column."""
    message = f"{field}: {error}, at column {error.column} of `{text}`"
    return Problem("rule-syntax", message, error.hint, inside(place, text, error.column))


def unknown_id(name: str, field: str, known: Iterable[str], place: Place | None) -> Problem:
    """An id that no item has."""
    meant = nearest(name, known)
    hint = f"did you mean `{meant}`?" if meant else "`tailor explain` lists the ids of all items"
    return Problem("unknown-id", f"{field}: no item has the id `{name}`", hint, place)


def meant_by(rule: Rule, words: Vocabulary) -> str:
    """What an unknown name in a rule was probably meant to be, as a hint; "" if there is none."""
    for name in rule.condition.names():
        if not words.knows(name):
            meant = nearest(name.name, words.of(name.of))
            if meant:
                return f"did you mean `{meant}`?"
    return ""


def rule_doubts(rule: Rule, words: Vocabulary, *, met: bool) -> Iterator[Problem]:
    """What is wrong with the names in a rule, or that nothing meets it."""
    silent = True
    for name in rule.condition.names():
        if not words.knows(name):
            silent = False
            yield _unknown_name(rule, name, words)
    if silent and not met:
        yield Problem("matches-nothing", f"no item meets `{rule}`", _PLAIN_HINT, rule.place, Severity.WARNING)


def word_doubts(
    target: Target, rules: Sequence[Rule], words: Vocabulary, tags: Mapping[str, Tagged], place: PlaceOf
) -> Iterator[Problem]:
    """Wanted tags, aliases, patterns and sections that match nothing."""
    if target.want and not words.tags:
        message = "nothing in the profile has tags, so what targets want weighs nothing"
        hint = "give entries and bullets `tags: […]`: docs/profiles.md"
        yield Problem("untagged-profile", message, hint, severity=Severity.WARNING)
    for tag, weight in target.want.items() if words.tags else ():
        unknown = words.rename(tag) not in words.tags
        if unknown and (weight > 0 or (weight < 0 and nearest(tag, words.tags))):
            yield _nothing(f"want: no item has the tag `{tag}`", tag, words.tags, place(("want", tag)))
    texts = [*target.want, *target.patterns, *(rule.text for rule in rules)]
    for alias in target.aliases:
        if alias not in words.written and not any(alias in text for text in texts):
            yield _nothing(f"aliases: nothing uses `{alias}`", alias, words.written, place(("aliases", alias)))
    found = {tag for one in tags.values() for tag in (*one.own, *one.inherited)}
    for tag in target.patterns:
        if words.rename(tag) not in found:
            yield _nothing(f"patterns: no text matches that of `{tag}`", None, (), place(("patterns", tag)))
    yield from _section_doubts(target, words, place)


def _section_doubts(target: Target, words: Vocabulary, place: PlaceOf) -> Iterator[Problem]:
    """A section may well be missing, as a target serves many profiles; a near miss may be a mistake."""
    missing = [key for key in target.sections if key not in words.sections and key != "summary"]
    passed = []
    for key in missing:
        meant = nearest(key, (section for section in words.sections if section not in target.sections))
        if meant:
            message = f"sections: the profile has no section `{key}`"
            where = place(("sections", key))
            yield Problem("matches-nothing", message, f"did you mean `{meant}`?", where, Severity.WARNING)
        else:
            passed.append(key)
    if passed:
        message = f"sections: the profile has no {', '.join(f'`{key}`' for key in passed)}"
        where = place(("sections", passed[0]))
        yield Problem("matches-nothing", message, "ignored", where, Severity.NOTE)


def _unknown_name(rule: Rule, name: Name, words: Vocabulary) -> Problem:
    place = inside(rule.place, rule.text, name.column)
    field = str(rule.path[0])
    if name.of == "id":
        return unknown_id(name.name, field, words.ids, place)
    meant = nearest(name.name, words.of(name.of))
    if name.of == "kind":
        hint = f"did you mean `{meant}`?" if meant else f"the kinds are {', '.join(words.of('kind'))}"
        return Problem("unknown-kind", f"{field}: there is no kind `{name.name}`", hint, place)
    if name.of == "author":
        hint = (
            f"did you mean `author:{meant}`?" if meant else f"write {' or '.join(f'`author:{one}`' for one in AUTHORS)}"
        )
        return Problem("unknown-place", f"{field}: `author:` does not know `{name.name}`", hint, place)
    things = {"tag": "item has the tag", "section": "section is called", "venue": "publication has the venue"}
    thing = things[name.of]
    return _nothing(f"{rule}: no {thing} `{name.name}`", name.name, words.of(name.of), place)


def _nothing(message: str, word: str | None, known: Iterable[str], place: Place | None) -> Problem:
    meant = nearest(word, known) if word else None
    hint = f"did you mean `{meant}`?" if meant else _PLAIN_HINT
    return Problem("matches-nothing", message, hint, place, Severity.WARNING)
