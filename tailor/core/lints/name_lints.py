"""Names and tags: the same product spelt in two ways, a tag that stands alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from tailor.core.lints.catalogue import Finding, spot
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HOLDERS, Kind
from tailor.core.rules.tagging import levels
from tailor.models.dates import Day
from tailor.models.values import near

_WORD = re.compile(r"[^\W\d_][\w+#]*(?:[.\-][\w+#]+)*")


def spelling_lints(candidates: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    """Words that differ in capitals, dots or hyphens only, and one of which is written like a name."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, Candidate] = {}
    for one in candidates:
        for word in _words(one):
            counts.setdefault(re.sub(r"[.\-]", "", word).casefold(), Counter())[word] += 1
            first.setdefault(word, one)
    for spellings in counts.values():
        usual = max(spellings, key=lambda word: (spellings[word], sum(letter.isupper() for letter in word)))
        if any(map(_is_name, spellings)):
            for word in spellings:
                if word != usual and _differs(word, usual):
                    message = f"“{word}” here, “{usual}” elsewhere"
                    yield Finding(
                        "spelling-variants", message, "write one of them throughout", spot(first[word].place, word)
                    )


def _words(one: Candidate) -> Iterator[str]:
    """The words of a text without their plural and genitive endings."""
    if one.kind not in HOLDERS and one.kind is not Kind.ROW:
        for found in _WORD.finditer(one.text):
            word = re.sub(r"(?<=[A-Z]{2})s$", "", found[0])
            if len(word) > 3:
                yield word


def _is_name(word: str) -> bool:
    """Whether a word has capitals inside, and small letters or a dot too: `GitHub`, `Node.js`."""
    return any(letter.isupper() for letter in word[1:]) and any(letter.islower() for letter in word)


def _differs(word: str, usual: str) -> bool:
    """More than by the capitals that a sentence's first word or a title has: `Time-Series` is `time-series`."""
    return _uncapped(word) != _uncapped(usual)


def _uncapped(word: str) -> str:
    """The word with each of its parts beginning in a small letter, unless a part has more capitals."""
    parts = re.split(r"([.\-])", word)
    return "".join(
        part.lower() if part[1:].islower() or len(part) == 1 else part[:1].lower() + part[1:] for part in parts
    )


def tag_lints(candidates: Sequence[Candidate], wanted: Collection[str] = ()) -> Iterator[Finding]:
    """Tags on one piece only that no target speaks of, not even of what is above them."""
    bearers: dict[str, list[Candidate]] = {}
    for one in candidates:
        for tag in one.tags:
            bearers.setdefault(tag, []).append(one)
    for tag, some in bearers.items():
        if len(some) == 1 and not any(level in wanted for level in levels(tag)):
            meant = near(tag, [*(other for other in bearers if other != tag), *wanted], 0.8)
            mend = f"did you mean `{meant}`?" if meant else "let a target want it, or remove it"
            message = f"only this piece has the tag `{tag}`, and no target speaks of it"
            yield Finding("tag-once", message, mend, some[0].place)
