"""The TeX that the program adds to a template's: boxes, regions, pages, and the questions that measuring asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tailor.core.pages import Request

BOXES = r"""% Every block stands in a box of its own, with LaTeX's list and heading flags as at a start, so that its
% height is the same wherever it stands. The gaps between blocks are explicit.
\makeatletter
\newcommand\blockstart{\global\@nobreakfalse\global\@inlabelfalse\global\@newlistfalse
  \global\@noskipsecfalse\global\@minipagefalse\everypar{}%
  \parindent=0pt\parskip=0pt\lineskip=0pt\lineskiplimit=-\maxdimen
  \linewidth=\hsize\columnwidth=\hsize\pdfinterwordspaceon}
\providecommand\pdfinterwordspaceon{}
\newcommand\block[2]{\nointerlineskip\vskip#1sp\nointerlineskip\vbox{\blockstart#2\par}}
\newcommand\region[7]{\setbox0=\vbox{\hsize=#5sp#7}%
  \wlog{tailor: page #1 #2 \number\dimexpr\ht0+\dp0\relax}%
  \vbox to 0pt{\vskip#4sp\moveright#3sp\vbox to 0pt{\blockstart\behind{#2}{#5sp}{#6sp}\vss}\nointerlineskip
    \moveright#3sp\box0\vss}\nointerlineskip}
% A template may say what stands behind a region, from its upper left corner: \behind{name}{width}{height}.
\providecommand\behind[3]{}
% A template may say otherwise: \runninghead{name}{page}{pages}.
\providecommand\runninghead[3]{\footnotesize#1\hfill#2\,/\,#3}
\newcommand\running[6]{\vbox to 0pt{\vskip#2sp\moveright#1sp\hbox to #3sp{\runninghead{#4}{#5}{#6}}\vss}%
  \nointerlineskip}
\newcommand\page[1]{\vbox to\textheight{\nointerlineskip#1\vss}\newpage}
\makeatother"""

MEASURING = r"""\newwrite\answers
\newbox\measured \newbox\lastline \newdimen\lastwidth \newcount\lines
\def\answer#1{\immediate\write\answers{#1}}
\long\def\boxed#1#2#3{\setbox\measured=\vbox{\hsize=#2sp\blockstart#3\par\global\lines=\prevgraf}%
  \setbox0=\vbox{\unvcopy\measured\setbox\lastline=\lastbox
    \global\lastwidth=0pt\ifhbox\lastline
      \setbox\lastline=\hbox{\unhbox\lastline\unskip\unskip\unpenalty\unskip\unpenalty}%
      \global\lastwidth=\wd\lastline\fi}%
  \answer{#1 \number\dimexpr\ht\measured+\dp\measured\relax\space 0
    \number\lines\space\number\lastwidth}}
\long\def\inlined#1#2#3{\setbox\measured=\hbox{\hsize=#2sp\blockstart#3}%
  \answer{#1 \number\dimexpr\ht\measured+\dp\measured\relax\space\number\wd\measured\space 0
    \number\wd\measured}}
"""
"""Answers are lines of whole numbers: index, height, width, lines, width of the last line (sp)."""


def region_code(page: int, name: str, box: tuple[int, int, int, int], blocks: Sequence[tuple[str, int, str]]) -> str:
    """A column: blocks as (candidate id, space before in sp, LaTeX) in a box of left, top, width, height (sp)."""
    parts = "\n".join(f"% {name_}\n\\block{{{before}}}{{%\n{source}}}" for name_, before, source in blocks)
    return f"\\region{{{page}}}{{{name}}}" + "".join(f"{{{length}}}" for length in box) + f"{{%\n{parts}}}%"


def document_code(values: Mapping[str, str], language: str) -> str:
    """What the PDF says of itself: keys of its Info dictionary with their texts, and its language. The texts are
    UTF-16 in hexadecimal (PDF 32000-1, 7.9.2.2), so that any script is safe."""
    info = "".join(f"/{key}<FEFF{text.encode('utf-16-be').hex().upper()}>" for key, text in values.items() if text)
    catalog = f"/Lang({language})/ViewerPreferences<</DisplayDocTitle true>>"
    return (
        f"\\ifdefined\\pdfinfo\\pdfinfo{{{info}}}\\pdfcatalog{{{catalog}}}%\n"
        f"\\else\\special{{pdf:docinfo<<{info}>>}}\\special{{pdf:put @catalog<<{catalog}>>}}\\fi"
    )


def running_code(left: int, top: int, width: int, name: str, page: int, pages: int) -> str:
    """A running head of `width` at `left`, `top` of the paper (sp)."""
    return f"\\running{{{left}}}{{{top}}}{{{width}}}{{{name}}}{{{page}}}{{{pages}}}%"


def page_code(regions: Iterable[str]) -> str:
    """A page of regions."""
    return "\\page{%\n" + "\n".join(regions) + "\n}"


def measuring_code(requests: Sequence[Request], answers: str) -> str:
    """A job that measures, grouped by set-up, and writes to the file `answers`."""
    parts = [MEASURING, rf"\immediate\openout\answers={answers}"]
    setup = None
    for index, request in enumerate(requests):
        if request.setup != setup:
            parts += [r"\endgroup"] * (setup is not None) + [r"\begingroup", request.setup]
            setup = request.setup
        command = r"\inlined" if request.inline else r"\boxed"
        parts.append(f"{command}{{{index}}}{{{request.width}}}{{%\n{request.source}}}")
    parts += [r"\endgroup"] * (setup is not None)
    return "\n".join([*parts, r"\immediate\closeout\answers", ""])
