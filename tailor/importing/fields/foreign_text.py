"""LaTeX, blocks of code and tables in the texts of other formats, as Markdown that a profile can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMAND = re.compile(
    r"\\(textbf|textit|emph|texttt|underline|textsc|textsuperscript|textsubscript|url|href)\*?\s*"
    r"\{([^{}]*)\}(?:\s*\{([^{}]*)\})?"
)
_SAYS = {
    "textbf": "**{}**", "textit": "*{}*", "emph": "*{}*", "texttt": "`{}`", "underline": "{}", "textsc": "{}",
    "textsuperscript": "<sup>{}</sup>", "textsubscript": "<sub>{}</sub>", "url": "{}",
}  # fmt: skip
_SIGNS = {
    r"\\(?:ldots|dots)\b(?:\{\})?": "…", r"\\LaTeX\b(?:\{\})?": "LaTeX", r"\\TeX\b(?:\{\})?": "TeX",
    r"\\(?:textendash)\b(?:\{\})?": "–", r"\\textemdash\b(?:\{\})?": "—", r"\\[,;/ ]": " ", r"\\\\(?=\s|$)": "\n",
    r"``([^`']*)''": r"“\1”", r"(?<=\S)~(?=\S)": "\u00a0", r"(?<![-\w])---(?![-])|(?<=\w)---(?=\w)": "—",
    r"(?<=\w)--(?=\w)|(?<=\s)--(?=\s)": "–",
}  # fmt: skip
_FORMULA = re.compile(r"(?<![\\$])(\$[^$]+\$)")
_FENCE = re.compile(r"^\s*(```+|~~~+)\s*(\S*)\s*$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$")


def without_latex(text: str) -> str:
    """The text with LaTeX's commands as Markdown, its quotes, dashes and ties as signs; formulas stay. A text without
    such a command stays as it is: it may speak of `a~b` or `--option`."""
    if not _COMMAND.search(text):
        return text
    return "".join(part if _FORMULA.fullmatch(part) else _plain(part) for part in _FORMULA.split(text))


def _plain(text: str) -> str:
    while (found := _COMMAND.search(text)) is not None:
        text = text[: found.start()] + _replacement(found) + text[found.end() :]
    for pattern, sign in _SIGNS.items():
        text = re.sub(pattern, sign, text)
    return text


def _replacement(found: re.Match[str]) -> str:
    name, first, second = found[1], found[2], found[3]
    if name == "href":
        return f"[{second}]({first})" if second else first
    said = _SAYS[name].format(first) if first.strip() else first
    return said + (f"{{{second}}}" if second is not None else "")


def without_blocks(text: str) -> tuple[str, list[str]]:
    """The text with the lines of a block of code as code and the rows of a table as bullets, and what was changed."""
    changes: dict[str, None] = {}
    return "\n".join(_lines(text.split("\n"), changes)), list(changes)


def _lines(lines: list[str], changes: dict[str, None]) -> Iterator[str]:
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            if found and line.strip() == fence:
                fence = ""
            elif line.strip():
                yield _code(line.strip())
        elif found and any(one.strip() == found[1] for one in lines[number + 1 :]):
            fence = found[1]
            changes["a block of code became code in the text" + (f", without `{found[2]}`" if found[2] else "")] = None
        elif _ROW.match(line) and _in_table(lines, number):
            changes["the rows of a table became bullets"] = None
            if not _RULE.match(line):
                yield _row(line)
        else:
            yield line


def _in_table(lines: list[str], number: int) -> bool:
    """Whether rows that follow each other have the line below the heads among them."""
    first = last = number
    while first and _ROW.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _ROW.match(lines[last + 1]):
        last += 1
    return any(_RULE.match(line) for line in lines[first : last + 1])


def _row(line: str) -> str:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return "- " + ("; " if any("," in cell for cell in cells) else ", ").join(filter(None, cells))


def _code(line: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
