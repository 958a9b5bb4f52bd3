"""The parser of inline Markdown: markdown-it's, with our own rules for characters that are not markup in a CV.

CommonMark would read `4*4 and 8*8`, `__init__`, `\\\\server\\share` and `$this->foo($bar)` as marks and swallow signs.
Inline HTML is read too: `markup` takes the few tags that mean something, and prints the others as they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_RULES: Final = ("escape", "backticks", "emphasis", "link", "autolink", "html_inline", "entity", "newline")

_AS_WRITTEN: Final = re.compile(
    r"(?<=\w)(?:\*+|_+)(?=\w)"  # 4*4, a__b
    r"|(?<!\w)__[A-Za-z]\w*__(?!\w)"  # __init__
    r"|(?<![\w\\])\*{1,2}(?:args|kwargs|kw|opts)\b"
    r"|(?<![\w\\])\\\\[\w.$-]+\\[^\s\"<>|]*"  # \\server\share
    r"|(?:(?<=(?<!\w)[A-Za-z]:)|(?<=(?<!\w)\.\.)|(?<=(?<!\w)\.))\\[^\s\"<>|]*"  # C:\_tmp, ..\_build
    r"|(?:(?<=http)|(?<=https))://[^\s<>\"()\[\]*`]*[\w/]"  # an address
    r"|!\[[^\]\n]*\]\([^)\n]*\)"  # a picture
)
_FORMULA: Final = re.compile(r"\$(?![\s$])(?:\\.|[^\\$])*?(?<!\s)\$(?![\w$])", re.DOTALL)
_OPEN_END: Final = re.compile(r"\\(?=\s|$)")
"""A backslash at the end of a line; YAML folds lines, so that a space may stand behind it."""


@cache
def parser(quotes: tuple[str, ...], joined: bool = True) -> MarkdownIt:
    """markdown-it with inline rules only; smart quotes where wanted. Not `joined`, an escaped sign and every mark that
    is no mark stay tokens of their own."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    rules = [*_RULES, "smartquotes"] if quotes else list(_RULES)
    options = {"typographer": bool(quotes), "html": True} | ({"quotes": quotes} if quotes else {})
    made = MarkdownIt("zero", options).enable(rules)
    # Prices are no maths: no space inside the dollars, no digit beside them ("$5 and $10").
    made.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    made.inline.ruler.before("math_inline", "money", _money)
    made.inline.ruler.before("escape", "as_written", _as_written)
    made.inline.ruler.before("escape", "open_end", _open_end)
    return made if joined else made.disable("text_join")


def _as_written(state: Any, silent: bool) -> bool:
    """Signs that only look like marks."""
    match = _AS_WRITTEN.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        state.push("text_special", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _money(state: Any, silent: bool) -> bool:
    """A dollar sign that opens no formula: `$AAPL, $MSFT`, `$this->foo($bar)`."""
    if state.src[state.pos] != "$" or _formula_at(state.src, state.pos):
        return False
    if not silent:
        state.push("text", "", 0).content = "$"
    state.pos += 1
    return True


def _formula_at(text: str, at: int) -> bool:
    return (at == 0 or not re.match(r"[\w$\\]", text[at - 1])) and _FORMULA.match(text, at) is not None


def _open_end(state: Any, silent: bool) -> bool:
    """A backslash at a line's end breaks the line."""
    match = _OPEN_END.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos].isspace():
        state.pos += 1
    return True
