"""Inline Markdown: what it means, and that nothing in it can break out of its place in LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.text.formulas.maths import written_maths
from tailor.text.markdown.markup import paragraphs, parse, plain, printed, to_latex

SHOWN = [
    ("**14 µs** & 50%", r"\textbf{14~µs} \& 50\%"),
    ("Tile_lang and a_b", r"Tile\_lang and a\_b"),
    ("$5 to $9", r"\$5 to \$9"),
    (r"$O(n \log n)$", r"\formula{O(n \log n)}"),
    ("`a_b{}`", r"\texttt{a\_b\{\}}"),
    ("[x](https://example.com/a_b)", r"\href{https://example.com/a\_b}{x}"),
    ("it's", "it’s"),
    ("a -- b", "a -{}- b"),
    ("and so on,", "and so on,{}"),
    ("a ’’ b ‘‘ c !‘ d –- e", "a ’{}’ b ‘{}‘ c !{}‘ d –{}- e"),
    (r"\input{x}", r"\textbackslash{}input\{x\}"),
    ("H<sub>2</sub>O<br>", r"H\loweredtext{2}O"),
    ("10<sup>-3</sup> mol", r"10\raisedtext{-3} mol"),
    ("one<br>two", r"one\newlinehere{}two"),
    ("one\\ two", r"one\newlinehere{}two"),
    ("a <b>bold</b>, <i>slanted</i>, <code>x_y</code>", r"a \textbf{bold}, \textit{slanted}, \texttt{x\_y}"),
    ("**a <b>b</b> c**", r"\textbf{a }\textbf{b}\textbf{ c}"),
    ('<a href="https://example.com" target="_blank">Northwind</a>', r"\href{https://example.com}{Northwind}"),
    ("[x](example.com/a)", r"\href{https://example.com/a}{x}"),
    ("[m](me@example.org)", r"\href{mailto:me@example.org}{m}"),
    ("[ Arm ](https://example.com)  where", r"\href{https://example.com}{Arm} where"),
    ("mail me@example.com.", r"mail \href{mailto:me@example.com}{me@example.com}."),
    ("4 000 of 12 345 678", "4~000 of 12~345~678"),
    (
        "at com.example.alpha.beta.gamma",
        r"at \longword{\piece{com.}\piece{example.}\piece{alpha.}\piece{beta.}\piece{gamma}}",
    ),
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


@pytest.mark.parametrize(
    "text",
    [
        "Tuned kernels for 4*4 and 8*8 tiles",
        "__init__ and __call__",
        "*args and **kwargs",
        r"\\server\share",
        r"C:\_tmp and ..\_build",
        "$AAPL, $MSFT",
        "$this->foo($bar)",
        "![a](p.png)",
        "Vec<T> of <div>x</div> and <b>open",
        "https://example.com/_a_/_b",
        "[here](my paper (5).pdf)",
        "from 2_000_000 to 3_000_000",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"snake\_case", "snake_case"),
        ("a **b** _c_ `d`", "a b c d"),
        ("H<sub>2</sub>O", "H2O"),
        ("one<br>two<br/>", "one two"),
        ("end\\", "end"),
        ("$10^{-3}$ of $n$", "10-3 of n"),
        ("[ Arm ](https://example.com)  where", "Arm where"),
    ],
)
def test_marks_are_read(text: str, words: str) -> None:
    assert plain(text) == words


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
