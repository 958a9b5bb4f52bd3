"""What other programs read of our pages: the words of a page, in order."""

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
LEAST = {"sidebar": 0.98}
"""Two columns; of one, 99.5 % of the words are found in order."""

ACROSS = {"sidebar": (pdfplumber, pdftotext_layout)}
"""Readers that go by lines across both columns: there each word is found, and not in order."""


@pytest.mark.parametrize("read", OTHERS, ids=lambda read: read.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_words_are_found_in_order(name: str, read: Callable[[bytes], str]) -> None:
    if read is pdfjs and not has_pdfjs():
        assert not os.environ.get("CI"), "sh .ci/node installs pdf.js"
        pytest.skip("pdf.js is not installed: sh .ci/node")
    pdf = built(name, *PAIRS[NAMES.index(name) % len(PAIRS)]).typeset.pdf
    words, found = [normalize("NFKC", word) for word in shown(pdf)], normalize("NFKC", read(pdf))  # as pdf.js does
    least = LEAST.get(name, 0.995)
    if read in ACROSS.get(name, ()):
        assert len(lost(words, found)) / len(words) <= 1 - least
    else:
        assert in_order(words, found) / len(words) >= least
