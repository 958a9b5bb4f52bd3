"""A profile, or what a page shows of it, in other programs' formats; what a format cannot hold is told.

`document` makes the tree that all formats are made of, `exported` the text of one of them, `loss` what is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

from tailor.exporting.document import Document, selected
from tailor.exporting.loss import Loss
from tailor.exporting.pages import Form, rendered

if TYPE_CHECKING:
    from tailor.builds.values import Choice

__all__ = ["ENDINGS", "FORMS", "exported", "page_document"]

PAGES: tuple[Form, ...] = get_args(Form)
FORMS = ("jsonresume", *PAGES)
"""The formats of an export."""

ENDINGS = {
    ".json": "jsonresume", ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt", ".html": "html",
    ".htm": "html",
}  # fmt: skip
"""The format that a file's ending stands for."""


def page_document(choice: Choice, *, tables: bool = True) -> Document:
    """What a chosen page shows; without `tables`, their rows are entries."""
    inputs = choice.inputs
    return selected(inputs.profile.value, inputs.target.value, choice.chosen(), inputs.locale, tables)


def exported(document: Document, form: str) -> tuple[str, list[Loss]]:
    """The text of a document in one of `FORMS`, and what of it the format does not hold as it stands."""
    for page in PAGES:
        if page == form:
            return rendered(document, page), []
    from tailor.exporting.jsonresume import to_json_resume

    data, losses = to_json_resume(document)
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n", losses
