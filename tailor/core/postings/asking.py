"""How the headings and sentences of a posting ask, by their words."""

from __future__ import annotations

from enum import IntEnum

from tailor.core.postings.phrases import (
    ASIDE_HEAD,
    FORMAL,
    HAVING,
    HEAD,
    LABEL,
    MUST,
    MUST_HEAD,
    NICE,
    NICE_HEAD,
    NOT_HEAD,
    SELF_HEAD,
    TASK_HEAD,
    YOU,
)


class Ask(IntEnum):
    """How a sentence of a posting asks for what it names, from most to least."""

    TITLE = 0
    MUST = 1
    TASK = 2
    NICE = 3
    ASIDE = 4


_HEADS = (
    (SELF_HEAD, Ask.ASIDE),
    (NICE_HEAD, Ask.NICE),
    (NOT_HEAD, Ask.ASIDE),
    (TASK_HEAD, Ask.TASK),
    (ASIDE_HEAD, Ask.ASIDE),
    (MUST_HEAD, Ask.MUST),
)
"""What a heading announces; the first that fits."""

LABEL_WORDS = 5
"""What stands before a colon, in the line that it heads, has at most so many words."""


def announced(heading: str) -> Ask | None:
    """How the lines under a heading ask; None for one that says nothing of it."""
    return next((ask for pattern, ask in _HEADS if pattern.search(heading)), None)


def is_label(words: str) -> bool:
    """Whether words before a colon are the heading of what follows in their line."""
    if LABEL.fullmatch(words) or HEAD.fullmatch(words):
        return True
    return (
        words[:1].isupper() and "," not in words and len(words.split()) < LABEL_WORDS and announced(words) is not None
    )


def under_heading(sentence: str, under: Ask) -> Ask:
    """How a sentence under a heading asks: its own words go before the heading's."""
    if under is Ask.ASIDE or FORMAL.search(sentence):
        return Ask.ASIDE
    if NICE.search(sentence.rstrip(".!;, ")):
        return Ask.NICE
    return Ask.MUST if under is Ask.TASK and (MUST.search(sentence) or HAVING.search(sentence)) else under


def alone(sentence: str) -> Ask:
    """How a sentence is headed before the first heading: one that does not say "you" tells of the firm."""
    return Ask.TASK if any(pattern.search(sentence) for pattern in (YOU, MUST, NICE, HAVING)) else Ask.ASIDE


def beside_list(sentence: str) -> Ask:
    """How a sentence is headed in a paragraph below a list: what is asked for stands in the list, unless it says so."""
    return Ask.TASK if any(pattern.search(sentence) for pattern in (MUST, NICE, HAVING)) else Ask.ASIDE
