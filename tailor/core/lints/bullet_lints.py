"""Bullets as lines of text: how long, how ended, whether anything is counted; texts that stand twice or wait."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tailor.core.lints.catalogue import Finding, shortened, spot
from tailor.core.profile.addresses import is_whole
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import SENTENCES, Kind
from tailor.models.dates import Day
from tailor.text.markdown.markup import parse

MOST_WORDS = 50
LEAST_WORDS = 4
LEAST_LETTERS = 12
"""A shorter text may well stand twice: a language, a prize of the same name."""

SCHOOL = "education"
"""Where bullets are often labels with a word or two (`Honors: cum laude`)."""

_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|"
    r"half|halv\w+|thirds?|quarters?|twice|doubl\w+|tripl\w+|first|second|third|every|all|no|none|never)\b",
    re.IGNORECASE,
)
"""What counts, in figures or in words; `every` and `no` are counts as well."""

_PLACEHOLDER = re.compile(
    r"\b(TODO|FIXME|TBD|XXX+|lorem ipsum)\b|\[(your|insert|add)\b[^\]]*\]|<(your|insert|add)\b[^>]*>", re.IGNORECASE
)
_ADDRESS = re.compile(r"(https?://[^\s/]+\.[^\s]+|https?://localhost\S*|mailto:[^\s@]+@[^\s@]+|tel:[+\d().\- ]+)$")


def bullet_lints(candidates: Sequence[Candidate], today: Day) -> Iterator[Finding]:
    """All of this module."""
    for one in candidates:
        yield from _length(one)
        yield from _waiting(one)
        yield from _links(one)
    yield from _uncounted(candidates)
    yield from _full_stops(candidates)
    yield from _doubled(candidates)


def _length(one: Candidate) -> Iterator[Finding]:
    if one.kind is not Kind.BULLET:
        return
    words = len(one.text.split())
    if words > MOST_WORDS:
        yield Finding("bullet-long", f"a bullet of {words} words", "part it, or give it a `short`", one.place)
    elif words < LEAST_WORDS and one.section != SCHOOL:
        yield Finding(
            "bullet-short", f"a bullet of {words} word{'s' * (words > 1)}: “{shortened(one.text)}”", place=one.place
        )


def _waiting(one: Candidate) -> Iterator[Finding]:
    if one.kind not in (*SENTENCES, Kind.ENTRY, Kind.POSITION):
        return
    for found in filter(None, (_PLACEHOLDER.search(variant.text) for variant in one.variants)):
        yield Finding(
            "placeholder",
            f"“{found[0]}” still waits to be written",
            "write it, or remove it",
            spot(one.place, found[0]),
        )


def _links(one: Candidate) -> Iterator[Finding]:
    for link in one.variants[0].block.fields.get("links") or ():
        if not is_whole(link["url"]):
            mend = "write it in full, or give `contact` a `website` that it goes on from"
            yield Finding("link-syntax", f"“{link['url']}” leads nowhere", mend, spot(one.place, link["url"]))
    for variant in one.variants:
        text = variant.block.fields.get("text")
        for span in parse(text) if isinstance(text, str) else ():
            if span.url and not _ADDRESS.match(span.url):
                yield Finding(
                    "link-syntax", f"“{span.url}” is not a URL", "write it in full", spot(one.place, span.url)
                )


def _uncounted(candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """Entries of several bullets, none of which counts anything."""
    below: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.kind is Kind.BULLET and one.parent:
            below.setdefault(one.parent, []).append(one)
    by_id = _by_id(candidates)
    for parent, bullets in below.items():
        if (
            len(bullets) > 1
            and by_id[parent].section != "education"
            and not any(_NUMBER.search(bullet.text) for bullet in bullets)
        ):
            head = by_id[parent]
            message = f"no number in the {len(bullets)} bullets of “{head.text}”"
            yield Finding("no-figure", message, "how many, how fast, how much?", head.place)


def _by_id(candidates: Sequence[Candidate]) -> Mapping[str, Candidate]:
    return {one.id: one for one in candidates}


def _full_stops(candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """The bullets that end unlike most."""
    bullets = [one for one in candidates if one.kind is Kind.BULLET and one.section != SCHOOL]
    with_stop = [one for one in bullets if one.text.endswith((".", "!", "?"))]
    without = [one for one in bullets if one not in with_stop]
    if len(with_stop) == len(without):
        return
    odd, mend = (without, "end it in one") if len(with_stop) > len(without) else (with_stop, "remove it")
    count = max(len(with_stop), len(without))
    for one in odd:
        ending = "no full stop" if odd is without else "a full stop"
        yield Finding("full-stops", f"{ending} here, unlike {count} other bullets", mend, one.place)


def _doubled(candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """Texts of some length that stand twice anywhere, keywords that stand twice in one section."""
    first: dict[tuple[str, str], Candidate] = {}
    for one in candidates:
        key = re.sub(r"[\s.,;]+", " ", one.text).strip().casefold()
        if one.kind is not Kind.KEYWORD and (one.kind not in SENTENCES or len(key) < LEAST_LETTERS):
            continue
        other = first.setdefault((one.section if one.kind is Kind.KEYWORD else "", key), one)
        if other is not one and (one.group is None or one.group != other.group):
            message = f"“{shortened(one.text)}” is on line {other.place.line} too"
            yield Finding("doubled-text", message, "remove one, or put both in one `group`", one.place)
