r"""Protrusion codes of fonts, kept from run to run: microtype takes a third of a page's time to work them out.

pdfTeX does not dump them into a format, so every run needs them again. What microtype came to for a font (it depends
on the font and on the preamble alone) is noted at the end of a run, kept with the format, and given to the next run,
which sets it when the font is first used: the same codes at the same moment, so the same bytes.
Only where protrusion is all that microtype does; else it works as ever.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from tailor.storage.files import write_whole

NOTED = "codes.txt"
"""What a run leaves if it worked out codes: a font a line (`T1/qpl/m/n/10`), then `l65=50` (left) and `r65=30`."""

_LINE = re.compile(r"[\w./+-]+(?: [lr]\d{1,3}=-?\d{1,4})*")

MACROS = r"""
\makeatletter
\let\tailor@fresh\relax \let\tailor@learn\relax \newif\iftailor@quick
\ifdefined\MT@font@list\expandafter\@firstofone\else\expandafter\@gobble\fi{%
  \def\tailor@fresh{\global\let\MT@font@list\@empty\def\tailor@era{b}}%
  \ifMT@protrusion\tailor@quicktrue\fi
  \ifMT@expansion\tailor@quickfalse\fi\ifMT@tracking\tailor@quickfalse\fi\ifMT@spacing\tailor@quickfalse\fi
  \ifMT@kerning\tailor@quickfalse\fi\ifMT@noligatures\tailor@quickfalse\fi}
\iftailor@quick
  \def\tailor@era{a}
  \let\tailor@setup\MT@setupfont
  \def\MT@setupfont{\edef\tailor@font{\expandafter\string\MT@font}%
    \ifcsname set\tailor@era @\tailor@font\endcsname\else
      \ifx\MT@font\font@name
        \ifcsname codes@\tailor@font\endcsname\csname codes@\tailor@font\endcsname\MT@register@font
        \else\tailor@setup\fi
        \global\expandafter\let\csname set\tailor@era @\tailor@font\endcsname\@empty
      \else\tailor@setup\fi
    \fi}
  \newwrite\tailor@codes \newcount\tailor@char
  \def\tailor@learn{\begingroup\escapechar=-1 \let\tailor@open\tailor@opened
    \@for\tailor@one:=\MT@font@list\do{\ifx\tailor@one\@empty\else\edef\tailor@font{\expandafter\string\tailor@one}%
      \ifcsname codes@\tailor@font\endcsname\else\tailor@open\tailor@list\fi\fi}%
    \ifx\tailor@open\@empty\immediate\closeout\tailor@codes\fi\endgroup}
  \def\tailor@opened{\immediate\openout\tailor@codes=codes.txt \let\tailor@open\@empty}
  \def\tailor@list{\def\tailor@found{}\tailor@char=0
    \loop\tailor@code l\lpcode\tailor@code r\rpcode\advance\tailor@char1 \ifnum\tailor@char<256 \repeat
    \immediate\write\tailor@codes{\tailor@font\tailor@found}}
  \def\tailor@code#1#2{\ifnum#2\tailor@one\tailor@char=0 \else
    \edef\tailor@found{\tailor@found\space#1\the\tailor@char=\the#2\tailor@one\tailor@char}\fi}
\fi
\makeatother
"""
"""Goes into a format, after the preamble. `\tailor@era` tells the fonts set up in the format, whose codes are lost,
from those of the run."""

FRESH, LEARN = "\\csname tailor@fresh\\endcsname\n", "\\csname tailor@learn\\endcsname\n"
"""What a run begins and ends with."""


class Codes:
    """The codes known for a format, by font."""

    def __init__(self, path: Path | None) -> None:
        """Read those kept at `path`; None keeps nothing."""
        self._path = path
        self._known = _read(unsealed(path.read_bytes())) if path is not None and path.is_file() else {}
        self.tex = _tex(self._known)

    def learn(self, noted: bytes) -> None:
        """Keep what a run noted, too."""
        self._known = {**self._known, **_read(noted.decode("utf-8", "replace"))}
        self.tex = _tex(self._known)
        if self._path is not None:
            with contextlib.suppress(OSError):
                write_whole(
                    self._path, sealed("".join(f"{one}{codes}\n" for one, codes in sorted(self._known.items())))
                )


def sealed(lines: str) -> str:
    """Lines with a hash of them below: a code that a fault has changed would be another page."""
    return f"{lines}#{_hash(lines.encode())}\n"


def unsealed(content: bytes) -> str:
    """The lines of what was sealed; none if they are not what they were."""
    lines, _, seal = content.rpartition(b"#")
    return lines.decode("utf-8", "replace") if seal == f"{_hash(lines)}\n".encode() else ""


def _hash(lines: bytes) -> str:
    return hashlib.blake2b(lines, digest_size=16).hexdigest()


def _read(text: str) -> dict[str, str]:
    """Codes by font; lines of another form are passed over."""
    lines = [line for line in text.splitlines() if _LINE.fullmatch(line)]
    return {font: f" {codes}" if codes else "" for font, _, codes in (line.partition(" ") for line in lines)}


def _tex(known: Mapping[str, str]) -> str:
    """Macros that set codes for `\\MT@font`; fonts that differ in size alone mostly have the same ones."""
    first: dict[str, str] = {}
    lines = []
    for font, codes in known.items():
        name = rf"\csname codes@{font}\endcsname"
        if codes in first:
            lines.append(rf"\expandafter\let\expandafter\codes\csname codes@{first[codes]}\endcsname")
            lines.append(rf"\expandafter\let{name}\codes")
            continue
        first[codes] = font
        body = "".join(f"\\{code} " for code in codes.split())  # the space ends a number, and no other may stand here
        lines.append(rf"\expandafter\def{name}{{\def\l{{\lpcode\MT@font}}\def\r{{\rpcode\MT@font}}{body}}}")
    return "\n".join(["\\makeatletter", *lines, "\\makeatother", ""]) if lines else ""
