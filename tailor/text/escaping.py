"""Plain text and addresses as LaTeX that prints exactly them.

PyLaTeX's `escape_latex` covers TeX's specials; what it gets wrong is mended here: `^`, ASCII quotes, the
ligatures that turn `--` or `<<` into other glyphs, line ends, decomposed accents and invisible characters.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "\u00a0": "~",
    "\u2009": r"\narrowspace{}",
    "\u202f": r"\narrowspace{}",
    "\u2011": r"\mbox{-}",
}
"""Characters that TeX would take for something else. Brackets are braced: they open an optional argument."""

_MEANT = {latex: sign for sign, latex in _SPECIALS.items()}
_ESCAPED = re.compile("|".join(re.escape(latex) for latex in sorted([*_MEANT, "{}"], key=len, reverse=True)))
_SPECIAL = re.compile("[" + re.escape("".join(_SPECIALS)) + "]")
_LIGATURE = re.compile(r"[-–](?=-)|<(?=<)|>(?=>)|,(?=,|$)|[‘!?](?=‘)|’(?=’)")
"""Pairs that T1 fonts join into a dash, a guillemet, a quote or a mark that begins a question in Spanish."""

_APOSTROPHE = re.compile(r"(?<=\w)'|'(?=\d\d(?!\d))")
_UNIT = re.compile(
    r"(?<=\d) (?=(?:[pnµμmckMGTP]?(?:[sgmWVJBb]|bit|bps|Hz|FLOPS?)|min|h|K|A|°C|%|€|£|million|billion|x|×)(?![\w+#-]))"
)
"""The space between a number and its unit (SI brochure, 5.4.3)."""

_GROUPS = re.compile(r"(?<![\w.,+])\d{1,3}(?: \d{3})+(?!\w)")
"""A number whose digits stand in groups: `4 000`."""

_TITLE = re.compile(r"(\b(?:Prof|Dr|Mr|Mrs|Ms|St|Fig|No|Nr|Vol|vol|[A-Z])\.) (?=\w)")
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Format characters without a glyph: soft hyphens, joiners, direction marks, variation selectors, tags."""

_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters that are drawn otherwise beside a joiner (U+200D) or a non-joiner (U+200C)."""

_ADDRESS = "!*'();:@&=+$,/?#[]%-._~"
"""Characters that stand for themselves in an address (RFC 3986); everything else is percent-encoded."""


def clean(text: str) -> str:
    """The text with composed accents, single spaces, and no invisible characters."""
    return _SPACES.sub(" ", _INVISIBLE.sub(_kept, unicodedata.normalize("NFC", text)))


def _kept(match: re.Match[str]) -> str:
    """A joiner or a non-joiner within a word of a script that has them: Persian, Hindi."""
    before = match.string[: match.start()][-1:]
    return match[0] if match[0] in "\u200c\u200d" and _JOINED.match(before) else ""


def curl(text: str) -> str:
    """Apostrophes as they are printed: `it's` as `it’s`, `'20` as `’20`."""
    return _APOSTROPHE.sub("’", text)


def bind(text: str) -> str:
    """The text with spaces that do not break within a number, between it and its unit, a title or an initial and the
    name."""
    grouped = _GROUPS.sub(lambda match: match[0].replace(" ", "\u00a0"), text)
    return _TITLE.sub("\\1\u00a0", _UNIT.sub("\u00a0", grouped))


def escape(text: str) -> str:
    """LaTeX that prints this text to the letter."""
    broken = _LIGATURE.sub(r"\g<0>\0", clean(text))
    return _SPECIAL.sub(lambda match: _SPECIALS[match[0]], broken).replace("\0", "{}")


def unescape(latex: str) -> str:
    """The text of which `escape` made this LaTeX."""
    return _ESCAPED.sub(lambda match: _MEANT.get(match[0], ""), latex)


def escape_url(url: str) -> str:
    """An address for the first argument of `\\href`, also inside other macros' arguments."""
    encoded = quote(clean(url).strip(), safe=_ADDRESS).replace("'", "%27").replace("~", "%7E")
    return re.sub(r"[%#&_$]", r"\\\g<0>", encoded)
