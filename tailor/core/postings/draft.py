"""A posting and a profile → what a draft target wants, by how the posting asks, and what the profile has no sign of.

Nothing is guessed: a tag is wanted only if the profile has it, or if its words name the thing; then the target finds
them by a pattern, and the profile stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from tailor.core.postings.posting import Ask, Posting, Sentence
from tailor.core.postings.terms import Lexicon, own_form, tokens
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS, Kind
from tailor.core.rules.tagging import canonical, levels
from tailor.models.values import normal_tag

POINTS = {Ask.TITLE: 4.0, Ask.MUST: 3.0, Ask.TASK: 2.0, Ask.NICE: 1.0, Ask.ASIDE: 0.5}
"""What one sentence that asks for a tag is worth."""

REPEATED = (1.0, 0.5, 0.25)
"""What the first, the second, the third sentence count; no later one counts."""

MOST = Decimal(5)
LEAST = 1.0
"""Weights reach from here to there; what comes to less was named in passing."""

EVERYWHERE = frozenset(["communication", "collaboration", "stakeholders", "cross-functional", "hiring"])
"""What every posting asks for, and no line of a profile proves: never told as a gap."""

CAPITALS = 0.3
"""English has fewer words with a capital than this part."""

LONGEST = 3
"""A keyword of more words is a phrase, not a term."""

_DEGREES = ("bachelor", "bachelors", "master", "masters", "phd", "ph.d", "msc", "bsc", "bs", "ms", "ba", "ma", "mba")
_FIELDS = ("degree", "university", "computer", "science", "engineering", "mathematics", "physics", "statistics")
_PLACES = ("eu", "us", "uk", "usa", "europe", "remote", "hybrid", "cv", "i")
_RANKS = ("senior", "junior", "mid", "staff", "principal", "lead", "engineer", "developer", "manager", "level", "team")
_NOT_NAMES = frozenset([*_DEGREES, *_FIELDS, *_PLACES, *_RANKS])
"""What postings write with a capital, and is no tool."""


_PEOPLE = re.compile(
    r"\b(researchers?|managers?|traders?|makers?|lecturers?|tutors?|analysts?|scientists?|onderzoekers?)$", re.I
)
"""Whom one works with is not what one does, outside a title."""

HEADLINE = 0.6
"""A headline that shares this part of its words with the posting's title is the one to show."""


class Mention(Struct, frozen=True):
    """A sentence of the posting that names a term: how it asks, its text, and where the term stands in it."""

    ask: Ask
    sentence: str
    start: int
    end: int


class Wish(Struct, frozen=True):
    """A tag that the draft wants. `pattern` finds it in the profile's words where no tag of the profile says it."""

    tag: str
    points: float
    mentions: tuple[Mention, ...]
    pattern: str | None = None

    @property
    def weight(self) -> Decimal:
        """The weight that `want` takes, in halves."""
        return min(MOST, Decimal(round(self.points * 2)) / 2)


class Gap(Struct, frozen=True):
    """What the posting asks for and no item of the profile shows; `tool_only` if only an entry's `tools` name it."""

    tag: str
    name: str
    points: float
    mentions: tuple[Mention, ...]
    tool_only: bool = False


class Draft(Struct, frozen=True):
    """What to want, the most wanted first, and what is missing; `sections` are those that the posting asks for."""

    title: str
    wishes: tuple[Wish, ...]
    gaps: tuple[Gap, ...]
    sections: tuple[Gap, ...]
    aliases: Mapping[str, str]
    passed: tuple[str, ...] = ()
    """Sentences that say only what every posting says."""


def used_tags(candidates: Iterable[Candidate]) -> list[tuple[str, int]]:
    """The tags of a profile and how many of its items carry each, the most used first."""
    counts = Counter(tag for one in candidates if one.kind not in HOLDERS for tag in one.tags)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def draft(
    posting: Posting,
    candidates: Sequence[Candidate],
    terms: Mapping[str, Sequence[str]],
    aliases: Mapping[str, str],
) -> Draft:
    """What a posting wants of a profile. `terms` are forms of known tags, `aliases` those of the profile's targets."""
    known = {level for one in candidates for tag in (*one.tags, *one.inherited) for level in levels(tag)}
    used = {alias: tag for alias, tag in aliases.items() if alias in known}
    words = _forms({canonical(tag, used) for tag in known}, candidates, terms, used)
    sentences = posting.sentences
    mentions = _mentions(sentences, Lexicon(words | _names(sentences, Lexicon(words))))
    reader = _Evidence(known | set(used.values()), candidates, mentions, words)
    found = [reader.judge(tag, about) for tag, about in mentions.items()]
    wishes = sorted((one for one in found if isinstance(one, Wish)), key=lambda one: -one.points)
    asked = sorted((one for one in found if isinstance(one, Gap)), key=lambda one: -one.points)
    asked = [one for one in asked if one.points >= LEAST]
    keys = {one.section for one in candidates}
    wanted = {one.tag for one in wishes}
    return Draft(
        posting.title,
        tuple(wishes),
        tuple(one for one in asked if one.tag not in keys),
        tuple(one for one in asked if one.tag in keys),
        {alias: tag for alias, tag in used.items() if tag in wanted},
        tuple(one.sentence for tag in EVERYWHERE & mentions.keys() for one in mentions[tag]),
    )


def headline_for(title: str, headlines: Mapping[str, str]) -> str | None:
    """The headline that says what the posting's title says; None if none does. `headlines` are texts by name."""
    wanted = {word.key for word in tokens(title)}
    shares = {name: [word.key in wanted for word in tokens(text)] for name, text in headlines.items()}
    found = {name: sum(hits) / len(hits) for name, hits in shares.items() if hits}
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] >= HEADLINE else None


def worth(mentions: Sequence[Mention]) -> float:
    """What mentions come to: the strongest in full, the next ones by half and a quarter."""
    points = sorted((POINTS[one.ask] for one in mentions), reverse=True)
    return sum(value * share for value, share in zip(points, REPEATED, strict=False))


def _forms(
    known: set[str], candidates: Sequence[Candidate], terms: Mapping[str, Sequence[str]], aliases: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The forms of every term: the profile's tags with the table's forms for them, the table's others, its keywords."""
    table = Lexicon(terms)
    named: dict[str, str] = {}
    own: dict[str, tuple[str, ...]] = {}
    for tag in sorted(known, key=lambda tag: (tag.count("/"), tag)):
        words = tag.rpartition("/")[2].replace("-", " ")
        term = _term(tag.rpartition("/")[2], words, terms, table)
        if term is None:
            own.setdefault(tag, (words,))
        else:
            named.setdefault(term, tag)
    named |= {alias: tag for alias, tag in aliases.items() if alias in terms}
    forms: dict[str, tuple[str, ...]] = {}
    for term, written in terms.items():
        tag = named.get(term, term)
        forms[tag] = (*forms.get(tag, ()), *written)
    return forms | own | _keyword_forms(candidates, forms | own)


def _term(tag: str, words: str, terms: Mapping[str, Sequence[str]], table: Lexicon) -> str | None:
    """The term of the table that a profile's tag is another name of: `machine-learning` is `ml`."""
    if tag in terms:
        return tag
    match = next(table.find(words), None)
    return match.tag if match and (match.start, match.end) == (0, len(words)) else None


def _keyword_forms(candidates: Sequence[Candidate], forms: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Skills and tools that the profile names and the table does not know."""
    table = Lexicon(forms)
    found: dict[str, tuple[str, ...]] = {}
    for word in _skills(candidates):
        tag = normal_tag(word)
        if tag and tag not in forms and len(word.split()) <= LONGEST and not table.tags(word):
            found.setdefault(tag, (own_form(word),))
    return found


def _skills(candidates: Iterable[Candidate]) -> Iterator[str]:
    for one in candidates:
        if one.kind is Kind.KEYWORD:
            yield one.text
        yield from _tools(one)


def _tools(candidate: Candidate) -> Sequence[str]:
    tools: Sequence[str] = candidate.variants[0].block.fields.get("tools", ())
    return tools


def _names(sentences: Sequence[Sentence], lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Names that the requirements drop and no table knows (`Temporal`): words with a capital inside a sentence."""
    if _in_capitals(sentences):
        return {}
    plain = {word.text for one in sentences for word in tokens(one.text) if word.text.islower()}
    aside = {word.text for one in sentences if one.ask in (Ask.ASIDE, Ask.TITLE) for word in tokens(one.text)}
    found: dict[str, tuple[str, ...]] = {}
    for one in sentences:
        if one.ask not in (Ask.MUST, Ask.NICE):
            continue
        covered = [(match.start, match.end) for match in lexicon.find(one.text)]
        for word in tokens(one.text)[1:]:
            inside = any(start <= word.start < end for start, end in covered)
            common = word.text.lower() in _NOT_NAMES | plain or word.text in aside
            if word.text[0].isupper() and len(word.text) > 1 and not inside and not common:
                found.setdefault(normal_tag(word.text), (f"={word.text}",))
    return {tag: forms for tag, forms in found.items() if tag}


def _in_capitals(sentences: Iterable[Sentence]) -> bool:
    """Whether nouns have capitals here, as in German: then a capital says nothing."""
    inner = [word.text for one in sentences if one.ask is not Ask.TITLE for word in tokens(one.text)[1:]]
    return sum(word[0].isupper() and word[1:].islower() for word in inner) > CAPITALS * len(inner)


def _mentions(sentences: Iterable[Sentence], lexicon: Lexicon) -> dict[str, list[Mention]]:
    """The sentences that name each tag, each sentence once, the strongest first."""
    found: dict[str, list[Mention]] = {}
    for one in sentences:
        seen = set()
        for match in lexicon.find(one.text):
            if match.tag not in seen and (one.ask is Ask.TITLE or not _PEOPLE.search(match.phrase)):
                seen.add(match.tag)
                found.setdefault(match.tag, []).append(Mention(one.ask, one.text, match.start, match.end))
    return {tag: sorted(mentions, key=lambda mention: mention.ask) for tag, mentions in found.items()}


class _Evidence:
    """What of a profile shows a tag."""

    def __init__(
        self,
        known: set[str],
        candidates: Sequence[Candidate],
        mentions: Mapping[str, Sequence[Mention]],
        forms: Mapping[str, Sequence[str]],
    ) -> None:
        self._known = known
        lexicon = Lexicon({tag: forms.get(tag) or [f"={_named(mentions[tag][0])}"] for tag in mentions})
        self._written: dict[str, dict[str, None]] = {}
        self._listed: set[str] = set()
        for one in candidates:
            if one.kind not in HOLDERS:
                for match in lexicon.find(one.text):
                    self._written.setdefault(match.tag, {})[match.phrase] = None
            self._listed |= {tag for tool in _tools(one) for tag in lexicon.tags(tool)}

    def judge(self, tag: str, mentions: Sequence[Mention]) -> Wish | Gap | None:
        """A tag of the profile, one that its words show, or a gap; None for what every posting asks for."""
        points, about = worth(mentions), tuple(mentions)
        if tag in self._known:
            return Wish(tag, points, about)
        if phrases := self._written.get(tag):
            return Wish(tag, points, about, _pattern(phrases))
        if tag in EVERYWHERE:
            return None
        return Gap(tag, _named(about[0]), points, about, tag in self._listed)


def _named(mention: Mention) -> str:
    return mention.sentence[mention.start : mention.end]


def _pattern(phrases: Iterable[str]) -> str:
    """A regular expression for phrases as they stand in the profile; `C++` ends in no letter, so `\\b` will not do."""
    either = "|".join(
        re.escape(phrase).replace(r"\ ", " ").replace(r"\-", "-")
        for phrase in sorted(phrases, key=lambda p: (-len(p), p))
    )
    return rf"(?<!\w)({either})(?!\w)"
