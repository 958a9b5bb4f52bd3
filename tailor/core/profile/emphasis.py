"""The first mention of what a target's reader looks for, in bold: part of the text, so measured like any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.core.rules.spelling import spellings
from tailor.core.rules.tagging import canonical
from tailor.models.targets import Target
from tailor.text.markdown.markup import Span, parse

SENTENCES = (Kind.PARAGRAPH, Kind.BULLET, Kind.ITEM)
"""The blocks whose text is looked at: heads, titles and keywords stand out as they are."""

Marks = Mapping[str, tuple[re.Pattern[str], ...]]
"""What is in bold, by the id of the candidate that mentions it first."""


def sought(target: Target, weights: Mapping[str, object]) -> tuple[re.Pattern[str], ...]:
    """What each word that is to be emphasized looks like in a text: the spellings of the tags wanted, or the words that
    the target lists."""
    if target.emphasize is None:
        return ()
    if target.emphasize != "wanted":
        return tuple(re.compile(rf"(?<![\w+#]){re.escape(one)}(?![\w+#])", re.IGNORECASE) for one in target.emphasize)
    named = {key: canonical(key, target.aliases) for key in (*target.aliases, *target.words)}
    wanted = [tag for tag, weight in weights.items() if float(str(weight)) > 0]
    found = spellings(wanted, target.aliases, target.words, named)
    return tuple(one.long for one in found if one.long is not None and one.tag in wanted)


def first_mentions(
    patterns: Sequence[re.Pattern[str]], candidates: Iterable[Candidate], chosen: Mapping[str, str]
) -> Marks:
    """Where a page mentions each word first; `candidates` are as written, in the page's order, `chosen` the wordings
    shown by id."""
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    left = list(patterns)
    for one in candidates:
        variant = next((v for v in one.variants if v.name == chosen.get(one.id)), None)
        if one.kind not in SENTENCES or variant is None:
            continue
        for pattern in [each for each in left if each.search(variant.text)]:
            left.remove(pattern)
            found[one.id] = (*found.get(one.id, ()), pattern)
    return found


def emphasized(candidates: Sequence[Candidate], marks: Marks) -> tuple[Candidate, ...]:
    """The candidates, the first match of each pattern in bold in every wording of those that have marks."""
    return tuple(_marked(one, marks[one.id]) if one.id in marks else one for one in candidates)


def _marked(candidate: Candidate, patterns: Iterable[re.Pattern[str]]) -> Candidate:
    return replace(candidate, variants=tuple(_bold(variant, tuple(patterns)) for variant in candidate.variants))


def _bold(variant: Variant, patterns: Iterable[re.Pattern[str]]) -> Variant:
    text = str(variant.block.fields["text"])
    for pattern in patterns:
        text = with_bold(text, pattern)
    return replace(variant, block=Block(variant.block.kind, {**variant.block.fields, "text": text}))


def with_bold(text: str, pattern: re.Pattern[str]) -> str:
    """A text with the first match in bold that can be: no other letter changes its style, and none its place."""
    before = _letters(parse(text))
    for match in pattern.finditer(text):
        marked = f"{text[: match.start()]}<b>{match[0]}</b>{text[match.end() :]}"
        after = _letters(parse(marked))
        changed = [now for now, was in zip(after, before, strict=False) if now != was]
        same = [(letter, style) for letter, _, style in after] == [(letter, style) for letter, _, style in before]
        if same and len(changed) in (0, len(match[0])):
            return marked if changed else text
    return text


def _letters(spans: Iterable[Span]) -> list[tuple[str, bool, Span]]:
    """Every letter, whether it is bold, and how it is set otherwise."""
    return [(one, span.bold, replace(span, text="", bold=False)) for span in spans for one in span.text]
