"""The text of a posting → its headings, paragraphs and list items, each on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tailor.core.postings.asking import announced, is_label
from tailor.core.postings.phrases import HEAD
from tailor.core.postings.posting_tables import without_tables

_MARK = re.compile(r"^\s*(?:[-*+•◦▪‣●○·–—►➢✓✔]|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s+")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?P<words>\S.*)$")
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_RULE = re.compile(r"^\s*([=\-_*~])\1{2,}\s*$")
_BOLD = re.compile(r"\*\*(?P<star>[^*]+)\*\*:?|__(?P<line>[^_]+)__:?")
_RUN_IN = re.compile(r"^\s*\*\*(?P<label>[^*]{3,40}?)[.:]?\*\*[.:]?\s+(?P<rest>\S.*)$")
_BULLETS = re.compile(r"\s+[•▪●◦‣]\s+")
TITLE_LABEL = re.compile(
    r"(job title|position|role|title|vacancy|stelle|poste|puesto|vaga|posizione|functie)\s*:\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
"""`Position: Data engineer`"""

_MIDWAY = re.compile(
    r"([,&/]|\b(and|or|the|an?|of|in|on|at|to|for|with|from|by|as|our|your|we|you|using))$", re.IGNORECASE
)
_INLINE = re.compile(r"\*\*|__|`|!?\[([^\]]*)\]\([^)]*\)")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Signs that nobody sees: they break words for machines only."""

_SPACES = re.compile(r"[ \t\u00a0]+")
_MAIL = re.compile(
    r"\A(?:(?:from|to|cc|date|subject|reply-to|mime-version|content-[\w-]+|von|an|betreff|datum): .*\n)+", re.I
)

HEAD_WORDS = 8
"""A heading has at most so many words."""

WRAPPED = 55
"""A line of at least so many characters may go on in the next."""


class Block(Struct, frozen=True):
    """A paragraph, a list item or a heading, on one line; `apart`: an empty line stands before it. `label` is what
    heads this item alone."""

    text: str
    is_heading: bool = False
    is_item: bool = False
    apart: bool = False
    label: str = ""


def blocks(text: str) -> list[Block]:
    """The blocks of a posting in plain text or Markdown."""
    clean = without_tables(_MAIL.sub("", _SPACES.sub(" ", _UNSEEN.sub("", text))))
    return list(_blocks([part for line in clean.split("\n") for part in _parted(line)]))


def bare(line: str) -> str:
    """A line without the marks of Markdown."""
    return _INLINE.sub(lambda mark: mark[1] or "", _HASHES.sub("", line)).strip()


def _parted(line: str) -> list[str]:
    """A line, with what it has in one apart: `Requirements • Rust • SQL`, `Requirements: Rust and SQL.`"""
    pieces = _BULLETS.split(line)
    if len(pieces) > 1 and pieces[0].strip():
        return [*_parted_label(pieces[0]), *(f"• {piece}" for piece in pieces[1:])]
    return _parted_label(line)


def _parted_label(line: str) -> list[str]:
    """A heading that stands before its words in one line in its own; not that of a list item, which is its alone."""
    if run_in := _RUN_IN.match(line):
        return [f"**{run_in['label']}**", run_in["rest"]] if announced(run_in["label"]) is not None else [line]
    label, rest = _label(line)
    return [f"{label}:", rest] if label and not _MARK.match(line) else [line]


def _label(line: str) -> tuple[str, str]:
    """The label of a line and the text after it; "" if there is none."""
    before, colon, rest = line.partition(":")
    words = bare(_MARK.sub("", before))
    if (
        not colon
        or not rest.strip(" *")
        or rest[:1] not in " *"
        or TITLE_LABEL.match(bare(line))
        or not is_label(words)
    ):
        return "", line
    return words, rest.strip(" *")


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Paragraphs and list items with their wrapped lines joined, and headings."""
    open_lines: list[str] = []
    item = apart = False
    gap = True
    for before, line, following in zip(["", *lines], [*lines, ""], [*lines[1:], "", ""], strict=True):
        heads = _MARK.match(following) is not None and (not before.strip() or _MARK.match(before) is not None)
        heading = _numbered_heading(line, following) or _heading(line, bool(_RULE.match(following)), heads, gap)
        marked = _MARK.match(line) is not None
        starts = heading is not None or not line.strip() or marked or _RULE.match(line) is not None
        if open_lines and (starts or not _goes_on(open_lines[-1], line)):
            yield _block(" ".join(open_lines), item, apart)
            open_lines = []
        if heading:
            yield Block(heading, is_heading=True, apart=gap)
        elif line.strip() and not _RULE.match(line):
            if not open_lines:
                item, apart = marked, gap
            open_lines.append(_MARK.sub("", line).strip())
        gap = not line.strip()


def _block(text: str, item: bool, apart: bool) -> Block:
    label, rest = _label(text) if item else ("", text)
    return Block(bare(rest), is_item=item, apart=apart, label=label)


def _goes_on(line: str, following: str) -> bool:
    """Whether a line was wrapped: the next begins in small letters, or it ends where no sentence or item does."""
    return following.strip()[:1].islower() or (len(line) >= WRAPPED and _MIDWAY.search(line) is not None)


def _numbered_heading(line: str, following: str) -> str | None:
    """The words of `2. Requirements`: known as a heading's, or above lines that are numbered below it."""
    number = _NUMBER.match(line)
    if number is None or number["words"].rstrip()[-1:] in ".,;!" or len(number["words"].split()) > HEAD_WORDS:
        return None
    words = bare(number["words"]).rstrip(":")
    below = _MARK.match(following) is not None and _NUMBER.match(following) is None
    return words if below or HEAD.fullmatch(words) else None


def _heading(line: str, underlined: bool, heads: bool, apart: bool) -> str | None:
    """The words of a heading; None for any other line. `heads`: it stands alone above a list, `apart`: below an empty
    line, as capitals within a list are names (`SAP FICO`, `IFRS 16`)."""
    if (item := _MARK.sub("", line)) != line and (item.isupper() or item.rstrip().endswith(":")):
        return bare(item).rstrip(": ") if HEAD.fullmatch(bare(item)) else None
    words = bare(line)
    count = len(words.rstrip(":").split())
    if not words or count > HEAD_WORDS + 4 or _MARK.match(line):
        return None
    if _HASHES.match(line) or underlined or _BOLD.fullmatch(line.strip()):
        return words.rstrip(": ")
    if count > HEAD_WORDS or words[-1] in ".,;!" or "," in words:
        return None
    loud = words.isupper() and (announced(words) is not None or (apart and count > 1))
    return words.rstrip(": ") if words.endswith(":") or loud or heads or HEAD.fullmatch(words) else None
