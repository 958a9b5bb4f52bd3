"""Parsers' fields on our pages and on rivals': `make parsers` writes the tables to docs/reading.md.

OPEN_RESUME=folder (a copy of its repository) adds OpenResume to the parsers.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean

from bench.parsers.environments import Parser, parsers
from bench.parsers.pages import Page, ours, rivals
from bench.parsers.scoring import FIELDS, Scores, score
from bench.reading import PAGE

TABLE = re.compile(r"(<!-- parsers -->\n).*?(<!-- /parsers -->)", re.DOTALL)
FIELD_TABLE = re.compile(r"(<!-- fields -->\n).*?(<!-- /fields -->)", re.DOTALL)

Found = Mapping[str, Mapping[str, list[Scores]]]
"""Scores of pages, by look, by parser."""


def scored(pages: Sequence[Page], some: Sequence[Parser]) -> Found:
    """Each parser's scores of each look's pages."""
    found: dict[str, dict[str, list[Scores]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(pages))]
        for path, page in zip(paths, pages, strict=True):
            path.write_bytes(page.pdf)
        for parser in some:
            for page, one in zip(pages, parser.found(paths), strict=True):
                found[page.look][parser.name].append(score(page.said, page.headings, one))
    return found


def whole(scores: Sequence[Scores]) -> float:
    """The mean of all fields of all pages, every field as much as any other."""
    return mean(of_field.values()) if (of_field := by_field(scores)) else 0.0


def by_field(scores: Sequence[Scores]) -> dict[str, float]:
    """Each field's mean over the pages that have it."""
    return {field: mean(some) for field in FIELDS if (some := [one[field] for one in scores if field in one])}


def table(found: Found, columns: Sequence[str]) -> str:
    """A row a look, a column a parser, and the mean of the parsers; the best first."""
    rows = {look: [whole(by_parser[name]) for name in columns] for look, by_parser in found.items()}
    order = sorted(rows, key=lambda look: -mean(rows[look]))
    lines = [f"| {look} | " + " | ".join(map(_percent, [*rows[look], mean(rows[look])])) + " |" for look in order]
    return _headed(["", *columns, "mean"], lines)


def field_table(found: Found, columns: Sequence[str]) -> str:
    """A row a look, a column a field: the mean of the parsers that look for it."""
    lines = []
    for look, by_parser in found.items():
        shares = [by_field(by_parser[name]) for name in columns]
        cells = [[one[field] for one in shares if field in one] for field in FIELDS]
        lines.append(f"| {look} | " + " | ".join(_percent(mean(cell)) if cell else "–" for cell in cells) + " |")
    return _headed(["", *FIELDS], lines)


def _headed(head: Sequence[str], lines: Sequence[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines]) + "\n"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def main() -> None:
    """Measure, and write the tables."""
    some = parsers()
    found = scored([*ours(), *rivals()], some)
    columns = [one.name for one in some]
    text = PAGE.read_text(encoding="utf-8")
    for pattern, made in ((TABLE, table(found, columns)), (FIELD_TABLE, field_table(found, columns))):
        text = pattern.sub(lambda match, made=made: match[1] + made + match[2], text)  # type: ignore[misc]
        print(made)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
