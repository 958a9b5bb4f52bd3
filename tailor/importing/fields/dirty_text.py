"""Dirty text → the inline Markdown of a profile: escapes decoded, HTML turned into Markdown, blocks separated.

`html.parser` of the standard library is enough: a résumé holds bold, italics, code, links and lists, and the
usual HTML-to-Markdown libraries bring a whole document tree for that.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any, TypeAlias

from tailor.importing.fields.foreign_text import without_blocks, without_latex

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
_ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_PRIVATE_BULLET = re.compile("(?m)^[ \t]*[\ue000-\uf8ff](?=\\s*\\S)[ \t]*")
"""Word and old fonts have their bullets there."""

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff](?:\u200d?[\U0001f000-\U0001faff\u2600-\u26ff\ufe0f])* ?|\ufe0f"
)
"""Pictures among letters: no font that texts are set in has them. The joiners between letters stay: Persian and
Hindi are written with them."""

_BULLET = re.compile(r"^\s*(?:[-*+•◦▪‣●○·–—►➢✓✔]|\d{1,2}[.)])\s+(?=\S)")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_RUN = re.compile(r"(\s*•\s+)")

Point: TypeAlias = Any
"""A bullet: its text, or `{text: …, bullets: […]}` with those below it."""

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
_BLOCKS = {"p", "div", "ul", "ol", "section", "article", "table", "tr", "blockquote", "pre", "header", "footer"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT = {"script", "style", "head", "title", "noscript", "template", "svg"}


class _Markdown(HTMLParser):
    """Collects the text of HTML as Markdown: inline marks, one line a block, `- ` before list items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[tuple[str, int]] = []
        self.silent = 0
        self.lists = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br" or tag in _BLOCKS:
            self.lists += tag in ("ul", "ol")
            if not self.parts or not self.parts[-1].endswith("- "):  # a paragraph in a list item is the item
                self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n" + "  " * max(0, self.lists - 1) + "- ")
        elif tag in _HEADINGS:
            self.parts.append("\n\n# ")
        elif tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS or tag == "li":
            self.lists -= tag in ("ul", "ol")
            self.parts.append("\n")
        elif tag in _HEADINGS:
            self.parts.append("\n\n")
        elif tag in _MARKS:
            self._close_mark(_MARKS[tag])
        elif tag == "a" and self.links:
            self._close_link(*self.links.pop())

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data) if "\n" in data else data)

    def _close_mark(self, mark: str) -> None:
        """Markdown marks hug their words, HTML's need not: spaces inside move out."""
        opened = len(self.parts) - 1 - self.parts[::-1].index(mark) if mark in self.parts else -1
        if opened < 0:
            return
        inner = "".join(self.parts[opened + 1 :])
        bare = inner.strip()
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        self.parts[opened:] = [f"{before}{mark}{bare}{mark}{after}" if bare else inner]

    def _close_link(self, url: str, start: int) -> None:
        if url and not url.lower().startswith("javascript:"):
            inner = "".join(self.parts[start:]).strip()
            self.parts[start:] = [f"[{inner or url}]({url})"]


def from_html(text: str) -> str:
    """HTML as lines of Markdown; scripts and styles are left out."""
    parser = _Markdown()
    parser.feed(text)
    parser.close()
    lines = map(_tidy, "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def has_html(text: str) -> bool:
    """Whether a text holds HTML tags."""
    return _TAG.search(text) is not None


def clean(text: str) -> tuple[str, list[str]]:
    """A text as a profile holds it, and what was changed beyond white space; line ends are kept."""
    changes = []
    if _ESCAPE.search(text):
        text = _ESCAPE.sub(_decoded, text)
        changes.append(r"\u escapes decoded")
    if has_html(text):
        text = from_html(text)
        changes.append("HTML turned into Markdown")
    elif _ENTITY.search(text) and html.unescape(text) != text:
        text = html.unescape(text)
        changes.append("HTML entities decoded")
    if (found := without_latex(text)) != text:
        text = found
        changes.append("LaTeX turned into Markdown")
    text, blocks_changed = without_blocks(text)
    changes += blocks_changed
    if _PRIVATE.search(text):
        text = _PRIVATE.sub("", _PRIVATE_BULLET.sub("• ", text))
        changes.append("signs of a font for symbols left out: they have no names")
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
        changes.append("invisible characters removed")
    if _EMOJI.search(text):
        text = _EMOJI.sub("", text)
        changes.append("emoji left out: fonts for texts have none")
    if text.count("$") > 1 and _miscounts(text):
        text = re.sub(r"(?<!\\)\$", r"\$", text)
        changes.append("dollar signs kept from being read as maths")
    lines = map(_tidy, re.split(r"\r\n?|[\n\u2028\u2029]", text))
    return "\n".join(lines).strip(), changes


def _tidy(line: str) -> str:
    """A line with single spaces; how far a bullet is set in is kept."""
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" ")) if _BULLET.match(line) else 0
    return " " * indent + re.sub(r"[ \t\u3000]+", " ", line).strip()


def _miscounts(text: str) -> bool:
    """Whether a pair of dollar signs would be mistaken for maths, or is maths that TeX cannot set."""
    from tailor.text.formulas.maths import fault
    from tailor.text.markdown.markup import formulas  # brings a parser, and dollar signs are rare

    return any(fault(formula) or re.match(r"\d[^\\^_=]*$", formula) for formula in formulas(text))


def _decoded(match: re.Match[str]) -> str:
    """`\\ud83d\\ude80` is one character in two escapes; half a pair becomes U+FFFD."""
    units = b"".join(bytes.fromhex(unit) for unit in match[0].split("\\u")[1:])
    return units.decode("utf-16-be", errors="replace")


def one_line(text: str) -> str:
    """A clean text as one paragraph: line ends become spaces, headings lose their marks."""
    return " ".join(_HEADING.sub("", line).strip() for line in text.split("\n") if line.strip())


def blocks(text: str) -> tuple[str, list[str]]:
    """As `points`, with all bullets in a row."""
    running, bullets = points(text)
    return running, [line for bullet in bullets for line in lines_of(bullet)]


def lines_of(point: Point) -> list[str]:
    """A bullet and those below it, in a row."""
    return [point] if isinstance(point, str) else [point["text"], *point["bullets"]]


def points(text: str) -> tuple[str, list[Point]]:
    """A clean text as its running text and its bullets, each on one line, in their order; a bullet that is set in
    further than the first one is below the one before it.

    A line that a bullet does not begin continues the bullet above it, unless an empty line parts them. Lines
    that are no sentences are bullets whose marks were lost on the way.
    """
    running: list[str] = []
    bullets: list[tuple[int, str]] = []
    open_bullet = False
    for line in _unrolled(text).split("\n"):
        if not line.strip():
            open_bullet = False
        elif found := _BULLET.match(line):
            bullets.append((len(line) - len(line.lstrip()), line[found.end() :].strip()))
            open_bullet = True
        elif open_bullet:
            bullets[-1] = bullets[-1][0], f"{bullets[-1][1]} {line.strip()}"
        else:
            running.append(_HEADING.sub("", line.strip()).strip())
    if len(running) > 1 and not bullets and all(map(_is_unmarked, running)):
        running, bullets = [], [(0, line) for line in running]
    return " ".join(running), _nested([(depth, one_line(bullet)) for depth, bullet in bullets])


def _nested(bullets: list[tuple[int, str]]) -> list[Point]:
    found: list[Point] = []
    least = min((depth for depth, _ in bullets), default=0)
    for depth, text in bullets:
        if depth <= least or not found:
            found.append(text)
        elif isinstance(last := found[-1], str):
            found[-1] = {"text": last, "bullets": [text]}
        else:
            last["bullets"].append(text)
    return found


def _is_unmarked(line: str) -> bool:
    """Whether a line begins like a bullet and does not end like a sentence."""
    return (line[0].isupper() or line[0].isdigit()) and line[-1] not in ".,:;!?-–"


def _unrolled(text: str) -> str:
    """Bullets pasted into one line (`• one • two`) on lines of their own."""
    return "\n".join(
        _RUN.sub(r"\n• ", line).strip() if len(_RUN.findall(line)) > 1 or line.startswith("•") else line
        for line in text.split("\n")
    )
