"""TeX measures and sets: what was measured is what is set, to the sp, whatever stands beside it."""

from __future__ import annotations

import io
import random
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import PROJECT
from tailor.base.errors import Place, TexError
from tailor.builds.typesetter import Typesetter
from tailor.builds.written.outputs import document
from tailor.core.page.arrangement import Shown, arrange
from tailor.core.page.measures import Request
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.sources.workspace import find_workspace
from tailor.storage.cache import MeasureCache
from tailor.templates.manifest import load_template
from tailor.templates.rendering import About, Template
from tailor.tex import format_files as formats

pytestmark = pytest.mark.tex

BLOCKS = [
    Block(Kind.SECTION, {"title": "Experience", "key": "experience"}),
    Block(Kind.ENTRY, {"title": "A thing of *beauty*", "organization": "Here & there", "note": "50% done_ #1"}),
    Block(Kind.ENTRY, {"organization": "Only a name, Łódź"}),
    Block(Kind.BULLET, {"text": "Short."}),
    Block(Kind.BULLET, {"text": "Cut **latency** by ≥ 5 µs → `a_b` in $O(n \\log n)$, " * 3}),
    Block(Kind.PARAGRAPH, {"text": "A paragraph that goes on for some time. " * 5}),
    Block(Kind.ITEM, {"text": "A prize", "issuer": "the jury"}),
    Block(Kind.PUBLICATION, {"title": "On bread", "authors": [{"name": "A. Moss", "own": True}], "venue": "J. B."}),
    Block(Kind.POSITION, {"position": "Baker", "place": "Ávila"}),
    Block(Kind.KEYWORDS, {"label": "Tools", "lines": [["a", "b"], ["c"]]}),
]


@pytest.fixture(scope="module")
def classic() -> Template:
    return load_template(find_workspace(PROJECT), "classic")


@pytest.fixture(scope="module")
def typesetter(classic: Template) -> Typesetter:
    return Typesetter(classic.preamble("letter"))


def shown(block: Block, height: int, number: int) -> Shown:
    candidate = Candidate(f"c{number}", block.kind, "s", (Variant("full", block, ""),), Place("p", 1, 1))
    return Shown(candidate, "full", block, height)


def test_two_hundred_random_pages_are_exact_to_the_sp(classic: Template, typesetter: Typesetter) -> None:
    """Twenty documents of ten pages, so that TeX starts twenty times only."""
    chance = random.Random(7)
    layouts = classic.layouts("letter")
    for _ in range(20):
        layout = chance.choice(layouts)
        width = layout.regions["main"][0]
        pages = []
        for number in range(1, 11):
            some = [chance.choice(BLOCKS) for _ in range(chance.randint(1, 18))]
            requests = [Request(classic.setup(layout), width, classic.block(block, "main")) for block in some]
            heights = [measure.height for measure in typesetter.measure(requests)]
            stacked = [shown(block, height, i) for i, (block, height) in enumerate(zip(some, heights, strict=True))]
            pages.append(arrange(stacked, layout, lambda candidate: "main", number))
        set_ = typesetter.typeset(classic.opening(About(), layout) + classic.body(pages, layout))
        assert set_.log.pages == 10
        assert set_.log.heights == {(page.number, "main"): page.predicted["main"] for page in pages}


def request(classic: Template, text: str) -> Request:
    layout = classic.layouts("letter")[0]
    source = classic.block(Block(Kind.BULLET, {"text": text}), "main")
    return Request(classic.setup(layout), layout.regions["main"][0], source)


def test_what_is_known_is_not_measured_again(classic: Template, tmp_path: Path) -> None:
    preamble = classic.preamble("letter")
    path = tmp_path / "measures.sqlite"
    first = Typesetter(preamble, MeasureCache(path)).measure([request(classic, "Once.")])
    again = Typesetter(preamble, MeasureCache(path))
    again._ask = lambda requests: pytest.fail("asked TeX again")  # type: ignore[method-assign,assignment]
    assert again.measure([request(classic, "Once.")]) == first


def test_a_damaged_cache_is_done_without(classic: Template, tmp_path: Path) -> None:
    path = tmp_path / "measures.sqlite"
    path.write_bytes(b"not a database, but long enough to be looked at" * 50)
    measured = Typesetter(classic.preamble("letter"), MeasureCache(path)).measure([request(classic, "Once.")])
    assert measured[0].lines == 1


def test_a_damaged_format_is_made_anew(classic: Template) -> None:
    preamble = classic.preamble("a4")
    path = formats.ensure_format(preamble)
    assert path is not None
    path.write_bytes(path.read_bytes()[:1000])
    assert formats.ensure_format(preamble) == path
    assert path.stat().st_size > 100_000


def test_without_a_cache_the_page_is_the_same(
    classic: Template, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = classic.layouts("letter")[0]
    page = arrange([shown(BLOCKS[4], 0, 1)], layout, lambda candidate: "main")
    body = classic.opening(About(), layout) + classic.body([page], layout)
    usual = typesetter.typeset(body)
    monkeypatch.setattr("tailor.tex.setting.ensure_format", lambda *_: None)
    slow = Typesetter(classic.preamble("letter"), MeasureCache(None)).typeset(body)
    assert slow.log.heights == usual.log.heights
    texts = [PdfReader(io.BytesIO(one.pdf)).pages[0].extract_text() for one in (usual, slow)]
    assert texts[0] == texts[1]


def test_what_is_known_of_fonts_changes_no_byte(classic: Template, typesetter: Typesetter) -> None:
    """Protrusion codes worked out by microtype, and the same ones as they were kept."""
    layout = classic.layouts("letter")[0]
    blocks = [shown(block, 0, number) for number, block in enumerate(BLOCKS)]
    body = classic.opening(About(), layout) + classic.body([arrange(blocks, layout, lambda one: "main")], layout)
    folder = Path(typesetter._format).parent
    for path in folder.glob("*.codes"):
        path.unlink()
    first = Typesetter(classic.preamble("letter")).typeset(body)
    kept = Path(typesetter._format).with_suffix(".codes").read_text()
    assert "T1/qpl/b/n/10 " in kept
    again = Typesetter(classic.preamble("letter")).typeset(body)
    assert again.pdf == first.pdf
    assert Path(typesetter._format).with_suffix(".codes").read_text() == kept


def positions(pdf: bytes, folder: Path) -> list[str]:
    """Every word with its box, as Poppler sees it."""
    (folder / "page.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-bbox", folder / "page.pdf", "-"], capture_output=True, check=True, text=True)
    return [line for line in done.stdout.splitlines() if "<word" in line]


def test_the_format_keeps_microtype(classic: Template, typesetter: Typesetter, tmp_path: Path) -> None:
    """Words stand where plain LaTeX puts them: protrusion codes, which a format loses, are set again."""
    layout = classic.layouts("letter")[0]
    blocks = [shown(BLOCKS[5], 0, number) for number in range(8)]
    page = arrange(blocks, layout, lambda candidate: "main")
    body = classic.opening(About(), layout) + classic.body([page], layout)
    whole = document(classic.preamble("letter"), body)
    (tmp_path / "whole.tex").write_text(whole, encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=batchmode", "whole.tex"], cwd=tmp_path, check=True, capture_output=True)
    plain = positions((tmp_path / "whole.pdf").read_bytes(), tmp_path)
    assert positions(typesetter.typeset(body).pdf, tmp_path) == plain


@pytest.mark.parametrize(
    "attack", [r"\input{/etc/passwd}", r"\immediate\openout15=/tmp/tailor-attack \end", r"\undefinedcommand"]
)
def test_tex_reads_and_writes_nothing_outside(typesetter: Typesetter, attack: str) -> None:
    with pytest.raises(TexError):
        typesetter.typeset(attack)
    assert not Path("/tmp/tailor-attack").exists()


def test_a_macro_without_end_is_stopped(typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tailor.tex.engine.Engine.run.__kwdefaults__", {"seconds": 1})
    with pytest.raises(TexError) as caught:
        typesetter.typeset(r"\def\x{\x}\x")
    assert caught.value.problems[0].code == "tex-timeout"
