"""What other programs read of our pages: the words of a page, in order.

A sample a template; with TAILOR_EVERY_PAGE set, every sample for every target (`make reading`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from unicodedata import normalize

import pytest
from test_templates import OWN, PAIRS, built

from bench.readers import OTHERS, has_pdfjs, pdfjs, pdfplumber, pdftotext_layout
from bench.reading import in_order, lost, shown

pytestmark = pytest.mark.tex

NAMES = ("classic", *OWN)
EVERY = [(person, target) for person, _ in PAIRS for target in ("quant", "ml-systems", "research")]
PAGES = [
    (name, *pair)
    for number, name in enumerate(NAMES)
    for pair in (EVERY if os.environ.get("TAILOR_EVERY_PAGE") else [PAIRS[number % len(PAIRS)]])
]
LEAST = {"sidebar": 0.98}
"""Two columns; of one, 99.5 % of the words are found in order."""

ACROSS = {"sidebar": (pdfplumber, pdftotext_layout)}
"""Readers that go by lines across both columns: there each word is found, and not in order."""


@pytest.mark.parametrize("read", OTHERS, ids=lambda read: read.__name__)
@pytest.mark.parametrize(("name", "person", "target"), PAGES)
def test_words_are_found_in_order(name: str, person: str, target: str, read: Callable[[bytes], str]) -> None:
    if read is pdfjs and not has_pdfjs():
        assert not os.environ.get("CI"), "sh .ci/node installs pdf.js"
        pytest.skip("pdf.js is not installed: sh .ci/node")
    pdf = built(name, person, target).typeset.pdf
    words, found = [normalize("NFKC", word) for word in shown(pdf)], normalize("NFKC", read(pdf))  # as pdf.js does
    least = LEAST.get(name, 0.995)
    if read in ACROSS.get(name, ()):
        assert len(lost(words, found)) / len(words) <= 1 - least
    else:
        assert in_order(words, found) / len(words) >= least
        # PDFium joins two words where a line is set tight and bold begins; pdf.js does everywhere.
        assert read is pdfjs or len(lost(words, found)) / len(words) <= 0.01
