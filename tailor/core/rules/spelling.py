"""Words as tags: a keyword `C++20`, a tool or a course counts as the wanted tag whose spelling it is.

A tag is spelled as its last level is (`low-latency`: "low latency", "low-latency"; `cpp`: "C++"), as its aliases are,
and as the target lists (`words: {cpp: [C++, C++20]}`). Spellings are found whole, capitals aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

SHORT = 2
"""Spellings of so many letters (`go`, `r`, `ml`) are words of their own only where nothing else is said."""


SIGNED: dict[str, tuple[str, ...]] = {
    "cpp": ("C++", "C++11", "C++14", "C++17", "C++20", "C++23"),
    "csharp": ("C#",), "c-sharp": ("C#",), "fsharp": ("F#",), "dotnet": (".NET",), "nodejs": ("Node.js",),
    "node-js": ("Node.js",), "objective-c": ("Objective C",), "cicd": ("CI/CD",), "ci-cd": ("CI/CD",),
}  # fmt: skip
"""Names with signs that a tag is usually written without."""


class Spelling(Struct, frozen=True):
    """A tag, the pattern of its long spellings (None if it has none), and its short ones."""

    tag: str
    long: re.Pattern[str] | None
    short: frozenset[str]

    def names(self, text: str) -> bool:
        """Whether a keyword is, or says, one of the spellings."""
        return text.casefold() in self.short or self.said(text)

    def said(self, text: str) -> bool:
        """Whether a sentence says one of the long spellings."""
        return self.long is not None and self.long.search(text) is not None


def spellings(
    wanted: Iterable[str], aliases: Mapping[str, str], words: Mapping[str, Sequence[str]], named: Mapping[str, str]
) -> tuple[Spelling, ...]:
    """How the wanted tags are spelled. `named` gives the tag that a key of `aliases` or `words` stands for."""
    found: dict[str, list[str]] = {tag: [_last(tag), *SIGNED.get(_last(tag), ())] for tag in wanted}
    for alias in aliases:
        if named[alias] in found:
            found[named[alias]].append(_last(alias))
    for key, some in words.items():
        found.setdefault(named[key], []).extend(some)
    return tuple(_spelling(tag, some) for tag, some in found.items())


def _last(tag: str) -> str:
    return tag.rpartition("/")[2]


def _spelling(tag: str, some: Sequence[str]) -> Spelling:
    long = [_pattern(one) for one in dict.fromkeys(some) if len(one) > SHORT]
    pattern = re.compile(rf"(?<![\w+#])(?:{'|'.join(long)})(?![\w+#])", re.IGNORECASE) if long else None
    return Spelling(tag, pattern, frozenset(one.casefold() for one in some if len(one) <= SHORT))


def _pattern(spelling: str) -> str:
    """A spelling whose words may be parted by spaces or hyphens."""
    return r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", spelling) if word)
