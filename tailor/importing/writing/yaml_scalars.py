"""Texts as a person would write them in YAML: plain where YAML reads them back as they are, else in quotes.

A long text becomes a folded block (`>-`), so that no line runs out of the editor.
"""

from __future__ import annotations

import re
import textwrap

WIDTH = 100
"""Columns of a line; a longer text becomes a block."""

_SPECIAL = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`=<~]|: |:$| #|^\.\.\.|^---|[\t\n]")
_FLOW = re.compile(r"[,\[\]{}]|:")
_TYPED = frozenset(["null", "true", "false", "yes", "no", "on", "off", ".nan", ".inf"])
_UNSAFE = re.compile(r"[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def scalar(text: str, flow: bool = False) -> str:
    """A text on one line; `flow` is for inside brackets, where commas and colons mean something."""
    plain = not _SPECIAL.search(text) and text == text.strip() and text.lower() not in _TYPED
    if plain and text and not (flow and _flow_special(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _flow_special(text: str) -> bool:
    """Inside brackets a colon is safe only in an address: `https://…`."""
    return _FLOW.search(re.sub(r"^https?://", "", text)) is not None


def folded(text: str, indent: int) -> list[str] | None:
    """The lines of a folded block at an indent, an empty one between paragraphs; None where folding would not give
    the text back."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        if "  " in paragraph or paragraph != paragraph.strip() or "\n" in paragraph:
            return None
        wrapped = textwrap.wrap(paragraph, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        if " ".join(wrapped) != paragraph or not paragraph:
            return None
        lines += [*([""] if lines else []), *(" " * indent + line for line in wrapped)]
    return lines


def safe(text: str) -> str:
    """A text without the characters that YAML forbids; line ends become spaces."""
    return _UNSAFE.sub("", re.sub(r"[\n\r\t\u0085\u2028\u2029]+", " ", text)).strip()
