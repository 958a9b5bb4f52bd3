r"""Regular expressions of users, by RE2: its time grows with the text alone, so no pattern can hang a build.

RE2 knows the syntax of Python's `re` but for look-around and references back. Words here are those of any alphabet, as
in Python: `\w` is written out, `\b` meets a letter with an accent, and `(?<!\w)`, `(?!\w)` are edges of words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

LONGEST = 1_000
"""Letters of a pattern."""

MEMORY = 1 << 20
"""Bytes that a compiled pattern may take: `(a{1000}){1000}` would be a gigabyte."""

_LETTERS = r"\p{L}\p{M}\p{N}_"
_BEFORE, _AFTER = rf"(?:^|[^{_LETTERS}])", rf"(?:$|[^{_LETTERS}])"
_PARTS = re.compile(r"\(\?<!\\w\)|\(\?!\\w\)|\\.|\[\^?\]?|\]", re.DOTALL)


class PatternError(ValueError):
    """A pattern that is not a regular expression, or has what RE2 has not; the message says why."""


def translated(pattern: str) -> str:
    r"""A pattern for RE2: the edges and letters of words in any alphabet, in place of ASCII's."""
    inside = False

    def part(match: re.Match[str]) -> str:
        nonlocal inside
        found = match[0]
        if found in (r"(?<!\w)", r"(?!\w)") and not inside:
            return _BEFORE if "<" in found else _AFTER
        if found[0] == "[" and not inside:
            inside = True
        elif found == "]":
            inside = False
        if found == r"\w":
            return _LETTERS if inside else f"[{_LETTERS}]"
        if found == r"\W" and not inside:
            return f"[^{_LETTERS}]"
        if found == r"\b" and not inside:
            return _edge(pattern[: match.start()], pattern[match.end() :])
        return r"\p{Nd}" if found == r"\d" else found

    return _PARTS.sub(part, pattern)


def _edge(before: str, after: str) -> str:
    r"""`\b` for any alphabet where a word begins or ends the pattern or a part of it; elsewhere ASCII's, which takes up
    no room."""
    if not before or re.search(r"[(|]$|\(\?[a-z]+\)$|\(\?:$", before):
        return _BEFORE
    return _AFTER if not after or after[0] in ")|$" else r"\b"


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Any:
    """The pattern, ready to `search`. Raises PatternError."""
    import re2  # 10 ms, and most targets have no pattern

    if len(pattern) > LONGEST:
        raise PatternError(f"it has {len(pattern)} letters; a pattern may have {LONGEST}")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    try:
        return re2.compile(translated(pattern), options)
    except re2.error as error:
        raise PatternError(_words(error)) from None


def _words(error: Exception) -> str:
    found = error.args[0] if error.args else ""
    text = found.decode(errors="replace") if isinstance(found, bytes) else str(found)
    if "(?" in text and ("operator" in text or "group" in text):
        return f"{text}: look-around is not supported, but for `(?<!\\w)` and `(?!\\w)`"
    return text


def fault(pattern: str) -> str | None:
    """Why a text is not a pattern; None if it is one."""
    try:
        compiled(pattern)
    except PatternError as error:
        return str(error)
    return None
