"""What readers find of the bullets on our pages and on rivals': `make reading` writes the table to docs/reading.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import normalize

from bench.parsers.pages import Page
from tailor.text.markdown.markup import printed

QUOTES = str.maketrans("‘’“”", "''\"\"")
"""Others curl quotes by rules of their own."""


class Found(NamedTuple):
    """Of some bullets: words, words found; words followed by another, and so found; bullets, those found whole."""

    words: tuple[int, int] = (0, 0)
    pairs: tuple[int, int] = (0, 0)
    bullets: tuple[int, int] = (0, 0)

    def __add__(self, other: Any) -> Found:
        return Found(*((a + c, b + d) for (a, b), (c, d) in zip(self, other, strict=True)))

    def __str__(self) -> str:
        return " / ".join(str(int(100 * found / every)) if every else "–" for every, found in self)


def found(bullets: Iterable[str], text: str) -> Found:
    """How much of some bullets a reader's text has."""
    words, line = (some := plain(text).split()), " ".join(some)
    left, next_to = Counter(words), Counter(pairwise(words))
    total = Found()
    for bullet in map(plain, bullets):
        own = bullet.split()
        pairs = Counter(pairwise(own))
        total += Found(
            (len(own), (Counter(own) & left).total()),
            (pairs.total(), (pairs & next_to).total()),
            (1, bullet in line),
        )
    return total


def plain(text: str) -> str:
    """A text as readers are compared: one form of each sign, straight quotes, single spaces."""
    return " ".join(normalize("NFKC", text).translate(QUOTES).split())


def bullets_of(said: dict[str, Any]) -> list[str]:
    """The bullets of a JSON Resume, as pages print them; none with a formula, which each program sets otherwise."""
    jobs = [*said.get("work", ()), *said.get("projects", ())]
    texts = [text for job in jobs for text in job.get("highlights", ()) if "$" not in text]
    return [re.sub(r"\s+", " ", printed(text)) for text in texts]


def table(pages: Sequence[Page], readers: Sequence[Callable[[bytes], str]]) -> str:
    """A row a look, a column a reader; in each cell the shares of words, of words in order, of bullets whole."""
    rows: dict[str, list[Found]] = defaultdict(lambda: [Found()] * len(readers))
    for page in pages:
        bullets = bullets_of(page.said)
        cells = [found(bullets, read(page.pdf)) for read in readers]
        rows[page.look] = [before + now for before, now in zip(rows[page.look], cells, strict=True)]
    head = ["", *(f"`{read.__name__}`" for read in readers)]
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {look} | {' | '.join(map(str, cells))} |" for look, cells in rows.items()]
    return "\n".join(lines) + "\n"
