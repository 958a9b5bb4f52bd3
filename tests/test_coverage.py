"""Characters that can be set and those that cannot, before TeX runs; and TeX agrees."""

from __future__ import annotations

import pytest

from conftest import PROJECT
from tailor.builds.typesetter import Typesetter
from tailor.core.page.measures import Request
from tailor.core.profile.candidates import Block
from tailor.core.profile.kinds import Kind
from tailor.sources.workspace import find_workspace
from tailor.storage.cache import MeasureCache
from tailor.templates.manifest import load_template
from tailor.text.coverage import characters, missing
from tailor.text.escaping import clean

CLASSIC = load_template(find_workspace(PROJECT), "classic")
KNOWN = characters(CLASSIC.preamble("letter"))


@pytest.mark.parametrize("text", ["Łódź, Zürich, çğışöü", "€ 5 – 9 × 3 ≥ 2 → 1 µs…", "“quotes” and ‘more’", "naïve"])
def test_latin_text_and_common_signs_are_covered(text: str) -> None:
    assert missing(text, KNOWN) == ()


@pytest.mark.parametrize(("text", "lacks"), [("Nguyễn", "ễ"), ("₹500", "₹"), ("Ελλάδα", "Ε"), ("日本", "日")])
def test_what_needs_other_fonts_is_found(text: str, lacks: str) -> None:
    assert lacks in missing(text, KNOWN)


def test_formulas_are_left_to_tex() -> None:
    assert missing("$\\alpha + 1$ and more", KNOWN) == ()


@pytest.mark.tex
def test_tex_sets_every_character_that_we_say_it_can() -> None:
    letters = sorted(letter for letter in KNOWN if letter.isprintable() and clean(letter) == letter != " ")
    typesetter = Typesetter(CLASSIC.preamble("letter"), MeasureCache(None))
    setup = CLASSIC.setup(CLASSIC.layouts("letter")[0])
    pieces = ["".join(letters[start : start + 40]) for start in range(0, len(letters), 40)]
    safe = ["".join(f"{letter} " for letter in piece if letter not in "$*_`[]<>\\&") for piece in pieces]
    blocks = [CLASSIC.block(Block(Kind.BULLET, {"text": text}), "main") for text in safe]
    assert all(one.lines for one in typesetter.measure([Request(setup, 30_000_000, block) for block in blocks]))


def test_a_capital_sharp_s_is_not_left_to_fonts_that_draw_two_letters() -> None:
    assert missing("GROẞ", characters("")) == ("ẞ",)
    assert missing("groß", characters("")) == ()
