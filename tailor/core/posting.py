"""A job posting as text → its title and its sentences, each with how it asks.

A posting says what it wants under headings ("Requirements", "Nice to have") and in the sentences themselves ("a plus",
"must"). The sentence goes before the heading: a bonus among the requirements is a bonus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum


class Ask(IntEnum):
    """How a sentence of a posting asks for what it names, from most to least."""

    TITLE = 0
    MUST = 1
    TASK = 2
    NICE = 3
    ASIDE = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and how it asks."""

    text: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Posting:
    """What a posting says. `title` is "" where none was found."""

    title: str
    sentences: tuple[Sentence, ...]


_NICE_HEAD = (
    r"nice|bonus|plus(es)?\b|preferred|desir|optional|advantage|(good|great|better) (to have|if)|would be|extra"
    r"|stand out|wünschens"
)
_ASIDE_HEAD = (
    r"benefit|perks?|offer|compensation|salary|pay\b|equal|divers|inclusi|privacy|apply|application|hiring process"
    r"|interview|values|location|about (us|the (company|firm|team|lab|group|university))|who we are"
    r"|our (company|story|mission)|why (join|work|us)|seniority|employment type|job function|industr"
    r"|über uns|wir bieten|angebot|bewerb"
)
_MUST_HEAD = (
    r"require|must|qualif|essential|minimum|skills|need|expect|looking for|who you are|about you"
    r"|your (profile|background)|you (have|bring|are|will have|'ll have)|what you.{0,4} bring|experience|criteria"
    r"|fit if|thrive|ideal (candidate|person)|anforderung|profil\b|voraussetzung|bringst|mitbringst"
)
_HEADS = (
    (re.compile(_NICE_HEAD, re.IGNORECASE), Ask.NICE),
    (
        re.compile(
            r"what you(’|'| wi)?ll (do|work|build|own)|responsib|duties|tasks|aufgaben|the (role|job|work)\b", re.I
        ),
        Ask.TASK,
    ),
    (re.compile(_ASIDE_HEAD, re.IGNORECASE), Ask.ASIDE),
    (re.compile(_MUST_HEAD, re.IGNORECASE), Ask.MUST),
)
"""What a heading announces; the first that fits."""

_UNASKED = re.compile(
    r"\b(no (prior |previous )?(experience|knowledge|background)\b.{0,80}\b(needed|required|necessary|expected|assumed)"
    r"|(not|n't|n’t) (expect|require|need|ask)\b)",
    re.IGNORECASE,
)
_NICE = re.compile(
    r"\b(nice[ -]to[ -]have|(a|big|strong|definite|huge|real) plus|plus(es)?$|bonus|prefer(red|ably)|ideally|desirable"
    r"|advantage(ous)?|optional(ly)?|beneficial|(would|will) be (great|good|nice|welcome|helpful|useful)|welcome but"
    r"|(not|n't|n’t) (strictly |absolutely )?(required|necessary|essential|a must)|von vorteil|idealerweise)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(must[ -](have|be|know)|is a must|required|requires|essential|mandatory|you (will )?need (?!to\b)\w"
    r"|needs? to (have|know))\b",
    re.IGNORECASE,
)

_DEGREE = re.compile(
    r"\b(degree in|bachelor|master(’|')?s|ph\.?d|doctorate|b\.?sc|m\.?sc|diploma|studium|studienabschluss)\b",
    re.IGNORECASE,
)
"""The fields of a degree are no skills that one asks for."""

_HIRING = re.compile(
    r"\b(?:hiring|seeking|recruiting|looking for) an? (?P<title>[A-Z][^.,;:]{3,60}?)"
    r"(?: (?:to|who|for|in|with|that|on)\b|[.,;:]|$)"
)
"""`is hiring a Quantitative Developer to join`"""

_YOU = re.compile(r"\b(you|your|du|ihr|sie)\b", re.IGNORECASE)
_LISTED = re.compile(r"^(and|or)\b|\bor\b", re.IGNORECASE)

_MARK = re.compile(r"^\s*(?:[-*+•◦▪‣●○·–—►➢✓✔]|\d{1,2}[.)])\s+")
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_RULE = re.compile(r"^\s*([=\-_*~])\1{2,}\s*$")
_BOLD = re.compile(r"\*\*(?P<star>[^*]+)\*\*:?|__(?P<line>[^_]+)__:?")
_LABEL = re.compile(r"(job title|position|role|title|vacancy|stelle)\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
_ABOUT = re.compile(r"about\b|über\b", re.IGNORECASE)
_FOR_ALL = re.compile(r"\s*\((?:[a-z]{1,3}\s*/\s*)+[a-z]{1,3}\)", re.IGNORECASE)
"""`(m/f/d)`, as German law asks for it."""

_END = re.compile(r"(?<=[.!?;])\s+(?=[\"“‘(]?[A-ZÀ-Þ0-9])|(?<=;)\s+")
_MIDWAY = re.compile(
    r"([,&/]|\b(and|or|the|an?|of|in|on|at|to|for|with|from|by|as|our|your|we|you|using))$", re.IGNORECASE
)
_INLINE = re.compile(r"\*\*|__|`|!?\[([^\]]*)\]\([^)]*\)")

_HEAD = re.compile(
    r"(?:(?:the|your|our|key|core|main|basic|minimum|technical|professional|preferred|required|additional|job|role"
    r"|ihr|ihre|dein|deine|unser|das|wir) )*"
    r"(?:requirements?|qualifications?|responsibilities|duties|tasks|role|job|position|profile|skills|experience"
    r"|background|benefits|perks|compensation|salary|location|industries|seniority level"
    r"|employment type|must[- ]haves?|nice[- ]to[- ]haves?|essentials?"
    r"|desirables?|preferred|optional|bonus|pluses|advantages|aufgaben|anforderungen|profil|angebot|bieten)"
    r"(?: (?:and|&|/) \w+| description| points| skills)?[:?]?"
    r"|(?:what|who|why|how|about|we offer|would be|you (?:have|bring|are|might|may|should|will)|equal|nice to|good to)"
    r"\b(?: [\w'’-]+){0,4}[:?]?",
    re.IGNORECASE,
)
"""A line without any mark that is a heading by its words."""

HEAD_WORDS = 8
"""A heading has at most so many words."""

WRAPPED = 55
"""A line of at least so many characters may go on in the next."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, a list item or a heading, on one line."""

    text: str
    is_heading: bool


def read_posting(text: str, title: str = "") -> Posting:
    """The sentences of a posting in plain text or Markdown; `title` is what its page says that it is."""
    blocks = list(_blocks(text))
    title = _FOR_ALL.sub("", title or _title(blocks))
    found = [Sentence(title, Ask.TITLE)] if title else []
    ask: Ask | None = None
    for block in blocks:
        words = _FOR_ALL.sub("", block.text)
        if block.is_heading and words != title:
            ask = _announced(words)
        elif not words.endswith(title) or not title:
            found += _sentences(block.text, ask)
    return Posting(title, tuple(found))


def _sentences(text: str, under: Ask | None) -> Iterator[Sentence]:
    """The sentences of a paragraph; before the first heading, those that do not say "you" tell of the firm."""
    for one in _END.split(text):
        ask = under if under is not None else Ask.TASK if _YOU.search(one) else Ask.ASIDE
        if not _UNASKED.search(one):
            yield from (Sentence(part, _asked(part, ask)) for part in _clauses(one.rstrip(";")))


def _clauses(sentence: str) -> list[str]:
    """A sentence, parted at the comma before what is only nice to have: `Solid statistics, Bayesian methods preferred`.

    `C++, Go or Rust is a plus` stays whole: there the bonus is one of a list.
    """
    head, _, tail = sentence.rpartition(", ")
    apart = head and _NICE.search(tail.rstrip(".!; ")) and not _NICE.search(head) and not _LISTED.search(tail)
    return [head, tail] if apart else [sentence]


def _announced(heading: str) -> Ask:
    """How the lines under a heading ask; under one that says nothing of it they tell of the work."""
    return next((ask for pattern, ask in _HEADS if pattern.search(heading)), Ask.TASK)


def _asked(sentence: str, under: Ask) -> Ask:
    if under is Ask.ASIDE or _DEGREE.search(sentence):
        return Ask.ASIDE
    if _NICE.search(sentence.rstrip(".!;, ")):
        return Ask.NICE
    return Ask.MUST if under is Ask.TASK and _MUST.search(sentence) else under


def _title(blocks: list[_Block]) -> str:
    """The line that names the role: labelled, or the first one if it is short."""
    for block in blocks[:12]:
        if label := _LABEL.fullmatch(block.text):
            return label["title"].strip()
    said = next((found for block in blocks if (found := _HIRING.search(block.text))), None)
    first = next((block for block in blocks if block.is_heading), None)
    if blocks and (blocks[0].is_heading or len(blocks[0].text.split()) <= HEAD_WORDS + 2):
        first = blocks[0]
    if first and not any(pattern.search(first.text) for pattern, _ in _HEADS[1:3]) and not _ABOUT.match(first.text):
        return first.text
    return said["title"] if said else ""


def _blocks(text: str) -> Iterator[_Block]:
    """Paragraphs and list items with their wrapped lines joined, and headings."""
    open_lines: list[str] = []
    lines = [*text.split("\n"), ""]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        heading = _heading(line, bool(_RULE.match(following)))
        starts = (
            heading is not None or not line.strip() or _MARK.match(line) is not None or _RULE.match(line) is not None
        )
        if open_lines and (starts or not _goes_on(open_lines[-1], line)):
            yield _Block(_bare(" ".join(open_lines)), False)
            open_lines = []
        if heading:
            yield _Block(heading, True)
        elif heading is None and line.strip() and not _RULE.match(line):
            open_lines.append(_MARK.sub("", line).strip())


def _goes_on(line: str, following: str) -> bool:
    """Whether a line was wrapped: the next begins in small letters, or it ends where no sentence or item does."""
    return following.strip()[:1].islower() or (len(line) >= WRAPPED and _MIDWAY.search(line) is not None)


def _heading(line: str, underlined: bool) -> str | None:
    """The words of a heading; None for any other line."""
    bare = _bare(line)
    words = bare.rstrip(":").split()
    if not bare or len(words) > HEAD_WORDS + 4 or _MARK.match(line):
        return None
    if _HASHES.match(line) or underlined or _BOLD.fullmatch(line.strip()):
        return bare.rstrip(": ")
    if len(words) > HEAD_WORDS or bare[-1] in ".,;!" or "," in bare:
        return None
    loud = bare.isupper() and len(words) > 1
    return bare.rstrip(": ") if bare.endswith(":") or loud or _HEAD.fullmatch(bare) else None


def _bare(line: str) -> str:
    """A line without the marks of Markdown."""
    return _INLINE.sub(lambda mark: mark[1] or "", _HASHES.sub("", line)).strip()
