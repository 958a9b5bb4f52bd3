"""What other programs read of our pages: the words of a page, in order.

A sample a template; with TAILOR_EVERY_PAGE set, every sample for every target (`make reading`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from test_templates import OWN, PAIRS, built

from bench.readers import OTHERS, has_pdfjs, pdfjs, pdfplumber, pdftotext_layout
from bench.reading import READERS, in_order, lost, shown
from conftest import PROJECT
from tailor.builds.pipeline import Job, build_page
from tailor.models.dates import Day
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.tex.fonts import can_extend

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


@pytest.mark.skipif(not can_extend(), reason="no XeTeX")
@pytest.mark.parametrize("name", NAMES if os.environ.get("TAILOR_EVERY_PAGE") else ["classic"])
def test_pages_of_xetex_are_read_in_order_too(name: str, tmp_path: Path) -> None:
    """With U+0020 between words, by readers that know nothing of ActualText too."""
    (tmp_path / "profiles").mkdir()
    written = (PROJECT / "profiles/master.yaml").read_text("utf-8").replace("Mira Okafor\n", "Mira Nguyễn Okafor\n", 1)
    (tmp_path / "profiles/master.yaml").write_text(written, "utf-8")
    workspace = find_workspace(tmp_path)
    job = Job("master", "quant", Day(2026, 11, 21), template=name)
    made = build_page(workspace, load_config(workspace).value, job)
    assert "fontspec" in made.preamble
    words = [normalize("NFKC", word) for word in shown(made.typeset.pdf)]
    assert "Okafor" in words
    least = LEAST.get(name, 0.995)
    for read in (*READERS, *(one for one in OTHERS if one is not pdfjs or has_pdfjs())):
        found = read(made.typeset.pdf)
        assert "\u00a0" not in found, read.__name__
        if read in ACROSS.get(name, ()):
            assert len(lost(words, normalize("NFKC", found))) / len(words) <= 1 - least, read.__name__
        else:
            assert in_order(words, normalize("NFKC", found)) / len(words) >= least, read.__name__
        if read is not pdfjs:
            assert len(lost(words, normalize("NFKC", found))) / len(words) <= 0.01, read.__name__
