"""Every format that can be imported. A new one is a file in `formats/` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from tailor.importing.documents import tree_to_profile as outline
from tailor.importing.formats import (
    fresh,
    json_resume,
    linkedin,
    markdown,
    plain_text,
    reactive_resume,
    rendercv,
    word,
    yamlresume,
)
from tailor.importing.formats.latex import reader as latex
from tailor.importing.ledger import Node

Data = dict[str, Any]


class FieldFormat(Struct, frozen=True):
    """A format of named fields (JSON, YAML, tables): whether plain data are in it, and what they come to."""

    name: str
    fits: Callable[[Node], bool]
    convert: Callable[[Node], Data]


FIELD_FORMATS = (
    FieldFormat("FRESH", fresh.fits, fresh.convert),
    FieldFormat("Reactive Resume", reactive_resume.fits, reactive_resume.convert),
    FieldFormat("RenderCV", rendercv.fits, rendercv.convert),
    FieldFormat("YAMLResume", yamlresume.fits, yamlresume.convert),
    FieldFormat("JSON Resume", json_resume.fits, json_resume.convert),
    FieldFormat("LinkedIn export", linkedin.fits, linkedin.convert),
)
"""In the order in which they are tried: what is plain to see comes first."""


class DocumentFormat(Struct, frozen=True):
    """A format of running text: whether a file is in it, by its name and its text, and the tree of its lines."""

    name: str
    fits: Callable[[str, str], bool]
    tree: Callable[[str], Data]


DOCUMENT_FORMATS = (
    DocumentFormat("LaTeX", latex.fits, latex.tree),
    DocumentFormat("Markdown", markdown.fits, markdown.tree),
    DocumentFormat("plain text", plain_text.fits, plain_text.tree),
)
"""In the order in which they are tried."""

WORD = "Word"
TREES: dict[str, Callable[[bytes], Data]] = {WORD: word.tree}
"""Formats of bytes."""

CONVERTERS: dict[str, Callable[[Node], Data]] = {one.name: one.convert for one in FIELD_FORMATS}
CONVERTERS |= {one.name: outline.convert for one in DOCUMENT_FORMATS} | dict.fromkeys(TREES, outline.convert)
