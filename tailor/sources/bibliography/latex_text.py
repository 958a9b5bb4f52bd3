"""The LaTeX of bibliographies as inline Markdown; what has no counterpart is reported, and its words are kept.

pylatexenc parses it and knows accents and signs; whatever it would drop or replace by a placeholder is asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_MARKS: Final = re.compile(r"[\\`*_\[\]<$]|&(?=#?\w+;)")
_LOGOS: Final = {
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "copyright": "©",
}  # fmt: skip
_MARKED: Final = {"emph": "*", "textit": "*", "textsl": "*", "textbf": "**"}
_AROUND: Final = {
    "textsc", "textrm", "textsf", "textup", "textmd", "textnormal", "text", "mbox", "hbox", "uppercase", "lowercase",
    "MakeUppercase", "underline", "ensuremath", "texorpdfstring",
}  # fmt: skip
"""Commands whose (first) argument is what they say."""

_SHAPES: Final = {
    "enquote": ("“", "”"), "footnote": (" (", ")"), "num": ("", ""), "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
}  # fmt: skip
"""The text put around the argument of some commands."""

_SILENT: Final = {
    "-", "/", "relax", "protect", "allowbreak", "itshape", "em", "it", "bf", "bfseries", "rm", "sc", "scshape", "small",
    "noopsort", "nobreak", "ignorespaces", "upshape", "normalfont",
}  # fmt: skip
"""Commands that print nothing."""

_LONG = """
micro µ milli m nano n pico p kilo k mega M giga G tera T centi c meter m metre m second s gram g hertz Hz byte B
bit bit volt V watt W ampere A kelvin K joule J newton N pascal Pa percent % degree ° celsius °C ohm Ω mole mol hour
h minute min day d electronvolt eV per / squared ² cubed ³
"""
_SHORT = "nm mm cm km kg mg ms ns Hz kHz MHz GHz kB MB GB TB eV keV MeV GeV W kW MW V mV A K"
_UNITS: Final = dict(zip(_LONG.split()[::2], _LONG.split()[1::2], strict=True)) | {one: one for one in _SHORT.split()}
"""The units of siunitx, and their short names."""

_IN_FORMULAS: Final = {
    "operatorname": "mathrm", "text": "mathrm", "textrm": "mathrm", "mathop": "mathrm", "boldsymbol": "mathbf",
    "bm": "mathbf", "mathbb": "mathbf", "mathfrak": "mathbf", "mathscr": "mathcal", "dfrac": "frac", "tfrac": "frac",
}  # fmt: skip
"""Commands of packages that formulas do not load, and those that say the same."""

_LOSSY: Final = frozenset(["mathbb", "mathfrak", "mathscr"])


class Read(Struct, frozen=True):
    """A text as inline Markdown; `lost` are commands that it has no counterpart of."""

    text: str
    lost: tuple[str, ...] = ()


def read_latex(source: str) -> Read:
    """The text that some LaTeX prints."""
    if not re.search(r"[\\{}$~`'\-_*\[<&]", source):
        return Read(" ".join(source.split()))
    from pylatexenc.latexwalker import LatexWalker

    nodes = LatexWalker(source, latex_context=_commands(), tolerant_parsing=True).get_latex_nodes()[0]
    reader = _Reader()
    text = " ".join(reader.all(nodes).replace("\u00a0", "\0").split()).replace("\0", "\u00a0").strip("\u00a0")
    return Read(text, tuple(dict.fromkeys(reader.lost)))


@cache
def _commands() -> Any:
    """pylatexenc's commands and those of packages that bibliographies use, each with its arguments."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    known = get_default_latex_context_db()
    ones = ["enquote", "footnote", "si", "unit", "num", "textsuperscript", "textsubscript", "url", "nolinkurl", "path"]
    ones += [*_MARKED, *_AROUND - {"texorpdfstring"}, "noopsort", "texttt"]
    found = [std_macro(name, False, 1) for name in ones]
    found += [std_macro(name, False, 2) for name in ("href", "SI", "qty", "texorpdfstring")]
    known.add_context_category("bibliographies", macros=found, prepend=True)
    return known


@cache
def _signs() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(keep_comments=False)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


class _Reader:
    """Walks the nodes of one text."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def all(self, nodes: Iterable[Any]) -> str:
        """The text of some nodes; a command swallows the spaces behind it only where LaTeX does."""
        return "".join(self.one(node) for node in nodes if node is not None)

    def one(self, node: Any) -> str:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            return _plain(re.sub(r"(?<!-)--(?!-)", "–", node.chars.replace("---", "—")))
        if kind == "LatexGroupNode":
            return self.all(node.nodelist)
        if kind == "LatexMathNode":
            return self._formula(node.latex_verbatim())
        if kind == "LatexMacroNode":
            return self._command(node) + ("" if node.macroname.isalpha() else node.macro_post_space)
        if kind == "LatexSpecialsNode":
            return {"~": "\u00a0", "``": "“", "''": "”", "--": "–", "---": "—"}.get(
                node.specials_chars, _plain(_signs().nodelist_to_text([node]))
            )
        if kind == "LatexEnvironmentNode":
            self.lost.append(f"\\begin{{{node.environmentname}}}")
            return self.all(node.nodelist)
        return ""

    def _formula(self, source: str) -> str:
        inner = re.sub(r"^(\$\$?|\\\(|\\\[)|(\$\$?|\\\)|\\\])$", "", source).strip()
        self.lost += [f"\\{name}" for name in re.findall(r"\\([A-Za-z]+)", inner) if name in _LOSSY]
        known = re.sub(r"\\([A-Za-z]+)\*?", lambda one: f"\\{_IN_FORMULAS.get(one[1], one[1])}", inner)
        return f"${known}$" if known else ""

    def _command(self, node: Any) -> str:
        name = node.macroname
        arguments = [one for one in (node.nodeargd.argnlist if node.nodeargd else ()) or () if one is not None]
        if name in ("href", "url", "nolinkurl", "path"):
            return self._link(name, arguments)
        if name in ("si", "unit", "SI", "qty"):
            return " ".join([*map(_raw, arguments[:-1]), self._unit(_raw(arguments[-1]))] if arguments else [])
        if name in _SHAPES:
            before, after = _SHAPES[name]
            return f"{before}{self.all(arguments)}{after}"
        if name in _LOGOS:
            return _LOGOS[name]
        if name in _SILENT or (name == "\\" and not arguments):
            return " " if name == "\\" else ""
        if name in _MARKED and arguments:
            return _hugged(self.all(arguments[-1:]), _MARKED[name])
        if name in _AROUND:
            return self.all(arguments[-1:] if name != "texorpdfstring" else arguments[:1])
        return self._sign(node, name, arguments)

    def _sign(self, node: Any, name: str, arguments: Sequence[Any]) -> str:
        """An accent or a sign; the words of anything else, which is reported."""
        spec = _signs().latex_context.get_macro_spec(name)
        known = spec is not None and spec.macroname == name and name not in _DROPPED
        if known and (text := _signs().macro_node_to_text(node)):
            return _plain(text)
        if name in ("texttt", "verb"):
            return f"`{''.join(_signs().nodelist_to_text([one]) for one in arguments)}`"
        self.lost.append(f"\\{name}")
        return "" if name in _DROPPED else self.all(arguments)

    def _unit(self, source: str) -> str:
        """`\\micro\\meter` as µm; an unknown unit by its name, which is reported."""
        names = re.findall(r"\\([A-Za-z]+)", source)
        self.lost += [f"\\{name}" for name in names if name not in _UNITS]
        return _plain(re.sub(r"\\([A-Za-z]+)\s*", lambda one: _UNITS.get(one[1], one[1]), source).strip())

    def _link(self, name: str, arguments: Sequence[Any]) -> str:
        words = [_raw(one) for one in arguments]
        if name == "href" and len(words) == 2:
            address = re.sub(r"\\([%#&_~{}$])", r"\1", words[0])
            return f"[{self.all(arguments[1:])}](<{address}>)"
        return _plain(re.sub(r"\\([%#&_~])", r"\1", "".join(words)))


_DROPPED: Final = frozenset(["cite", "citep", "citet", "label", "ref", "thanks", "input", "includegraphics"])


def _raw(node: Any) -> str:
    return str(node.latex_verbatim()).strip().removeprefix("{").removesuffix("}")


def _hugged(text: str, mark: str) -> str:
    """Marks around a text, spaces at its ends outside."""
    inner = text.strip()
    if not inner:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"
