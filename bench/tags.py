"""Reads the tags of a PDF back: the tree with pypdf, what stands under each mark with pdfminer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

ARTIFACT = -1
UNMARKED = -2


@dataclass
class Element:
    """A tag with the text under it, its own marks and all in their order, its tags, the annotations that it names."""

    tag: str
    text: str = ""
    marks: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    kids: list[Element] = field(default_factory=list)
    links: list[DictionaryObject] = field(default_factory=list)
    source: Any = None

    def walk(self) -> Iterator[Element]:
        """This one, then all below it, in order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


class _Marks(PDFTextDevice):
    """Gathers text by the number of its mark; nested marks are noted as faults."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.texts: dict[int, str] = {}
        self.nested: list[str] = []
        self._open: list[int] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        if tag.name == "Span" and self._open:  # it says how its content is read, and is no tag
            self._open.append(self._open[-1])
            return
        number = (props or {}).get("MCID", ARTIFACT) if tag.name != "Artifact" else ARTIFACT
        if self._open:
            self.nested.append(f"{tag.name} within {self._open[-1]}")
        self._open.append(number)
        self.texts.setdefault(number, "")

    def end_tag(self) -> None:
        self._open.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        number = self._open[-1] if self._open else UNMARKED
        codes = (code for one in seq if isinstance(one, bytes) for code in textstate.font.decode(one))
        letters = "".join(textstate.font.to_unichr(code) for code in codes)
        self.texts[number] = self.texts.get(number, "") + letters


def marks(pdf: bytes) -> list[_Marks]:
    """What stands under each mark, a page each."""
    manager, found = PDFResourceManager(), []
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        device = _Marks(manager)
        PDFPageInterpreter(manager, device).process_page(page)
        found.append(device)
    return found


def tree(pdf: bytes) -> Element:
    """The tree of tags, its root the document."""
    reader, texts = PdfReader(io.BytesIO(pdf)), [one.texts for one in marks(pdf)]
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }
    root = reader.root_object["/StructTreeRoot"]
    (document,) = root["/K"]
    return _element(document.get_object(), pages, texts)


def _element(source: Any, pages: dict[int, int], texts: Sequence[dict[int, str]]) -> Element:
    made = Element(source["/S"][1:], source=source)
    for kid in source["/K"]:
        if isinstance(kid, int):
            made.marks.append(kid)
            made.order.append(kid)
            made.text += texts[pages[source.raw_get("/Pg").idnum]][kid]
        elif kid.get_object().get("/Type") == "/OBJR":
            made.links.append(kid["/Obj"])
        else:
            made.kids.append(_element(kid.get_object(), pages, texts))
            made.text += made.kids[-1].text
            made.order += made.kids[-1].order
    return made


def parents(pdf: bytes) -> dict[int, Any]:
    """The tree of parents by key: of a page an array, of an annotation its element."""
    nums = PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    return {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}


def squeezed(text: str) -> str:
    """Words with one space between them."""
    return re.sub(r"\s+", " ", text).strip()
