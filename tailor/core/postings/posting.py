"""A job posting as text → its title and its sentences, each with how it asks.

A posting says what it wants under headings ("Requirements", "Nice to have") and in the sentences themselves ("a plus",
"must"). The sentence goes before the heading: a bonus among the requirements is a bonus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from msgspec import Struct

from tailor.core.postings.phrases import (
    ASIDE_HEAD,
    DEGREE,
    HEAD,
    LABEL,
    MUST,
    MUST_HEAD,
    NICE,
    NICE_HEAD,
    TASK_HEAD,
    UNASKED,
    YOU,
)


class Ask(IntEnum):
    """How a sentence of a posting asks for what it names, from most to least."""

    TITLE = 0
    MUST = 1
    TASK = 2
    NICE = 3
    ASIDE = 4


class Sentence(Struct, frozen=True):
    """A sentence and how it asks."""

    text: str
    ask: Ask


class Posting(Struct, frozen=True):
    """What a posting says. `title` is "" where none was found."""

    title: str
    sentences: tuple[Sentence, ...]


_HEADS = ((NICE_HEAD, Ask.NICE), (TASK_HEAD, Ask.TASK), (ASIDE_HEAD, Ask.ASIDE), (MUST_HEAD, Ask.MUST))
"""What a heading announces; the first that fits."""

_HIRING = re.compile(
    r"\b(?:hiring|seeking|recruiting|looking for) an? (?P<title>[A-Z][^.,;:]{3,60}?)"
    r"(?: (?:to|who|for|in|with|that|on)\b|[.,;:]|$)"
)
"""`is hiring a Quantitative Developer to join`"""

_LISTED = re.compile(r"^(and|or)\b|\bor\b", re.IGNORECASE)

_MARK = re.compile(r"^\s*(?:[-*+•◦▪‣●○·–—►➢✓✔]|\d{1,2}[.)])\s+")
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_RULE = re.compile(r"^\s*([=\-_*~])\1{2,}\s*$")
_BOLD = re.compile(r"\*\*(?P<star>[^*]+)\*\*:?|__(?P<line>[^_]+)__:?")
_LABEL = re.compile(
    r"(job title|position|role|title|vacancy|stelle|poste|puesto|vaga|posizione|functie)\s*:\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"about\b|über\b", re.IGNORECASE)
_FOR_ALL = re.compile(r"\s*\((?:[a-z]{1,3}\s*/\s*)+[a-z]{1,3}\)", re.IGNORECASE)
"""`(m/f/d)`, as German law asks for it."""

_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bU\.S\.)(?<!\bU\.K\.)(?<!\betc\.)(?<=[.!?;])\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9])|(?<=;)\s+"
)
_MIDWAY = re.compile(
    r"([,&/]|\b(and|or|the|an?|of|in|on|at|to|for|with|from|by|as|our|your|we|you|using))$", re.IGNORECASE
)
_INLINE = re.compile(r"\*\*|__|`|!?\[([^\]]*)\]\([^)]*\)")

_BUT = re.compile(r",?\s+(?:but|sondern|mais|pero|sino|mas|ma|maar)\s+", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Signs that nobody sees: they break words for machines only."""

HEAD_WORDS = 8
"""A heading has at most so many words."""

SOME = 5
"""Of so many sentences one must ask for something."""

WRAPPED = 55
"""A line of at least so many characters may go on in the next."""


PROSE = 9
"""A paragraph below a list has at least so many words if it is no line that lost its mark."""


class _Block(Struct, frozen=True):
    """A paragraph, a list item or a heading, on one line."""

    text: str
    is_heading: bool
    is_item: bool = False


def read_posting(text: str, title: str = "") -> Posting:
    """The sentences of a posting in plain text or Markdown; `title` is what its page says that it is."""
    blocks = list(_blocks(_labelled(_UNSEEN.sub("", text))))
    title = _FOR_ALL.sub("", title or _title(blocks))
    found = list(_read(blocks, title, None))
    if len(found) >= SOME and all(one.ask is Ask.ASIDE for one in found):  # of a form, or in a language, unknown to us
        found = list(_read(blocks, title, Ask.TASK))
    return Posting(title, (*([Sentence(title, Ask.TITLE)] if title else ()), *found))


def _read(blocks: Sequence[_Block], title: str, ask: Ask | None) -> Iterator[Sentence]:
    """Every sentence under its heading; those before the first one ask as `ask` says."""
    below = False  # whether a list has been since the heading
    for block in blocks:
        words = _FOR_ALL.sub("", block.text)
        if block.is_heading and words != title:
            ask, below = _announced(words), False
        elif not words.endswith(title) or not title:
            below = below or block.is_item
            told = below and not block.is_item and ask in (Ask.MUST, Ask.NICE) and _is_prose(block.text)
            yield from _sentences(block.text, None if told else ask)


def _is_prose(text: str) -> bool:
    """Whether a paragraph below a list tells of something else: what is asked for stands in the list."""
    return len(text.split()) >= PROSE and text.rstrip()[-1:] in ".!?"


def _labelled(text: str) -> str:
    """The text with a heading that stands before its words in one line (`Requirements: C++ and Python.`) in its own."""
    return "\n".join(part for line in text.split("\n") for part in _label_apart(line))


def _label_apart(line: str) -> list[str]:
    label, colon, rest = line.partition(":")
    bare = _bare(label)
    if not colon or not rest.strip(" *") or "," in bare or len(bare.split()) > HEAD_WORDS or _LABEL.match(_bare(line)):
        return [line]
    plain = _MARK.sub("", bare)
    return [f"{plain}:", rest.strip(" *")] if LABEL.fullmatch(plain) else [line]


def _sentences(text: str, under: Ask | None) -> Iterator[Sentence]:
    """The sentences of a paragraph; before the first heading, those that ask for nothing and do not say "you" tell of
    the firm."""
    for one in _END.split(text):
        asks = any(pattern.search(one) for pattern in (YOU, MUST, NICE))
        ask = under if under is not None else Ask.TASK if asks else Ask.ASIDE
        if one := _wanted_part(one):
            yield from (Sentence(part, _asked(part, ask)) for part in _clauses(one.rstrip(";")))


def _wanted_part(sentence: str) -> str:
    """A sentence without what it denies; "" if nothing else is in it: `We do not use Java, but Rust`."""
    if not UNASKED.search(sentence):
        return sentence
    return ", ".join(part for part in _BUT.split(sentence)[1:] if not UNASKED.search(part))


def _clauses(sentence: str) -> list[str]:
    """A sentence, parted at the comma before what is only nice to have: `Solid statistics, Bayesian methods preferred`.

    `C++, Go or Rust is a plus` stays whole: there the bonus is one of a list.
    """
    head, _, tail = sentence.rpartition(", ")
    apart = head and NICE.search(tail.rstrip(".!; ")) and not NICE.search(head) and not _LISTED.search(tail)
    return [head, tail] if apart else [sentence]


def _announced(heading: str) -> Ask:
    """How the lines under a heading ask; under one that says nothing of it they tell of the work."""
    return next((ask for pattern, ask in _HEADS if pattern.search(heading)), Ask.TASK)


def _asked(sentence: str, under: Ask) -> Ask:
    if under is Ask.ASIDE or DEGREE.search(sentence):
        return Ask.ASIDE
    if NICE.search(sentence.rstrip(".!;, ")):
        return Ask.NICE
    return Ask.MUST if under is Ask.TASK and MUST.search(sentence) else under


def _title(blocks: list[_Block]) -> str:
    """The line that names the role: labelled, or the first one if it is short."""
    for block in blocks[:12]:
        if label := _LABEL.fullmatch(block.text):
            return label["title"].strip()
    said = next((found for block in blocks if (found := _HIRING.search(block.text))), None)
    first = next((block for block in blocks if block.is_heading), None)
    if blocks and (blocks[0].is_heading or len(re.findall(r"\w\S*", blocks[0].text)) <= HEAD_WORDS + 2):
        first = blocks[0]
    if first and not _heads_more(first.text):
        return first.text
    return said["title"] if said else ""


def _heads_more(line: str) -> bool:
    """Whether a line is the heading of what follows, and names no role."""
    said = any(pattern.search(line) for pattern, _ in _HEADS[1:3]) or HEAD.fullmatch(line) or _ABOUT.match(line)
    return bool(said)


def _blocks(text: str) -> Iterator[_Block]:
    """Paragraphs and list items with their wrapped lines joined, and headings."""
    open_lines: list[str] = []
    item = False
    lines = [*text.split("\n"), ""]
    for before, line, following in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        heads = _MARK.match(following) is not None and (not before.strip() or _MARK.match(before) is not None)
        heading = _heading(line, bool(_RULE.match(following)), heads)
        starts = (
            heading is not None or not line.strip() or _MARK.match(line) is not None or _RULE.match(line) is not None
        )
        if open_lines and (starts or not _goes_on(open_lines[-1], line)):
            yield _Block(_bare(" ".join(open_lines)), False, item)
            open_lines = []
        if heading:
            yield _Block(heading, True)
        elif heading is None and line.strip() and not _RULE.match(line):
            if not open_lines:
                item = _MARK.match(line) is not None
            open_lines.append(_MARK.sub("", line).strip())


def _goes_on(line: str, following: str) -> bool:
    """Whether a line was wrapped: the next begins in small letters, or it ends where no sentence or item does."""
    return following.strip()[:1].islower() or (len(line) >= WRAPPED and _MIDWAY.search(line) is not None)


def _heading(line: str, underlined: bool, heads: bool) -> str | None:
    """The words of a heading; None for any other line. `heads`: it stands alone above a list."""
    bare = _bare(line)
    words = bare.rstrip(":").split()
    if not bare or len(words) > HEAD_WORDS + 4 or _MARK.match(line):
        return None
    if _HASHES.match(line) or underlined or _BOLD.fullmatch(line.strip()):
        return bare.rstrip(": ")
    if len(words) > HEAD_WORDS or bare[-1] in ".,;!" or "," in bare:
        return None
    loud = bare.isupper() and len(words) > 1
    return bare.rstrip(": ") if bare.endswith(":") or loud or heads or HEAD.fullmatch(bare) else None


def _bare(line: str) -> str:
    """A line without the marks of Markdown."""
    return _INLINE.sub(lambda mark: mark[1] or "", _HASHES.sub("", line)).strip()
