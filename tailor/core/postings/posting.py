"""A job posting as text → its title and its sentences, each with how it asks.

A posting says what it wants under headings ("Requirements", "Nice to have") and in the sentences themselves ("a plus",
"must"). The sentence goes before the heading: a bonus among the requirements is a bonus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from tailor.core.postings.asking import Ask, alone, announced, beside_list, under_heading
from tailor.core.postings.phrases import HEAD, NICE, SET_APART, UNASKED
from tailor.core.postings.posting_lines import HEAD_WORDS, TITLE_LABEL, Block, blocks
from tailor.core.postings.posting_tables import END

__all__ = ["Ask", "Posting", "Sentence", "read_posting"]


class Sentence(Struct, frozen=True):
    """A sentence and how it asks; `is_item`: it stands in a list, `headed`: below a heading that says how it asks."""

    text: str
    ask: Ask
    is_item: bool = False
    headed: bool = False


class Posting(Struct, frozen=True):
    """What a posting says. `title` is "" where none was found."""

    title: str
    sentences: tuple[Sentence, ...]


_HIRING = re.compile(
    r"\b(?:hiring|seeking|recruiting|looking for) an? (?P<title>[A-Z][^.,;:]{3,60}?)"
    r"(?: (?:to|who|for|in|with|that|on)\b|[.,;:]|$)"
)
"""`is hiring a Quantitative Developer to join`"""

_GREETING = re.compile(
    r"(hi|hello|dear|good (morning|day)|hallo|liebe[rs]?|sehr geehrte|guten tag|bonjour|hola|olá|ciao|beste)\b", re.I
)
_LISTED = re.compile(r"^(and|or)\b|\bor\b", re.IGNORECASE)
_ABOUT = re.compile(r"about\b|über\b", re.IGNORECASE)
_FOR_ALL = re.compile(r"\s*\((?:[a-z]{1,3}\s*/\s*)+[a-z]{1,3}\)", re.IGNORECASE)
"""`(m/f/d)`, as German law asks for it."""

_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bU\.S\.)(?<!\bU\.K\.)(?<!\betc\.)"
    r"(?<!\bKat\.)(?<!\bNr\.)(?<!\bNo\.)(?<!\bbzw\.)(?<!\binkl\.)(?<!\bincl\.)(?<!\bmind\.)(?<!\bca\.)(?<!\bapprox\.)"
    r"(?<!\bvs\.)(?<!\bDr\.)(?<!\bDipl\.)(?<!\bIng\.)(?<!\bSt\.)(?<!\bmin\.)(?<!\bmax\.)(?<!\bca\.)"
    r"(?<!\bz\.B\.)(?<!\bz\. B\.)(?<!\bp\. ex\.)(?<!\bp\. ej\.)"
    r"(?<=[.!?;])\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9])|(?<=;)\s+"
)
_BUT = re.compile(r",?\s+(?:but|sondern|mais|pero|sino|mas|ma|maar)\s+", re.IGNORECASE)

SOME = 5
"""Of so many sentences one must ask for something."""

PROSE = 9
"""A paragraph below a list has at least so many words if it is no line that lost its mark."""


def read_posting(text: str, title: str = "") -> Posting:
    """The sentences of a posting in plain text or Markdown; `title` is what its page says that it is."""
    found_blocks = blocks(text)
    title = _FOR_ALL.sub("", title or _title(found_blocks))
    found = list(_read(found_blocks, title, alone))
    if len(found) >= SOME and all(one.ask is Ask.ASIDE for one in found):  # of a form, or in a language, unknown to us
        found = list(_read(found_blocks, title, lambda _: Ask.TASK))
    return Posting(title, (*([Sentence(title, Ask.TITLE)] if title else ()), *found))


def _read(some: Sequence[Block], title: str, first: Callable[[str], Ask]) -> Iterator[Sentence]:
    """Every sentence under its heading; `first` says how those before the first one ask."""
    under = first
    announcing: Ask | None = None
    listed = 0  # items since the heading
    for block in some:
        words = _FOR_ALL.sub("", block.text)
        if block.is_heading and words == END:
            under, announcing, listed = first, None, 0
        elif block.is_heading and words != title:
            announcing = announced(words)
            under, listed = _always(Ask.TASK if announcing is None else announcing), 0
        elif not words.endswith(title) or not title:
            listed += block.is_item
            below = listed > 0 and not block.is_item and announcing in (Ask.MUST, Ask.NICE)
            told = below and (block.apart or _is_prose(block.text))
            headed = announcing is not None and not told
            yield from _sentences(block, beside_list if told else _labelled(block) or under, headed)


def _always(ask: Ask) -> Callable[[str], Ask]:
    return lambda _: ask


def _labelled(block: Block) -> Callable[[str], Ask] | None:
    """How an item asks that has a label of its own; None where the label says nothing of it."""
    ask = announced(block.label) if block.label else None
    return None if ask is None else _always(ask)


def _is_prose(text: str) -> bool:
    """Whether a paragraph below a list tells of something else: what is asked for stands in the list."""
    return len(text.split()) >= PROSE and text.rstrip()[-1:] in ".!?"


def _sentences(block: Block, under: Callable[[str], Ask], headed: bool) -> Iterator[Sentence]:
    """The sentences of a block, each with how it asks; `under` says how a sentence is headed."""
    for one in _END.split(block.text):
        ask = under(one)
        if one := _wanted_part(one):
            for part in _clauses(one.rstrip(";")):
                yield Sentence(part, under_heading(part, ask), block.is_item, headed)


def _wanted_part(sentence: str) -> str:
    """A sentence without what it denies; "" if nothing else is in it: `We do not use Java, but Rust`."""
    sentence = SET_APART.sub(" …", sentence)
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


def _title(some: Sequence[Block]) -> str:
    """The line that names the role: labelled, or the first one if it is short."""
    for block in some[:12]:
        if label := TITLE_LABEL.fullmatch(block.text):
            return label["title"].strip()
    said = next((found for block in some if (found := _HIRING.search(block.text))), None)
    first = next((block for block in some if block.is_heading), None)
    if some and (some[0].is_heading or len(re.findall(r"\w\S*", some[0].text)) <= HEAD_WORDS + 2):
        first = some[0]
    if first and not _heads_more(first.text) and not (said and _tells(first.text)):
        return first.text
    return said["title"] if said else ""


def _tells(line: str) -> bool:
    """Whether a first line greets, or is a sentence, and so names no role by itself."""
    return bool(_GREETING.match(line) or _HIRING.search(line))


def _heads_more(line: str) -> bool:
    """Whether a line is the heading of what follows, and names no role."""
    ask = announced(line)
    return bool(ask in (Ask.TASK, Ask.ASIDE) or HEAD.fullmatch(line) or _ABOUT.match(line))
