"""What a PDF says of itself is what was given, in any script, in its dictionary and in XMP."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from conftest import PROJECT
from tailor.builds.typesetter import Typesetter
from tailor.sources.workspace import find_workspace
from tailor.templates.manifest import load_template
from tailor.templates.rendering import About
from tailor.tex.code.metadata import xmp

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).map(str.strip)
TITLE = "{http://purl.org/dc/elements/1.1/}title"
HARD = r"Ada #1 & \Łukasz {50%} ~ $x^2_1$ – “Größe” 张伟 (she/her)"


@given(TEXT.filter(bool))
def test_any_title_comes_back_out_of_xmp(title: str) -> None:
    packet = xmp({"Title": title, "Author": title}, "en")
    assert "".join(ElementTree.fromstring(packet).find(f".//{TITLE}").itertext()) == title  # type: ignore[union-attr]
    assert set(packet) <= {chr(code) for code in range(32, 127)}
    assert not set(packet) & set("\\{}~$^_%")


@pytest.mark.tex
def test_signs_of_tex_and_other_scripts_are_safe_in_a_pdf() -> None:
    template = load_template(find_workspace(PROJECT), "classic")
    about = About(title=HARD, author=HARD, keywords=("c++", "r&d"), locale="de")
    body = template.opening(about, template.layouts("a4")[0])
    reader = PdfReader(io.BytesIO(Typesetter(template.preamble("a4")).typeset(f"{body}\\page{{x}}").pdf))
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert reader.metadata.title == reader.metadata.author == HARD
    assert reader.xmp_metadata.dc_title["x-default"] == HARD
    assert reader.xmp_metadata.dc_creator == [HARD]
    assert reader.xmp_metadata.pdf_keywords == "c++, r&d"
    assert reader.root_object["/Lang"] == "de"
