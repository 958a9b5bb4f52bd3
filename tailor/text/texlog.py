"""What a TeX log says: pages, heights, faults with their lines, boxes that are too full."""

from __future__ import annotations

import re

from msgspec import Struct

from tailor.text.escaping import unescape

_PAGES = re.compile(r"Output written on .*?\((\d+) pages?[,)]", re.DOTALL)
_HEIGHT = re.compile(r"^tailor: page (\d+) (\S+) (-?\d+)", re.MULTILINE)
_FAULT = re.compile(r"^! (.+?)(?:\n((?:(?!l\.\d).*\n){0,40}?)l\.(\d+) ?(.*))?$", re.MULTILINE)
_COMMAND = re.compile(r"\\[A-Za-z@]+")
_FULL = re.compile(r"^Overfull \\hbox \(([\d.]+)pt too wide\).*\n(.*)", re.MULTILINE)
_WORD = re.compile(r"\\\S+|([A-Za-z0-9]+)")
"""A word of a line as the log shows it, among the names of its fonts."""
_SMALLER = re.compile(r"^tailor: (smaller|too wide): (.+)", re.MULTILINE)
_LOST = re.compile(r"^Missing character: There is no (\S+) (?:\(.*?\) )?in font", re.MULTILINE)


class TexFault(Struct, frozen=True):
    """One error of TeX's: its message, the line of the job it stopped at (0 if it names none), the last command
    that TeX had read."""

    message: str
    line: int
    context: str = ""
    command: str = ""


class TexLog(Struct, frozen=True):
    """A log, read. `heights` maps (page, region) to sp; `overfull` are excess widths in pt, `sticking` the longest
    words of those lines ("" where there is none)."""

    pages: int
    heights: dict[tuple[int, str], int]
    faults: tuple[TexFault, ...]
    overfull: tuple[float, ...]
    lost: tuple[str, ...]
    sticking: tuple[str, ...]
    smaller: tuple[str, ...] = ()
    """Words that were set in smaller type, as no part of them may go on in the next line."""


def read_log(text: str) -> TexLog:
    """All that we ask of a log."""
    pages, full = _PAGES.search(text), _FULL.findall(text)
    return TexLog(
        int(pages[1]) if pages else 0,
        {(int(page), region): int(height) for page, region, height in _HEIGHT.findall(text)},
        tuple(_fault(match) for match in _FAULT.finditer(text)),
        tuple(float(excess) for excess, _ in full),
        tuple(_LOST.findall(text)),
        tuple(max(_WORD.findall(line), key=len, default="") for _, line in full),
        tuple(dict.fromkeys(unescape(word) for kind, word in _SMALLER.findall(text) if kind == "smaller")),
    )


def _fault(match: re.Match[str]) -> TexFault:
    """The command is the last of the first line that TeX shows of what it was reading."""
    context = (match[4] or "").strip()
    first = next(iter((match[2] or "").splitlines()), "") or context
    commands = _COMMAND.findall(first)
    return TexFault(match[1].strip(), int(match[3] or 0), context, commands[-1] if commands else "")
