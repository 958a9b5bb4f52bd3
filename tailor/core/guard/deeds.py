"""Shifts of who did what: all words stand in the item, and what is said of them does not.

`half beim Tausch` become `tauschte`, `for an accountant to sign` become `signed`, `the gripper of a robot` become `a
robot`, `the branch came third` become `came third`. Each is (kind, words, start, end, message).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tailor.core.guard.quantities import RANK, quantities
from tailor.core.guard.words import COMPANIONS, IRREGULAR, PLAIN, TITLES, alike, folded, words

Shift = tuple[str, str, int, int, str]
Word = re.Match[str]

_JOINTS = r"[;:.,–—]\s+(?:(?:and|und|et|y|e|sowie)\s+)?|\s+(?:and|und|et|y|e|sowie|then|dann|puis)\s+"
_CLAUSE = re.compile(rf"{_JOINTS}|\s+(?:who|which|that|qui|que)\s+|\s*[()]\s*")
_SENTENCE = re.compile(r"[;.]\s+|,?\s+(?:and|und|et|y)\s+(?=(?:the|an?|der|die|das|l[ae]s?|l['’]|el|un[ae]?)\b)")
_DEED = re.compile(
    r"(?!durante|dritte|letzte|zweite)(?:\w{2,}ed|\w{3,}te(?:te|n)?|\w{2,}(?:é|ée|és|ó|í)|\w{2,}(?:aron|ieron))"
)
"""A word that may be a verb in the past, in the four languages."""

_BEFORE_DEED = re.compile(r"\s*(?:(?:I|ich|je|j['’]ai|ai|a|have|has|also|auch|then|dann)\s+)?", re.IGNORECASE)
"""What may stand before the verb that opens a clause."""


def deeds(text: str, own: str, entry: str) -> Iterator[Shift]:
    """All such shifts of a text from the item's `own` words; `entry` is what the evidence has besides them."""
    yield from _not_done(text, own)
    yield from _another_object(text, own)
    yield from _another_deed(text, own)
    yield from _taken_over(text, own)
    yield from _another_s(text, own)
    yield from _another_clause(text, own, entry)
    yield from _another_place(text, own)
    yield from _wider(text, own)
    yield from _from_within(text, own)
    yield from _alone_now(text, own)
    yield from _another_subject(text, own)
    yield from _another_s_rank(text, own, entry)


def _clauses(text: str, joint: re.Pattern[str] = _CLAUSE) -> Iterator[list[Word]]:
    """The words of each clause that say something."""
    start = 0
    for end, after in [*((found.start(), found.end()) for found in joint.finditer(text)), (len(text), len(text))]:
        said = [match for match in words(text) if start <= match.start() < end and folded(match[0]) not in PLAIN]
        if said:
            yield said
        start = after


_PART = re.compile(r"[;.]\s+")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|qui|que|dont)\b|,\s+(?:der|die|das|den|dem)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:I|ich|je|j['’]ai)\s+(?P<deed>\w+)")
_ASIDE = re.compile(r"(?:with|in|at|for|on|by|together|mit|bei|für|avec|dans|pour|con|en|para)\b", re.IGNORECASE)


class _Part(Struct, frozen=True):
    """A part of a text between semicolons or full stops; `first` is its first word that says something, `own`: it
    is told of the owner, and not of another subject (`; leaks have gone down`)."""

    start: int
    end: int
    first: Word
    own: bool


def _parts(text: str) -> Iterator[_Part]:
    starts = [0, *(found.end() for found in _PART.finditer(text))]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        first = next((match for match in words(text) if start <= match.start() < end and _says(match)), None)
        if first is not None:
            itself = _SELF.search(text, start, end) or _ASIDE.match(text, start) or _is_deed(folded(first[0]))
            yield _Part(start, end, first, not number or bool(itself))


def _told(text: str) -> Iterator[Word]:
    """The verbs of what a text says that its owner did: the one that opens it, and what is told in one breath with it;
    not what stands after a pronoun (`, which he checked`)."""
    begins = {found.start("deed") for found in _SELF.finditer(text)}
    for part in _parts(text):
        if part.own:
            begins.add(part.first.start())
            for joint in _CLAUSE.finditer(text, part.first.end(), part.end):
                if not _RELATIVE.search(text, part.first.end(), joint.end()):
                    begins |= {before.end() for before in [_BEFORE_DEED.match(text, joint.end())] if before}
    yield from (match for match in words(text) if match.start() in begins)


def _says(match: Word) -> bool:
    return folded(match[0]) not in PLAIN


def _done(own: str) -> list[str]:
    """What the item says that its owner did, folded."""
    return [folded(match[0]) for match in _told(own)]


def _is_deed(word: str) -> bool:
    return (word in IRREGULAR and not word.endswith(("rd", "ies"))) or _DEED.fullmatch(word) is not None


def _not_done(text: str, own: str) -> Iterator[Shift]:
    """A clause that opens with a deed which the item names as something else: an aim, a thing, another's work."""
    done = _done(own)
    named = [folded(match[0]) for match in words(own) if folded(match[0]) not in PLAIN]
    for match in _told(text):
        word = folded(match[0])
        if _is_deed(word) and not any(alike(word, one) for one in done) and _near(word, named):
            yield "role", match[0], *match.span(), f"the item names `{match[0]}`, not that it was done"


def _near(word: str, named: Sequence[str]) -> bool:
    """Whether an item has a word with the same beginning: `tauschte` is near `Tausch`."""
    root = re.sub(r"^(?:ge)?|(?:ed|te|ten|é|ó)$", "", word)
    return any(alike(word, one) or (len(root) > 3 and one.startswith(root)) for one in named)


def _another_object(text: str, own: str) -> Iterator[Shift]:
    """`designed the gripper of a robot` become `designed a robot`: the verb is kept, what it is about is not."""
    said, had = next(_clauses(text), []), next(_clauses(own), [])
    if len(said) < 2 or len(had) < 3 or not alike(folded(said[0][0]), folded(had[0][0])):
        return
    if quantities(had[1][0]) or _has(text, had[1]):
        return
    if any(_has(said[1][0], one) for one in had[2:]):
        yield "object", said[1][0], *said[1].span(), f"`{had[1][0]}` is gone before `{said[1][0]}`"


_OF = re.compile(
    r"(?P<what>[^\W\d_]{3,})\s+(?:of|von|de[rs]?|du|d['’]|del)\s*(?:(?:the|an?|la|el|l['’]|las|los|eine[rs]?)\s*)?(?P<whose>[^\W\d_]{3,})",
    re.I,
)


def _another_s(text: str, own: str) -> Iterator[Shift]:
    """`the accounts of a parish` become `the accounts of the county`, which the item names elsewhere."""
    had = {folded(found["what"]): found["whose"] for found in _OF.finditer(own)}
    for found in _OF.finditer(text):
        whose = had.get(folded(found["what"]), "")
        if whose and not _has_word(text, folded(whose)) and _has_word(own, folded(found["whose"])):
            yield "object", found["whose"], *found.span("whose"), f"`{found['what']}` is of `{whose}` in the item"


def _another_clause(text: str, own: str, entry: str) -> Iterator[Shift]:
    """The deed of a later clause about what only the entry names: `taught first aid` become `taught firefighting`."""
    had = [*_clauses(own)]
    for head, *rest in (one for one in _clauses(text) if len(one) > 1):
        same = next((one for one in had if len(one) > 1 and alike(folded(head[0]), folded(one[0][0]))), None)
        if same and not _has(own, rest[0]) and not quantities(rest[0][0]) and not _has(text, same[1]):
            yield "object", rest[0][0], *rest[0].span(), f"`{rest[0][0]}` stands where `{same[1][0]}` was"


def _another_place(text: str, own: str) -> Iterator[Shift]:
    """`the second appliance` become `the first appliance`, where the item has another first."""
    firsts = re.compile(r"\bfirst\s+(?P<what>[^\W\d_]{3,})", re.IGNORECASE)
    known = {folded(found["what"]) for found in firsts.finditer(own)}
    for found in firsts.finditer(text):
        what = folded(found["what"])
        if what not in known and _has_word(own, what) and any(one.unit == RANK for one in quantities(own)):
            yield "rank", found[0], *found.span(), f"`{found[0]}` is not what the item says"


def _wider(text: str, own: str) -> Iterator[Shift]:
    """A word gone from right before another that is kept: `oat biscuits` become `biscuits`."""
    said = words(own)
    for before, one, after in zip(said, said[1:], said[2:], strict=False):
        if not (_says(one) and _says(after)) or quantities(one[0]) or quantities(after[0]) or _has(text, one):
            continue
        if own[one.end() : after.start()].isspace() and not _says(before) and (kept := _has(text, after)):
            yield "scope", kept[0], *kept.span(), f"`{one[0]}` is gone before `{after[0]}`"


def _from_within(text: str, own: str) -> Iterator[Shift]:
    """What is gone from within a clause of which both ends are kept, or stands in another order: what a text says may
    end earlier, but what stands between its first word and its last belongs to it."""
    for clause in _clauses(own):
        kept = [(place, found) for place, one in enumerate(clause) if (found := _has(text, one))]
        if len(kept) < 2:
            continue
        (first, begin), (last, end) = kept[0], kept[-1]
        within = (clause[place] for place in range(first, last) if place not in dict(kept))
        gone = next((one for one in within if not _is_counted(own, one)), None)
        turned = not quantities(end[0]) and _last(text, end).start() < begin.start()
        if gone or turned:
            message = f"`{gone[0]}` is gone before it" if gone else f"it stood after `{begin[0]}`"
            yield "scope", end[0], *end.span(), message


def _taken_over(text: str, own: str) -> Iterator[Shift]:
    """What the item says of another's work, taken among the owner's: `; its screens were drawn by an agency` become
    `designed the icons and screens`."""
    mine = " ".join(own[part.start : part.end] for part in _parts(own) if part.own)
    for part in (one for one in _parts(own) if not one.own and not _PART.search(text)):
        said = [match for match in words(own[part.start : part.end]) if _says(match) and not quantities(match[0])]
        kept = [found for one in said if not _has(mine, one) and (found := _has(text, one))]
        if kept and 2 * len(kept) < len(said):
            yield "object", kept[0][0], *kept[0].span(), f"`{kept[0][0]}` is another's in the item"


def _another_deed(text: str, own: str) -> Iterator[Shift]:
    """Another verb before the same object: `prepare practicals` become `teach practicals`."""
    said, had = next(_clauses(text), []), next(_clauses(own), [])
    if len(said) < 2 or len(had) < 2 or _has(text, had[0]) or quantities(said[1][0]):
        return
    done = _done(own)
    if alike(folded(said[1][0]), folded(had[1][0])) and not any(alike(folded(said[0][0]), one) for one in done):
        yield "role", said[0][0], *said[0].span(), f"`{said[0][0]}` stands where `{had[0][0]}` was"


def _alone_now(text: str, own: str) -> Iterator[Shift]:
    """A colleague who is gone from beside words that are kept: `after my colleague's trial` become `after my trial`."""
    if _has_any(text, COMPANIONS):
        return
    for clause in _clauses(own):
        with_whom = next((one for one in clause if folded(one[0]) in COMPANIONS), None)
        kept = [found for one in clause if one is not with_whom and (found := _has(text, one))]
        if with_whom and len(kept) > 1:
            yield "role", kept[0][0], *kept[0].span(), f"`{with_whom[0]}` is gone from beside `{kept[0][0]}`"


def _another_subject(text: str, own: str) -> Iterator[Shift]:
    """A clause that is kept but for whom it is about: `the branch came third` become `came third`."""
    for clause in [*_clauses(own, _SENTENCE)][1:]:
        subject, *rest = clause
        if len(rest) < 2 or subject[0].endswith(("'s", "’s")) or subject[0].isdigit() or _is_deed(folded(subject[0])):
            continue
        kept = [found for one in rest if (found := _has(text, one))]
        if not _has(text, subject) and 3 * len(kept) >= 2 * len(rest):
            yield "subject", kept[0][0], *kept[0].span(), f"`{subject[0]}`, of which that is said, is gone"


_ROLE = re.compile(
    r"(?:as|als|en tant que?|comme|como)\s+(?P<role>[^,;:.]{2,40}?)(?=,|;|:|\.|\s(?:of|at|for|in|de|bei)\s|$)", re.I
)


_NAMED = re.compile(r"(?P<rank>\w+(?:\s\w+){0,2}?\s?\w*(?:er|or|ist|ian|ant|eur|euse|ière|ora|ero|era|in))\s*[;:,]")
"""A text that opens with what somebody is: `Science teacher; …`."""


def _another_s_rank(text: str, own: str, entry: str) -> Iterator[Shift]:
    """A rank that opens the text, and is another's in the item: `deputised for the head` become `Head of …`."""
    role = _ROLE.match(text)
    if role and (same := _ROLE.match(own)) and same["role"] == role["role"]:
        return
    named = _NAMED.match(text)
    ranks = words(named["rank"]) if named else [match for match in words(text)[:2] if folded(match[0]) in TITLES]
    head = words(role["role"]) if role else ranks
    shift = role.start("role") if role else 0
    theirs = [folded(match[0]) for match in words(entry)]
    for match in head:
        word = folded(match[0])
        if word not in PLAIN and _has_word(own, word) and not any(alike(word, one) for one in theirs):
            message = f"`{match[0]}` is not what the entry calls the position"
            yield "title", match[0], match.start() + shift, match.end() + shift, message
            return


def _has(text: str, word: Word) -> Word | None:
    """Where a word, or a form or number alike, stands in a text."""
    numbers = quantities(word[0])
    for match in words(text):
        same = numbers and any(one.value == numbers[0].value for one in quantities(match[0]))
        if same or alike(folded(match[0]), folded(word[0])):
            return match
    return None


def _is_counted(own: str, word: Word) -> bool:
    """Whether a word is part of a number with its unit, which is held against the evidence on its own."""
    return any(one.start <= word.start() < one.end for one in quantities(own))


def _last(text: str, word: Word) -> Word:
    """The last place of a word of the text, in any form."""
    return [one for one in words(text) if alike(folded(one[0]), folded(word[0]))][-1]


def _has_word(text: str, word: str) -> bool:
    return any(alike(folded(match[0]), word) for match in words(text))


def _has_any(text: str, table: frozenset[str]) -> bool:
    return any(folded(match[0]) in table for match in words(text))
