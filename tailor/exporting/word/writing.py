"""A document as Word's: headings, lists and paragraphs in styles, dates at a tab stop; no tables and no boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docx.document import Document as WordDocument

from tailor.exporting.document import Document, Part
from tailor.exporting.heads import Head, head, identifiers, show, way_words
from tailor.exporting.word import styles
from tailor.exporting.word.fit import DENSITIES, height, lines_of, room
from tailor.exporting.word.package import begun, describe, packed
from tailor.exporting.word.portrait import add_photo
from tailor.exporting.word.runs import Writer
from tailor.text.author_names import bare_address
from tailor.text.locales import words_of
from tailor.text.markdown.markup import paragraphs, plain

BETWEEN = " · "


def word_file(document: Document) -> bytes:
    """The whole file, at the largest size at which it should stand on its pages. Raises InputError for a reference
    document that cannot be read."""
    pages, own = document.sheet.pages, document.sheet.reference is not None
    for density in DENSITIES:
        word = _written(document, density)
        if own or pages is None or height(word, density.size) <= pages * room(word):
            break
    return packed(word)


def _written(document: Document, density: styles.Density) -> WordDocument:
    words = words_of(document.locale)
    word = begun(document.sheet.reference)
    styles.prepare(word, document.sheet, words.language, density)
    name = plain(document.header.fields["name"])
    title = f"{name} – {document.title}" if document.title else name
    describe(word, title, name, words.language)
    _Walk(word, document.locale, density.size).document(document)
    return word


class _Walk:
    """Adds the parts of one document, top to bottom."""

    def __init__(self, word: WordDocument, locale: str, size: float) -> None:
        """`size` is that of the text, in pt."""
        self._word = word
        self._size = size
        self._width = styles.text_width(word).pt / size  # of a line, in em
        self._locale = locale
        self._kinds: dict[str, Callable[[Part, int], None]] = {
            "paragraph": self._paragraph, "entry": self._entry, "position": self._position, "bullet": self._bullet,
            "item": self._item, "publication": self._publication, "keywords": self._keywords,
        }  # fmt: skip

    def document(self, document: Document) -> None:
        """The head, then every section."""
        self._header(document.header.fields)
        if document.photo is not None:
            add_photo(self._word.paragraphs, document.photo, self._size)
        if document.body is not None:
            self._letter(document.body)
        for section in document.sections:
            self._new(styles.SECTION).text(section.fields["title"])
            self._note(section.fields)
            self._under(section)

    def _new(self, style: str) -> Writer:
        """A new paragraph at the end."""
        return Writer(self._word.add_paragraph(style=style), words_of(self._locale).quotes)

    def _header(self, header: Mapping[str, Any]) -> None:
        name = self._new(styles.NAME).text(header["name"])
        if header["pronouns"]:
            name.literal(" (").text(header["pronouns"]).literal(")")
        if told := ", ".join(filter(None, (header["headline"], header["affiliation"]))):
            self._new(styles.HEADLINE).text(told)
        if header["contacts"] or header["links"]:
            self._contacts(self._new(styles.CONTACTS), header)

    def _contacts(self, writer: Writer, header: Mapping[str, Any]) -> None:
        before = ""
        for way in header["contacts"]:
            writer.literal(before)
            writer.address(way_words(way), way["url"]) if way["url"] else writer.text(way["text"])
            before = BETWEEN
        self._links(writer, _labelled(header["links"]), before)

    def _links(self, writer: Writer, links: Iterable[tuple[str, str]], before: str = "") -> None:
        for words, url in links:
            writer.literal(before).link(words, url)
            before = BETWEEN

    def _note(self, section: Mapping[str, Any]) -> None:
        if section["note"] or section["links"]:
            writer = self._new(styles.NOTE).text(section["note"])
            self._links(writer, _labelled(section["links"]), BETWEEN if section["note"] else "")

    def _under(self, part: Part, depth: int = 0) -> None:
        for one in part.parts:
            self._kinds[one.kind](one, depth)

    def _letter(self, body: Part) -> None:
        for one in body.parts:
            if one.kind == "paragraph":
                self._new(styles.LETTER).text(one.fields["text"])
            else:
                self._bullet(one, 0)

    def _paragraph(self, part: Part, depth: int) -> None:
        for text in paragraphs(part.fields["text"]):
            self._new(styles.TEXT).text(text)

    def _entry(self, part: Part, depth: int) -> None:
        self._head(part, styles.ENTRY, styles.BOLD)

    def _position(self, part: Part, depth: int) -> None:
        self._head(part, styles.POSITION, None)

    def _head(self, part: Part, style: str, named: str | None) -> None:
        """Name, where it was, dates at the right; remarks and links between them if there is room, else below."""
        told = head(part.fields, self._locale)
        writer = self._new(style).text(told.name, named)
        for more in told.rest:
            writer.literal(", ").text(more)
        told_in_one = " · ".join((writer.paragraph.text, *told.remarks, *map(_label, told.links), told.dates))
        beside = lines_of(told_in_one, self._width) == 1
        if beside:
            self._remarks(writer, told, BETWEEN)
        if told.dates:
            writer.literal("\t").literal(told.dates.replace(" ", "\u00a0"), styles.DATES)
        if not beside and (told.remarks or told.links):
            self._remarks(self._new(styles.REMARKS), told, "")
        self._under(part)

    def _remarks(self, writer: Writer, told: Head, before: str) -> None:
        for remark in told.remarks:
            writer.literal(before).text(remark)
            before = BETWEEN
        self._links(writer, _labelled(told.links), before)

    def _bullet(self, part: Part, depth: int) -> None:
        style = styles.BULLETS[min(depth, len(styles.BULLETS) - 1)]
        writer = self._new(style).text(part.fields["text"])
        self._links(writer, _labelled(part.fields["links"]), BETWEEN)
        self._under(part, depth + 1)

    def _item(self, part: Part, depth: int) -> None:
        item = part.fields
        writer = self._new(styles.BULLETS[0]).text(item["text"])
        last = item["text"]
        for more in filter(None, (item["issuer"], item["place"])):
            writer.literal(" " if last.endswith((".", "!", "?")) else ", ").text(more)
            last = more
        dates = show(item["dates"], self._locale)
        if item["note"] or dates:
            writer.literal(" (").text(item["note"]).literal("; " if item["note"] and dates else "")
            writer.literal(dates, styles.DATES if dates else None).literal(")")
        self._links(writer, _labelled(item["links"]), BETWEEN)

    def _publication(self, part: Part, depth: int) -> None:
        paper = part.fields
        writer = self._new(styles.PUBLICATION).text(paper["title"], styles.BOLD)
        self._authors(writer, paper["authors"])
        dates = show(paper["dates"], self._locale)
        if paper["venue"] or dates:
            writer.literal(". ").text(paper["venue"]).literal(", " if paper["venue"] and dates else "").literal(dates)
        if paper["status"]:
            writer.literal(" (").text(paper["status"]).literal(")")
        for name, style in (("award", styles.BOLD), ("note", None)):
            if paper[name]:
                writer.literal(". ").text(paper[name], style)
        known = [(one["label"], one["url"]) for one in identifiers(paper)]
        self._links(writer, [*known, *_labelled(paper["links"])], BETWEEN)
        self._under(part)

    def _authors(self, writer: Writer, authors: Iterable[Mapping[str, Any]]) -> None:
        before = ". "
        for author in authors:
            writer.literal(before).text(author["name"], styles.BOLD if author["own"] else None)
            before = ", "

    def _keywords(self, part: Part, depth: int) -> None:
        writer, before = self._new(styles.KEYWORDS), ""
        if part.fields["label"]:
            writer.text(part.fields["label"], styles.BOLD).literal(": ", styles.BOLD)
        for word in part.parts:
            writer.literal(before).text(word.fields["text"])
            before = ", "


def _label(link: Mapping[str, str]) -> str:
    return link["label"] or bare_address(link["url"])


def _labelled(links: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(_label(link), link["url"]) for link in links]
