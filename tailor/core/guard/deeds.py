"""Shifts of who did what: all words stand in the item, and what is said of them does not.

`half beim Tausch` become `tauschte`, `for an accountant to sign` become `signed`, `the gripper of a robot` become `a
robot`, `the branch came third` become `came third`. Each is (kind, words, start, end, message).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tailor.core.guard.clauses import (
    PART,
    Word,
    clauses,
    found_in,
    has_word,
    is_counted,
    is_deed,
    last_place,
    parts,
    relation,
    says_something,
    told,
)
from tailor.core.guard.qualifiers import unqualified
from tailor.core.guard.quantities import RANK, quantities
from tailor.core.guard.words import PLAIN, TITLES, alike, folded, words

Shift = tuple[str, str, int, int, str]


def deeds(text: str, own: str, entry: str) -> Iterator[Shift]:
    """All such shifts of a text from the item's `own` words; `entry` is what the evidence has besides them."""
    yield from _not_done(text, own)
    yield from _taken_over(text, own)
    yield from _another_s(text, own)
    yield from _another_clause(text, own)
    yield from _another_place(text, own)
    yield from _from_within(text, own)
    yield from _opposed(text, own)
    yield from unqualified(text, own)
    yield from _another_s_rank(text, own, entry)


def _done(own: str) -> list[str]:
    """What the item says that its owner did, folded."""
    return [folded(match[0]) for match in told(own)]


def _not_done(text: str, own: str) -> Iterator[Shift]:
    """A clause that opens with a deed which the item names as something else: an aim, a thing, another's work."""
    done = _done(own)
    named = [folded(match[0]) for match in words(own) if folded(match[0]) not in PLAIN]
    for match in told(text):
        word = folded(match[0])
        if is_deed(word) and not any(alike(word, one) for one in done) and _near(word, named):
            yield "role", match[0], *match.span(), f"the item names `{match[0]}`, not that it was done"


def _near(word: str, named: Sequence[str]) -> bool:
    """Whether an item has a word with the same beginning: `tauschte` is near `Tausch`."""
    root = re.sub(r"^(?:ge)?|(?:ed|te|ten|é|ó)$", "", word)
    return any(alike(word, one) or (len(root) > 3 and one.startswith(root)) for one in named)


_OF = re.compile(
    r"(?P<what>[^\W\d_]{3,})\s+(?:of|von|de[rs]?|du|d['’]|del)\s*(?:(?:the|an?|la|el|l['’]|las|los|eine[rs]?)\s*)?(?P<whose>[^\W\d_]{3,})",
    re.I,
)


def _another_s(text: str, own: str) -> Iterator[Shift]:
    """`the accounts of a parish` become `the accounts of the county`, which the item names elsewhere."""
    had = {folded(found["what"]): found["whose"] for found in _OF.finditer(own)}
    for found in _OF.finditer(text):
        whose = had.get(folded(found["what"]), "")
        if whose and not has_word(text, folded(whose)) and has_word(own, folded(found["whose"])):
            yield "object", found["whose"], *found.span("whose"), f"`{found['what']}` is of `{whose}` in the item"


def _another_clause(text: str, own: str) -> Iterator[Shift]:
    """The deed of a later clause about something else: `taught first aid` become `taught firefighting`."""
    had = [*clauses(own)]
    for head, *rest in (one for one in clauses(text) if len(one) > 1):
        same = next((one for one in had if len(one) > 1 and alike(folded(head[0]), folded(one[0][0]))), None)
        if same and not found_in(own, rest[0]) and not quantities(rest[0][0]) and not found_in(text, same[1]):
            yield "object", rest[0][0], *rest[0].span(), f"`{rest[0][0]}` stands where `{same[1][0]}` was"


def _another_place(text: str, own: str) -> Iterator[Shift]:
    """`the second appliance` become `the first appliance`, where the item has another first."""
    firsts = re.compile(r"\bfirst\s+(?P<what>[^\W\d_]{3,})", re.IGNORECASE)
    known = {folded(found["what"]) for found in firsts.finditer(own)}
    for found in firsts.finditer(text):
        what = folded(found["what"])
        if what not in known and has_word(own, what) and any(one.unit == RANK for one in quantities(own)):
            yield "rank", found[0], *found.span(), f"`{found[0]}` is not what the item says"


def _from_within(text: str, own: str) -> Iterator[Shift]:
    """What is gone from within a clause of which both ends are kept, or stands in another order: what a text says may
    end earlier, but what stands between its first word and its last belongs to it."""
    for clause in clauses(own):
        kept = [(place, found) for place, one in enumerate(clause) if (found := found_in(text, one))]
        if len(kept) < 2:
            continue
        (first, begin), (last, end) = kept[0], kept[-1]
        within = (clause[place] for place in range(first, last) if place not in dict(kept))
        gone = next((one for one in within if not is_counted(own, one)), None)
        turned = not quantities(end[0]) and last_place(text, end).start() < begin.start()
        turned = turned and not (len(kept) == len(clause) and _moved_whole(text, own, kept, clause))
        if gone or turned:
            message = f"`{gone[0]}` is gone before it" if gone else f"it stood after `{begin[0]}`"
            yield "scope", end[0], *end.span(), message


def _moved_whole(text: str, own: str, kept: Sequence[tuple[int, Word]], clause: Sequence[Word]) -> bool:
    """Whether a clause stands in another order with every word related as it was: `on a ward, cared for 24 patients`.
    What has no preposition, but for deeds, stays in its order: who did it, and to what."""
    here = [(place, found, relation(text, found)) for place, found in kept]
    if any(led != relation(own, clause[place]) for place, _, led in here if not is_deed(folded(clause[place][0]))):
        return False
    bare = [found.start() for place, found, led in here if not led and not is_deed(folded(clause[place][0]))]
    return bare == sorted(bare)


_OPPOSED = ("before", "after", "without", "with", "against", "as")


def _opposed(text: str, own: str) -> Iterator[Shift]:
    """`after scanners came` become `before scanners came`; `with the operator` become `as the operator`."""
    for match in words(text):
        theirs = {relation(own, one) for one in words(own) if alike(folded(one[0]), folded(match[0]))}
        led = relation(text, match) if theirs and says_something(match) else "…"
        turned = led in _OPPOSED and led not in theirs and theirs & {*_OPPOSED}
        if turned or (not led and theirs == {"by"} and _before(text, match) == _before(own, match)):
            message = (
                f"`{match[0]}` stands after `{', '.join(sorted(theirs))}` in the item, not after `{led or 'nothing'}`"
            )
            yield "relation", match[0], *match.span(), message


def _before(text: str, word: Word) -> str:
    """The word before one that says something, folded, where the text has it."""
    said = [folded(match[0]) for match in words(text) if says_something(match)]
    at = next((index for index, one in enumerate(said) if alike(one, folded(word[0]))), 0)
    return said[at - 1] if at else ""


def _taken_over(text: str, own: str) -> Iterator[Shift]:
    """What the item says of another's work, taken among the owner's: `; its screens were drawn by an agency` become
    `designed the icons and screens`."""
    mine = " ".join(own[part.start : part.end] for part in parts(own) if part.own)
    for part in (one for one in parts(own) if not one.own and not PART.search(text)):
        said = [
            match for match in words(own[part.start : part.end]) if says_something(match) and not quantities(match[0])
        ]
        kept = [found for one in said if not found_in(mine, one) and (found := found_in(text, one))]
        if kept and 2 * len(kept) < len(said):
            yield "object", kept[0][0], *kept[0].span(), f"`{kept[0][0]}` is another's in the item"


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
        if word not in PLAIN and has_word(own, word) and not any(alike(word, one) for one in theirs):
            message = f"`{match[0]}` is not what the entry calls the position"
            yield "title", match[0], match.start() + shift, match.end() + shift, message
            return
