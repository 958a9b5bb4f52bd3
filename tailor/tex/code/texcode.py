"""The TeX that the program adds to a template's: boxes, regions, pages, and the questions that measuring asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tailor.core.page.measures import Request
from tailor.tex.code.figures import FIGURES
from tailor.tex.code.formulas import FORMULAS, GLYPHS
from tailor.tex.code.metadata import DESCRIBING
from tailor.tex.code.spaces import SPACES
from tailor.tex.code.spacing import spaced
from tailor.tex.code.tags import TAGS, TREE

STARTING = r"""\makeatletter
\providecommand\pdfinterwordspaceon{}
\providecommand\pdffakespace{}
% XeTeX's driver says of a small capital that it is the capital, of which the font makes it, too: machines would read
% EXPERIENCE there. So words are set as they are written.
\ifdefined\XeTeXversion\renewcommand\textsc[1]{{#1}}\fi
"""

BOXES = r"""% Every block stands in a box of its own, with LaTeX's list and heading flags as at a start, so that its
% height is the same wherever it stands. The gaps between blocks are explicit.
\newcommand\blockstart{\global\@nobreakfalse\global\@inlabelfalse\global\@newlistfalse
  \global\@noskipsecfalse\global\@minipagefalse\everypar{\tagparagraph\pageward}\tag@reset
  \parindent=0pt\parskip=0pt\lineskip=0pt\lineskiplimit=-\maxdimen
  \ifnum\hyphenpenalty=10000 \hyphenpenalty=5000 \lefthyphenmin=62 \righthyphenmin=62 \fi
  \linewidth=\hsize\columnwidth=\hsize\pdfinterwordspaceon}
\providecommand\rtl[1]{#1}\providecommand\ltr[1]{#1}\providecommand\pageward{}\providecommand\leftwardpage{}
\ifdefined\leftpagetrue\else
  \expandafter\newif\csname ifleftpage\endcsname\expandafter\newif\csname ifleftward\endcsname\fi
% On a page that begins at the right TeX turns all of a line round, its specials too. So what has to stay in order is
% said: \keptorder{…}; boxes side by side: \facing{…}; some words in a colour: \hue{colour}{words}; a bracket.
\providecommand\keptorder[1]{\ifleftward\ltr{#1}\else#1\fi}
\newcommand\facing[1]{\ifleftpage\beginR#1\endR\else#1\fi}
\newcommand\hue[2]{\keptorder{{\color{#1}#2}}}
\newcommand\mirrored[2]{\keptorder{\tag@raw{/Span<</ActualText<FEFF#2>>>BDC}#1\tag@raw{EMC}}}
% A gap is filled: \filled\hfill. Readers that part what stands further apart than two letters (pdfminer) read on over
% its spaces; poppler, which passes over spaces and looks for columns between words, takes two that are one ActualText
% for a word as wide as the gap.
\newcommand\spaces{\xleaders\hbox{\kern.04em\widespace\kern.04em}}
\providecommand\pdfinterwordspaceoff{}
\newcommand\bridged[1]{\pdfinterwordspaceoff\keptorder{\tag@raw{/Span<</ActualText<FEFF00200020>>>BDC}%
  \hbox to 0pt{\realspace\hss}#1%
  \hbox to 0pt{\hss\realspace}\tag@raw{EMC}}\pdfinterwordspaceon}
\newcommand\filled[1]{\bridged{\nobreak\spaces#1}}
% Up to version 1.40.24 pdfTeX ends a line with a space; since then, the lines of a tag would be read as one word. So
% where a paragraph has its lines beneath each other, they are taken up and put back, a space at the end of all but the
% last.
\newif\ifline@plain \newbox\line@box \newcount\line@left \newskip\line@skip
\def\line@up#1{\begingroup\setbox\line@box=\lastbox
  \ifhbox\line@box
    \ifnum\line@left>1 \advance\line@left-1 \line@skip=\lastskip\unskip\count0=\lastpenalty\unpenalty
      \line@up{\hbox to\wd\line@box{\unhbox\line@box\skip0=\lastskip\unskip\finalspace\hskip\skip0}}%
      \ifnum\count0=0 \else\penalty\count0 \fi\vskip\line@skip\fi
    \nointerlineskip#1\fi\endgroup}
\def\line@spaces{\begingroup\hbadness=10000 \hfuzz=\maxdimen\line@left=\prevgraf\line@up{\box\line@box}\endgroup}
\newcommand\finalspace{}% at the end of a line that goes on in another paragraph
\ifdefined\pdftexrevision\ifnum\the\pdftexversion\pdftexrevision>14024
  \def\finalspace{\hbox to 0pt{\realspace\hss}}
  \AddToHook{para/end}{\line@plainfalse\ifnum\parshape=0 \ifdim\hangindent=0pt \line@plaintrue\fi\fi}
  \AddToHook{para/after}{\ifline@plain\ifinner\ifnum\prevgraf>1 \line@spaces\fi\fi\fi}
\fi\fi
\let\PDF@FinishDoc\relax % hyperref's own, which would say title and author a second time
% Where a gap has no space of ours, pdfTeX puts one of another font between words of one font; where a gap stands beside
% another font, it does so here. Before another font a space of ours is no part of the line, which may end there.
\newcommand\wordspace{\ifdim\lastskip>0pt \ifdim\glueshrink\lastskip=\space@shrink\space@ahead\else
  \ifdim\glueshrink\lastskip=\glueshrink\space@usual\space@ahead\else\fake@space\fi\fi\fi}
\newcommand\wordafter{\ifx\@let@token\@sptoken\fake@space\else
  \ifx\@let@token\ \expandafter\expandafter\expandafter\space@tight\fi\fi}
\newcommand\wordfollows{\futurelet\@let@token\wordafter}
\let\own@maybe@ic\maybe@ic@
\let\own@UseTextSymbol\UseTextSymbol
\def\maybe@ic@{\own@maybe@ic\wordspace\wordafter}
\def\UseTextSymbol#1#2{\wordspace\own@UseTextSymbol{#1}{#2}\wordfollows}
% Text that is raised or lowered, in smaller type; the line stays as high as it is.
\newcommand\shiftedtext[2]{{\dimen0=\dimexpr\f@size pt*7/10\relax\leavevmode
  \raise#1\hbox{\fontsize{\strip@pt\dimen0}{\f@baselineskip}\selectfont#2}}}
\newcommand\raisedtext{\shiftedtext{.8ex}}
\newcommand\loweredtext{\shiftedtext{-.35ex}}
% The end of a line that the text asks for; a space where there is only one line.
\newcommand\newlinehere{\ifinner\space\else\unskip\hfil\break\fi}
% A word that may be wider than its column, in pieces: it goes on in the next line only where it must, and a piece that
% is wider than a whole line is set in smaller type, 85 % of its own at least; what is wider still is noted in the log.
\newdimen\piece@longest \newdimen\piece@room
\newcommand\longword[1]{{\piece@longest=0pt
  \piece@room=\dimexpr\hsize-\leftskip\ifdim\rightskip>0pt -\rightskip\fi\relax
  \def\piece##1{\setbox0=\hbox{##1}\ifdim\wd0>\piece@longest\piece@longest=\wd0 \fi}\def\hyphened##1{\piece{##1-}}#1%
  \ifdim\piece@longest>\piece@room\piece@shrink{#1}\fi
  \def\hyphened##1{\syllable##1}\def\piece##1{##1\def\piece####1{\penalty5000 \hskip0pt\relax####1}}#1}}
\newcommand\piece@shrink[1]{\dimen0=\f@size pt \dimen2=.85\dimen0
  \dimen0=\dimexpr\dimen0*\numexpr\piece@room/64\relax/\numexpr\piece@longest/64+1\relax\relax
  \ifdim\dimen0<\dimen2 \dimen0=\dimen2 \piece@told{too wide}{#1}\else\piece@told{smaller}{#1}\fi
  \fontsize{\strip@pt\dimen0}{\f@baselineskip}\selectfont}
\newcommand\piece@told[2]{{\def\piece##1{\detokenize{##1}}\let\hyphened\piece\let\\\relax\wlog{tailor: #1: #2}}}
% A hyphen where a line ends within a word: for machines a soft one, which is no part of the word.
\ifdefined\syllablestrue\else\expandafter\newif\csname ifsyllables\endcsname\fi
\newcommand\syllable{\global\syllablestrue\discretionary{\hbox{\tag@raw{/Span<</ActualText<FEFF00AD>>>BDC}-\tag@raw{EMC}}}{}{}}
\newcommand\region[7]{\setbox0=\vbox{\hsize=#5sp#7\tag@within{}}%
  \wlog{tailor: page #1 #2 \number\dimexpr\ht0+\dp0\relax}%
  \vbox to 0pt{\vskip#4sp\moveright#3sp\vbox to 0pt{\blockstart\tag@decor{\behind{#2}{#5sp}{#6sp}}\vss}\nointerlineskip
    \moveright#3sp\box0\vss}\nointerlineskip}
% A template may say what stands behind a region, from its upper left corner: \behind{name}{width}{height}.
\providecommand\behind[3]{}
% A template may say otherwise: \runninghead{name}{page}{pages}.
\providecommand\runninghead[3]{\footnotesize#1\hfill#2\,/\,#3}
\newcommand\running[6]{\vbox to 0pt{\vskip#2sp\moveright#1sp\hbox to #3sp{%
  \tag@raw{/Artifact<</Type/Pagination/Subtype/Header>>BDC}%
  \ifleftpage\rtl{\runninghead{#4}{\ltr{#5}}{\ltr{#6}}}\else\runninghead{#4}{#5}{#6}\fi\tag@raw{EMC}}\vss}\nointerlineskip}
\newcommand\page[1]{\tag@page\vbox to\textheight{\nointerlineskip\tag@sheet#1\vss}\newpage}
"""

MACROS = f"{STARTING}{SPACES}{BOXES}{DESCRIBING}{TAGS}{FIGURES}{FORMULAS}{GLYPHS}{TREE}\\makeatother"
"""All that the program adds to a preamble."""

MEASURING = r"""\measuredspaces
\newwrite\answers
\newbox\measured \newbox\lastline \newdimen\lastwidth \newcount\lines
\def\answer#1{\immediate\write\answers{#1}}
\long\def\boxed#1#2#3{\setbox\measured=\vbox{\hsize=#2sp\tagalone\blockstart#3\par\global\lines=\prevgraf}%
  \setbox0=\vbox{\unvcopy\measured\setbox\lastline=\lastbox
    \global\lastwidth=0pt\ifhbox\lastline
      \setbox\lastline=\hbox{\unhbox\lastline\unskip\unskip\unpenalty\unskip\unpenalty}%
      \global\lastwidth=\wd\lastline\fi}%
  \answer{#1 \number\dimexpr\ht\measured+\dp\measured\relax\space 0
    \number\lines\space\number\lastwidth}}
\long\def\inlined#1#2#3{\setbox\measured=\hbox{\hsize=#2sp\tagalone\blockstart#3}%
  \answer{#1 \number\dimexpr\ht\measured+\dp\measured\relax\space\number\wd\measured\space 0
    \number\wd\measured}}
"""
"""Answers are lines of whole numbers: index, height, width, lines, width of the last line (sp)."""


_COMMENT = re.compile(r"(?<!\\)%[^\n]*\Z")


def ended(source: str) -> str:
    """A source that may stand before a brace: a comment at its end would hide it."""
    return f"{source}%\n" if _COMMENT.search(source) else source


def region_code(
    page: int, name: str, box: tuple[int, int, int, int], blocks: Sequence[tuple[str, int, str, str]]
) -> str:
    """A column: blocks as (candidate id, space before in sp, tag, LaTeX) in a box of left, top, width, height (sp)."""
    parts = "\n".join(
        f"% {one}\n\\block{{{before}}}{{{tag}}}{{%\n{ended(spaced(source))}}}" for one, before, tag, source in blocks
    )
    return f"\\region{{{page}}}{{{name}}}" + "".join(f"{{{length}}}" for length in box) + f"{{%\n{parts}}}%"


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
        parts.append(f"{command}{{{index}}}{{{request.width}}}{{%\n{ended(spaced(request.source))}}}")
    parts += [r"\endgroup"] * (setup is not None)
    return "\n".join([*parts, r"\immediate\closeout\answers", ""])
