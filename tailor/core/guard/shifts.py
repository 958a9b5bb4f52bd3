"""Shifts of sense that no new word shows: a share become the whole, one become many, what happened become a deed.

Each is (kind, words, start, end, message); all are for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.core.guard.quantities import PART, quantities, ranges
from tailor.core.guard.words import ALL, CAUSED, HAPPENED, HEDGES, NEGATIONS, PARTIAL, PLAIN, alike, folded, words

Shift = tuple[str, str, int, int, str]


def shifts(text: str, own: str, everything: str, *, capitals: bool = False) -> Iterator[Shift]:
    """All shifts of a text from the item's `own` ("" for a letter: none); `everything` is all the evidence,
    `capitals` says that nouns have capitals in its language."""
    if own:
        yield from _whole(text, own)
        yield from _end_of_range(text, own)
        yield from _caused(text, own)
        yield from _alone(text, own)
        yield from _many(text, own, everything)
        yield from _uncounted(text, own)
        yield from _all_of(text, everything)
        if capitals:
            yield from _bare(text, own)
    yield from _denied(text, everything)


def _whole(text: str, own: str) -> Iterator[Shift]:
    """`one of three stations` become `three stations` or `the station`."""
    for match in PARTIAL.finditer(own):
        if any(_same_share(match["some"], other["some"]) for other in PARTIAL.finditer(text)):
            continue
        for kept in _content(own[match.end() : match.end() + 40])[:2]:
            if found := _found(text, kept):
                yield "share", found[0], *found.span(), f"`{match[0]}` is gone before `{kept}`"
                return


def _same_share(one: str, other: str) -> bool:
    """`two` is `2`, `eine` is `1`, `an` und `ein` are one."""
    first, second = quantities(one), quantities(other)
    if first or second:
        return bool(first and second) and first[0].value == second[0].value
    single = ("1", "one", "un", "ein", "l'un", "l’un")
    low, high = one.lower(), other.lower()
    return alike(low, high) or (low.startswith(single) and high.startswith(single))


def _end_of_range(text: str, own: str) -> Iterator[Shift]:
    """`24 to 30` become `30`."""
    said = quantities(text)
    for low, high in ranges(own):
        for one, other in ((low, high), (high, low)):
            kept = next((each for each in said if each.value == one.value), None)
            if kept and not any(each.value == other.value for each in said):
                shown = text[kept.start : kept.end]
                yield "range", shown, kept.start, kept.end, f"`{own[low.start : high.end]}` became `{shown}`"


def _caused(text: str, own: str) -> Iterator[Shift]:
    """`stoppages fell` become `cut stoppages`."""
    if any(folded(match[0]) in CAUSED - HAPPENED for match in words(own)):
        return
    if not any(folded(match[0]) in HAPPENED for match in words(own)):
        return
    for match in words(text):
        if folded(match[0]) in CAUSED and not any(folded(match[0]) == folded(one[0]) for one in words(own)):
            yield (
                "cause",
                match[0],
                *match.span(),
                f"that it was done (`{match[0]}`) is not said, only that it happened",
            )


def _alone(text: str, own: str) -> Iterator[Shift]:
    """`co-wrote` become `wrote`."""
    for match in words(own):
        bare = re.sub(r"^co-|^mit(?=\w{4})", "", folded(match[0]))
        if bare != folded(match[0]) and not _found(text, match[0]) and (found := _found(text, bare)):
            yield "role", found[0], *found.span(), f"`{match[0]}` became `{found[0]}`"


_ONE = re.compile(
    r"(?=(?P<all>\b(?:an?|one|the|this|eine?[rnms]?|une?|una|el|la|le|die|der"
    r"|das)\s+(?:[^\W\d_]+\s+)?(?P<noun>[^\W\d_]{3,}))(?=\W|$))",
    re.IGNORECASE,
)
"""Looked for at every place, as French `a` is no article: `a conduit une presse`."""


def _many(text: str, own: str, everything: str) -> Iterator[Shift]:
    """`a filling line` become `the filling lines`."""
    known = {folded(match[0]) for match in words(everything)}
    single = {folded(word) for match in _ONE.finditer(own) for word in match["all"].split()[1:]} - PLAIN
    for match in words(text):
        word = folded(match[0])
        if word not in known and any(word in _plurals(one) for one in single):
            yield "plural", match[0], *match.span(), f"the evidence has one, not several: `{match[0]}`"


def _plurals(word: str) -> tuple[str, ...]:
    """Forms that a word may have where there are several."""
    return (
        *(word + end for end in ("s", "es", "x", "n", "en", "nen", "e", "er")),
        word[:-1] + "ies",
        word[:-1] + "aux",
    )


_BEFORE = re.compile(
    r"\b(?:d(?:er|ie|as|en|em|es)|(?:k?ein|mein|ihr|sein|jed|dies|unser)(?:e[rnms]?)?|zum|zur|im|am|vom|beim"
    r"|\d+|(?![a-zäöüß]+ten?\s)[a-zäöüß]+e[nrsm]?)\s+$"
)


def _bare(text: str, own: str) -> Iterator[Shift]:
    """`eine Auszubildende` become `Auszubildende`: German shows several by the article alone."""
    single = {folded(match["noun"]) for match in _ONE_GERMAN.finditer(own)}
    for match in words(text):
        before = text[: match.start()]
        if before and folded(match[0]) in single and match[0][0].isupper() and not _BEFORE.search(before):
            yield "plural", match[0], *match.span(), f"the evidence has one, perhaps not several: `{match[0]}`"


_ONE_GERMAN = re.compile(r"\beine[rnms]?\s+(?P<noun>[A-ZÄÖÜ][^\W\d_]{2,})")


def _uncounted(text: str, own: str) -> Iterator[Shift]:
    """A count gone from what is kept: `trained two students` become `trained students`, and `covered the bar on four
    Sundays` become `covered the bar`."""
    said = quantities(text)
    for clause in re.split(r"[;.,]\s|\s(?:and|und|et|y|while|when|während|pendant|mientras)\s", own):
        for one in quantities(clause):
            if one.unit not in ("", PART) or any(other.value == one.value for other in said):
                continue
            rest = [word for word in _content(clause) if not quantities(word)]
            counted = _content(clause[one.end :])[:1]
            others = [word for word in rest if word not in counted and folded(word) not in _HEDGING]
            kept = [found for word in others if (found := _found(text, word))]
            bare = _found(text, counted[0]) if counted else None
            if bare and any(0 <= bare.start() - other.end < 3 for other in said):
                continue  # another number stands there, which is a claim of its own
            if bare or (len(kept) > 1 and len(kept) == len(others)):
                first = bare or kept[0]
                yield "limit", first[0], *first.span(), f"`{clause[one.start : one.end].strip()}` is gone"


_HEDGING = {word for forms in HEDGES.values() for form in forms for word in form.split()}


def _all_of(text: str, everything: str) -> Iterator[Shift]:
    """`both bridges`, `the whole court` where the evidence claims nothing whole."""
    if any(folded(match[0]) in ALL for match in words(everything)):
        return
    for match in words(text):
        if folded(match[0]) in ALL:
            yield "scope", match[0], *match.span(), f"`{match[0]}` is not in the evidence"


def _denied(text: str, everything: str) -> Iterator[Shift]:
    """`without downtime` where the evidence denies nothing."""
    if any(folded(match[0]) in NEGATIONS for match in words(everything)):
        return
    for match in words(text):
        if folded(match[0]) in NEGATIONS:
            yield "negation", match[0], *match.span(), f"`{match[0]}` is not in the evidence"


def _content(text: str) -> list[str]:
    return [match[0] for match in words(text) if folded(match[0]) not in PLAIN]


def _found(text: str, word: str) -> re.Match[str] | None:
    """Where a word, or a form or number alike, stands in a text."""
    numbers = quantities(word)
    if numbers:
        same = next((one for one in quantities(text) if one.value == numbers[0].value), None)
        return re.compile(r"\S+").search(text, same.start) if same else None
    return next((match for match in words(text) if alike(folded(match[0]), folded(word))), None)
