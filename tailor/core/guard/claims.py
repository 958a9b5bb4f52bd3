"""The guard: what a text says that its evidence does not.

Two levels. A *new fact* is a number, a name, a tool, a title, a degree or a superlative that stands nowhere in the
evidence: an error. A *changed sense* is softer: a hedge gone, a modest verb grown, a plan become a product, a word that
the evidence has not. A person has to look at it before the text is accepted.

Nothing is guessed from meaning: texts are compared word by word, so the answer is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from tailor.core.guard.quantities import RANK, Quantity, quantities
from tailor.core.guard.shifts import shifts
from tailor.core.guard.words import (
    DEGREES,
    HEDGES,
    MODEST,
    NEGATIONS,
    PARTIAL,
    PLAIN,
    TITLES,
    UNFINISHED,
    alike,
    folded,
    is_superlative,
    superlative_phrases,
    words,
)

_WRITTEN_OUT = {
    "msc": "master science", "bsc": "bachelor science", "ma": "master arts", "ba": "bachelor arts",
    "meng": "master engineering", "beng": "bachelor engineering", "mba": "master business administration",
}  # fmt: skip

_MONTH = re.compile(r"\b\d{4}-(0[1-9]|1[0-2])\b")
_MONTHS = (
    "january jan januar janvier enero", "february feb februar février febrero", "march mar märz mars marzo",
    "april apr avril abril", "may mai mayo", "june jun juni juin junio", "july jul juli juillet julio",
    "august aug août agosto", "september sep sept septembre septiembre", "october oct oktober okt octobre octubre",
    "november nov novembre noviembre", "december dec dezember dez décembre diciembre",
)  # fmt: skip

Terms = Callable[[str], Iterable[tuple[str, str, int, int]]]
"""Finds the known tools and terms of a text: (tag, words as they stand, start, end)."""


class Level(StrEnum):
    """How grave a claim is: an error, or for a person to look at."""

    NEW_FACT = "new-fact"
    CHANGED_SENSE = "changed-sense"


class Claim(Struct, frozen=True):
    """Something that a text says and its evidence does not: the words, where they stand, and what is wrong in words."""

    level: Level
    kind: str
    words: str
    start: int
    end: int
    message: str


class Evidence:
    """What a text is held against: the item's `own` text ("" for a letter or summary), and `more` of its entry or of
    the whole profile. `capitals` says that nouns have capitals in its language (German), so that these name nothing."""

    def __init__(self, own: str, more: Sequence[str], terms: Terms, *, capitals: bool = False) -> None:
        self.own, self.terms, self.capitals = own, terms, capitals
        self.all = "\n".join((own, *more))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of all the evidence."""
        return quantities(self.all)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of all the evidence, folded; parts of hyphenated ones too."""
        found = [folded(match[0]) for match in words(self.all)]
        parts = [part for word in found for part in re.split(r"[-/&.]", word) if part]
        written_out = [word for degree, word in _WRITTEN_OUT.items() if degree in found]
        months = [name for number in _MONTH.findall(self.all) for name in _MONTHS[int(number) - 1].split()]
        return tuple(dict.fromkeys((*found, *parts, *months, *" ".join(written_out).split())))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The known terms of all the evidence, whatever form they have there."""
        return frozenset(tag for tag, *_ in self.terms(self.all))

    @cached_property
    def initials(self) -> str:
        """The first letters of its words in order, for abbreviations: `intensive care unit` is ICU."""
        return "".join(match[0][0].lower() for match in words(self.all))

    def says(self, word: str) -> bool:
        """Whether a folded word, or a form of it, stands in the evidence."""
        return any(alike(word, one) for one in self.words)

    def abbreviates(self, word: str) -> bool:
        """Whether an abbreviation stands for words that follow one another in the evidence, or the other way round."""
        letters = re.sub(r"[^a-z]", "", word.lower()).removesuffix("s")
        return len(letters) >= 2 and letters in self.initials


def claims(text: str, evidence: Evidence) -> tuple[Claim, ...]:
    """All that a text claims beyond its evidence, from left to right; a new fact hides a changed sense in its words."""
    facts = [
        *_numbers(text, evidence),
        *_names(text, evidence),
        *_ranks(text, evidence),
        *_superlatives(text, evidence),
    ]
    found = list({(one.start, one.end): one for one in reversed(facts)}.values())
    moved = (Claim(Level.CHANGED_SENSE, *one) for one in shifts(text, evidence.own, evidence.all))
    for one in (*_softened(text, evidence), *moved, *_new_words(text, evidence)):
        if not any(fact.start < one.end and one.start < fact.end for fact in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.start, one.level)))


def _numbers(text: str, evidence: Evidence) -> Iterator[Claim]:
    for one in quantities(text):
        if not any(one.supported_by(other) for other in evidence.quantities):
            shown = text[one.start : one.end].strip()
            yield Claim(Level.NEW_FACT, "number", shown, one.start, one.end, f"`{shown}` is not in the evidence")
    yield from _exchanged(text, evidence)
    yield from _turned(text, evidence)
    yield from _repeated(text, evidence)
    yield from _other_year(text, evidence)


def _exchanged(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`nine signals` where the evidence has three signals, and nine of something else."""
    for one in quantities(text):
        counted = _counted(text, one)
        known = [other for other in evidence.quantities if counted and alike(counted, _counted(evidence.all, other))]
        if known and not one.unit and not any(_near(one, other) or _of_them(one, other, evidence) for other in known):
            shown, there = text[one.start : one.end].strip(), known[0]
            message = f"`{shown} {counted}`: the evidence has `{evidence.all[there.start : there.end].strip()}`"
            yield Claim(Level.NEW_FACT, "number", shown, one.start, one.end, message)


def _of_them(one: Quantity, whole: Quantity, evidence: Evidence) -> bool:
    """Whether the evidence has that many of the whole: `two of the five stations`."""
    before = evidence.all[max(0, whole.start - 24) : whole.start]
    return PARTIAL.search(before) is not None and any(_near(one, other) for other in quantities(before))


def _near(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value or one.supported_by(other)


def _counted(text: str, one: Quantity) -> str:
    """What a number without a unit counts: the word right after it; "" if none is there."""
    match = re.compile(r"[\s\u00a0-]+([^\W\d_]{4,})").match(text, one.end)
    word = folded(match[1]) if match and not one.unit else ""
    return "" if word in PLAIN else word


def _repeated(text: str, evidence: Evidence) -> Iterator[Claim]:
    """A quantity used more often than in the evidence: `£90,000 a year` does not make a trial one of a year."""
    for one in quantities(text):
        used = sum(one.supported_by(other) for other in quantities(text))
        stands = sum(one.supported_by(other) for other in evidence.quantities)
        if 0 < stands < used:
            shown = text[one.start : one.end]
            message = f"`{shown}` is used {used} times; the evidence has it {stands} times"
            yield Claim(Level.CHANGED_SENSE, "number", shown, one.start, one.end, message)


def _other_year(text: str, evidence: Evidence) -> Iterator[Claim]:
    """A year of the entry in place of the one that the item names itself."""
    own, said = _years(evidence.own), _years(text)
    if own and not own.keys() <= said.keys():
        for year in said.keys() - own.keys():
            one = said[year]
            message = f"the item says {', '.join(map(str, sorted(own)))}, not {year}"
            yield Claim(Level.CHANGED_SENSE, "date", str(year), one.start, one.end, message)


def _years(text: str) -> dict[int, Quantity]:
    found = (
        one for one in quantities(text) if not one.unit and one.value.denominator == 1 and 1900 <= one.value < 2100
    )
    return {int(one.value): one for one in found}


_FROM_TO = re.compile(
    r"\b(?:from|von|de|desde)\s+(?P<one>[\d.,]+)\D{0,14}?\s(?:to|auf|à|a)\s+(?P<two>[\d.,]+)", re.IGNORECASE
)


def _turned(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`from 6 to 14` where the evidence goes from 14 to 6."""
    known = {(match["one"], match["two"]) for match in _FROM_TO.finditer(evidence.all)}
    for match in _FROM_TO.finditer(text):
        pair = match["one"], match["two"]
        if pair not in known and pair[::-1] in known:
            yield Claim(
                Level.NEW_FACT, "number", match[0], *match.span(), f"`{match[0]}` runs the other way in the evidence"
            )


def _names(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Names and tools: known terms written as names, and words with a capital inside a sentence."""
    known: set[int] = set()
    for tag, shown, start, end in evidence.terms(text):
        known.update(range(start, end))
        if _is_name(shown) and tag not in evidence.tags and not _stands(shown, evidence):
            yield Claim(Level.NEW_FACT, "tool", shown, start, end, f"`{shown}` is not in the evidence")
    for match in words(text):
        if (
            match.start() in known
            or not _names_something(text, match, evidence.capitals)
            or _stands(match[0], evidence)
        ):
            continue
        yield Claim(Level.NEW_FACT, "name", match[0], *match.span(), f"`{match[0]}` is not in the evidence")


def _is_name(shown: str) -> bool:
    return shown != shown.lower()


def _stands(shown: str, evidence: Evidence) -> bool:
    """Whether each part of a name is a word of the evidence, or the whole its abbreviation."""
    whole = folded(shown)
    if evidence.says(whole) or evidence.abbreviates(shown) or shown.lower() in evidence.all.lower():
        return True
    parts = [part for part in re.split(r"[-/&\s]", whole) if part and part not in PLAIN]
    return bool(parts) and all(evidence.says(part) or part.isdigit() for part in parts)


def _names_something(text: str, match: re.Match[str], capitals: bool) -> bool:
    """Whether a word is written as a name: inner capitals anywhere, a first capital within a sentence."""
    word = match[0]
    if not any(letter.isupper() for letter in word) or quantities(word):
        return False
    if len(word) > 1 and word != word.capitalize():
        return not _hyphened(word)
    return not capitals and not _begins(text, match.start()) and len(word) > 1


def _hyphened(word: str) -> bool:
    """`Low-latency` at the start of a sentence is no name."""
    head, *rest = word.split("-")
    return bool(rest) and all(part == part.lower() for part in rest) and head == head.capitalize()


def _begins(text: str, start: int) -> bool:
    """Whether a sentence, or a part after a colon or dash, begins here."""
    before = text[:start].rstrip(" “\"'«(")
    return not before or before[-1] in ".!?:;–—\n•"


_AS = re.compile(r"\b(?:as|als|en tant que?|comme|como)\s+(?P<role>[^,.;:()]{2,60})", re.IGNORECASE)


def _ranks(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Titles, degrees and licences; and every word of the role in `As a …,` at the beginning."""
    for match in words(text):
        word = folded(match[0])
        kind = "title" if word in TITLES and _is_title(text, match) else "degree" if word in DEGREES else ""
        if kind and not _stands(match[0], evidence) and not _degree_stands(word, evidence):
            yield Claim(
                Level.NEW_FACT, kind, match[0], *match.span(), f"the {kind} `{match[0]}` is not in the evidence"
            )
    if (role := _AS.match(text)) is not None:
        yield from _role(role, evidence)


_VERB_AFTER = re.compile(r"\s+(?:the|an?|\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\b", re.IGNORECASE)


def _is_title(text: str, match: re.Match[str]) -> bool:
    """`Lead engineer` is a title, `lead the …` is a verb: what follows tells."""
    return folded(match[0]) not in ("lead", "head", "chair", "staff", "captain") or not _VERB_AFTER.match(
        text, match.end()
    )


_DEGREE_FORMS = (
    {"phd", "doctorate", "doctoral", "doctor", "dphil", "promotion", "doktor", "doctorat"},
    {"msc", "master", "masters", "master's", "ma", "meng", "magister"},
    {"bsc", "bachelor", "bachelors", "bachelor's", "ba", "beng"},
)


def _degree_stands(word: str, evidence: Evidence) -> bool:
    return any(word in forms and forms.intersection(evidence.words) for forms in _DEGREE_FORMS)


def _role(match: re.Match[str], evidence: Evidence) -> Iterator[Claim]:
    base = match.start("role")
    head = re.split(r"\s(?:of|at|for|in|der|des|du|de|bei|betreute|gewann)\s", match["role"])[0]
    for word in words(head):
        if folded(word[0]) not in PLAIN and not _stands(word[0], evidence):
            start, end = base + word.start(), base + word.end()
            yield Claim(Level.NEW_FACT, "title", word[0], start, end, f"the role `{word[0]}` is not in the evidence")


def _superlatives(text: str, evidence: Evidence) -> Iterator[Claim]:
    found = [match for match in words(text) if is_superlative(match[0])]
    for match in (*superlative_phrases(text), *found):
        if match[0].lower() in evidence.all.lower() or evidence.says(folded(match[0])):
            continue
        if folded(match[0]) == "first" and any(one.unit == RANK and one.value == 1 for one in evidence.quantities):
            continue
        message = f"`{match[0]}` claims more than the evidence"
        yield Claim(Level.NEW_FACT, "superlative", match[0], *match.span(), message)


def _softened(text: str, evidence: Evidence) -> Iterator[Claim]:
    """What kept the item's own text modest and is gone, or says something else."""
    if not evidence.own:
        return
    yield from _hedges(text, evidence.own)
    for table, kind, what in (
        (MODEST, "role", "shares the work"),
        (UNFINISHED, "maturity", "says that it was not done or in use"),
    ):
        had, has = _of(evidence.own, table), _of(text, table)
        for word in had:
            if not any(alike(word, one) for one in has) and not has:
                yield Claim(Level.CHANGED_SENSE, kind, text, 0, len(text), f"`{word}`, which {what}, is gone")
                break
    yield from _finished(text, evidence.own)
    if (gone := _of(evidence.own, NEGATIONS)) and not _of(text, NEGATIONS):
        yield Claim(Level.CHANGED_SENSE, "negation", text, 0, len(text), f"`{gone[0]}` is gone")
    yield from _recast(text, evidence)


def _finished(text: str, own: str) -> Iterator[Claim]:
    """`a prototype of a flow` become `a flow`."""
    kept = _of(text, UNFINISHED)
    for match in words(own):
        if folded(match[0]) in UNFINISHED and not any(alike(folded(match[0]), one) for one in kept):
            after = _next_words(own, match.end())[-1:]
            if after and _has_word(text, after[0]):
                message = f"`{match[0]}` is gone before `{after[0]}`"
                yield Claim(Level.CHANGED_SENSE, "maturity", after[0], *_where(text, after[0]), message)


def _of(text: str, table: Iterable[str]) -> list[str]:
    return [word for match in words(text) if (word := folded(match[0])) in table]


def _hedges(text: str, own: str) -> Iterator[Claim]:
    """A hedge before a number or word that is kept must be kept, and none may come that says something else."""
    for family, forms in HEDGES.items():
        for form in forms:
            for match in _hedge(form).finditer(own):
                after = next((word for word in _next_words(own, match.end()) if _has_word(text, word)), "")
                if after and not _hedged(text, family):
                    yield Claim(
                        Level.CHANGED_SENSE,
                        "hedge",
                        after,
                        *_where(text, after),
                        f"`{match[0]}` is gone before `{after}`",
                    )
            for match in _hedge(form).finditer(text):
                if not _hedged(own, family):
                    yield Claim(Level.CHANGED_SENSE, "hedge", match[0], *match.span(), f"`{match[0]}` was not said")


def _hedge(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)


def _hedged(text: str, family: str) -> bool:
    return any(_hedge(form).search(text) for form in HEDGES[family])


def _next_words(text: str, at: int) -> list[str]:
    """The numbers close behind a place, and the first word that says something."""
    numbers = [text[one.start : one.end] for one in quantities(text) if at <= one.start < at + 25]
    following = [match[0] for match in words(text[at : at + 60]) if folded(match[0]) not in PLAIN]
    return [*numbers, *following[:1]]


def _has_word(text: str, word: str) -> bool:
    numbers = quantities(word)
    if numbers:
        return any(one.value == numbers[0].value for one in quantities(text))
    return any(alike(folded(match[0]), folded(word)) for match in words(text))


def _where(text: str, word: str) -> tuple[int, int]:
    found = next((match for match in words(text) if alike(folded(match[0]), folded(word))), None)
    return found.span() if found else (0, len(text))


def _recast(text: str, evidence: Evidence) -> Iterator[Claim]:
    """`with the operator` become `as the operator`; and a first verb that was another's."""
    for match in _AS.finditer(text):
        if match.start() and not re.search(
            rf"\b(?:as|als)\s+{re.escape(match['role'][:12])}", evidence.own, re.IGNORECASE
        ):
            yield Claim(
                Level.CHANGED_SENSE, "relation", match[0], *match.span(), f"`{match[0]}` was said in another way"
            )
    first, before = _opening(text), _opening(evidence.own)
    yield from _other_object(text, evidence.own)
    if (
        first
        and before
        and not _has_word(text, before[0])
        and _has_word(evidence.own, first[0])
        and _acts(evidence.own, first[0])
    ):
        message = f"`{first[0]}` was not the first thing said, and `{before[0]}` is gone"
        yield Claim(Level.CHANGED_SENSE, "role", first[0], *first.span(), message)


def _other_object(text: str, own: str) -> Iterator[Claim]:
    """The same verb about something else: `programmed the behaviour for a game` become `programmed a game`."""
    said = [match for match in words(text) if folded(match[0]) not in PLAIN][:2]
    had = [match for match in words(own) if folded(match[0]) not in PLAIN][:3]
    if len(said) < 2 or len(had) < 3 or not alike(folded(said[0][0]), folded(had[0][0])) or quantities(said[1][0]):
        return
    if not any(_has_word(text, one[0]) for one in had[1:]):
        message = f"`{said[1][0]}` stands where `{had[1][0]} {had[2][0]}` was"
        yield Claim(Level.CHANGED_SENSE, "object", said[1][0], *said[1].span(), message)


def _opening(text: str) -> re.Match[str] | None:
    return next((match for match in words(text) if folded(match[0]) not in PLAIN), None)


def _acts(own: str, word: str) -> bool:
    """Whether a word of the item's text is somebody else's there: `an intern who built`."""
    return (
        re.search(rf"\b(?:who|which|that|qui|der|die|das|que)\b[^.;]*\b{re.escape(word)}", own, re.IGNORECASE)
        is not None
    )


def _new_words(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Words that say something and stand nowhere in the evidence, in no form and no abbreviation."""
    numbers = [(one.start, one.end) for one in quantities(text)]
    for match in words(text):
        word = folded(match[0])
        if word in PLAIN or len(word) < 3 or word in _SAME or any(a <= match.start() < b for a, b in numbers):
            continue
        if not _stands(match[0], evidence) and not _renamed(text, match, evidence):
            yield Claim(Level.CHANGED_SENSE, "word", match[0], *match.span(), f"the evidence does not say `{match[0]}`")


_SAME = frozenset(
    (
        *("cut", "reduced", "reducing", "lowered", "instead", "against", "previous", "prior", "early", "later", "each"),
        *(
            "together",
            "month",
            "across",
            "mean",
            "average",
            "newcomers",
            "rose",
            "fell",
            "brought",
            "percent",
            "prozent",
        ),
        *(form for forms in HEDGES.values() for form in forms),
    )
)
"""Words that shift no claim by themselves; what is hedged is looked at on its own."""


def _renamed(text: str, match: re.Match[str], evidence: Evidence) -> bool:
    """Whether a known term in other words: `k8s` where the evidence has Kubernetes."""
    return any(start <= match.start() < end and tag in evidence.tags for tag, _, start, end in evidence.terms(text))
