"""Problems in words, as compilers print them: place, message, the line itself, a caret, the mend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from tailor.base.errors import Place, Problem

WIDTH = 100
"""Longest piece of a source line that is shown."""

_PICTURES = {code: 0x2400 + code for code in range(32)}
"""Control characters as their pictures (␛), so that no file can steer the terminal."""


Paint: TypeAlias = Callable[[str, str], str]
"""Gives a text the style of a name: `error`, `warning`, `note`, `help`, `place` or `mark`."""


def plain(text: str, _style: str) -> str:
    """No style."""
    return text


def format_problem(problem: Problem, width: int | None = None, paint: Paint = plain) -> str:
    """A problem as text of one to four lines; with a `width` in columns, lines are wrapped at words."""
    begin, kind = f"{problem.place or 'tailor'}: ", problem.severity.value
    lines = wrapped(f"{begin}{kind}: {problem.message} [{problem.code}]", width)
    lines[0] = _painted(lines[0], {begin: "place", f"{kind}:": kind}, paint)
    if problem.place is not None:
        shown = _shown(problem.place, WIDTH if width is None else min(WIDTH, width - 4))
        lines += [paint(line, "mark") if number else line for number, line in enumerate(shown)]
    if problem.hint:
        helping = wrapped(f"help: {problem.hint}", width)
        lines += [_painted(helping[0], {"help:": "help"}, paint), *helping[1:]]
    return "\n".join(lines)


def wrapped(text: str, width: int | None, indent: str = "      ") -> list[str]:
    """Text in lines of at most so many columns, broken at words alone, so that paths and commands stay whole; what
    goes on in the next line is indented."""
    lines = text.split("\n")
    if width is None:
        return lines
    import textwrap  # where nobody looks, nothing is wrapped

    wrap = textwrap.TextWrapper(width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False).wrap
    return [part for line in lines for part in wrap(line) or [""]]


def _painted(line: str, styles: Mapping[str, str], paint: Paint) -> str:
    """A line whose beginnings have styles, one after the other; as it is where it was broken before they end."""
    done = ""
    for text, style in styles.items():
        if not line.startswith(text):
            break
        done, line = done + paint(text, style), line[len(text) :]
    return done + line


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as plain data, as `--json` shows it."""
    place = problem.place
    where = {"file": place.file, "line": place.line, "column": place.column} if place else {}
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        **where,
    }


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


def _shown(place: Place, width: int) -> list[str]:
    """The line with a caret under the place; a line of more letters than `width` is cut around it."""
    if not place.text.strip():
        return []
    at = min(place.column - 1, len(place.text))
    begin = max(0, min(at - width // 2, len(place.text) - width))
    begin = max(begin, len(place.text) - len(place.text.lstrip()) if at - begin < width // 2 else begin)
    piece = place.text[begin : begin + width].rstrip()
    before, after = (
        "…" * (begin > 0 and bool(place.text[:begin].strip())),
        "…" * (begin + width < len(place.text)),
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
