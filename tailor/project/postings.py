"""A job posting as people keep it → its text and its title: plain text, Markdown, a mail, a document in Word, or a page
saved from a browser.

`selectolax` reads HTML as browsers do, however broken. Job pages mostly carry their posting once more as data for
search engines (schema.org's JobPosting); where they do, that is taken, as it has no menus in it.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tailor.base.errors import InputError, Problem
from tailor.base.limited_files import read_limited
from tailor.importing.fields.dirty_text import from_html
from tailor.importing.reading.recognition import decoded
from tailor.project.page_tables import without_tables

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from tailor.importing.documents.line import Line

STANDARD_INPUT = "-"

_HTML = re.compile(r"<(!doctype html|html|head|body|div|p|ul|li|br|h[1-6])\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(#{1,6} |\*\*[^*]+\*\*\s*$)|\[[^\]]+\]\(http", re.MULTILINE)
_ZIP = b"PK\x03\x04"
"""How documents in Word begin: they are archives."""

ENDINGS = (".txt", ".md", ".html", ".mhtml", ".docx")
"""How files of postings end that are kept."""

OTHERWISE = "copy the posting's text into a file, or save its page as HTML"

_NOISE = (
    "script, style, noscript, template, svg, iframe, nav, footer, aside, dialog, button, input, select, textarea,"
    "[hidden], [aria-hidden=true], [role=navigation], [role=contentinfo], [role=search], [role=dialog],"
    "[class*=cookie], [id*=cookie], [class*=consent], [id*=consent]"
)
_FIELDS = {"qualifications": "Requirements", "skills": "Skills", "experienceRequirements": "Requirements"}
"""Fields of a JobPosting besides its description, and the headings that they come to."""

MOST = 5_000_000
"""Bytes of a file: a page saved with all its pictures has 3 MB."""

_ENOUGH = 200
"""A description of fewer characters is a teaser."""


def read_posting_file(path: Path) -> tuple[str, str]:
    """The text of a posting, as plain text or Markdown, and its title, "" if the file does not set it apart.

    `-` is standard input. Raises InputError for a file that cannot be read, is not text or is empty.
    """
    return read_posting_bytes(path, posting_content(path))


def read_posting_bytes(path: Path, content: bytes) -> tuple[str, str]:
    """As `read_posting_file`, of what was read of it before."""
    if (refusal := _refusal(path, content)) is not None:
        raise InputError(refusal)
    if content.startswith(_ZIP):
        text = _from_word(path, content)
    else:
        text = _archived(content) if _is_archive(content) else decoded(content)
    text, title = from_page(text) if is_page(text) else (text, "")
    if not text.strip():
        raise InputError(Problem("empty-posting", f"{path}: there is no text in it", "save the posting's text"))
    return re.sub(r"\r\n?", "\n", text), title


def _from_word(path: Path, content: bytes) -> str:
    """The paragraphs of a Word document as Markdown. Raises InputError for any other archive."""
    from tailor.importing.formats.word import NoDocumentError, lines

    try:
        found = list(lines(content))
    except NoDocumentError as error:
        hint = "save it from Word again, or copy the posting's text into a file"
        raise InputError(Problem("not-a-posting", f"{path}: {error}", hint)) from None
    return "\n".join(f"{chr(10) * one.gap}{_marked(one)}" for one in found) + "\n"


def _marked(line: Line) -> str:
    """A line of a document in Word, with the mark that Markdown has for it."""
    return f"\n# {line.text}" if line.level else f"- {line.text}" if line.bullet else line.text


def is_page(text: str) -> bool:
    """Whether a text is a page in HTML."""
    return _HTML.search(text) is not None


def from_page(page: str) -> tuple[str, str]:
    """The posting on a page in HTML: its text as Markdown, and its title. Raises InputError."""
    from selectolax.lexbor import LexborHTMLParser

    if _nested(page) > DEEPEST:
        message = "its page is nested deeper than any that people read"
        raise InputError(Problem("too-deep", message, "copy the posting's text into a file"))
    tree = LexborHTMLParser(page)
    data = next(_job_data(tree), {})
    title = _plain(str(data.get("title") or "")) or _heading(tree)
    if len(described := _described(data)) >= _ENOUGH:
        return described, title
    for node in tree.css(_NOISE):
        node.decompose()
    inside = next((one for one in tree.css("main, [role=main], article") if len(one.text()) > _ENOUGH), tree.body)
    return from_html(without_tables(inside) if inside else ""), title


_ELEMENT = re.compile(
    r"<(/?)(div|span|section|article|main|ul|ol|dl|table|tbody|b|i|em|strong|font|a|form|center)\b", re.I
)


def _nested(page: str) -> int:
    """How deep elements stand in each other, those left out that end by themselves; a bound from above."""
    depth = deepest = 0
    for found in _ELEMENT.finditer(page):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


DEEPEST = 2_000
"""Elements in each other: browsers stop at 512, and the time of the reader grows with the square."""


def ending_of(content: bytes) -> str:
    """How the file of a posting ends that is kept: one of `ENDINGS`, by what is in it."""
    if content.startswith(_ZIP):
        return ".docx"
    if _is_archive(content):
        return ".mhtml"
    text = decoded(content)
    if is_page(text):
        return ".html"
    return ".md" if _MARKDOWN.search(text) else ".txt"


def posting_content(path: Path) -> bytes:
    """A posting's bytes; `-` is standard input. Raises InputError for what cannot be read."""
    if str(path) == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MOST + 1)
        if len(content) > MOST:
            raise InputError(Problem("too-large", "the posting is larger than any", "name the page of the one job"))
        return content
    try:
        return read_limited(path, MOST)
    except OSError as error:
        if re.match(r"https?:/", str(path)):
            hint = "save the page in your browser (Ctrl-S, or as text), and name the file"
            message = "a posting is read from a file, not from the web"
            raise InputError(Problem("unreadable-file", message, hint)) from None
        message = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise InputError(Problem("unreadable-file", message, "check its name and rights")) from None


def _refusal(path: Path, content: bytes) -> Problem | None:
    """Why a file is not text."""
    known = {
        b"%PDF": "a PDF",
        b"\x89PNG": "a picture",
        b"\xff\xd8": "a picture",
    }
    kind = next((name for start, name in known.items() if content.startswith(start)), None)
    is_text = b"\x00" not in content[:4096] or content.startswith((_ZIP, b"\xff\xfe", b"\xfe\xff"))
    if kind is None and not is_text:
        kind = "no text"
    if kind is None:
        return None
    hint = "take its text out: pdftotext -layout posting.pdf posting.txt" if kind == "a PDF" else OTHERWISE
    return Problem("not-a-posting", f"{path} is {kind}", hint)


def _is_archive(content: bytes) -> bool:
    """Whether a browser saved the page as one file (MHTML)."""
    return (
        re.match(rb"(From:|MIME-Version:|Snapshot-Content-Location:|Content-Type: multipart/related)", content)
        is not None
    )


def _archived(content: bytes) -> str:
    """The page in an MHTML file, or in a mail; else a mail's text; the file as it stands if none is in it."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part for kind in ("text/html", "text/plain") for part in message.walk() if part.get_content_type() == kind]
    page = parts[0] if parts else None
    if page is None:
        return decoded(content)
    try:
        return str(page.get_content())
    except (LookupError, ValueError):  # a charset that there is not
        raw = page.get_payload(decode=True)
        return decoded(raw if isinstance(raw, bytes) else content)


def _job_data(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """Every JobPosting in the page's data for search engines."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            waiting = [json.loads(node.text())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop()
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                if "JobPosting" in str(one.get("@type")):
                    yield one
                waiting += [value for value in one.values() if isinstance(value, list | dict)]


def _described(data: Mapping[str, Any]) -> str:
    """A JobPosting's description and requirements as Markdown."""
    parts = [_text(data.get("description"))]
    parts += [f"# {head}\n\n{text}" for field, head in _FIELDS.items() if (text := _text(data.get(field)))]
    return "\n\n".join(part for part in parts if part)


def _text(value: Any) -> str:
    """HTML, perhaps with its signs escaped, as Markdown; lists line by line."""
    import html

    if isinstance(value, list):
        return "\n".join(f"- {_text(one)}" for one in value)
    if not isinstance(value, str):
        return ""
    return from_html(html.unescape(value) if "&lt;" in value else value)


def _heading(tree: LexborHTMLParser) -> str:
    """The first `h1`; else the page's title up to a sign that parts it from the site's name."""
    heading = tree.css_first("h1")
    if heading is not None and (words := _plain(heading.text())):
        return words
    title = tree.css_first("title")
    return re.split(r"\s[|–—·-]\s", _plain(title.text()))[0] if title is not None else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
