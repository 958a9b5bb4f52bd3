"""What of a profile shows what a posting asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tailor.core.postings.forms import tools_of
from tailor.core.postings.schooling import Degree, highest
from tailor.core.postings.terms import Lexicon, tokens
from tailor.core.postings.wanting import Gap, Mention, Wish, worth
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS

EVERYWHERE = frozenset(["communication", "collaboration", "stakeholders", "cross-functional", "hiring"])
"""What every posting asks for, and no line of a profile proves: never reported as a gap."""

Forms = Mapping[str, Sequence[str]]
Narrower = Mapping[str, Sequence[str]]


class Evidence:
    """The tags, words and tools of a profile."""

    def __init__(
        self,
        known: set[str],
        candidates: Sequence[Candidate],
        mentions: Mapping[str, Sequence[Mention]],
        forms: Forms,
        narrower: Narrower,
    ) -> None:
        """`narrower` names, for a tag, those that show it too: `containers` is shown by `docker`."""
        self._known = known
        self._narrower = {tag: narrower.get(tag, ()) for tag in mentions}
        sought = {*mentions, *(one for some in self._narrower.values() for one in some)}
        lexicon = Lexicon({tag: forms.get(tag) or _as_named(mentions.get(tag, ())) for tag in sorted(sought)})
        self._written: dict[str, dict[str, None]] = {}
        self._listed: set[str] = set()
        self._words = []
        for one in candidates:
            if one.kind not in HOLDERS:
                for match in lexicon.find(one.text):
                    self._written.setdefault(match.tag, {})[match.phrase] = None
            self._words.append(frozenset(word.key for word in tokens(one.text)))
            self._listed |= {tag for tool in tools_of(one) for tag in lexicon.tags(tool)}
        self.degree: Degree | None = highest(one.text for one in candidates if one.section == "education")

    def judge(self, tag: str, mentions: Sequence[Mention]) -> Wish | Gap | None:
        """A tag of the profile, one that its words show, or a gap; None for what every posting asks for."""
        points, about = worth(mentions), tuple(mentions)
        for own in (tag, *self._narrower.get(tag, ())):
            if own in self._known:
                return Wish(own, points, about)
            if phrases := self._written.get(own):
                return Wish(own, points, about, pattern_for(phrases))
        if tag in EVERYWHERE:
            return None
        return Gap(tag, about[0].words, points, about, tag in self._listed)

    def says(self, words: str) -> bool:
        """Whether one item of the profile has all of these words, wherever they stand in it."""
        keys = {word.key for word in tokens(words) if len(word.text) > 2}
        return bool(keys) and any(keys <= own for own in self._words)


def _as_named(mentions: Sequence[Mention]) -> list[str]:
    return [f"={one.words}" for one in mentions[:1]]


def pattern_for(phrases: Iterable[str]) -> str:
    """A regular expression for phrases as they stand in the profile; `C++` ends in no letter, so `\\b` will not do."""
    either = "|".join(
        re.escape(phrase).replace(r"\ ", " ").replace(r"\-", "-")
        for phrase in sorted(phrases, key=lambda p: (-len(p), p))
    )
    return rf"(?<!\w)({either})(?!\w)"
