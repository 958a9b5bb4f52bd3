"""Formulas that a profile may hold are set, tagged with their notation, and made of glyphs with their Unicode."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from pypdf import PdfReader

from bench.tags import marks, tree
from conftest import PROJECT
from tailor.builds.typesetter import Typesetter
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template
from tailor.templates.rendering import About
from tailor.tex.code.texcode import page_code, region_code
from tailor.text.formulas.maths import READS, fault
from tailor.text.markdown.markup import to_latex

SIGNS = "№ ◯ ฿ ⁒ ℗ ℠ ℞ ₦ ₱ ‱ ℧ ≥ √ →"
LARGE = (
    r"\left(\frac{\frac{a}{b}}{\frac{c}{d}}\right)",
    r"\left\{\sum_i^n x_i^2\right\}",
    r"\left[\sqrt{\sqrt{\frac{a}{b}}}\right]",
    r"a \rightarrow b",
)


def use(name: str) -> str:
    """A formula that uses a command."""
    if name in ("left", "right"):
        return r"\left(x\right)"
    if name in ("limits", "nolimits"):
        return rf"\sum\{name}_i"
    if name.lower().startswith("big"):
        return rf"\{name}("
    return rf"\{name}{{A}}{{b}}" if READS[name] == "" and name.isalpha() else rf"\{name}"


FORMULAS = (*(use(name) for name in READS if name.strip()), *LARGE)


@cache
def page(template: str) -> bytes:
    """Signs and all formulas, two lists of them, in a template's fonts."""
    found = load_template(find_workspace(PROJECT), template)
    layout = found.layouts("letter")[0]
    texts = [SIGNS, *(f"So ${one}$, [so ${one}$ too](https://example.com)." for one in FORMULAS)]
    blocks = [("c", 0, "LI", to_latex(text)) for text in texts]
    body = page_code([region_code(1, "main", (0, 0, 400 << 16, 700 << 16), blocks)])
    return Typesetter(found.preamble("letter")).typeset(f"{found.opening(About(), layout)}{body}").pdf


def test_what_is_allowed_has_no_fault() -> None:
    assert {one: what for one in FORMULAS if (what := fault(one))} == {}


@pytest.mark.parametrize("one", [r"\left(x", r"x\right)", r"\leftarrow\left(x"])
def test_a_delimiter_without_its_fellow_is_a_fault(one: str) -> None:
    assert "do not match" in fault(one)


@pytest.mark.tex
def test_every_formula_is_a_tag_that_says_its_notation_in_links_too() -> None:
    pdf = page("classic")
    found = [one for one in tree(pdf).walk() if one.tag == "Formula"]
    said = [re.sub(r"\s", "", one.source["/Alt"]) for one in found]
    assert said == [re.sub(r"\s", "", one) for one in FORMULAS for _ in range(2)]
    (read,) = marks(pdf)
    assert read.nested == []
    links = [one for one in tree(pdf).walk() if one.tag == "Link"]
    assert [[kid.tag for kid in one.kids] for one in links] == [["Formula"]] * len(FORMULAS)


@pytest.mark.tex
@pytest.mark.parametrize("template", ["classic", "modern"])
def test_every_glyph_has_its_unicode(template: str) -> None:
    """PDF 32000-1, 9.10.3: each code that a font's encoding names is one of its CMap's."""
    (sheet,) = PdfReader(io.BytesIO(page(template))).pages
    fonts = [one.get_object() for one in sheet["/Resources"]["/Font"].values()]  # type: ignore[index]
    bare = {}
    for font in fonts:
        known, code = codes(font["/ToUnicode"].get_data().decode("latin-1")), 0
        for one in font["/Encoding"]["/Differences"] if "/Encoding" in font else ():
            if isinstance(one, str):
                bare |= {} if code in known else {one: font["/BaseFont"]}
                code += 1
            else:
                code = int(one)
    assert bare == {}


def codes(cmap: str) -> set[int]:
    """The codes of one byte that a CMap maps."""
    found = {int(one, 16) for one in re.findall(r"^<(\w\w)> <\w+>$", cmap, re.MULTILINE)}
    for first, last in re.findall(r"^<(\w\w)> <(\w\w)> <\w+>$", cmap, re.MULTILINE):
        found |= set(range(int(first, 16), int(last, 16) + 1))
    return found


@pytest.mark.tex
def test_signs_are_read_as_they_are() -> None:
    text = PdfReader(io.BytesIO(page("classic"))).pages[0].extract_text()
    assert [sign for sign in SIGNS.split() if sign not in text] == []
