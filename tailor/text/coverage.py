"""Which characters pdfTeX can set: found out before it runs, so that a missing one is reported with its place."""

from __future__ import annotations

import re
from functools import cache

from tailor.text.escaping import clean
from tailor.text.markdown.markup import formulas

DECLARED = """
A0-125 128-137 139-13E 141-148 14A-165 168-17E 192 1CD-1D4 1E2-1E3 1E6-1EB 1F0 1F4-1F5 218-21B 232-233 237
2C7 2D8-2D9 2DB 2DD E3F 1E02-1E03 1E0D 1E1E-1E21 1E25 1E30-1E31 1E37 1E43 1E45 1E47 1E5B 1E63 1E6D 1E8E-1E91
1E9E 1EF2-1EF3 200C 2010-2016 2018-201A 201C-201E 2020-2022 2030-2031 2039-203B 203D 2044 204E 2052 20A1 20A4
20A6 20A9 20AB-20AC 20B1 2103 2116-2117 211E 2120 2122 2126-2127 212E 2190-2193 2329-232A 2422-2423 25E6 25EF
266A 27E8-27E9 FEFF
"""
"""What LaTeX's T1, TS1 and OMS encodings declare for UTF-8 since TeX Live 2021 (t1enc.dfu, ts1enc.dfu, omsenc.dfu)."""

MISREAD = """
110 122-123 129 12B 12D-12F 135-137 13B-13C 145-146 156-157 172-173 1D0 1EA-1EB 1F0 218-21B 1E0D 1E25 1E37 1E43 1E47
1E5B 1E63 1E6D 1E9E
"""
"""Of these, what T1 has no glyph for and draws from two: `Ķ` is read as `K,`, `Đ` as `Ð`, even in normal form C. XeTeX
sets them from fonts that have them."""

_OWN = re.compile(r"\\DeclareUnicodeCharacter\{([0-9A-Fa-f]+)\}")


@cache
def _declared() -> frozenset[str]:
    ascii_signs = frozenset(chr(code) for code in range(0x20, 0x7F))
    return (ascii_signs | _ranges(DECLARED) | {"\u2009", "\u2011", "…"}) - _ranges(MISREAD)


def _ranges(text: str) -> frozenset[str]:
    """The characters of ranges such as `A0-125 192`, in hexadecimal."""
    ends = (piece.partition("-") for piece in text.split())
    return frozenset(chr(code) for first, _, last in ends for code in range(int(first, 16), int(last or first, 16) + 1))


@cache
def characters(preamble: str) -> frozenset[str]:
    """All characters that a document with this preamble can set."""
    return _declared() | {chr(int(code, 16)) for code in _OWN.findall(preamble)}


def missing(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The characters of an inline text that cannot be set, each once, in order; those of its formulas are TeX's."""
    for formula in formulas(text):
        text = text.replace(formula, "")
    return tuple(dict.fromkeys(letter for letter in clean(text) if letter not in known))
