"""What a text is held against: its own item, the entry, or a whole profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from tailor.core.guard.quantities import Quantity, quantities
from tailor.core.guard.words import PLAIN, alike, beginning, folded, same_name, words

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

Terms = Callable[[str, Collection[str]], Iterable[tuple[str, bool, int, int]]]
"""Finds the known tools and terms of a text: (tag, whether it is a name, start, end). Those that have none of the
words given need not be found."""


class Evidence:
    """What a text is held against: the item's `own` text ("" for a letter or summary), and `more` of its entry or of
    the whole profile. `capitals` says that nouns have capitals in its language (German), so that these name nothing."""

    def __init__(self, own: str, more: Sequence[str], terms: Terms, *, capitals: bool = False) -> None:
        self.own, self.terms, self.capitals = own, terms, capitals
        self.entry = "\n".join(more)
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
        return frozenset(tag for tag, *_ in self.terms(self.all, self.words))

    @cached_property
    def initials(self) -> str:
        """The first letters of its words in order, line by line, for abbreviations: `intensive care unit` is ICU."""
        return "\n".join("".join(match[0][0].lower() for match in words(line)) for line in self.all.split("\n"))

    def says(self, word: str) -> bool:
        """Whether a folded word, or a form of it, stands in the evidence."""
        return any(alike(word, one) for one in self._by_beginning.get(beginning(word), ()))

    def names(self, word: str) -> bool:
        """Whether a folded word stands in the evidence as it is, or with another ending of a letter or two, as names
        have: `Berlin's`, `Deutschen`."""
        return any(same_name(word, one) for one in self._by_beginning.get(beginning(word), ()))

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        """Its words by what all forms of a word share."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            found.setdefault(beginning(word), []).append(word)
        return found

    def abbreviates(self, word: str) -> bool:
        """Whether an abbreviation stands for words that follow one another in the evidence, or the other way round."""
        letters = re.sub(r"[^a-z]", "", word.lower()).removesuffix("s")
        return len(letters) >= 2 and letters in self.initials


def stands(shown: str, evidence: Evidence, *, as_name: bool = False) -> bool:
    """Whether each part of some words is a word of the evidence, or the whole its abbreviation."""
    whole, says = folded(shown), evidence.names if as_name else evidence.says
    if says(whole) or evidence.abbreviates(shown) or _begins_a_word(shown, evidence.all):
        return True
    parts = [part for part in re.split(r"[-/&\s]", whole) if part and part not in PLAIN]
    return bool(parts) and all(says(part) or part.isdigit() for part in parts)


def _begins_a_word(shown: str, text: str) -> bool:
    """Whether a name stands in a text from the beginning of a word: `bridges` does not stand in `footbridges`."""
    return re.search(rf"(?<!\w){re.escape(shown)}", text, re.IGNORECASE) is not None
