"""Conditions on candidates, as a target writes them: `teaching and not award`, `year < 2016`, `cpp >= 2`.

A condition is parsed to a small tree that says whether it holds for a candidate. The grammar, what binds
tightest first:

    atom        = "(" either ")" | "year" compare number | [field ":"] name
    negation    = "not" negation | atom
    both        = negation { "and" negation }
    either      = both { "or" both }
    requirement = either [ compare number ]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import eq, ge, gt, le, lt
from typing import Protocol

from msgspec import Struct

Rename = Callable[[str], str]

FIELDS = ("tag", "section", "kind", "id", "author", "venue")
AUTHORS = ("first", "last", "only")
"""What `author:` may ask of a publication: where its author stands in the list."""

_COMPARE = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}
_SPELLED = {"==": "=", "≤": "<=", "≥": ">="}
_INSTEAD = {"&": "and", "&&": "and", ",": "and", "|": "or", "||": "or", "!": "not"}
_TOKEN = re.compile(
    r"""(?P<compare>[<>]=|==|[<>=≤≥])|(?P<mark>[():])|"(?P<quoted>[^"]*)"|(?P<word>[^\s()<>=≤≥:"!&|,]+)
    |(?P<other>&&|\|\||.)""",
    re.VERBOSE,
)


ALIKE = {3: 0.66, 4: 0.75}
"""How alike short words must be, so that one letter may be wrong: `ccp` is `cpp`."""


class RuleError(ValueError):
    """A rule that cannot be read: what is wrong, the column in the rule's text (from 1), how to mend it."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        """Say what is wrong and where."""
        self.column, self.hint = column, hint
        super().__init__(message)


class Facts(Struct, frozen=True):
    """What rules know of a candidate. `tags` holds all levels: `ml/inference` stands there with `ml`.

    `year` is the year it ended, today's while it goes on, None if undated. `container` marks headings, tables
    and keyword groups: rules look at what is in them. Of a publication, `author` says where the person stands among its
    authors, and `venue` where it came out, in plain words.
    """

    id: str
    kind: str
    section: str
    tags: frozenset[str] = frozenset()
    year: int | None = None
    container: bool = False
    author: frozenset[str] = frozenset()
    venue: str = ""


class Condition(Protocol):
    """Any node of the tree."""

    def holds(self, facts: Facts) -> bool:
        """Whether a candidate with these facts meets the condition."""
        ...

    def names(self) -> Iterator[Name]:
        """The names in it, with their columns."""
        ...


@dataclass(frozen=True, slots=True)
class Name:
    """A tag, section, kind, id, place among authors or venue; `of` says which, `column` where it stands in the text."""

    of: str
    name: str
    column: int = field(default=1, compare=False)

    def holds(self, facts: Facts) -> bool:
        """Tags match with all that is under them, venues where their words say it; the rest matches to the letter."""
        if self.of == "tag":
            return self.name in facts.tags
        if self.of == "author":
            return self.name in facts.author
        if self.of == "venue":
            return says(facts.venue, self.name)
        return bool(self.name == getattr(facts, self.of))

    def names(self) -> Iterator[Name]:
        """Itself."""
        yield self


class Year(Struct, frozen=True):
    """A comparison of the year; it never holds for what is undated."""

    compare: str
    year: int

    def holds(self, facts: Facts) -> bool:
        """Whether the comparison is true."""
        return facts.year is not None and bool(_COMPARE[self.compare](facts.year, self.year))

    def names(self) -> Iterator[Name]:
        """None."""
        return iter(())


class Not(Struct, frozen=True):
    """The contrary."""

    part: Condition

    def holds(self, facts: Facts) -> bool:
        """Whether the part does not hold."""
        return not self.part.holds(facts)

    def names(self) -> Iterator[Name]:
        """Those of the part."""
        return self.part.names()


class All(Struct, frozen=True):
    """Several conditions joined by `and`."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether every part holds."""
        return all(part.holds(facts) for part in self.parts)

    def names(self) -> Iterator[Name]:
        """Those of the parts."""
        return (name for part in self.parts for name in part.names())


class AnyOf(Struct, frozen=True):
    """Several conditions joined by `or`."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether some part holds."""
        return any(part.holds(facts) for part in self.parts)

    def names(self) -> Iterator[Name]:
        """Those of the parts."""
        return (name for part in self.parts for name in part.names())


class Requirement(Struct, frozen=True):
    """At least `low` and at most `high` shown candidates meet the condition."""

    condition: Condition
    low: int | None = 1
    high: int | None = None


def parse(text: str, ids: Collection[str] = (), rename: Rename = str) -> Condition:
    """The condition that `text` writes; raises RuleError.

    A bare word is an id if `ids` has it, else a tag; `rename` gives the tag that an alias stands for.
    """
    parser = _Parser(text, ids, rename)
    condition = parser.either()
    if parser.token.kind == "compare":
        raise RuleError("a count can only stand in `require`", parser.token.column)
    parser.expect_end()
    return condition


def parse_requirement(text: str, rename: Rename = str) -> Requirement:
    """The requirement that `text` writes: a condition, perhaps with a count. Raises RuleError."""
    parser = _Parser(text, (), rename)
    condition = parser.either()
    low, high = parser.count() if parser.token.kind == "compare" else (1, None)
    parser.expect_end()
    return Requirement(condition, low, high)


def meets(condition: Condition, facts: Facts) -> bool:
    """Whether a rule takes hold of a candidate: containers are met only by their own id or kind."""
    return condition.holds(facts) and (not facts.container or _is_named(condition, facts))


def says(text: str, words: str) -> bool:
    """Whether a text says some words, whole and in their order, whatever their capitals: `venue:CLS` for `CLS 2025`."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: one deeper in the hierarchy, or one spelt nearly so."""
    words = sorted(known)
    for candidate in words:
        if word in candidate.split("/"):
            return candidate
    found = get_close_matches(word.lower(), words, 1, ALIKE.get(len(word), 0.8))
    return found[0] if found else None


def _is_named(condition: Condition, facts: Facts) -> bool:
    if isinstance(condition, Name):
        return condition.of in ("id", "kind") and condition.holds(facts)
    if isinstance(condition, All | AnyOf):
        return any(_is_named(part, facts) for part in condition.parts)
    return False


LONGEST, DEEPEST = 2_000, 40
"""Letters of a rule, and how deep its brackets may be nested: no person writes more."""


class _Token(Struct, frozen=True):
    kind: str
    text: str
    column: int


class _Parser:
    """Recursive descent over the tokens of one rule."""

    def __init__(self, text: str, ids: Collection[str], rename: Rename) -> None:
        self._ids, self._rename = ids, rename
        self._depth = 0
        if len(text) > LONGEST:
            raise RuleError(f"a rule of {len(text)} letters; it may have {LONGEST}", 1, "split it into several rules")
        self._tokens = [
            _Token(str(match.lastgroup), match[str(match.lastgroup)], match.start() + 1)
            for match in _TOKEN.finditer(text)
            if not match[0].isspace()
        ]
        self._end = _Token("end", "", len(text) + 1)
        self._next = 0
        if not self._tokens:
            raise RuleError("an empty rule", 1, "write a tag, or a condition such as `teaching and not award`")

    @property
    def token(self) -> _Token:
        """The next token."""
        return self._tokens[self._next] if self._next < len(self._tokens) else self._end

    def either(self) -> Condition:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def count(self) -> tuple[int | None, int | None]:
        """Low and high of `>= 2`."""
        compare, number = self._comparison()
        low = {">": number + 1, ">=": number, "=": number}.get(compare)
        high = {"<": number - 1, "<=": number, "=": number}.get(compare)
        return low, high

    def expect_end(self) -> None:
        token = self.token
        if token.kind != "end":
            raise RuleError(f"`{token.text}` is not expected here", token.column, _advice(token))

    def _both(self) -> Condition:
        parts = [self._negation()]
        while self._take("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _negation(self) -> Condition:
        column, turned = self.token.column, 0
        while self._take("not"):
            turned += 1
        if turned > DEEPEST:
            raise RuleError(f"{turned} times `not`", column, "two of them say nothing")
        part = self._atom()
        for _ in range(turned):
            part = Not(part)
        return part

    def _atom(self) -> Condition:
        token = self.token
        if token.text == "(" and token.kind == "mark":
            return self._bracketed()
        if token.kind not in ("word", "quoted") or token.text.lower() in ("and", "or"):
            found = f"`{token.text}`" if token.text else "the end"
            raise RuleError(f"a tag or condition is missing before {found}", token.column, _advice(token))
        self._next += 1
        if token.kind == "word" and token.text == "year" and self.token.kind == "compare":
            return Year(*self._comparison())
        if self.token.text == ":" and self.token.kind == "mark":
            return self._field(token)
        return self._named("id" if token.text in self._ids else "tag", token)

    def _bracketed(self) -> Condition:
        opening = self.token
        self._next += 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise RuleError(f"brackets nested more than {DEEPEST} deep", opening.column, "split it into several rules")
        condition = self.either()
        self._depth -= 1
        if self.token.kind == "compare":
            raise RuleError("a count goes at the end of a rule, outside the brackets", self.token.column)
        if self.token.text != ")":
            raise RuleError("this bracket is never closed", opening.column)
        self._next += 1
        return condition

    def _field(self, token: _Token) -> Name:
        if token.text not in FIELDS:
            meant = nearest(token.text, FIELDS)
            hint = f"did you mean `{meant}:`?" if meant else f"there are {', '.join(f'`{f}:`' for f in FIELDS)}"
            raise RuleError(f"`{token.text}:` is not known", token.column, hint)
        self._next += 1
        name = self.token
        if name.kind not in ("word", "quoted"):
            raise RuleError(f"a name is missing after `{token.text}:`", name.column)
        self._next += 1
        return self._named(token.text, name)

    def _named(self, of: str, token: _Token) -> Name:
        return Name(of, self._rename(token.text) if of == "tag" else token.text, token.column)

    def _comparison(self) -> tuple[str, int]:
        compare = self.token
        self._next += 1
        number = self.token
        if not number.text.isdecimal():
            hint = "compare by <, <=, =, >= or > and a whole number, as in `cpp >= 2`"
            raise RuleError(f"a whole number is missing after `{compare.text}`", number.column, hint)
        self._next += 1
        return _SPELLED.get(compare.text, compare.text), int(number.text)

    def _take(self, keyword: str) -> bool:
        taken = self.token.kind == "word" and self.token.text.lower() == keyword
        self._next += taken
        return taken


def _advice(token: _Token) -> str:
    """How to mend an unexpected token."""
    if token.text in _INSTEAD:
        return f"write `{_INSTEAD[token.text]}`"
    if token.kind in ("word", "quoted"):
        return "join conditions with `and`, `or`, `not`"
    return "a bracket too many?" if token.text == ")" else ""
