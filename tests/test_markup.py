"""Inline Markdown: what it means, and that nothing in it can break out of its place in LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.text.markup import paragraphs, parse, plain, printed, to_latex
from tailor.text.maths import written_maths

SHOWN = [
    ("**14 µs** & 50%", r"\textbf{14~µs} \& 50\%"),
    ("Tile_lang and a_b", r"Tile\_lang and a\_b"),
    ("$5 to $9", r"\$5 to \$9"),
    (r"$O(n \log n)$", r"\formula{O(n \log n)}"),
    ("`a_b{}`", r"\texttt{a\_b\{\}}"),
    ("[x](https://example.com/a_b)", r"\href{https://example.com/a\_b}{x}"),
    ("it's", "it’s"),
    ("a -- b", "a -{}- b"),
    (r"\input{x}", r"\textbackslash{}input\{x\}"),
    ("C++ #1 ~ ^", r"C++ \#1 \textasciitilde{} \textasciicircum{}"),
]


@pytest.mark.parametrize(("text", "latex"), SHOWN)
def test_markdown_as_latex(text: str, latex: str) -> None:
    assert to_latex(text) == latex


def test_numbers_stay_with_their_units_and_names_with_their_titles() -> None:
    assert to_latex("14 TB in **11.2 µs** with Prof. K. Moss, 3 B-trees") == (
        "14~TB in \\textbf{11.2~µs} with Prof.~K.~Moss, 3 B-trees"
    )
    assert to_latex("`5 s` of 5 stars") == "\\texttt{5 s} of 5 stars"


def test_plain_words_have_no_marks() -> None:
    assert plain("A **bold** [link](https://example.com) and $O(n \\log n)$") == "A bold link and O(n log n)"


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (r"O(n^2 \log n)", "O(n² log n)"),
        (r"5 \times 10^{-3}", "5 ×10⁻³"),
        (r"\frac{a+b}{2} \le \sqrt{x^2}", "(a+b)/2 ≤√(x²)"),
        (r"\sqrt[3]{\frac{1}{n}}", "³√(1/n)"),
        (r"\frac12 x_i^{k}", "1/2 x_i^k"),
        (r"\sum_{i=1}^{n} e^{-\alpha} 2^{2^{n}}", "∑_(i=1)ⁿ e^(-α) 2^(2ⁿ)"),
        (r"\binom{n}{k} \{a\}", "C(n, k) {a}"),
        (r"\mathrm{Var}(\hat{x})_{1}", "Var(x)₁"),
    ],
)
def test_a_formula_in_plain_text_means_the_same(formula: str, written: str) -> None:
    assert written_maths(formula) == written


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="$"), max_size=60))
def test_no_text_leaves_an_open_brace_or_a_bare_special(text: str) -> None:
    latex = to_latex(text)
    bare = latex.replace("\\\\", "").replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    stripped = bare.replace("\\%", "").replace("\\#", "").replace("\\&", "").replace("\\$", "").replace("\\_", "")
    assert not set(stripped) & set("%#&$")


@given(st.text(alphabet="abc *_`[]()", max_size=40))
def test_parsing_never_fails_and_keeps_letters(text: str) -> None:
    letters = [letter for letter in text if letter in "abc"]
    found = [letter for span in parse(text) for letter in span.text if letter in "abc"]
    assert set(found) <= set(letters)


def test_what_is_printed_has_curled_quotes() -> None:
    assert printed('the "best" one') == "the “best” one"


def test_an_empty_line_begins_a_paragraph() -> None:
    assert paragraphs("One\nstill one.\n\n  Two.\n \n\nThree.\n") == ["One\nstill one.", "Two.", "Three."]
    assert paragraphs("") == []
