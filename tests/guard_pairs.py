"""The pairs that the guard is measured by, and the table of docs/guard.md: `python tests/guard_pairs.py` writes it."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tailor.core.guard.claim_values import Level
from tailor.core.guard.claims import claims
from tailor.core.guard.held_against import Evidence
from tailor.sources.guarding import known_terms

PAIRS = Path(__file__).parent / "data" / "guard"
DOCS = Path(__file__).parent.parent / "docs" / "guard.md"
BEGIN, END = "<!-- table by kind: make guard -->\n", "<!-- end of the table -->"


RARE = 3
"""Kinds with fewer pairs share a row."""


class Pair(NamedTuple):
    language: str
    kind: str
    evidence: Evidence
    text: str


def pairs(which: str) -> Iterator[Pair]:
    for path in sorted(PAIRS.rglob("*.yaml")):
        for source in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            evidence = evidence_of(source, capitals=path.stem == "german")
            for kind, text in source[which].items():
                yield Pair(path.stem, kind, evidence, text)


def evidence_of(source: dict[str, Any], *, capitals: bool) -> Evidence:
    entry = [value if isinstance(value, str) else ", ".join(value) for value in source["entry"].values()]
    return Evidence(source["text"], [*entry, *source.get("siblings", [])], known_terms, capitals=capitals)


def verdict(pair: Pair) -> str:
    """`error`, `look` (a changed sense) or `clean`."""
    levels = {claim.level for claim in claims(pair.text, pair.evidence)}
    return "error" if Level.NEW_FACT in levels else "look" if levels else "clean"


def table() -> str:
    """How every kind of pair fares: rows of what is overstated, then of what is honest."""
    lines = []
    for which, head, rest in (("overstated", "overstated by", "missed"), ("honest", "honest", "passes")):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for pair in pairs(which):
            for kind in (pair.kind.removesuffix("-2"), "all"):
                counts[kind][verdict(pair)] += 1
        for kind in [kind for kind in counts if counts[kind].total() < RARE]:
            counts["other"] += counts.pop(kind)
        lines += [f"| {head} | pairs | new fact | changed sense | {rest} |", "|---|--:|--:|--:|--:|"]
        for kind in [*sorted(counts.keys() - {"all", "other"}), "other", "all"]:
            found = counts[kind]
            lines.append(f"| {kind} | {found.total()} | {found['error']} | {found['look']} | {found['clean']} |")
        lines.append("")
    return "\n".join(lines)


def documented(text: str) -> str:
    """The page with the table of now in it."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    DOCS.write_text(documented(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit()
