"""Terms in running text: words by their stem, terms of several words, names such as C++ and .NET, the longest first.

A lexicon maps tags to the forms that stand for them (`kubernetes`: Kubernetes, k8s). A form that begins with `=`
counts only in its own capitals, for names that are also plain words (`=Go`, `=R`, `=Spark`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from tailor.text.stemming import stem

_TOKEN = re.compile(r"(?<![°º])\.?[^\W_](?:[^\W_]|[+#.'’&](?=[^\W_])|[+#](?![^\W_]))*")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|dell|nell|all|un)['’](?=\w\w)", re.IGNORECASE)
"""French and Italian write `l'apprentissage` in one."""

_GENDERS = re.compile(r"(?<=[^\W\d_]{4})[/(*:·_](?:as?|os?|in|innen|es?|i?ve|ne|se|euse|trice)\b\)?(?:·s\b)?")
"""`desarrollador/a`, `Entwickler:in`, `programador(a)`: the second ending is not a separate word."""

_JOINT = re.compile(rf"(?:{_GENDERS.pattern})?[\s\-‐‑/&_]*")
"""What may stand between the words of one term; a comma or a full stop may not."""

_PLAIN = re.compile(r"[a-z]{4,}")
_PUBLIC = re.compile(r"ications?$")
"""The stemmer takes `publications` for `public`; what ends so is only itself."""

_WHOLE = frozenset(
    (
        *("security", "accessibility", "derivatives", "concurrency", "documentation"),
        *("experiments", "accountant", "analytics", "resilience"),
    )
)
"""Fields of work whose stem is an everyday word's: `secured`, `accessible`, `derived`, `concurrent`, `documents`,
`experience`, `account`, `analytical`."""

_SEASONS = r"(?:spring|summer|autumn|fall|winter)"
_SEASON = re.compile(
    rf"{_SEASONS}\s*(?:[&/,+–-]|and|to|or)\s*{_SEASONS}|"
    rf"{_SEASONS}(?=\s+(?:of\s+)?['’]?\d\d|\s+(?:term|semester|quarter|trimester|break|school|session|season|intake|internship)s?\b)|"
    rf"\b(?:in|during|since|until|last|next|this|every|each|early|late|mid)[\s-]+(?:the\s+)?{_SEASONS}\b",
    re.IGNORECASE,
)
"""Spring as a time of the year, not as what programs are made with."""

_DRIVE = re.compile(r":[\\/]")

_FEW_LETTERS = 2
"""Forms of at most so many letters are names, and count only in their own capitals."""


_SHORTENED = 4
"""Letters of an abbreviation, at most."""


class Token(Struct, frozen=True):
    """One word of a text, and what it is compared by."""

    text: str
    key: str
    start: int
    end: int


class Match(Struct, frozen=True):
    """A term found in a text: the tag it stands for, the words as they stand, where, and whether the table has it as a
    name, with a capital."""

    tag: str
    phrase: str
    start: int
    end: int
    name: bool = False


class _Form(Struct, frozen=True):
    """One form of a tag: what its words are compared by, and whether they count in their own capitals only.

    Words with a capital are names and are compared whole (`Plotly` is not `plots`), the others by their stem.
    """

    tag: str
    words: tuple[Token, ...]
    exact: bool

    @property
    def is_name(self) -> bool:
        """Whether it is written with a capital."""
        return any(word.text != word.text.lower() for word in self.words)

    def fits(self, text: str, words: tuple[Token, ...]) -> bool:
        """Whether these words of a text are the form."""
        if len(words) != len(self.words) or not _connected(text, words):
            return False
        if self.exact:
            return all(own.text == word.text for own, word in zip(self.words, words, strict=True))
        return all(_alike(own, word) for own, word in zip(self.words, words, strict=True))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text: `CI/CD` and `low-latency` are two words each, `C++`, `Node.js` and `k8s` one."""
    found = []
    text = _GENDERS.sub(lambda ending: " " * len(ending[0]), text)
    for match in _TOKEN.finditer(text):
        start = match.start() + len(elided[0] if (elided := _ELIDED.match(match[0])) else "")
        word = text[start : match.end()].removesuffix("'s").removesuffix("’s")
        if text[match.end() : match.end() + 1] == "$" or _DRIVE.match(text, match.end()):  # `R$ 9.000`, `C:\\temp`
            continue
        found.append(Token(word, key(word), start, start + len(word)))
    return tuple(found)


@cache
def key(word: str) -> str:
    """What a word is compared by: its stem in lower case; names with digits or signs stay whole."""
    lower = word.lower()
    return stem(lower) if _PLAIN.fullmatch(lower) else lower


def _alike(own: Token, word: Token) -> bool:
    """Whether a word of a text is that of a form. Nouns in -ing are no other words: `networking`, `networks`."""
    if own.text != own.text.lower():
        return word.text.lower() == own.text.lower() or word.text == f"{own.text}s"
    if own.text in _WHOLE:
        return own.text == word.text.lower()
    if _PUBLIC.search(own.text) and not _PUBLIC.search(word.text.lower()):
        return False
    return own.key == word.key and (not own.text.endswith("ing") or word.text.lower().endswith(("ing", "ings")))


class Lexicon:
    """Finds the forms of tags in texts."""

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        """`forms` has the forms of every tag; where two tags share a form, the first one has it."""
        self._by_first: dict[str, tuple[_Form, ...]] = {}
        self._add(forms)

    def with_more(self, forms: Mapping[str, Iterable[str]]) -> Lexicon:
        """The lexicon with the forms of more tags; those that it has go first."""
        more = Lexicon({})
        more._by_first = dict(self._by_first)
        more._add(forms)
        return more

    def _add(self, forms: Mapping[str, Iterable[str]]) -> None:
        added: dict[str, list[_Form]] = {}
        for form in (_form(tag, text) for tag, written in forms.items() for text in written):
            if form.words:
                added.setdefault(form.words[0].key, []).append(form)
        for key, some in added.items():
            self._by_first[key] = tuple(sorted((*self._by_first.get(key, ()), *some), key=lambda one: -len(one.words)))

    def find(self, text: str) -> Iterator[Match]:
        """Every term in a text, from left to right; of terms that overlap, the longest."""
        times = [(one.start(), one.end()) for one in _SEASON.finditer(text)]
        words = tuple(word for word in tokens(text) if not any(start <= word.start < end for start, end in times))
        at = 0
        while at < len(words):
            form = self._at(text, words, at)
            if form is None:
                at += 1
                continue
            last = words[at + len(form.words) - 1]
            yield Match(form.tag, text[words[at].start : last.end], words[at].start, last.end, form.is_name)
            at += len(form.words)

    def _at(self, text: str, words: tuple[Token, ...], at: int) -> _Form | None:
        """The longest form that begins at a word."""
        forms = self._by_first.get(words[at].key, ())
        return next((form for form in forms if form.fits(text, words[at : at + len(form.words)])), None)

    def tags(self, text: str) -> tuple[str, ...]:
        """The tags of the terms in a text, each once, in their order."""
        return tuple(dict.fromkeys(match.tag for match in self.find(text)))


_NO_NAME = re.compile(r"\w{4,}ing|\w{5,}[st]ion|\w{4,}(?:ics|logy|ment|ship|ysis)")
"""English words that name what one does, also with a capital: `Nursing`, `Negotiation`, `Statistics`; not `Spring`."""


def own_form(word: str) -> str:
    """A person's own keyword as a form: a single word with a capital counts only in it (`Scratch`, `Rhino`), unless
    its ending says that it is no name (`Teaching`)."""
    return f"={word}" if " " not in word and word[:1].isupper() and not _NO_NAME.fullmatch(word) else word


def _connected(text: str, words: tuple[Token, ...]) -> bool:
    """Whether only spaces and hyphens part the words, or the stop of an abbreviation: `Kat. B`."""
    return all(
        _JOINT.fullmatch(text, one.end, other.start)
        or (len(one.text) <= _SHORTENED and text[one.end : other.start] == ". ")
        for one, other in pairwise(words)
    )


@lru_cache(maxsize=10_000)
def _form(tag: str, text: str) -> _Form:
    """A form, read once: the table of terms stands in every lexicon."""
    words = tokens(text.removeprefix("="))
    bare = "".join(word.text for word in words)
    short = bare.isalpha() and len(bare) <= _FEW_LETTERS and bare != bare.lower()
    return _Form(tag, words, text.startswith("=") or short)
