"""Names, tools, titles, degrees and superlatives that a text has and its evidence has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.held_against import Evidence, stands
from tailor.core.guard.quantities import RANK, quantities
from tailor.core.guard.words import (
    DEGREES,
    IRREGULAR,
    PLAIN,
    TITLES,
    folded,
    is_superlative,
    superlative_phrases,
    words,
)


def name_claims(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Names and tools: known terms written as names, and words with a capital inside a sentence."""
    known: set[int] = set()
    names = (match[0] for match in words(text) if match[0] != match[0].lower())
    new = [name for name in names if not stands(name, evidence, as_name=True)]
    for tag, is_name, start, end in evidence.terms(text, new):
        known.update(range(start, end))
        shown = text[start:end]
        if not is_name or shown == shown.lower() or tag in evidence.tags:
            continue
        if not stands(shown, evidence, as_name=not evidence.capitals):
            yield Claim(Level.NEW_FACT, "tool", shown, start, end, f"`{shown}` is not in the evidence")
    if evidence.capitals:
        yield from _employers(text, evidence)
    for match in words(text):
        if match.start() in known or not _names_something(text, match, evidence.capitals):
            continue
        if stands(match[0], evidence, as_name=True):
            continue
        yield Claim(Level.NEW_FACT, "name", match[0], *match.span(), f"`{match[0]}` is not in the evidence")


_AT = re.compile(
    r"\b(?P<at>bei|für|zu)\s+(?P<name>[A-ZÄÖÜ][^\W\d_]{2,}(?:[-&][^\W_]+)*)|"
    r"(?P<firm>(?:[A-ZÄÖÜ][\w&-]+\s+){1,3}(?:GmbH|AG|SE|KG|OHG|e\.\s?V\.))"
)
_PAIR = re.compile(r"\b(?P<name>[A-ZÄÖÜ][^\W\d_]{2,}(?:e[nrs]?|er)\s+[A-ZÄÖÜ][^\W\d_]{2,})")
"""`bei Siemens`, `Muster GmbH`, `Deutsche Bahn`: an adjective has a capital in German only in a name."""

_COMMON = ("ung", "ungen", "heit", "heiten", "keit", "schaft", "ion", "ionen", "tät", "nis", "nisse", "innen", "bedarf")
_MANY = ("en", "er", "e", "ern")


def _employers(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Names of firms in German, where capitals name nothing by themselves."""
    for match in (*_AT.finditer(text), *_PAIR.finditer(text)):
        group = next(name for name in ("name", "firm") if match.groupdict().get(name))
        parts = [part for part in words(match[group]) if not stands(part[0], evidence, as_name=True)]
        common = group == "name" and _is_common(match[group], match.groupdict().get("at"))
        alone = group == "name" and "at" not in match.groupdict() and len(parts) < 2
        if parts and not common and not alone:
            message = f"`{match[group]}` is not in the evidence"
            yield Claim(Level.NEW_FACT, "name", match[group], *match.span(group), message)


def _is_common(noun: str, at: str | None) -> bool:
    """Whether a noun without an article is hardly a name: `bei Bedarf`, `für Kunden`."""
    return noun.lower().endswith(_COMMON) or (at in ("für", "zu") and noun.endswith(_MANY))


def _names_something(text: str, match: re.Match[str], capitals: bool) -> bool:
    """Whether a word is written as a name: inner capitals anywhere, a first capital within a sentence."""
    word = match[0]
    if not any(letter.isupper() for letter in word) or quantities(word):
        return False
    if len(word) > 1 and word != word.capitalize():
        return not _hyphened(word)
    return not capitals and not _begins(text, match.start()) and len(word) > 1


def _hyphened(word: str) -> bool:
    """`Low-latency` at the start of a sentence is not a name."""
    head, *rest = word.split("-")
    return bool(rest) and all(part == part.lower() for part in rest) and head == head.capitalize()


def _begins(text: str, start: int) -> bool:
    """Whether a sentence, or a part after a colon or dash, begins here."""
    before = text[:start].rstrip(" “\"'«(")
    return not before or before[-1] in ".!?:;–—\n•"


AS = re.compile(r"\b(?:as|als|en tant que?|comme|como)\s+(?P<role>[^,.;:()]{2,60})", re.IGNORECASE)


def rank_claims(text: str, evidence: Evidence) -> Iterator[Claim]:
    """Titles, degrees and licences; and every word of the role in `As a …,` at the beginning."""
    for match in words(text):
        word = folded(match[0])
        kind = "title" if word in TITLES and _is_title(text, match) else "degree" if word in DEGREES else ""
        if kind and not stands(match[0], evidence) and not _degree_stands(word, evidence):
            yield Claim(
                Level.NEW_FACT, kind, match[0], *match.span(), f"the {kind} `{match[0]}` is not in the evidence"
            )
    if (role := AS.match(text)) is not None:
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
        if folded(word[0]) not in PLAIN and not stands(word[0], evidence):
            start, end = base + word.start(), base + word.end()
            yield Claim(Level.NEW_FACT, "title", word[0], start, end, f"the role `{word[0]}` is not in the evidence")


def superlative_claims(text: str, evidence: Evidence) -> Iterator[Claim]:
    """What a text claims to be beyond all others."""
    found = [match for match in words(text) if is_superlative(match[0])]
    for match in (*superlative_phrases(text), *found):
        if match[0].lower() in evidence.all.lower() or evidence.says(folded(match[0])):
            continue
        if folded(match[0]) == "first" and only_orders(text, match, evidence):
            continue
        message = f"`{match[0]}` claims more than the evidence"
        yield Claim(Level.NEW_FACT, "superlative", match[0], *match.span(), message)


def only_orders(text: str, match: re.Match[str], evidence: Evidence) -> bool:
    """Whether `first` tells an order (`first in C, then in Rust`; `at first`; `my first year`), and claims nothing."""
    if any(one.unit == RANK and one.value == 1 for one in evidence.quantities):
        return True
    before, after = text[: match.start()], text[match.end() :]
    if re.search(r"\b(?:the|a|our)\s+$", before, re.IGNORECASE) and not _TIME_NOUN.match(after):
        return False
    opens = not before.strip() and after.startswith((",", " of all"))
    said = re.search(r"\b(?:at|when|since|once|my|their|his|her)\s+$", before, re.IGNORECASE) is not None
    ordered = _THEN.match(after)
    return opens or said or ordered is not None or _TIME_NOUN.match(after) is not None or _verb_after(after)


_THEN = re.compile(
    r"\s+(?:in|on|at|by|with|for|as|under|from)\b[^.;]*?\b(?:then|later|afterwards|now)\b", re.IGNORECASE
)
"""`first in C, then in Rust`"""

_TIME_NOUN = re.compile(
    r"\s+(?:years?|months?|weeks?|days?|terms?|semesters?|quarters?|jobs?|drafts?|names?|aid|half|halves|floors?"
    r"|language|visits?|steps?|glance|phase)\b",
    re.IGNORECASE,
)
"""What `first` counts in everyday words."""


def _verb_after(after: str) -> bool:
    """`first wrote`, `first tested`: an adverb, where a noun would make it a claim."""
    following = re.match(r"\s+([^\W\d_]+)", after)
    word = folded(following[1]) if following else ""
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 4)
