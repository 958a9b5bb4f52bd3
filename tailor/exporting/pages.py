"""A document as Markdown, plain text or HTML, each by a Jinja template of its own beside this file."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import jinja2
from markupsafe import Markup
from msgspec import Struct

from tailor.core.profile.block_fields import covered
from tailor.exporting.document import Document, Part
from tailor.exporting.heads import form_of_dates, head, identifiers, show, timed, way_words
from tailor.models.date_format import show_years
from tailor.text.author_names import bare_address
from tailor.text.locales import words_of
from tailor.text.markdown.inline import address, to_html, to_markdown, to_text
from tailor.text.markdown.markup import Quotes, paragraphs

Form = Literal["md", "txt", "html"]

APART = "\0"
"""Stands for one more empty line in a template, where all others fall together."""

_INLINE: dict[str, Callable[[str, Quotes], str]] = {"md": to_markdown, "txt": to_text, "html": to_html}
"""What makes inline Markdown safe in each form."""


def rendered(document: Document, form: Form) -> str:
    """The whole file; ends in one line end."""
    template = _environment(form, document.locale).get_template(f"resume.{form}.j2")
    text = template.render(document=document, apart=Markup(APART))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).replace(APART, "\n").strip() + "\n"


class Run(Struct, frozen=True):
    """Neighbours of one kind: what makes one list."""

    kind: str
    parts: tuple[Part, ...]


@cache
def _environment(form: Form, locale: str) -> jinja2.Environment:
    quotes = words_of(locale).quotes

    def safe(value: Any) -> Any:
        if isinstance(value, Markup | jinja2.Undefined):
            return value
        return Markup(_INLINE[form](str(value), quotes))

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True, finalize=safe,
        trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters |= _filters(form, locale)
    return environment


def _filters(form: Form, locale: str) -> dict[str, Callable[..., Any]]:
    """What the templates call; those that give `Markup` are safe as they are."""
    is_html = form == "html"
    dated = form_of_dates(locale) if form == "txt" else "months"
    return {
        "address": lambda url: Markup(html.escape(url) if is_html else address(url)),
        "inlined": lambda photo: f"data:image/jpeg;base64,{b64encode(photo.content).decode()}",
        "bare": bare_address,
        "broken": lambda text: re.split(r"(?:\\| {2,})\n", text),
        "cell": lambda cell: _cell(cell, form, locale),
        "comma": lambda text: Markup(" " if str(text).endswith((".", "!", "?")) else ", "),
        "covered": lambda employer, parts: covered(employer["dates"], [part.fields["dates"] for part in parts]),
        "dates": lambda dates: timed(dates, locale) if is_html else show(dates, locale, dated),
        "head": lambda fields: head(fields, locale, dated),
        "identifiers": identifiers,
        "literal": Markup,
        "paragraphs": paragraphs,
        "runs": lambda part: [Run(kind, tuple(run)) for kind, run in groupby(part.parts, key=lambda one: one.kind)],
        "shout": lambda title: Markup(to_text(title).upper()),
        "tight": lambda text: Markup(str(text).strip("\n")),
        "way": lambda way: Markup(html.escape(way_words(way))) if is_html else way_words(way),
        "words": lambda text: Markup(html.escape(to_text(text))),
    }


def _cell(cell: Any, form: Form, locale: str) -> Markup:
    """One cell of a table: text, or dates as years, with spaces that do not break; a bar would end it in Markdown."""
    if not isinstance(cell, str):
        return Markup(html.escape(show_years(cell, locale)).replace(" ", "\u00a0"))
    made = _INLINE[form](cell, words_of(locale).quotes)
    return Markup(made.replace("|", "\\|") if form == "md" else made)
