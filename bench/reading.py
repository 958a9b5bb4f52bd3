"""What readers find of every sample in every template: `python -m bench.reading` writes it to docs/reading.md."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from unicodedata import normalize

from pdfminer.high_level import extract_text
from pypdf import PdfReader

from bench.gallery import ROOT, TODAY, names
from bench.readers import OTHERS
from bench.tags import squeezed, tree
from tailor.builds.pipeline import Job, build_page
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace

PAGE = ROOT / "docs/reading.md"
TABLE = re.compile(r"(<!-- reading -->\n).*?(<!-- /reading -->)", re.DOTALL)
OTHER_TABLE = re.compile(r"(<!-- readers -->\n).*?(<!-- /readers -->)", re.DOTALL)
BULLETS = re.compile(r"(<!-- bullets -->\n).*?(<!-- /bullets -->)", re.DOTALL)
SAMPLES = (("master", "quant"), ("quant-student", "quant"), ("ml-systems", "ml-systems"), ("researcher", "research"))
WHOLE = {"H1", "H2", "H3", "H4", "P", "Lbl", "LBody", "TH", "TD"}
"""The tags that hold text themselves."""


def pdftotext(pdf: bytes) -> str:
    """Poppler's reading order."""
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pypdf(pdf: bytes) -> str:
    """The order in which the page is written."""
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def pdfminer(pdf: bytes) -> str:
    """The order of boxes that pdfminer finds."""
    return extract_text(io.BytesIO(pdf))


Reader = Callable[[bytes], str]
Pages = Sequence[tuple[bytes, Sequence[str]]]

READERS: tuple[Reader, ...] = (pdftotext, pypdf, pdfminer)


def shown(pdf: bytes) -> list[str]:
    """Every word of a page in reading order, as its tags have them (which the tests hold against the profile)."""
    return " ".join(squeezed(one.text) for one in tree(pdf).walk() if one.tag in WHOLE).split()


def lost(wanted: Sequence[str], found: str) -> list[str]:
    """The words that are not found whole, wherever they stand."""
    return list((Counter(wanted) - Counter(found.split())).elements())


def in_order(wanted: Sequence[str], found: str) -> int:
    """How many words are found one after the other, be they parted otherwise (in a formula); difflib may find a few
    less than there are."""
    words = found.split()
    steps = SequenceMatcher(None, wanted, words, autojunk=False).get_opcodes()
    return sum(end - start for _, start, end, at, to in steps if "".join(wanted[start:end]) == "".join(words[at:to]))


def built(template: str, person: str, target: str) -> bytes:
    """A sample in a template."""
    workspace = find_workspace(ROOT)
    return build_page(
        workspace, load_config(workspace).value, Job(person, target, TODAY, template=template)
    ).typeset.pdf


def row(template: str, pages: Pages, readers: Sequence[Reader]) -> str:
    """A template's row: for each reader the share of all words of all samples, and of the worst page. Signs that
    Unicode holds for compatible are alike (pdf.js gives µ as μ)."""
    cells = []
    for read in readers:
        counts = [(in_order(words, normalize("NFKC", read(pdf))), len(words)) for pdf, words in pages]
        whole = sum(found for found, _ in counts) / sum(every for _, every in counts)
        cells.append(f"{_percent(whole)} ({_percent(min(found / every for found, every in counts))})")
    return f"| {template} | " + " | ".join(cells) + " |\n"


def _percent(share: float) -> str:
    return f"{int(share * 1000) / 10:g} %"


def table(readers: Sequence[Reader], pages: Mapping[str, Pages], quote: str) -> str:
    """A row a template, a column a reader."""
    head = "| | " + " | ".join(f"`{read.__name__}`" for read in readers) + " |\n|---" + "|---" * len(readers) + "|\n"
    return head + "".join(row(f"{quote}{name}{quote}", found, readers) for name, found in pages.items())


def sampled(template: str) -> Pages:
    """A template's pages of all samples, with their words."""
    pdfs = [built(template, *sample) for sample in SAMPLES]
    return [(pdf, [normalize("NFKC", word) for word in shown(pdf)]) for pdf in pdfs]


def bullets() -> str:
    """The table of bullets, on our pages and on rivals'."""
    from bench.bullets import table as of_bullets  # which stands on this module
    from bench.parsers.pages import ours, rivals

    return of_bullets([*ours(SAMPLES[:1]), *rivals(SAMPLES[:1])], (*READERS, *OTHERS))


def main() -> None:
    """Measure, and write the tables."""
    pages = {name: sampled(name) for name in names(find_workspace(ROOT))}
    text = PAGE.read_text(encoding="utf-8")
    text = TABLE.sub(rf"\g<1>{table(READERS, pages, '`')}\g<2>", text)
    text = OTHER_TABLE.sub(rf"\g<1>{table(OTHERS, pages, '')}\g<2>", text)
    text = BULLETS.sub(lambda match: match[1] + bullets() + match[2], text)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
