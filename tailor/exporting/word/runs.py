"""Inline Markdown as runs of a paragraph in Word: bold, italic, code, raised and lowered text, links."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tailor.exporting.word.styles import CODE, LINK
from tailor.text.formulas.maths import written_maths
from tailor.text.markdown.markup import Quotes, Span, parse


class Writer:
    """Adds to one paragraph, with the quotes of its language."""

    def __init__(self, paragraph: Paragraph, quotes: Quotes) -> None:
        self.paragraph = paragraph
        self._quotes = quotes

    def text(self, markdown: str, style: str | None = None) -> Writer:
        """An inline text; `style` is a character style for what is plain in it."""
        for url, spans in groupby(parse(markdown, self._quotes), key=lambda span: span.url):
            self._spans(spans, url, style)
        return self

    def literal(self, words: str, style: str | None = None) -> Writer:
        """Words as they stand, without marks."""
        if words:
            self.paragraph.add_run(words, style)
        return self

    def link(self, markdown: str, url: str) -> Writer:
        """A text that is a link as a whole; without an address it is text."""
        if not url:
            return self.text(markdown)
        self._spans(parse(markdown, self._quotes), url, None)
        return self

    def address(self, words: str, url: str) -> Writer:
        """Words as they stand, as a link."""
        self._spans([Span(words)], url, None)
        return self

    def _spans(self, spans: Iterable[Span], url: str, style: str | None) -> None:
        home = self._opened(url) if url else self.paragraph._p
        for span in spans:
            element = OxmlElement("w:r")
            home.append(element)
            _write(Run(element, self.paragraph), span, LINK if url else style)

    def _opened(self, url: str) -> BaseOxmlElement:
        """An empty link at the end of the paragraph."""
        element = OxmlElement("w:hyperlink")
        relation = self.paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(qn("r:id"), relation)
        self.paragraph._p.append(element)
        return element


def _write(run: Run, span: Span, style: str | None) -> None:
    """One span in an empty run."""
    if span.new_line:
        run.add_break()
        return
    run.text = written_maths(span.text) if span.math else span.text
    run.style = CODE if span.code else style
    run.bold = span.bold or None
    run.italic = span.italic or None
    run.font.superscript = span.shift == "sup" or None
    run.font.subscript = span.shift == "sub" or None
