r"""Which spaces of some LaTeX become `\ `, and what they are on a page: U+0020 of the text's own font, in its place."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pypdf import PdfReader
from test_templates import OWN, PAIRS, built

from bench.tags import tree
from tailor.tex.code.spacing import spaced
from tailor.tex.engine import find_engine

WORDS = st.lists(st.text("abcdefgXYZ0123456789,.;–é", min_size=1, max_size=8), min_size=1, max_size=8)


@given(WORDS)
def test_every_space_of_running_text_is_a_words_space(words: list[str]) -> None:
    assert spaced(" ".join(words)) == r"\ ".join(words)


@pytest.mark.parametrize(
    ("source", "out"),
    [
        (r"Cut \textbf{the gateway} to 6", r"Cut\ \textbf{the\ gateway}\ to\ 6"),
        (r"\hskip 1em plus 2em Next word", r"\hskip 1em plus 2em Next\ word"),
        (r"{\hrule height .4pt depth 0pt}\kern 3pt a b", r"{\hrule height .4pt depth 0pt}\kern 3pt a\ b"),
        (r"\setlength{\x}{1em plus 2em} a b", r"\setlength{\x}{1em plus 2em} a\ b"),
        (r"\href{https://a.b/c d}{two words} more", r"\href{https://a.b/c d}{two\ words}\ more"),
        (r"\begin{tabular}{l r} a b & c d \\ \end{tabular}", r"\begin{tabular}{l r} a b & c d \\ \end{tabular}"),
        (r"\begin{itemize} \item one two \end{itemize}", r"\begin{itemize} \item one\ two \end{itemize}"),
        (r"\tikz \draw (0,0) -- (1,1);", r"\tikz \draw (0,0) -- (1,1);"),
        (r"\dotted two words", r"\dotted two\ words"),
        (r"in $O(n \log n)$ time, $x$", r"in\ $O(n \log n)$\ time,\ $x$"),
        (r"in \formula{n \log n} time", r"in\ \formula{n \log n}\ time"),
        ("a b % a comment here\n  c d", "a\\ b % a comment here\n  c\\ d"),
        (r"R\&D \& more, 5 \% less", r"R\&D\ \&\ more,\ 5\ \%\ less"),
        (r"\ a", r"\leavevmode\ a"),
        (r"{\large\strut Title\par} Text here", r"{\large\strut Title\par} Text\ here"),
        (r"\includegraphics[width=2cm, clip]{a b} c d", r"\includegraphics[width=2cm, clip]{a b} c\ d"),
        (r"\ifnum\count1>0 a b\else c d\fi", r"\ifnum\count1>0 a\ b\else c\ d\fi"),
        (r"two  spaces", r"two\ spaces"),
        (r"\textit{end } of", r"\textit{end } of"),
    ],
)
def test_only_what_surely_stands_between_words_is_changed(source: str, out: str) -> None:
    assert spaced(source) == out


def test_code_that_was_read_once_is_not_read_again_otherwise() -> None:
    assert spaced(r"a\ b") == r"a\leavevmode\ b"


@pytest.mark.tex
@pytest.mark.parametrize("name", ["classic", *OWN])
def test_spaces_are_of_the_font_of_their_words(name: str) -> None:
    page = built(name, *PAIRS[0]).typeset.pdf
    with pdfplumber.open(io.BytesIO(page)) as pdf:
        chars = pdf.pages[0].chars
    spaces = [one for one in chars if one["text"] == " " and one["fontname"][7:] != "DummySpace"]
    fonts = Counter(one["fontname"] for one in chars if one["text"].isalpha())
    assert len(spaces) > 400
    assert {one["fontname"] for one in spaces} <= set(fonts)
    assert all(one["width"] > 1 for one in spaces)
    assert not re.search(r"\w  \w", extract_text(io.BytesIO(page)))


@pytest.mark.tex
@pytest.mark.parametrize("name", ["classic", *OWN])
def test_a_spaces_width_is_that_of_its_glyph(name: str) -> None:
    page = PdfReader(io.BytesIO(built(name, *PAIRS[0]).typeset.pdf)).pages[0]
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index, union-attr]
        one = font.get_object()
        if "TeXGyre" not in one["/BaseFont"]:
            continue
        names: dict[int, str] = {}
        at = 0
        for part in one["/Encoding"].get_object()["/Differences"]:
            if isinstance(part, str):
                names[at] = part
                at += 1
            else:
                at = int(part)
        widths = {"/uni2006": 166.7, "/uni2002": 500}
        found = {
            names[code]: float(one["/Widths"][code - one["/FirstChar"]]) for code in names if names[code] in widths
        }
        assert all(abs(width - widths[glyph]) <= 1 for glyph, width in found.items()), found


@pytest.mark.tex
@pytest.mark.skipif(find_engine("pdflatex") is None, reason="no pdflatex")
@pytest.mark.parametrize("folder", [".", "sub"])
def test_the_document_stands_alone(folder: str, tmp_path: Path) -> None:
    made = built("classic", *PAIRS[0])
    (tmp_path / "sub").mkdir()
    (tmp_path / "page.tex").write_text(
        f"{made.preamble}\n\\begin{{document}}\n{made.source}\n\\end{{document}}\n", "utf-8"
    )
    call = ["pdflatex", "-interaction=batchmode", f"-output-directory={folder}", "page.tex"]
    subprocess.run(call[:2] + call[2 + (folder == ".") :], cwd=tmp_path, check=True, capture_output=True)
    with pdfplumber.open(tmp_path / folder / "page.pdf") as pdf:
        assert len(pdf.pages) == 1
        assert len(pdf.pages[0].extract_words()) > 400


@pytest.mark.tex
@pytest.mark.parametrize("name", ["classic", *OWN])
def test_entries_begin_after_an_empty_line_for_programs_that_know_no_gaps(name: str) -> None:
    """So that those which stand on pypdf's lines find where one job ends and the next begins."""
    made = built(name, *PAIRS[0])
    lines = (PdfReader(io.BytesIO(made.typeset.pdf)).pages[0].extract_text() or "").splitlines()
    begun = {_begun(after) for before, after in pairwise(lines) if not before.strip()}
    gaps = [int(gap) for gap in re.findall(r"\\block\{(\d+)\}\{H[234]\}", made.source)]
    heads = [one.text for one in tree(made.typeset.pdf).walk() if one.tag in ("H2", "H3", "H4")]
    parted = {_begun(head) for head, gap in zip(heads, gaps, strict=True) if gap}
    assert len(parted) > 8
    assert parted <= begun


def _begun(line: str) -> str:
    """How a line begins, whatever its spaces."""
    return "".join(line.split())[:12]


@pytest.mark.tex
def test_an_empty_line_is_one_space_and_none_for_tags() -> None:
    page = PdfReader(io.BytesIO(built("classic", *PAIRS[0]).typeset.pdf)).pages[0]
    written = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    found = re.findall(r"/Artifact BMC\n(?:(?!BMC).)*?\n1 0 0 \.4 0 0 cm\n(.*?)EMC", written, re.DOTALL)
    assert len(found) > 8
    assert {text for one in found for text in re.findall(r"\[(.*?)\]TJ", one)} == {"(\\040)"}
