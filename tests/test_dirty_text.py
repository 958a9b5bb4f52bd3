"""HTML and other dirt in imported texts, each with its exact Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.importing.fields.dirty_text import blocks, clean, from_html, lines_of, one_line, points

HTML = [
    ("a <b>bold</b> word", "a **bold** word"),
    ("a <strong>bold</strong> word", "a **bold** word"),
    ("an <i>odd</i> and an <em>even</em> word", "an *odd* and an *even* word"),
    ("<code>x</code> and <tt>y</tt>", "`x` and `y`"),
    ("<b> bold </b>word", "**bold** word"),  # spaces move out of marks
    ("one<b> two</b>", "one **two**"),
    ("<b></b>nothing", "nothing"),
    ("<b> </b>nothing", "nothing"),
    ("closed</b> without being opened", "closed without being opened"),
    ("<b>both <i>of</i> them</b>", "**both *of* them**"),
    ("one<br>two", "one\ntwo"),
    ("one<br/>two<BR />three", "one\ntwo\nthree"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("<div>one</div><div>two</div>", "one\n\ntwo"),
    ("<p>one</p>\n\n\n<p>two</p>", "one\n\ntwo"),
    ("<h2>Work</h2>one", "# Work\n\none"),
    ("<h6>Work</h6>one", "# Work\n\none"),
    ("<ul><li>one</li><li>two</li></ul>", "- one\n\n- two"),
    ("<ul><li>one<li>two</ul>", "- one\n- two"),
    ("<ol><li><p>one</p></li></ol>", "- one"),
    ("<ul><li>one<ul><li>deep</li></ul></li><li>two</li></ul>", "- one\n\n  - deep\n\n- two"),
    ('<a href="https://example.com">here</a>', "[here](https://example.com)"),
    ('<a href="https://example.com"></a>', "[https://example.com](https://example.com)"),
    ('<a href="JavaScript:alert(1)">here</a>', "here"),
    ('<a href="javascript:alert(1)">here</a>', "here"),
    ("<a>here</a>", "here"),
    ('<a href="">here</a>', "here"),
    ('<a href="https://example.com"><b>here</b></a>', "[**here**](https://example.com)"),
    ("closed</a> without being opened", "closed without being opened"),
    ("<script>alert(1)</script>one", "one"),
    ("<style>b { x: y }</style>one", "one"),
    ("<svg><title>icon</title></svg>one", "one"),
    ("<noscript>no</noscript>one</noscript> two", "one two"),
    ("Q&amp;A &lt;5 &eacute;", "Q&A <5 é"),
    ("a\n  line   that\tis wrapped<br>", "a line that is wrapped"),
    ("<!-- a remark -->one", "one"),
    ("<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one\n\ntwo"),
]


@pytest.mark.parametrize(("written", "markdown"), HTML)
def test_html_is_exactly_this_markdown(written: str, markdown: str) -> None:
    assert from_html(written) == markdown


CLEAN = [
    ("plain  words", "plain words", []),
    ("\\u00e9t\\u00e9", "été", ["\\u escapes decoded"]),
    ("\\u00E9", "é", ["\\u escapes decoded"]),
    ("R&amp;D", "R&D", ["HTML entities decoded"]),
    ("R&#38;D", "R&D", ["HTML entities decoded"]),
    ("R&D &unknownname; done", "R&D &unknownname; done", []),
    ("<b>one</b>", "**one**", ["HTML turned into Markdown"]),
    ("5 < 6 > 4", "5 < 6 > 4", []),
    ("one\u200btwo\ufeff", "onetwo", ["invisible characters removed"]),
    ("soft\u00adhyphen", "softhyphen", ["invisible characters removed"]),
    ("bell\x07", "bell", ["invisible characters removed"]),
    ("Shipped 🚀 it", "Shipped it", ["emoji left out: fonts for texts have none"]),
    ("\uf0b7 Built it", "• Built it", ["signs of a font for symbols left out: they have no names"]),
    ("Built\uf0e0it", "Builtit", ["signs of a font for symbols left out: they have no names"]),
    ("from $5 to $6", "from $5 to $6", []),
    ("paid $5$ each", "paid \\$5\\$ each", ["dollar signs kept from being read as maths"]),
    ("only $5", "only $5", []),
    ("$O(n)$ steps", "$O(n)$ steps", []),
    ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour", []),
    ("wide\u3000space", "wide space", []),
]


@pytest.mark.parametrize(("dirty", "wanted", "told"), CLEAN)
def test_a_text_is_cleaned_to_exactly_this(dirty: str, wanted: str, told: list[str]) -> None:
    assert clean(dirty) == (wanted, told)


@given(st.text(max_size=60))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once, _ = clean(text)
    again, _ = clean(once)
    assert clean(again)[0] == again


POINTS = [
    ("- one\n- two", "", ["one", "two"]),
    ("* one\n+ two\n• three\n– four\n✓ five", "", ["one", "two", "three", "four", "five"]),
    ("1. one\n2) two\n12. twelve", "", ["one", "two", "twelve"]),
    ("123. no number of a list", "123. no number of a list", []),
    ("-no space", "-no space", []),
    ("An introduction.\n- one", "An introduction.", ["one"]),
    ("- one\nthat goes on\n- two", "", ["one that goes on", "two"]),
    ("- one\n\nA text after it.", "A text after it.", ["one"]),
    ("• one • two • three", "", ["one", "two", "three"]),
    ("Skills • Python", "Skills • Python", []),
    ("Built it\nShipped it", "", ["Built it", "Shipped it"]),  # marks were lost
    ("3 teams led\nShipped it", "", ["3 teams led", "Shipped it"]),
    ("Built it.\nShipped it.", "Built it. Shipped it.", []),
    ("Built it,\nand shipped it", "Built it, and shipped it", []),
    ("built it\nshipped it", "built it shipped it", []),
    ("Built it", "Built it", []),
    ("# Heading\ntext.", "Heading text.", []),
    ("- one\n  - deep\n  - deeper\n- two", "", [{"text": "one", "bullets": ["deep", "deeper"]}, "two"]),
    ("", "", []),
]


@pytest.mark.parametrize(("text", "running", "bullets"), POINTS)
def test_bullets_and_running_text_are_told_apart(text: str, running: str, bullets: list[object]) -> None:
    assert points(text) == (running, bullets)


def test_all_bullets_in_a_row() -> None:
    assert blocks("- one\n  - deep\n- two") == ("", ["one", "deep", "two"])
    assert lines_of("one") == ["one"]


def test_a_text_as_one_paragraph() -> None:
    assert one_line("## Heading\n\n one \n two") == "Heading one two"
    assert one_line("#hash") == "#hash"
