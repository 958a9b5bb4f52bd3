"""Words that keep a deed modest belong to it: whoever keeps the deed keeps them, whoever drops it may drop them.

`helped to pilot a checklist` may go from `cared for 24 patients and helped to pilot a checklist`; `helped to` alone may
not. Whatever precedes the first deed (`As part of a team of five, …`) is said of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tailor.core.guard.clauses import Word, found_in, is_deed, says_something, told
from tailor.core.guard.words import COMPANIONS, LIMITS, MODEST, NEGATIONS, UNFINISHED, alike, folded, words

Shift = tuple[str, str, int, int, str]

_TABLES = (
    (MODEST, "role", "shares the work"),
    (UNFINISHED, "maturity", "says that it was not done or in use"),
    (NEGATIONS, "negation", "denies something"),
    (LIMITS, "limit", "limits it"),
    (COMPANIONS, "role", "says with whom it was"),
)


def unqualified(text: str, own: str) -> Iterator[Shift]:
    """What a text keeps of an item's deeds without the words that kept them modest there."""
    spans = [*_deeds(own)]
    for number, (start, end) in enumerate(spans):
        said = [match for match in words(own) if start <= match.start() < end]
        opens = next((match for match in said if says_something(match)), None)
        fronted = not number and opens is not None and not is_deed(folded(opens[0]))
        governed = [match for match in (words(own) if fronted else said) if says_something(match)]
        elsewhere = [] if fronted else [match for match in words(own) if not start <= match.start() < end]
        for table, kind, what in _TABLES:
            for one in said:
                if folded(one[0]) in table and not _kept(one, table, text, own):
                    rest = [each for each in governed if each is not one and not _among(each, elsewhere)]
                    if found := next((place for each in rest if (place := found_in(text, each))), None):
                        yield kind, found[0], *found.span(), f"`{one[0]}`, which {what}, is gone"
                        break


def _deeds(own: str) -> Iterator[tuple[int, int]]:
    """Where each deed begins and ends with all that is said of it."""
    starts = [match.start() for match in told(own) if is_deed(folded(match[0]))]
    yield from pairwise([0, *(start for start in starts if start), len(own)])


def _kept(one: Word, table: frozenset[str], text: str, own: str) -> bool:
    """Whether the word is kept, or another of its kind stands for it that the item has not."""
    instead = (match for match in words(text) if folded(match[0]) in table and found_in(own, match) is None)
    return found_in(text, one) is not None or next(instead, None) is not None


def _among(one: Word, others: Sequence[Word]) -> bool:
    return any(alike(folded(one[0]), folded(other[0])) for other in others)
