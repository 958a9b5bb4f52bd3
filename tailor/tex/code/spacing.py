r"""Which spaces of some LaTeX are words' spaces: those become `\ `, which draws a space of the text's own font.

A space means many things to TeX: it ends a number or a command, stands between keywords (`1em plus 2em`), or in an
argument that is never set. So only a space that surely stands in running text is changed, between words, or a word and
a command that sets some; any other stays as it was, and is parted by pdfTeX as ever.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

MOST_KEPT = 4_096
"""Blocks whose spaces are known from the page before."""

CODE, TEXT = "c", "t"
"""What an argument is: never set as it stands, or running text."""


def _words(text: str) -> list[str]:
    return text.split()


ARGUMENTS = {
    **dict.fromkeys(
        _words("begin end color hspace vspace hskip label ref cite url input include includegraphics"), "c"
    ),
    **dict.fromkeys(_words("formula includegraphics selectlanguage fontfamily fontseries fontshape hypersetup"), "c"),
    **dict.fromkeys(
        _words("setlength addtolength setcounter addtocounter fontsize rule newcommand renewcommand"), "cc"
    ),
    **dict.fromkeys(
        _words("href textcolor colorbox raisebox scalebox parbox makebox framebox hyperlink hypertarget"), "ct"
    ),
    **dict.fromkeys(_words("multicolumn fcolorbox resizebox"), "cct"),
    **dict.fromkeys(_words("definecolor colorlet usefont ifdim ifnum"), "cccc"),
    **dict.fromkeys(_words("tagas tagrow columns column artifact hanginglabel"), "c"),
}
"""What the arguments of commands are, where they are not all text."""

DRAWING = frozenset(_words("tikz draw node path fill tikzset pgfkeys def gdef edef xdef let csname ensuremath"))
"""Commands after which nothing of the group is running text."""

SETTING = frozenset(
    (
        *_words(
            "textbf textit emph textsc texttt textsf textrm textnormal textup textsl textmd underline mbox hbox href"
        ),
        *_words("textcolor textsuperscript textsubscript textquotedbl textquotesingle textasciitilde textasciicircum"),
        *_words("textbackslash textgreater textless textbar textendash textemdash textbullet textperiodcentered"),
        *_words("textrightarrow textleftarrow texteuro textmu textdegree formula sign mathsign ldots dots LaTeX TeX"),
        *_words("together nolinkurl url href longword piece"),
    )
)
"""Commands that set something, so that a space before them stands between words."""

LISTS = frozenset(_words("itemize enumerate description center flushleft flushright quote minipage small normalsize"))
"""Environments that hold running text; what stands in others is left alone."""

_TOKEN = re.compile(r"\\[A-Za-z@]+\*?|\\.|%[^\n]*(?:\n[ \t]*)?|[{}$]|[ \t]*\n\s*|[ \t]+|[^\\%{}$\s]+", re.DOTALL)
_NUMBERS = re.compile(
    r"(?:\s*(?:[=<>]\s*)?(?:[-+]?\s*\d*[.,]?\d+\s*(?:pt|em|ex|sp|bp|cm|mm|in|pc|dd|cc|mu|fil+)?(?![A-Za-z])"
    r"|(?:plus|minus|width|height|depth|by|to|spread)(?![A-Za-z])))+[ \t]?|[ \t]+"
)
"""What a command may take without braces, with the space that ends it (`3pt plus 1em`, `to`, `height .4pt`), or a
space."""

_OPTION = re.compile(r"\[[^\]{}]*\]")
_KEYS = re.compile(r"\{\s*[\w.-]+\s*=|\{\s*[-+\d.]+\s*(?:pt|em|ex|sp|cm|mm|in|\\)")
"""A group of keys and values, or a length."""

_ENVIRONMENT = re.compile(r"\{(\w+)\*?\}")
_SIGNS = frozenset(_words(r"\& \% \$ \# \_ \{ \}"))


class _Group(Struct):
    """An open brace: whether what it holds is set, whether that ends with a word, what arguments are still to come, and
    whether their command sets something whatever they are."""

    set: bool
    word: bool = False
    arguments: str = ""
    sets: bool = False


@lru_cache(MOST_KEPT)
def spaced(source: str) -> str:
    """The source of a block with `\\ ` for every space that stands between words."""
    return _Reader(source).read() if " " in source else source


class _Reader:
    """Reads a source token by token, and knows at each whether words are being set."""

    def __init__(self, source: str) -> None:
        self._source, self._at = source, 0
        self._groups = [_Group(set=True)]
        self._out: list[str] = []

    def read(self) -> str:
        while match := _TOKEN.match(self._source, self._at):
            token, self._at = match[0], match.end()
            self._take(token)
        return "".join(self._out) + self._source[self._at :]

    def _take(self, token: str) -> None:
        group = self._groups[-1]
        if token[0] == "\\" and len(token) > 1:
            self._command(token, group)
        elif token[0] in " \t" and "\n" not in token:
            self._out.append("\\ " if group.word and group.set and self._goes_on() else token)
            group.word = False
        elif token == "{":
            self._open(group)
        elif token == "}":
            self._close()
        elif token == "$":
            self._formula()
        else:
            self._out.append(token)
            group.word = token[0] not in "%\n" and not token.isspace() and token[-1] not in "&"

    def _goes_on(self) -> bool:
        """Whether what follows a space sets something."""
        following = _TOKEN.match(self._source, self._at)
        if following is None:
            return False
        token = following[0]
        if token[0] == "\\":
            return token in _SIGNS or token[1:] in SETTING
        return token in "{$" or (token != "}" and not token.isspace() and token[0] not in "%&")

    def _command(self, token: str, group: _Group) -> None:
        self._out.append("\\leavevmode\\ " if token == "\\ " else token)
        name = token[1:].rstrip("*")
        if not name.isalpha() and "@" not in name:
            group.word = token in _SIGNS
            return
        group.word, group.arguments, group.sets = False, ARGUMENTS.get(name, ""), name in SETTING
        if name in DRAWING:
            group.set = False
        self._skip(_NUMBERS)
        while self._source[self._at : self._at + 1] == "[" and self._skip(_OPTION):
            pass
        if name == "begin":
            self._begin(group)

    def _begin(self, group: _Group) -> None:
        """Of an environment that may hold anything, nothing is running text, to its end."""
        name = _ENVIRONMENT.match(self._source, self._at)
        if name and name[1] not in LISTS:
            end = self._source.find(f"\\end{{{name[1]}", self._at)
            self._out.append(self._source[self._at : end if end >= 0 else len(self._source)])
            self._at = end if end >= 0 else len(self._source)

    def _skip(self, form: re.Pattern[str]) -> bool:
        match = form.match(self._source, self._at)
        if match:
            self._out.append(match[0])
            self._at = match.end()
        return match is not None

    def _open(self, group: _Group) -> None:
        kind, group.arguments = (group.arguments[:1] or TEXT), group.arguments[1:]
        keys = _KEYS.match(self._source, self._at - 1)
        self._out.append("{")
        self._groups.append(_Group(set=group.set and kind == TEXT and not keys))
        group.word = False

    def _close(self) -> None:
        self._out.append("}")
        if len(self._groups) > 1:
            closed, group = self._groups.pop(), self._groups[-1]
            group.word = closed.word if closed.set else group.sets and not group.arguments

    def _formula(self) -> None:
        end = self._source.find("$", self._at)
        end = len(self._source) if end < 0 else end + 1
        self._out.append(f"${self._source[self._at : end]}")
        self._at = end
        self._groups[-1].word = True
