"""A posting and a profile → what a draft target wants, by how the posting asks, and what the profile has no sign of.

Nothing is guessed: a tag is wanted only if the profile has it, or if its words name the thing; then the target finds
them by a pattern, and the profile stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tailor.core.postings.alternatives import choices
from tailor.core.postings.asking import Ask
from tailor.core.postings.forms import forms_of
from tailor.core.postings.posting import Posting, Sentence
from tailor.core.postings.posting_language import language_of
from tailor.core.postings.schooling import schooling
from tailor.core.postings.terms import Lexicon, tokens
from tailor.core.postings.unknown import Reader
from tailor.core.postings.wanting import LEAST, Draft, Gap, Mention, Wish, narrowed, worth
from tailor.core.postings.what_shows import EVERYWHERE, Evidence, Narrower
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS
from tailor.core.rules.tagging import canonical, levels
from tailor.models.values import normal_tag

__all__ = ["LEAST", "Draft", "Gap", "Mention", "Wish", "draft", "headline_for", "used_tags", "worth"]

_PEOPLE = re.compile(
    r"\b(researchers?|managers?|traders?|makers?|lecturers?|tutors?|analysts?|scientists?|onderzoekers?)$", re.I
)
"""Whom one works with is not what one does, outside a title."""

HEADLINE = 0.6
"""A headline that shares this part of its words with the posting's title is the one to show."""

Mentions = dict[str, list[Mention]]


def used_tags(candidates: Iterable[Candidate]) -> list[tuple[str, int]]:
    """The tags of a profile and how many of its items carry each, the most used first."""
    counts = Counter(tag for one in candidates if one.kind not in HOLDERS for tag in one.tags)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def draft(
    posting: Posting,
    candidates: Sequence[Candidate],
    terms: Mapping[str, Sequence[str]],
    aliases: Mapping[str, str],
    narrower: Narrower | None = None,
) -> Draft:
    """What a posting wants of a profile. `terms` are forms of known tags, `aliases` those of the profile's targets,
    `narrower` names for a tag those that show it too."""
    known = {level for one in candidates for tag in (*one.tags, *one.inherited) for level in levels(tag)}
    used = {alias: tag for alias, tag in aliases.items() if alias in known}
    own = {canonical(tag, used) for tag in known}
    words = forms_of(own, candidates, terms, used)
    language = language_of(one.text for one in posting.sentences)
    named = _unknown(posting.sentences, Lexicon(words), language)
    mentions = _mentions(posting.sentences, Lexicon(words | named), language)
    evidence = Evidence(known | set(used.values()), candidates, mentions, words, _in_profile(narrower or {}, own))
    found = [evidence.judge(tag, about) for tag, about in mentions.items()]
    wishes = narrowed(_merged(one for one in found if isinstance(one, Wish)))
    shown = _places(posting.sentences, Lexicon(words | named), {tag for tag in mentions if not _is_missing(tag, found)})
    missing = [one for one in found if isinstance(one, Gap) and not _plain_words_shown(one, named, evidence)]
    asked = [left for one in missing if (left := _without_choice(one, shown, language)) is not None]
    asked += _degrees(posting.sentences, evidence, language)
    asked = sorted((one for one in asked if one.points >= LEAST), key=lambda one: -one.points)
    keys = {one.section for one in candidates}
    wanted = {one.tag for one in wishes}
    return Draft(
        posting.title,
        tuple(wishes),
        tuple(one for one in asked if one.tag not in keys),
        tuple(one for one in asked if one.tag in keys),
        {alias: tag for alias, tag in used.items() if tag in wanted},
        tuple(_passed(posting.sentences, mentions, language)),
    )


def headline_for(title: str, headlines: Mapping[str, str]) -> str | None:
    """The headline that says what the posting's title says; None if none does. `headlines` are texts by name."""
    wanted = {word.key for word in tokens(title)}
    shares = {name: [word.key in wanted for word in tokens(text)] for name, text in headlines.items()}
    found = {name: sum(hits) / len(hits) for name, hits in shares.items() if hits}
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] >= HEADLINE else None


def _unknown(sentences: Sequence[Sentence], lexicon: Lexicon, language: str) -> dict[str, tuple[str, ...]]:
    """What the posting names and no table knows, as forms by tags: names in their own capitals."""
    reader = Reader(sentences, lexicon, language)
    found: dict[str, tuple[str, ...]] = {}
    for one in sentences:
        for span in reader.spans(one):
            words = one.text[span.start : span.end]
            if tag := normal_tag(words.replace(". ", " ")):
                found.setdefault(tag, (f"={words}" if span.named and " " not in words else words,))
    return found


def _mentions(sentences: Iterable[Sentence], lexicon: Lexicon, language: str) -> Mentions:
    """The sentences that name each tag, each once, the strongest first; the fields of a degree are no skills."""
    found: Mentions = {}
    for one in sentences:
        degrees = [(school.start, school.end) for school in schooling(one.text, language)]
        seen = set()
        for match in lexicon.find(one.text):
            field = any(start <= match.start < end for start, end in degrees)
            person = one.ask is not Ask.TITLE and _PEOPLE.search(match.phrase)
            if match.tag not in seen and not person and not field:
                seen.add(match.tag)
                found.setdefault(match.tag, []).append(Mention(one.ask, one.text, match.start, match.end))
    return {tag: sorted(mentions, key=lambda mention: mention.ask) for tag, mentions in found.items()}


def _in_profile(narrower: Narrower, known: set[str]) -> Narrower:
    """`narrower` by the profile's tags: its `ml/training` stands for the table's `training`."""
    own = {tag.rpartition("/")[2]: tag for tag in sorted(known)}
    return {own.get(tag, tag): [own.get(one, one) for one in some] for tag, some in narrower.items()}


def _merged(wishes: Iterable[Wish]) -> list[Wish]:
    """One wish a tag, the most wanted first: a broad term may have come to one that is asked for by itself too."""
    found: dict[str, Wish] = {}
    for one in wishes:
        other = found.get(one.tag)
        mentions = one.mentions if other is None else _distinct((*other.mentions, *one.mentions))
        found[one.tag] = Wish(one.tag, worth(mentions), mentions, one.pattern)
    return sorted(found.values(), key=lambda one: -one.points)


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions in order of strength, each sentence once."""
    found = {one.sentence: one for one in sorted(mentions, key=lambda one: -one.ask)}
    return tuple(sorted(found.values(), key=lambda one: one.ask))


def _plain_words_shown(gap: Gap, named: Mapping[str, Sequence[str]], evidence: Evidence) -> bool:
    """Whether the profile has the plain words of a gap that no table knows, in another order."""
    return gap.tag in named and evidence.says(gap.name)


def _is_missing(tag: str, found: Iterable[Wish | Gap | None]) -> bool:
    return any(isinstance(one, Gap) and one.tag == tag for one in found)


def _places(sentences: Iterable[Sentence], lexicon: Lexicon, tags: set[str]) -> dict[str, list[int]]:
    """Where in each sentence something stands that the profile shows."""
    return {one.text: [match.start for match in lexicon.find(one.text) if match.tag in tags] for one in sentences}


def _without_choice(gap: Gap, shown: Mapping[str, Sequence[int]], language: str) -> Gap | None:
    """The gap without the sentences in which something that the profile shows will do as well; None if none is left."""
    left = tuple(one for one in gap.mentions if not _chosen(one, shown, language))
    return Gap(gap.tag, left[0].words, worth(left), left, gap.tool_only) if left else None


def _chosen(mention: Mention, shown: Mapping[str, Sequence[int]], language: str) -> bool:
    others = shown.get(mention.sentence, ())
    return any(
        start <= mention.start < end and any(start <= one < end for one in others)
        for start, end in (choices(mention.sentence, language) if others else ())
    )


def _degrees(sentences: Iterable[Sentence], evidence: Evidence, language: str) -> list[Gap]:
    """The degrees that the posting asks for and the profile does not reach."""
    found: dict[str, Gap] = {}
    for one in sentences:
        for school in schooling(one.text, language) if one.ask in (Ask.MUST, Ask.NICE) else ():
            if evidence.degree is None or evidence.degree < school.least:
                mention = Mention(one.ask, one.text, school.start, school.end)
                found.setdefault(one.text, Gap("degree", mention.words.rstrip(" ."), worth([mention]), (mention,)))
    return list(found.values())


def _passed(sentences: Iterable[Sentence], mentions: Mentions, language: str) -> list[str]:
    """Sentences that say only what every posting says, or ask for a degree."""
    common = [one.sentence for tag in EVERYWHERE & mentions.keys() for one in mentions[tag]]
    return common + [one.text for one in sentences if any(schooling(one.text, language))]
