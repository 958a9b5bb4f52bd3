"""Problems in words, as compilers print them: place, message, the line itself, a caret, the mend."""

from __future__ import annotations

import re
import unicodedata

from tailor.base.errors import Place, Problem

WIDTH = 100
"""Longest piece of a source line that is shown."""

_PICTURES = {code: 0x2400 + code for code in range(32)}
"""Control characters as their pictures (␛), so that no file can steer the terminal."""


def format_problem(problem: Problem) -> str:
    """A problem as plain text of one to four lines."""
    head = f"{problem.severity.value}: {problem.message} [{problem.code}]"
    lines = [f"tailor: {head}"] if problem.place is None else [f"{problem.place}: {head}", *_shown(problem.place)]
    if problem.hint:
        lines.append(f"help: {problem.hint}")
    return "\n".join(lines)


def annotation(problem: Problem) -> str:
    """The problem as an annotation of GitHub Actions, which shows it beside the line."""
    kind = problem.severity.value.replace("note", "notice")
    text = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    place = problem.place
    where = f" file={_property(place.file)},line={place.line},col={place.column}" if place else ""
    return f"::{kind}{where}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _shown(place: Place) -> list[str]:
    """The line with a caret under the place; a long line is cut around it."""
    if not place.text.strip():
        return []
    at = min(place.column - 1, len(place.text))
    begin = max(0, min(at - WIDTH // 2, len(place.text) - WIDTH))
    begin = max(begin, len(place.text) - len(place.text.lstrip()) if at - begin < WIDTH // 2 else begin)
    piece = place.text[begin : begin + WIDTH].rstrip()
    before, after = (
        "…" * (begin > 0 and bool(place.text[:begin].strip())),
        "…" * (begin + WIDTH < len(place.text)),
    )
    pad = _columns(before + place.text[begin:at])
    mark = "^" + "~" * max(0, _columns(_word(piece[at - begin :])) - 1)
    shown = (before + piece + after).replace("\t", " ").translate(_PICTURES)
    return [f"  {shown}", f"  {' ' * pad}{mark}"]


def _word(text: str) -> str:
    """What to underline: the word or address at the place."""
    match = re.match(r"[^\s,\[\]{}\"']*[^\s,\[\]{}\"':]|.", text)
    return match[0] if match else ""


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
