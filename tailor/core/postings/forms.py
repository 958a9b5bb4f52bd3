"""The forms of every term that a posting is searched for: the table's, the profile's tags, skills and tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tailor.core.postings.terms import Lexicon, own_form
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.models.values import normal_tag

LONGEST = 3
"""A keyword of more words is a phrase, not a term."""

EVERYDAY = frozenset(["training", "control", "execution", "performance", "systems", "identity", "legal", "research"])
"""Tags of the table whose own word says too little in a posting: there only the table's forms count."""


def forms_of(
    known: set[str], candidates: Sequence[Candidate], terms: Mapping[str, Sequence[str]], aliases: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The forms of every term by its tag: that of the profile where it has one, else the table's."""
    table = Lexicon(terms)
    named: dict[str, str] = {}
    own: dict[str, tuple[str, ...]] = {}
    for tag in sorted(known, key=lambda tag: (tag.count("/"), tag)):
        words = _words(tag)
        term = _term(tag.rpartition("/")[2], words, terms, table)
        if term is None:
            own.setdefault(tag, (words,))
        else:
            named.setdefault(term, tag)
    named |= {alias: tag for alias, tag in aliases.items() if alias in terms}
    forms: dict[str, tuple[str, ...]] = {}
    for term, written in terms.items():
        tag = named.get(term, term)
        forms[tag] = (*forms.get(tag, ()), *written, *(_own_word(tag, term, written) if term in named else ()))
    return forms | own | _keyword_forms(candidates, forms | own)


def _words(tag: str) -> str:
    return tag.rpartition("/")[2].replace("-", " ")


def _own_word(tag: str, term: str, written: Sequence[str]) -> tuple[str, ...]:
    """The tag's own word, if it says enough: not what the table takes in its own capitals alone (`=Go`)."""
    words = _words(tag)
    names = {form.removeprefix("=").lower() for form in written if form.startswith("=")}
    return () if term in EVERYDAY or words in names or len(words) < 3 else (words,)


def _term(tag: str, words: str, terms: Mapping[str, Sequence[str]], table: Lexicon) -> str | None:
    """The term of the table that a profile's tag is another name of: `machine-learning` is `ml`."""
    if tag in terms:
        return tag
    match = next(table.find(words), None)
    return match.tag if match and (match.start, match.end) == (0, len(words)) else None


def _keyword_forms(candidates: Sequence[Candidate], forms: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Skills and tools that the profile names and the table does not know."""
    table = Lexicon(forms)
    found: dict[str, tuple[str, ...]] = {}
    for word in _skills(candidates):
        tag = normal_tag(word)
        if tag and tag not in forms and len(word.split()) <= LONGEST and not table.tags(word):
            found.setdefault(tag, (own_form(word),))
    return found


def _skills(candidates: Iterable[Candidate]) -> Iterator[str]:
    for one in candidates:
        if one.kind is Kind.KEYWORD:
            yield one.text
        yield from tools_of(one)


def tools_of(candidate: Candidate) -> Sequence[str]:
    """The tools that an entry names."""
    tools: Sequence[str] = candidate.variants[0].block.fields.get("tools", ())
    return tools
