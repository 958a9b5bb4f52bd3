"""Pages are tagged: what each tag holds is what was shown, in its order; decoration is no content; PDFs are sound."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from test_pipeline import TODAY
from test_pipeline import built as plain
from test_templates import OWN, PAIRS, built, template

from bench.reading import READERS, in_order, shown
from bench.tags import ARTIFACT, UNMARKED, Element, marks, parents, squeezed, tree
from tailor.base.errors import Place
from tailor.builds.build_values import Built, Job
from tailor.builds.pipeline import build_page
from tailor.builds.typesetter import Typesetter
from tailor.builds.written.outputs import document
from tailor.core.page.arrangement import Shown, arrange
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace
from tailor.templates.rendering import About
from tailor.tex.fonts import PACKAGES, can_extend
from tailor.text.markdown.markup import printed

pytestmark = pytest.mark.tex

NAMES = ("classic", *OWN)
PART = b'<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>'
"""What a page says that is PDF/UA-1 (ISO 14289-1, clause 5)."""


def page(name: str) -> Built:
    person, target = PAIRS[(1 + OWN.index(name)) % 4] if name in OWN else ("master", "quant")
    return built(name, person, target)


def tagged(result: Built, *wanted: str) -> list[str]:
    """The texts of some tags, in order."""
    return [squeezed(one.text) for one in tree(result.typeset.pdf).walk() if one.tag in wanted]


def texts(result: Built, *kinds: Kind) -> list[str]:
    """The texts of blocks without maths, as printed, column after column."""
    found = [one.block.fields for one in result.pages[0].blocks if one.block.kind in kinds]
    shown = [fields.get("text") or fields["title"] for fields in found]
    return [squeezed(printed(text)) for text in shown if "$" not in text]


@pytest.mark.parametrize("name", NAMES)
def test_headings_and_bullets_are_tagged_with_their_words(name: str) -> None:
    result = page(name)
    assert tagged(result, "H1")[0].startswith(result.choice.inputs.profile.value.name)
    heads, titles = tagged(result, "H2"), texts(result, Kind.SECTION)
    assert [title for head, title in zip(heads, titles, strict=True) if not head.startswith(title)] == []
    read = tagged(result, "LBody")
    bullets = texts(result, Kind.BULLET)
    assert [text for text in bullets if text not in read] == []
    assert [text for text in read if text in bullets] == bullets
    assert [text for text in texts(result, Kind.PARAGRAPH) if text not in tagged(result, "P")] == []


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_shown_has_a_tag_and_every_tag_is_on_the_page(name: str) -> None:
    pdf = page(name).typeset.pdf
    (found,), root = marks(pdf), tree(pdf)
    assert UNMARKED not in found.texts
    assert found.nested == []
    assert root.order == sorted(found.texts.keys() - {ARTIFACT})
    assert squeezed(found.texts[ARTIFACT]) == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_and_every_link_knows_its_element(name: str) -> None:
    pdf = page(name).typeset.pdf
    root, known = tree(pdf), parents(pdf)
    (sheet,) = PdfReader(io.BytesIO(pdf)).pages
    own = known[sheet["/StructParents"]]
    for element in root.walk():
        assert [own[mark].get_object()["/S"][1:] for mark in element.marks] == [element.tag] * len(element.marks)
    links = [link for element in root.walk() for link in element.links]
    assert len(links) == len([one for one in root.walk() if one.tag == "Link"]) > 0
    for note in (one.get_object() for one in sheet["/Annots"]):
        assert known[note["/StructParent"]].get_object()["/S"] == "/Link"
        assert note["/Contents"] == note["/A"]["/URI"]
    assert sheet["/Tabs"] == "/S"


def packet(pdf: bytes) -> bytes:
    """What a page says of itself."""
    data: bytes = PdfReader(io.BytesIO(pdf)).root_object["/Metadata"].get_data()  # type: ignore[attr-defined]
    return data


@pytest.mark.parametrize("name", NAMES)
def test_built_in_templates_say_that_their_pages_are_pdf_ua(name: str) -> None:
    assert packet(page(name).typeset.pdf).count(PART) == 1


def nesting(element: Element) -> set[tuple[str, str]]:
    return {(element.tag, kid.tag) for kid in element.kids} | {pair for kid in element.kids for pair in nesting(kid)}


@pytest.mark.parametrize("name", NAMES)
def test_lists_tables_and_headings_are_well_formed(name: str) -> None:
    root = tree(page(name).typeset.pdf)
    inner = {("L", "LI"), ("LI", "Lbl"), ("LI", "LBody"), ("Table", "TR"), ("TR", "TH"), ("TR", "TD")}
    assert {pair for pair in nesting(root) if pair[0] in ("L", "LI", "Table", "TR")} <= inner
    assert {one.tag for one in root.kids} <= {"H1", "H2", "H3", "H4", "P", "L", "Table"}
    levels = [0, *(int(one.tag[1]) for one in root.walk() if one.tag in ("H1", "H2", "H3", "H4"))]
    assert max(after - before for before, after in pairwise(levels)) == 1
    widths = [len(row.kids) for row in root.walk() if row.tag == "TR"]
    assert len(set(widths)) <= 1


def test_numbered_publications_are_a_numbered_list() -> None:
    root = tree(built("academic", "researcher", "research").typeset.pdf)
    lists = {one.kids[0].kids[0].tag: one.source.get("/A") for one in root.walk() if one.tag == "L"}
    assert lists == {"LBody": None, "Lbl": {"/O": "/List", "/ListNumbering": "/Decimal"}}


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_no_fault(name: str, tmp_path: Path) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("no qpdf: run `make setup`")
    (tmp_path / "page.pdf").write_bytes(page(name).typeset.pdf)
    done = subprocess.run(["qpdf", "--check", "page.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No syntax or stream encoding errors" in done.stdout
    assert (tmp_path / "page.pdf").stat().st_size < 250_000


def test_the_tex_alone_is_tagged_alike_and_as_sound(tmp_path: Path) -> None:
    result = plain("researcher", "quant")
    (tmp_path / "my page.tex").write_text(document(result.preamble, result.source), encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=batchmode", "my page.tex"], cwd=tmp_path, check=True, capture_output=True)
    pdf = (tmp_path / "my page.pdf").read_bytes()
    shapes = [[(one.tag, one.text) for one in tree(one).walk()] for one in (pdf, result.typeset.pdf)]
    assert shapes[0] == shapes[1]
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", "my page.pdf"], cwd=tmp_path, check=True, capture_output=True)


def test_what_is_set_only_to_be_measured_leaves_no_tag() -> None:
    """A template may set a text, look at its width and throw it away, links and all."""
    classic = template("classic")
    layout = classic.layouts("letter")[0]
    block = Block(Kind.BULLET, {"text": "Two loaves, [one link](https://example.com), and bread."})
    candidate = Candidate("c", Kind.BULLET, "s", (Variant("full", block, ""),), Place("p", 1, 1))
    sheet = arrange([Shown(candidate, "full", block, 0)], layout, lambda _: "main")
    body = classic.body([sheet], layout).replace(
        r"\hanging{", r"\setbox0=\hbox{\href{https://example.org}{x}}\hanging{"
    )
    pdf = Typesetter(classic.preamble("letter")).typeset(classic.opening(About(), layout) + body).pdf
    assert [(one.tag, squeezed(one.text)) for one in tree(pdf).walk()][1:] == [
        ("L", "Two loaves, one link, and bread."),
        ("LI", "Two loaves, one link, and bread."),
        ("LBody", "Two loaves, one link, and bread."),
        ("Link", "one link"),
    ]


def test_pages_after_the_first_have_their_own_marks_and_heads_that_are_no_content() -> None:
    from test_pipeline import paged

    pdf = paged(2).typeset.pdf
    second = marks(pdf)[1]
    assert "Mira Okafor" in squeezed(second.texts[ARTIFACT])
    assert UNMARKED not in second.texts
    keys = [sheet["/StructParents"] for sheet in PdfReader(io.BytesIO(pdf)).pages]
    assert len(parents(pdf)[keys[1]]) == len(second.texts.keys() - {ARTIFACT})
    assert PdfReader(io.BytesIO(pdf)).root_object["/MarkInfo"]["/Marked"]
    drawn = [sheet.get_contents().get_data() for sheet in PdfReader(io.BytesIO(pdf)).pages]  # type: ignore[union-attr]
    assert [one.count(b"/Artifact<</Type/Pagination/Subtype/Header>>BDC") for one in drawn] == [0, 1]


CYRILLIC = """
name: Ж Mira Okafor
contact: {email: mira@example.com, website: example.com/okafor}
education:
  - {degree: PhD, institution: Limmat Institute, dates: 2021 – 2025}
  - {degree: MSc, institution: Limmat Institute, dates: 2017 – 2019}
experience:
  - organization: Nord
    position: Engineer
    dates: 2021-03 – present
    bullets:
      - Replayed recorded traffic, [in the office](https://example.com/office), on **every** release of six.
      - Led six people.
"""


@pytest.mark.skipif(not can_extend(), reason=f"XeTeX or its fonts are missing: install {PACKAGES}")
@pytest.mark.parametrize("name", ["classic", "academic"])
def test_xetex_tags_the_same_things_as_pdftex(name: str, tmp_path: Path) -> None:
    """A letter that pdfTeX lacks in the name of the person; no tag of XeTeX names its link."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "targets").mkdir()
    (tmp_path / "profiles/me.yaml").write_text(f"{CYRILLIC}      - Sorted in $O(n)$ steps.\n", encoding="utf-8")
    (tmp_path / "targets/t.yaml").write_text("sections: {education: {as: table}, experience: {}}\n", encoding="utf-8")
    found = find_workspace(tmp_path, tmp_path)
    result = build_page(found, load_config(found).value, Job("me", "t", TODAY, template=name))
    assert result.typeset.engine == "xetex"
    pdf = result.typeset.pdf
    assert b"pdfua" not in packet(pdf)
    (read,), root, known = marks(pdf), tree(pdf), parents(pdf)
    assert root.order == sorted(read.texts.keys() - {ARTIFACT})
    assert (UNMARKED in read.texts, read.nested) == (False, [])
    (sheet,) = PdfReader(io.BytesIO(pdf)).pages
    own = known[sheet["/StructParents"]].get_object()
    tags = {mark: element.tag for element in root.walk() for mark in element.marks}
    assert {mark: own[mark].get_object()["/S"][1:] for mark in range(len(own))} == tags
    notes = [one.get_object() for one in sheet["/Annots"]]
    assert {known[note["/StructParent"]].get_object()["/S"] for note in notes} == {"/Link"}
    assert not re.search("[\ufb00-\ufb06]", root.text)
    assert "".join(root.kids[0].text.split()).casefold().startswith("жmiraokafor")
    bullets = texts(result, Kind.BULLET)
    assert [text for text in tagged(result, "LBody") if text in bullets] == bullets
    assert [one.source["/Alt"] for one in root.walk() if one.tag == "Formula"] == ["O(n)"]
    words = shown(pdf)
    assert [in_order(words, read(pdf)) for read in READERS] == [len(words)] * len(READERS)
    assert nesting(root) >= {("L", "LI"), ("LI", "LBody"), ("Table", "TR"), ("TR", "TH"), ("TR", "TD"), ("P", "Link")}


STRANGE = r"""
<% macro bullet(block, region) %>\begin{itemize}\item << block.text >>\end{itemize}<% endmacro %>
<% macro section(block, region) %>\section*{<< block.title >>}<% endmacro %>
<% macro entry(block, region) %>
\noindent\begin{tabular*}{\hsize}{@{}l@{\extracolsep{\fill}}r@{}}
<< block.organization >> & << block.dates | dates >>\end{tabular*}
\hrule
<% endmacro %>
"""


def test_a_template_that_knows_nothing_of_tags_is_tagged_by_its_blocks(tmp_path: Path) -> None:
    """Lists, headings and tables of LaTeX's own, and a rule that nobody marked: all of it is in some tag."""
    own = tmp_path / "templates/latex/mine"
    for folder in (own, tmp_path / "profiles", tmp_path / "targets"):
        folder.mkdir(parents=True)
    (own / "template.yaml").write_text("title: Mine\nextends: classic\n")
    (own / "blocks.tex.j2").write_text(STRANGE)
    (tmp_path / "profiles/me.yaml").write_text(CYRILLIC.replace("Ж ", ""), encoding="utf-8")
    (tmp_path / "targets/t.yaml").write_text("sections: {experience: {}}\n")
    found = find_workspace(tmp_path, tmp_path)
    pdf = build_page(found, load_config(found).value, Job("me", "t", TODAY, template="mine")).typeset.pdf
    assert b"pdfua" not in packet(pdf)
    (read,), root = marks(pdf), tree(pdf)
    assert (UNMARKED in read.texts, read.nested) == (False, [])
    assert root.order == sorted(read.texts.keys() - {ARTIFACT})
    shown = [(one.tag, squeezed(one.text)) for one in root.walk() if one.tag in ("H2", "H3", "LBody")]
    assert shown[0] == ("H2", "Experience")
    tag, head = shown[1]  # from version 1.40.25 on pdfTeX writes no space between cells
    assert (tag, head.replace(" ", "")) == ("H3", "NordMar2021–present")
    assert [tag for tag, _ in shown[2:]] == ["LBody", "LBody"]
    assert shown[3][1].endswith("Led six people.")
