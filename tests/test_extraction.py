"""The table of docs/reading.md is true: each reader finds every word, and as many in order as it says."""

from __future__ import annotations

import re

import pytest
from test_templates import OWN, PAIRS, built

from bench.reading import PAGE, READERS, in_order, lost, shown

pytestmark = pytest.mark.tex

ROW = re.compile(r"^\| `(\w+)` \|(.*)\|$", re.MULTILINE)
NAMES = ("classic", *OWN)


def rows() -> dict[str, str]:
    """The table of the three readers, by templates."""
    text = PAGE.read_text(encoding="utf-8")
    return dict(ROW.findall(text.partition("<!-- reading -->")[2].partition("<!-- /reading -->")[0]))


def worst(name: str) -> list[float]:
    """What the table says of the worst page of a template, a share for each reader."""
    cells = rows()[name]
    return [float(share) / 100 for share in re.findall(r"\(([\d.]+) %\)", cells)]


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_found_and_in_order_as_the_table_says(name: str) -> None:
    pdf = built(name, *PAIRS[NAMES.index(name) % len(PAIRS)]).typeset.pdf
    words = shown(pdf)
    assert len(words) > 300
    for read, least in zip(READERS, worst(name), strict=True):
        found = read(pdf)
        assert [word for word in lost(words, found) if "(" not in word] == []
        assert in_order(words, found) / len(words) >= least - 0.001, read.__name__


def test_the_table_has_every_template_and_each_reader_finds_all_in_order() -> None:
    assert set(rows()) == set(NAMES)
    # An address in the narrow column breaks after a hyphen of its own, which Poppler takes for one of the line's.
    narrow = {"sidebar": [0.998, 1, 1]}
    assert [name for name in NAMES if worst(name) < narrow.get(name, [1, 1, 1])] == []


def test_what_stands_elsewhere_is_not_counted_as_in_order() -> None:
    words = ["a", "page", "is", "read", "in", "order", "by", "most"]
    assert in_order(words, "a page is read in order by most") == 8
    assert in_order(words, "by most a page is read in order") == 6
    assert in_order(words, "a page isread in order by most") == 8
    assert lost(words, "a page is red in order by most") == ["read"]
