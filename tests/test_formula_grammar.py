"""What passes as a formula TeX sets: examples of each kind, and a law with TeX itself."""

from __future__ import annotations

import random

import pytest

from conftest import PROJECT
from tailor.builds.typesetter import Typesetter
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template
from tailor.templates.rendering import About
from tailor.tex.code.texcode import page_code, region_code
from tailor.text.formulas.maths import READS, fault

BROKEN = [
    r"x^2'",
    r"x'_2'",
    r"x^\prime'",
    r"\hat",
    r"\frac",
    r"\frac{a}",
    r"\frac{a}\hat{b}",
    r"\sqrt",
    r"\sqrt[3]",
    r"\sqrt[3{x}",
    r"\big",
    r"\big x",
    r"\left x\right)",
    r"\left(x",
    r"x\right)",
    r"{\left(}x\right)",
    r"\limits",
    r"x\limits_2",
    r"{\sum}\limits",
    r"x^",
    r"x_",
    r"x^\log",
    r"x^\ldots",
    r"x^~",
    r"x^{a}^{b}",
    r"x_a_b",
    r"^",
    r"'^\frac{a}{b}",
    r"' '",
    r"\mathrm",
    r"\hat\log",
    r"\binom{n}",
    r"\overline",
    r"{",
    r"}",
    r"{" * 30 + "}" * 30,
    "x$y",
    "a&b",
    r"\def\x{}",
    "ä",
]

SOUND = [
    r"x^2",
    r"x'^2",
    r"x_2'",
    r"''",
    r"\frac12",
    r"\frac{a}{b}",
    r"\sqrt x",
    r"\sqrt[3]{x}",
    r"\hat\alpha",
    r"20^\circ",
    r"\int_0^\infty",
    r"\sum\limits_{i=1}^n x_i^2",
    r"\left(\frac{a}{b}\right)^2",
    r"\left.x\right|_0",
    r"\bigl(x\bigr)",
    r"x^\mathrm{T}",
    r"x^\frac{1}{2}",
    r"O(n \log n)",
    r"\underbrace{x}_n",
    r"10^{-3}",
    r"{}^2H",
    r"50\,\%",
    r"\binom nk",
]


@pytest.mark.parametrize("formula", BROKEN)
def test_what_tex_would_stumble_over_is_a_fault(formula: str) -> None:
    assert fault(formula)


@pytest.mark.parametrize("formula", SOUND)
def test_what_people_write_is_none(formula: str) -> None:
    assert fault(formula) == ""


def invented(dice: random.Random, depth: int = 0) -> str:
    """A piece of a formula, mostly wrong somewhere."""
    kind = dice.random()
    if kind < 0.3:
        return dice.choice("xyn012+-=(),.[]|/<>!;:?*@`\"~' ")
    if kind < 0.55:
        return f"\\{dice.choice([*READS])}{dice.choice(['', ' '])}"
    if kind < 0.7 and depth < 4:
        return f"{{{''.join(invented(dice, depth + 1) for _ in range(dice.randint(0, 3)))}}}"
    if kind < 0.9:
        return dice.choice("^_'")
    return dice.choice(
        [r"\frac{a}{b}", r"\sqrt[3]{x}", r"\left(x\right)", r"\sum\limits_i", r"\left", r"\right)", r"\big("]
    )


@pytest.mark.tex
def test_what_passes_is_set() -> None:
    seed = random.randrange(10**6)
    dice = random.Random(seed)
    made = ["".join(invented(dice) for _ in range(dice.randint(1, 6))) for _ in range(3000)]
    passed = [*SOUND, *dict.fromkeys(one for one in made if one.strip() and fault(one) == "")]
    assert len(passed) > 500
    template = load_template(find_workspace(PROJECT), "classic")
    blocks = [("c", 0, "LI", f"\\formula{{{one}}}") for one in passed]
    body = page_code([region_code(1, "main", (0, 0, 400 << 16, 700 << 16), blocks)])
    opening = template.opening(About(), template.layouts("letter")[0])
    assert Typesetter(template.preamble("letter")).typeset(f"{opening}{body}").pdf, f"seed {seed}"
