r"""Whether TeX can set a formula: a small grammar of what it takes, with the number of arguments of each command.

It is stricter than TeX where TeX depends on how a command is defined (`x^\log` fails, `x^\pi` does not): what passes is
set by every engine and template; what does not is refused, with how to write it. Names of commands are
checked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

DEPTH: Final = 20
"""Groups within groups: a formula in a CV has three."""

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL)

_TWO: Final = frozenset({r"\frac", r"\binom"})
_ALPHABETS: Final = frozenset({r"\mathrm", r"\mathbf", r"\mathit", r"\mathsf", r"\mathtt", r"\mathcal"})
_ACCENTS: Final = frozenset(
    {r"\hat", r"\bar", r"\tilde", r"\vec", r"\dot", r"\ddot", r"\overline", r"\underline", r"\widehat", r"\widetilde"}
)
_BRACES: Final = frozenset({r"\overbrace", r"\underbrace"})
_SIZES: Final = frozenset({r"\big", r"\Big", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr"})
_LIMITS: Final = frozenset({r"\limits", r"\nolimits"})
_SPACES: Final = frozenset({r"\quad", r"\qquad", r"\,", r"\;", r"\:", r"\!", "\\ "})
FUNCTIONS: Final = (
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan min max sup inf lim arg det dim "
    "gcd ker deg hom Pr limsup liminf"
)
_OPERATORS: Final = frozenset(f"\\{name}" for name in f"sum prod int oint {FUNCTIONS}".split())
_DELIMITERS: Final = frozenset("()[]|/.<>") | {
    *(r"\{", r"\}", r"\|", r"\langle", r"\rangle", r"\lfloor", r"\rfloor", r"\lceil", r"\rceil", r"\Vert"),
    *(r"\backslash", r"\uparrow", r"\downarrow"),
}
_BUILT: Final = frozenset(
    {r"\cong", r"\notin", r"\models", r"\ldots", r"\cdots", r"\dots", r"\vdots", r"\lvert", r"\rvert"}
)
"""Signs that LaTeX puts together: TeX takes them for one thing in braces only."""

_NO_ARGUMENT: Final = frozenset({r"\left", r"\right", r"\sqrt"}).union(
    _TWO, _ALPHABETS, _ACCENTS, _BRACES, _SIZES, _LIMITS, _SPACES, _OPERATORS, _BUILT
)


class _FormulaError(Exception):
    """What cannot be set; the message is for the writer."""


def syntax_fault(formula: str) -> str:
    """What TeX would stumble over in a formula whose commands are all known; empty if nothing."""
    try:
        reader = _Reader(formula)
        reader.items(())
    except _FormulaError as error:
        return str(error)
    return ""


class _Reader:
    """Reads the tokens of a formula from left to right."""

    def __init__(self, formula: str) -> None:
        self._tokens = list(_tokens(formula))
        self._at = 0
        self._depth = 0

    def items(self, ends: tuple[str, ...]) -> None:
        """Everything up to one of the `ends`, which is taken; up to the end of the formula if there is none."""
        self._depth += 1
        if self._depth > DEPTH:
            raise _FormulaError(f"it is nested more than {DEPTH} deep")
        while (token := self._next()) not in ends:
            if token == "":
                if not ends:
                    return
                raise _FormulaError(_unclosed(ends[0]))
            self._item(token)
        self._depth -= 1

    def _peek(self) -> str:
        """The next token that is not a space; empty at the end."""
        while self._at < len(self._tokens) and self._tokens[self._at] == " ":
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._at += bool(token)
        return token

    def _item(self, token: str) -> None:
        """One thing with what is raised and lowered beside it."""
        if token in "^_'":
            self._at -= 1
        else:
            self._nucleus(token)
            while (token in _OPERATORS or token in _BRACES) and self._peek() in _LIMITS:
                self._next()
        self._scripts()

    def _nucleus(self, token: str) -> None:
        if token == "{":
            self.items(("}",))
        elif token == "}":
            raise _FormulaError("its braces do not match")
        elif token == r"\left":
            self._delimiter(token)
            self.items((r"\right",))
            self._delimiter(r"\right")
        elif token == r"\right":
            raise _FormulaError(r"\left and \right do not match")
        elif token in _SIZES:
            self._delimiter(token)
        elif token in _LIMITS:
            raise _FormulaError(f"{token} follows nothing that has limits: put it right after \\sum or \\lim")
        else:
            self._arguments(token)

    def _arguments(self, token: str) -> None:
        """What a command takes; nothing after a sign."""
        if token in _TWO:
            self._argument(token, "two arguments", f"{token}{{a}}{{b}}")
            self._argument(token, "two arguments", f"{token}{{a}}{{b}}")
        elif token == r"\sqrt":
            if self._peek() == "[":
                self._next()
                self.items(("]",))
            self._argument(token, "an argument", r"\sqrt{x}")
        elif token in _ACCENTS | _ALPHABETS | _BRACES:
            self._argument(token, "an argument", f"{token}{{x}}")

    def _argument(self, owner: str, what: str, example: str) -> None:
        token = self._next()
        if token == "{":
            self.items(("}",))
        elif token == "" or token in "^_'}~" or token in _NO_ARGUMENT:
            raise _FormulaError(f"{owner} takes {what} in braces: {example}")

    def _delimiter(self, owner: str) -> None:
        if (token := self._next()) not in _DELIMITERS:
            found = f", not {token}" if token else ""
            raise _FormulaError(rf"{owner} comes before a bracket such as ( or \langle or . for none{found}")

    def _scripts(self) -> None:
        """At most one thing raised and one lowered; primes are raised, and what is raised right behind them joins."""
        raised = lowered = False
        while (token := self._peek()) in ("^", "_", "'") and token:
            self._next()
            if (token == "_" and lowered) or (token != "_" and raised):
                raise _FormulaError("a ^ or _ has nothing, or too much, to raise")
            raised, lowered = raised or token != "_", lowered or token == "_"
            if token != "'":
                self._script(token)
            elif self._joined("'"):
                self._argument("'^", "one thing", "'^{x}")

    def _joined(self, prime: str) -> bool:
        """Pass over further primes; whether a ^ stands right behind them, with no space between."""
        while self._at < len(self._tokens) and self._tokens[self._at] == prime:
            self._at += 1
        found = self._at < len(self._tokens) and self._tokens[self._at] == "^"
        self._at += found
        return found

    def _script(self, mark: str) -> None:
        token = self._peek()
        if token in _TWO | _ALPHABETS:
            self._arguments(self._next())
            return
        if not token or token in "^_'}":
            raise _FormulaError("a ^ or _ has nothing, or too much, to raise")
        if token == "~" or token in _NO_ARGUMENT:
            raise _FormulaError(f"put braces around what follows {mark}: {mark}{{{token} …}}")
        self._argument(mark, "one thing", f"{mark}{{x}}")


def _tokens(formula: str) -> Iterator[str]:
    r"""Commands and characters; spaces as one, none behind a command of letters."""
    for match in _TOKEN.finditer(formula):
        yield " " if match[0].isspace() else match[0]


def _unclosed(end: str) -> str:
    if end == r"\right":
        return r"\left and \right do not match"
    return "its braces do not match" if end == "}" else r"the [ of \sqrt is not closed"
