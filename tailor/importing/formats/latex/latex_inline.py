"""LaTeX's nodes → inline Markdown, and the bullets of lists in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from tailor.importing.formats.latex.resume_macros import SILENT

MARKS = {"textbf": "**", "bfseries": "**", "emph": "*", "textit": "*", "texttt": "`"}
PLAIN = {
    "&": "&", "%": "%", "$": r"\$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": " ", ";": " ",
    "/": "", "-": "",
    "textbar": "|", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textbackslash": "\\\\",
    "slash": "/",
    "textasciitilde": "~", "LaTeX": "LaTeX", "TeX": "TeX", "quad": " | ", "qquad": " | ", "hfill": " | ",
    "textbullet": "•",
    "cdotp": "·", "enspace": " ", "space": " ", "textperiodcentered": "·", "&nbsp": " ", "par": "\n", "newline": "\n",
    "\\": "\n", "tabularnewline": "\n", "sep": " | ", "divider": "\n",
}  # fmt: skip
SWITCHES = frozenset(
    [
        "small",
        "footnotesize",
        "scriptsize",
        "tiny",
        "normalsize",
        "large",
        "Large",
        "LARGE",
        "huge",
        "Huge",
        "scshape",
        "itshape",
        "bfseries",
        "mdseries",
        "upshape",
        "sffamily",
        "rmfamily",
        "ttfamily",
        "normalfont",
        "item",
    ]
)
ACCENTS = frozenset("\"'`^~=.uvHcdbtkr")
LISTS = ("itemize", "enumerate", "cvitems", "description", "compactitem", "tightitemize", "highlights")


class Block(Struct, frozen=True):
    """A paragraph or a bullet: its text, where it begins, how deep it stands (0 for a paragraph)."""

    text: str
    position: int
    depth: int = 0


def arguments(node: Any) -> list[Any]:
    """The arguments of a macro that are in braces, each as a list of nodes."""
    given = node.nodeargd
    if given is None or not given.argnlist:
        return []
    spec = given.argspec or ""
    kept = [one for one, kind in zip(given.argnlist, spec, strict=False) if kind == "{"]
    return [one.nodelist if hasattr(one, "nodelist") else [one] for one in kept if one is not None]


def option(node: Any) -> str:
    """The words of a macro's first option, in square brackets."""
    given = node.nodeargd
    for one in given.argnlist if given is not None else ():
        if one is not None and getattr(one, "delimiters", ("", ""))[0] == "[":
            return text_of(one.nodelist)
    return ""


def text_of(nodes: Iterable[Any]) -> str:
    """Nodes as one text of inline Markdown; `\\\\` ends a line."""
    parts = "".join(_one(node) for node in nodes if node is not None)
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in parts.split("\n"))
    return re.sub(r"\*\*\*\*|``(?=\s|$)", "", "\n".join(line for line in lines if line))


def _one(node: Any) -> str:
    kind = type(node).__name__
    if kind == "LatexCharsNode":
        return _characters(str(node.chars))
    if kind == "LatexGroupNode":
        return _group(node.nodelist)
    if kind == "LatexMacroNode":
        return _macro(node)
    if kind == "LatexEnvironmentNode":
        return "\n" + "".join(_one(inner) for inner in node.nodelist) + "\n"
    if kind == "LatexMathNode":
        return _maths(str(node.latex_verbatim()))
    if kind == "LatexSpecialsNode":
        return {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "&": " | ", "\n\n": "\n"}.get(
            node.specials_chars, str(node.specials_chars)
        )
    return ""


def _characters(text: str) -> str:
    text = re.sub(r"[ \t]*\n\s*\n\s*", "\v", text)  # an empty line parts paragraphs
    text = re.sub(r"[^\S\v]+", " ", text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”"))
    return text.replace("~", "\u00a0").replace("*", r"\*").replace("&", " | ").replace("\v", "\n")


def _group(nodes: list[Any]) -> str:
    """A group; one that begins with a switch to bold is bold."""
    names = {getattr(node, "macroname", "") for node in nodes[:3]}
    inner = "".join(_one(node) for node in nodes)
    return _marked(inner, "**") if names & {"bfseries", "bf"} else inner


def _maths(text: str) -> str:
    bare = text.strip("$").replace(r"\(", "").replace(r"\)", "").strip()
    simple = {"|": " | ", r"\cdot": "·", r"\bullet": "•", r"\vert": " | ", r"\sim": "~", r"\diamond": "⋄", r"\to": "→"}
    simple |= {r"\rightarrow": "→", r"\times": "×", "": ""}
    return simple.get(bare, f"${bare}$")


def _marked(text: str, mark: str) -> str:
    bare = text.strip()
    if not bare or mark in bare or "\n" in bare:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{bare}{mark}{after}"


def _macro(node: Any) -> str:
    name = node.macroname
    given = arguments(node)
    if name in MARKS and given:
        return _marked(text_of(given[0]), MARKS[name])
    if name in ("href", "httplink", "emaillink", "link") and len(given) == 2:
        return _link(given)
    if name in ("url", "nolinkurl", "path") and given:
        return "".join(str(one.latex_verbatim()) for one in given[0])
    if name in PLAIN:
        return PLAIN[name]
    if name in ACCENTS:
        return _symbol(node)
    if name in SILENT or name in SWITCHES or (name.startswith("fa") and not given):
        return " " if name in SWITCHES else ""
    return " ".join(text_of(one) for one in given) if given else _symbol(node)


def _link(given: list[Any]) -> str:
    address = (
        "".join(str(one.latex_verbatim()) for one in given[0])
        .replace(r"\%", "%")
        .replace(r"\_", "_")
        .replace(r"\#", "#")
    )
    words = text_of(given[1])
    bare = re.sub(r"^(https?://(www\.)?|mailto:|tel:)", "", address).rstrip("/")
    if words.replace("**", "").rstrip("/") in (bare, address, address.rstrip("/")):
        return address.removeprefix("mailto:").removeprefix("tel:")
    return f"[{words}]({address})" if words and re.match(r"https?:|mailto:|tel:", address) else words or address


def _symbol(node: Any) -> str:
    """A symbol or an accent as its character."""
    from pylatexenc.latex2text import LatexNodes2Text

    return str(LatexNodes2Text(strict_latex_spaces=True).nodelist_to_text([node]))


def blocks(nodes: Iterable[Any], depth: int = 0) -> Iterator[Block]:
    """The paragraphs and bullets in some nodes, in their order."""
    held: list[Any] = []
    for node in nodes:
        name = getattr(node, "environmentname", "")
        if name in LISTS:
            yield from _paragraphs(held, depth)
            held = []
            yield from _items(node.nodelist, depth + 1)
        elif name and name not in ("tabular", "tabular*", "tabularx", "tabulary"):
            yield from _paragraphs(held, depth)
            held = []
            yield from blocks(node.nodelist, depth)
        elif type(node).__name__ == "LatexGroupNode" and any(
            getattr(one, "environmentname", "") for one in node.nodelist
        ):
            yield from blocks(node.nodelist, depth)
        else:
            held.append(node)
    yield from _paragraphs(held, depth)


def _items(nodes: list[Any], depth: int) -> Iterator[Block]:
    """The items of a list, each with what stands under it."""
    item: list[Any] = []
    for node in nodes:
        if getattr(node, "macroname", "") == "item":
            yield from blocks(item, depth)
            label = option(node)
            item = [*_labelled(node, label)]
        else:
            item.append(node)
    yield from blocks(item, depth)


def _labelled(node: Any, label: str) -> list[Any]:
    return [one for one in node.nodeargd.argnlist if one is not None] if label and node.nodeargd else []


def _paragraphs(nodes: list[Any], depth: int) -> Iterator[Block]:
    if not nodes:
        return
    first = next((node for node in nodes if text_of([node])), nodes[0])
    for line in text_of(nodes).split("\n"):
        if line.strip(" |"):
            yield Block(line.strip(" |"), first.pos, depth)
