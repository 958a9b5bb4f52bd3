"""Documents in Word as bytes, the same for the same content."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from tailor.base.errors import InputError, Problem

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that all files inside have: the first that ZIP knows."""


def begun(reference: bytes | None) -> WordDocument:
    """An empty document, with the styles and the paper of a user's own if there is one. Raises InputError if that
    is not a Word document."""
    if reference is None:
        word = docx.Document()
        _without_thumbnail(word)
        return word
    try:
        word = docx.Document(BytesIO(reference))
    except Exception:  # a broken archive, broken XML, another kind of file: python-docx raises many kinds
        hint = "save one with Word or LibreOffice as .docx"
        raise InputError(Problem("bad-reference", "the reference document is no .docx file", hint)) from None
    body = word.element.body
    for element in [one for one in body if one.tag != qn("w:sectPr")]:
        body.remove(element)
    return word


def _without_thumbnail(word: WordDocument) -> None:
    """python-docx's empty document brings a picture of another."""
    relations = word.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def describe(word: WordDocument, title: str, author: str, language: str) -> None:
    """The file's metadata; undated, so that the same page gives the same file tomorrow."""
    told = word.core_properties
    told.title, told.author, told.language = title[:255], author[:255], language
    told.last_modified_by, told.comments, told.revision = author[:255], "", 1
    told.subject = told.keywords = told.category = ""
    root = told._element
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted"):
        for element in root.findall(qn(name)):
            root.remove(element)


def packed(word: WordDocument) -> bytes:
    """The file, its parts in one order with one day."""
    saved, whole = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as read, ZipFile(whole, "w", ZIP_DEFLATED) as write:
        for name in read.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            write.writestr(entry, read.read(name))
    return whole.getvalue()
