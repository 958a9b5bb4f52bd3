"""What a page shows of the tags that are wanted: the words that stand on it, and none that do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, HOLDERS, Kind
from tailor.models.values import normal_tag
from tailor.text.markdown.markup import plain


def evidenced(
    wanted: Sequence[str], aliases: Mapping[str, str], shown: Iterable[Candidate], variants: Mapping[str, str]
) -> tuple[str, ...]:
    """For each wanted tag the words of the page that say it, in their spelling there: a keyword first, else the first
    text; tags that no word of the page says are left out. `variants` are the wordings shown, by id."""
    texts = [(one, _words(one, variants[one.id])) for one in shown if one.kind not in HOLDERS - HEADERS]
    ranked = sorted(texts, key=lambda pair: pair[0].kind is not Kind.KEYWORD)
    found: dict[str, str] = {}
    for tag in wanted:
        said = _first_words((tag, *(name for name, meant in aliases.items() if meant == tag)), ranked)
        if said:
            found.setdefault(said.casefold(), said)
    return tuple(found.values())


def _words(one: Candidate, variant: str) -> str:
    """All the plain words that a candidate shows."""
    fields = next((each.block.fields for each in one.variants if each.name == variant), one.variants[0].block.fields)
    parts = (part for value in fields.values() for part in (value if isinstance(value, list | tuple) else (value,)))
    return " | ".join(plain(part) for part in parts if isinstance(part, str) and part)


def _first_words(names: Iterable[str], texts: Sequence[tuple[Candidate, str]]) -> str:
    """The first words of some texts that are one of some tags: `low-latency` is said by “Low latency”."""
    tags = [name.rsplit("/", 1)[-1] for name in names]
    patterns = [(tag, _pattern(tag)) for tag in tags]  # made once for all texts
    for one, text in texts:
        for tag, pattern in patterns:
            if one.kind is Kind.KEYWORD and normal_tag(text) == tag:
                return text
            if match := pattern.search(text):
                return match[0]
    return ""


def _pattern(tag: str) -> re.Pattern[str]:
    words = r"[\s\u00a0\-‑–]?".join(map(re.escape, tag.split("-")))
    return re.compile(rf"(?<![\w+#]){words}(?![\w+#])", re.IGNORECASE)
