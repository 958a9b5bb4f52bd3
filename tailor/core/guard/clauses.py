"""A text as clauses: its joints, what its owner did, and which words stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tailor.core.guard.quantities import quantities
from tailor.core.guard.words import IRREGULAR, PLAIN, alike, folded, words

Word = re.Match[str]

_JOINTS = r"[;:.,–—]\s+(?:(?:and|und|et|y|e|sowie)\s+)?|\s+(?:and|und|et|y|e|sowie|then|dann|puis)\s+"
CLAUSE = re.compile(rf"{_JOINTS}|\s+(?:who|which|that|qui|que)\s+|\s*[()]\s*")
_DEED = re.compile(
    r"(?!durante|dritte|letzte|zweite|portrait|souhait|extrait)(?:\w{4,}ai(?:t|ent)|\w{2,}ed|\w{3,}te(?:te|n)?|\w{2,}(?:é|ée|és|ó|í)|\w{2,}(?:aron|ieron))"
)
"""A word that may be a verb in the past, in the four languages."""

_BEFORE_DEED = re.compile(r"\s*(?:(?:I|ich|je|j['’]ai|ai|a|have|has|also|auch|then|dann)\s+)?", re.IGNORECASE)
"""Words that may precede the verb that opens a clause."""


def clauses(text: str, joint: re.Pattern[str] = CLAUSE) -> Iterator[list[Word]]:
    """The words of each clause that say something."""
    start = 0
    for end, after in [*((found.start(), found.end()) for found in joint.finditer(text)), (len(text), len(text))]:
        said = [match for match in words(text) if start <= match.start() < end and folded(match[0]) not in PLAIN]
        if said:
            yield said
        start = after


PART = re.compile(r"[;.]\s+")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|qui|que|dont)\b|,\s+(?:der|die|das|den|dem)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:I|ich|je|j['’]ai)\s+(?P<deed>\w+)")
_ASIDE = re.compile(r"(?:with|in|at|for|on|by|together|mit|bei|für|avec|dans|pour|con|en|para)\b", re.IGNORECASE)


class _Part(Struct, frozen=True):
    """A part of a text between semicolons or full stops; `first` is its first word that says something, `own`: it
    is about the owner, and not about another subject (`; leaks have gone down`)."""

    start: int
    end: int
    first: Word
    own: bool


def parts(text: str) -> Iterator[_Part]:
    """The parts of a text, in their order."""
    starts = [0, *(found.end() for found in PART.finditer(text))]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        first = next((match for match in words(text) if start <= match.start() < end and says_something(match)), None)
        if first is not None:
            itself = _SELF.search(text, start, end) or _ASIDE.match(text, start) or is_deed(folded(first[0]))
            yield _Part(start, end, first, not number or bool(itself))


def told(text: str) -> Iterator[Word]:
    """The verbs of what a text says that its owner did: the one that opens it, and those joined to it;
    not those after a pronoun (`, which he checked`)."""
    begins = {found.start("deed") for found in _SELF.finditer(text)}
    for part in parts(text):
        if part.own:
            begins.add(part.first.start())
            for joint in CLAUSE.finditer(text, part.first.end(), part.end):
                if not _RELATIVE.search(text, part.first.end(), joint.end()):
                    begins |= {before.end() for before in [_BEFORE_DEED.match(text, joint.end())] if before}
    yield from (match for match in words(text) if match.start() in begins)


def says_something(match: Word) -> bool:
    """Whether a word has a sense of its own."""
    return folded(match[0]) not in PLAIN


def is_deed(word: str) -> bool:
    """Whether a folded word may be a verb in the past."""
    return (word in IRREGULAR and not word.endswith(("rd", "ies"))) or _DEED.fullmatch(word) is not None


def found_in(text: str, word: Word) -> Word | None:
    """Where a word, or a form or number alike, stands in a text."""
    numbers = quantities(word[0])
    for match in words(text):
        same = numbers and any(one.value == numbers[0].value for one in quantities(match[0]))
        if same or alike(folded(match[0]), folded(word[0])):
            return match
    return None


def is_counted(own: str, word: Word) -> bool:
    """Whether a word is part of a number with its unit, which is held against the evidence on its own."""
    return any(one.start <= word.start() < one.end for one in quantities(own))


def last_place(text: str, word: Word) -> Word:
    """The last place of a word of the text, in any form."""
    return [one for one in words(text) if alike(folded(one[0]), folded(word[0]))][-1]


def has_word(text: str, word: str) -> bool:
    """Whether a folded word stands in a text, in any form."""
    return any(alike(folded(match[0]), word) for match in words(text))


_GROUPS = """
of de du des d del von vom; in into im ins dans en; on onto auf sur; to à au aux zu zum zur al; at an am ans bei beim;
for für pour para por; from aus desde depuis seit; by durch par; with mit avec con; without ohne sans sin;
before bevor vor avant antes; after nachdem nach après después; under unter sous bajo; over über sobre;
against gegen contre contra; until bis jusqu hasta; between among zwischen entre; than als; as comme como;
during while während pendant durante; through per pro je; since; within; across; about um; who which that qui que
"""
_RELATIONS = {word: group.split()[0] for group in _GROUPS.split(";") for word in group.split()}
"""Words that say how the next one belongs to the text before, and the first of their like."""


def relation(text: str, word: Word) -> str:
    """How a word belongs to the words before it: the preposition right before it, articles apart; "" without one."""
    found = ""
    for match in words(text[: word.start()]):
        low = folded(match[0])
        found = "" if low not in PLAIN and low not in _RELATIONS else _RELATIONS.get(low, found)
    elided = word[0].lower().startswith(("d'", "d’"))
    return "of" if elided else found
