"""Fonts for what pdfTeX cannot set: the template's faces as OpenType, and for each other letter one that has it.

XeTeX sets the same preamble: what of it is pdfTeX's is switched off, its font families become OpenType ones, and
letters that those lack change to a fallback font by themselves (XeTeX's character classes). Which fonts there are
fontconfig tells; the choice depends on the letters and on the fonts installed alone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from tailor.tex.engine import FONTS, find_engine

FACES = {
    "qpl": "texgyrepagella", "qcs": "texgyreschola", "qhv": "texgyreheros", "qtm": "texgyretermes",
    "tls": "TailorSans", "qbk": "texgyrebonum", "qag": "texgyreadventor", "bch": "texgyretermes",
}  # fmt: skip
"""OpenType faces of pdfTeX's font families; Charter has none in Debian's TeX and becomes Termes."""

PREFERRED = (
    *("Noto Naskh Arabic", "Amiri", "Noto Serif Hebrew", "Noto Sans Arabic", "Noto Sans Hebrew"),
    *("DejaVu Serif", "FreeSerif", "Noto Serif", "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif Devanagari"),
    *("Noto Sans Devanagari", "DejaVu Sans", "FreeSans", "Noto Sans Symbols2", "Noto Sans Math", "Symbola"),
)
"""Fallback families, the best first; then any other by its name. For a sans serif those with `Sans` go first."""

SANS = ("TailorSans", "texgyreheros", "texgyreadventor")

SCRIPTED = ("Arabic", "Hebrew", "Syriac")
"""Scripts that run from right to left, as fontspec names them; a font draws their letters as one script."""

JOINERS = "\u200c\u200d"

PACKAGES = "texlive-xetex fonts-texgyre fonts-dejavu-core fontconfig"

SHIM = r"""% What is pdfTeX's alone does nothing in XeTeX; encodings and 8-bit fonts give way to OpenType ones.
\makeatletter
\newcount\pdfgentounicode \newcount\pdfinfoomitdate \newcount\pdfsuppressptexinfo \newcount\pdfcompresslevel
\newcount\pdfobjcompresslevel
\def\pdfliteral#1{\special{pdf:literal #1}}
\def\pdftrailerid#1{}\def\pdfglyphtounicode#1#2{}\def\DeclareUnicodeCharacter#1#2{}
\disable@package@load{fontenc}{}\disable@package@load{inputenc}{}\disable@package@load{lmodern}{}
\disable@package@load{textcomp}{}
\RequirePackage{fontspec}
\tracinglostchars=2
% To a fallback font and back, without a group of its own: a switch may stand on either side of a brace.
\let\ownfamily\@empty
\newcommand\tofallback[1]{\ifx\ownfamily\@empty\let\ownfamily\f@family\fi\fontfamily{#1}\selectfont}
\newcommand\toownfont{\ifx\ownfamily\@empty\else
  \XeTeXlinebreaklocale ""\fontfamily{\ownfamily}\let\ownfamily\@empty\selectfont\fi}
% A word that follows a space has a real one drawn before it, where the space is: XeTeX itself draws none.
\newif\ifleftward
\newcommand\afterspace{\ifdim\lastskip>0pt \nobreak\hbox to 0pt{\ifleftward\realspace\hss\else\hss\realspace\fi}\fi}
\newcommand\pdffakespace{\ifdim\lastskip>0pt \hbox to 0pt{\hss\realspace}\else\hbox to 0pt{\realspace\hss}\fi}
\let\ownmbox\mbox
\renewcommand\mbox[1]{\leavevmode\afterspace\ownmbox{#1}}
% Scripts without spaces break where Unicode's rules let them.
\TeXXeTstate=1
\newcommand\rtl[1]{\ifvmode\leavevmode\fi\beginR\begingroup\leftwardtrue#1\endgroup\endR}
\newcommand\ltr[1]{\beginL\begingroup\leftwardfalse#1\endgroup\endL}
% A page that begins at the right: its paragraphs run left, so what is set at their left elsewhere is at their right.
\newif\ifleftpage \newskip\skip@swap
\newcommand\leftwardpage{\leftpagetrue}
\newcommand\pageward{\ifleftpage\beginR\leftwardtrue\fi}
\newcommand\swapsides{\ifleftpage\skip@swap=\leftskip\leftskip=\rightskip\rightskip=\skip@swap\fi}
\AddToHook{para/end}{\swapsides}\AddToHook{para/after}{\swapsides\ifleftpage\leftwardfalse\fi}
\newcommand\breaksanywhere{\XeTeXlinebreaklocale "zh"\XeTeXlinebreakskip=0pt plus .06em\relax}
\makeatother
"""

COLOURS = r"""\let\own@set@color\set@color
\def\set@color{\ifleftward\else\own@set@color\fi}% in lines that run left a colour would end before it begins"""

_FAMILY = re.compile(r"\\(?:rmdefault|sfdefault|rmsubstdefault|fontfamily)\s*\{(\w+)\}")

PACKAGES_OF = {
    "fonts-droid-fallback": ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH"),
    "fonts-nanum": ("HANGUL",),
    "fonts-lohit-deva": ("DEVANAGARI",),
    "fonts-hosny-amiri": ("ARABIC",),
}
"""Debian's packages, with the beginnings of the Unicode names of letters that they have."""

_SCRIPTS = ((0x370, 0x400), (0x400, 0x530), (0x900, 0x980), (0x1F00, 0x2000))
"""Blocks (Greek, Cyrillic, Devanagari, Greek with accents) whose letters all come from one font, if one is lacking."""


class Face(Struct, frozen=True):
    """A font file; `index` counts in a collection."""

    family: str
    style: str
    file: str
    index: int = 0


class Fallback(Struct, frozen=True):
    """A family of fonts for some letters."""

    family: str
    letters: str


def can_extend() -> bool:
    """Whether XeTeX, fontconfig and the OpenType faces are there."""
    return bool(find_engine("xetex") and shutil.which("fc-query") and _found("texgyrepagella-regular.otf"))


def main_face(preamble: str) -> str:
    """The OpenType face of the template's text."""
    return next((FACES[name] for name in _FAMILY.findall(preamble) if name in FACES), "texgyrepagella")


def lacked(letters: Iterable[str], preamble: str) -> str:
    """The letters that the template's own faces lack, sorted; with them the others of their script."""
    covered = _coverage(_found(f"{main_face(preamble)}-regular.otf"), 0)
    all_letters = {letter for letter in letters if letter not in " \n\u200c\u200d"}  # joiners have no glyph
    missing = {letter for letter in all_letters if ord(letter) not in covered}
    for first, last in _SCRIPTS:
        if any(first <= ord(letter) < last for letter in missing):
            missing |= {letter for letter in all_letters if first <= ord(letter) < last}
    return "".join(sorted(missing))


def is_settable(letter: str) -> bool:
    """Whether some font could show a character as everybody reads it: none that is unassigned, of private use, half of
    another or for control."""
    return not unicodedata.category(letter).startswith(("C", "Zl", "Zp"))


def fallbacks(letters: str, sans: bool = False) -> tuple[tuple[Fallback, ...], str]:
    """Faces for letters, as few as preference allows, and the letters that no font has."""
    left = [letter for letter in letters if is_settable(letter)]
    region = _region(letters)
    lost = [letter for letter in letters if letter not in left]
    chosen: list[Fallback] = []
    while left:
        faces = _faces_with(left[0])
        if not faces:
            lost.append(left.pop(0))
            continue
        best = min(faces, key=lambda face: _rank(face, sans, region))
        covered = _coverage(best.file, best.index)
        script = _script(left[0])
        mine = "".join(letter for letter in left if ord(letter) in covered and _script(letter) == script)
        taken = set(mine)
        left = [letter for letter in left if letter not in taken]
        chosen.append(Fallback(best.family, mine))
    return tuple(chosen), "".join(sorted(lost))


def xetex_preamble(preamble: str, found: Sequence[Fallback]) -> str:
    """A template's preamble for XeTeX, with the fonts that its letters need."""
    families = dict.fromkeys(name for name in _FAMILY.findall(preamble) if name in FACES)
    # No ligatures: XeTeX's driver would give ﬀ as a letter of its own to whoever reads the page.
    own = [
        f"\\fontspec[{_own(name)}NFSSFamily={name},Ligatures=NoCommon,Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,ItalicFont=*-italic,"
        f"BoldItalicFont=*-bolditalic]{{{FACES[name]}}}"
        for name in families
    ]
    mono = "\\fontspec[NFSSFamily=lmtt,Extension=.otf,UprightFont=*-regular,ItalicFont=*-italic]{lmmono10}"
    parts = [SHIM, preamble, "\\makeatletter", COLOURS, *own, mono, "\\XeTeXinterchartokenstate=1"]
    parts += [f"\\XeTeXinterchartoks 4095 {letters}={{\\afterspace}}" for letters in range(4)]
    if any(map(_is_shaped, (letter for one in found for letter in one.letters))):
        parts.append("\\XeTeXgenerateactualtext=1 % letters that change places keep their order for who copies them")
    for number, fallback in enumerate(found):
        parts += _switch(number, fallback)
    names = [f"\\fallback{_word(number)}" for number in range(len(found))]
    parts += [
        f"\\XeTeXinterchartoks{one}{other}={{\\tofallback{{fallback{index}}}}}"
        for one in names
        for index, other in enumerate(names)
        if one != other
    ]
    return "\n".join([*parts, "\\makeatother"])


def _own(name: str) -> str:
    """Where XeTeX finds a family of our own: where the preamble of the template found it. Its spaces shrink as there,
    by .045 em at most."""
    return r"Path=\fontfolder,WordSpace={1,1,.67}," if FACES[name] == "TailorSans" else ""


def _switch(number: int, fallback: Fallback) -> list[str]:
    """A fallback family, and its letters in a class of their own that changes to it."""
    name = f"\\fallback{_word(number)}"
    begin = f"\\afterspace\\tofallback{{fallback{number}}}" + "\\breaksanywhere" * any(map(_is_wide, fallback.letters))
    around = (0, 4095)
    return [
        f"\\fontspec[{_scripted(fallback)}NFSSFamily=fallback{number},Scale={_scale(fallback)},AutoFakeSlant=0.18,AutoFakeBold=1.5]{{{fallback.family}}}",
        f"\\newXeTeXintercharclass{name}",
        "".join(f'\\XeTeXcharclass"{ord(letter):X}={name}' for letter in fallback.letters + JOINERS * _joins(fallback)),
        "".join(f"\\XeTeXinterchartoks {one}{name}={{{begin}}}" for one in around),
        "".join(f"\\XeTeXinterchartoks{name}{one}={{\\toownfont}}" for one in around),
    ]


def _script(letter: str) -> str:
    """The script of a letter, where a font needs to know it; "" of others."""
    return next((script for script in SCRIPTED if _named(letter, script.upper())), "")


def _scripted(fallback: Fallback) -> str:
    script = _script(fallback.letters[0])
    return f"Script={script}," if script else ""


def _scale(fallback: Fallback) -> str:
    """As high as the letters beside it; of a script without small letters, a little smaller than the font is."""
    return "0.95" if _script(fallback.letters[0]) else "MatchLowercase"


def _joins(fallback: Fallback) -> bool:
    return any(map(_is_shaped, fallback.letters)) or _script(fallback.letters[0]) == "Arabic"


def _is_wide(letter: str) -> bool:
    """Whether lines break beside a letter without a space: Chinese, Japanese; Korean has spaces."""
    return unicodedata.east_asian_width(letter) in "WF" and letter.isalnum() and not _named(letter, "HANGUL")


def _is_shaped(letter: str) -> bool:
    """Whether a letter may be drawn elsewhere than it is written: the scripts of India and its neighbours."""
    return 0x900 <= ord(letter) < 0x1100 or 0x1780 <= ord(letter) < 0x1800


def _named(letter: str, *words: str) -> bool:
    return unicodedata.name(letter, "").startswith(words)


def _word(number: int) -> str:
    return chr(ord("A") + number)


def _region(letters: str) -> str:
    """Whose forms of Chinese characters are meant: Japanese beside kana, Korean beside hangul, else simplified ones."""
    if any(_named(letter, "HIRAGANA", "KATAKANA") for letter in letters):
        return "JP"
    return "KR" if any(_named(letter, "HANGUL") for letter in letters) else "SC"


def _rank(face: Face, sans: bool = False, region: str = "SC") -> tuple[int, str, str]:
    known = [name.replace("CJK SC", f"CJK {region}") for name in PREFERRED]
    families = sorted(known, key=lambda name: ("Sans" in name) != sans)
    order = families.index(face.family) if face.family in families else len(families)
    return order, face.family, face.file


@cache
def _faces_with(letter: str) -> tuple[Face, ...]:
    """The upright faces that have a letter; fonts of coloured pictures cannot be set."""
    return tuple(face for face in _listed(f":charset={ord(letter):x}") if face.style in ("Regular", "Book", "Roman"))


def _listed(pattern: str) -> tuple[Face, ...]:
    form = "%{family[0]}|%{style[0]}|%{file}|%{index}|%{color}\n"
    rows = (row.split("|") for row in _run("fc-list", f"--format={form}", pattern).splitlines())
    faces = (Face(row[0], row[1], row[2], int(row[3])) for row in rows if len(row) == 5 and row[4] != "True")
    return tuple(sorted((face for face in faces if face.file.endswith((".ttf", ".otf", ".ttc"))), key=_rank))


@cache
def _coverage(file: str, index: int) -> frozenset[int]:
    """The code points that a font file has."""
    found: set[int] = set()
    for piece in _run("fc-query", f"--index={index}", "--format=%{charset}", file).split():
        first, _, last = piece.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


@cache
def _found(name: str) -> str:
    return str(FONTS / name) if (FONTS / name).is_file() else _run("kpsewhich", name).strip()


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=30, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace")


def package_for(letter: str) -> str:
    """A package of Debian's, a small one, with a font that most likely has a letter; `""` if none could help."""
    found = (package for package, words in PACKAGES_OF.items() if _named(letter, *words))
    symbol = unicodedata.category(letter) in ("So", "Sm", "Sk")
    return next(found, "fonts-symbola" if symbol else "fonts-noto-core")
