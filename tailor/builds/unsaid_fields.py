"""What a shown item says in the profile and its template does not set: no field is left out in silence, whoever wrote
the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tailor.base.errors import Problem, Severity
from tailor.builds.build_values import Choice
from tailor.core.profile.block_fields import TEXTS
from tailor.core.profile.candidates import Block
from tailor.core.profile.kinds import Kind
from tailor.text.author_names import short_address
from tailor.text.markdown.markup import to_latex

_TEXTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.HEADER: ("name", "headline", "pronouns", "affiliation"),
    Kind.SECTION: ("note",),
    Kind.ENTRY: (*TEXTS["entry"], "text"),
    Kind.POSITION: (*TEXTS["position"], "text"),
    Kind.BULLET: ("text",),
    Kind.PARAGRAPH: ("text",),
    Kind.ITEM: (*TEXTS["item"], "text"),
    Kind.PUBLICATION: (*TEXTS["publication"], "doi", "arxiv", "text"),
}
"""The fields of each kind that are words of the author's; authors and tables are looked at elsewhere."""

_COMMAND = re.compile(r"\\[A-Za-z@]+\*?|[\W_]+")
_YEAR = re.compile(r"\d{4}")


def unsaid_fields(choice: Choice) -> Iterator[Problem]:
    """A note for every shown item with a field whose words its template does not set."""
    template, shown = choice.inputs.template, choice.chosen()
    for one in choice.candidates:
        if one.id not in shown or one.kind not in _TEXTS:
            continue
        block = next(each.block for each in one.variants if each.name == shown[one.id])
        lost = list(_lost(block, _letters(template.block(block, template.region_of(one)))))
        if lost:
            message = f"the template `{template.name}` does not show {', '.join(f'`{name}`' for name in lost)} of this"
            hint = "say it in another field, or in a template of your own"
            yield Problem("field-not-shown", message, hint, one.place, Severity.NOTE)


def _lost(block: Block, source: str) -> Iterator[str]:
    fields = block.fields
    for name in _TEXTS[block.kind]:
        text = fields.get(name)
        if isinstance(text, str) and text and _letters(to_latex(text)) not in source:
            yield name
    if any(_letters(to_latex(str(tool))) not in source for tool in fields.get("tools") or ()):
        yield "tools"
    if any(not _link_said(link, source) for link in fields.get("links") or ()):
        yield "links"
    if any(not _date_said(dates, source) for dates in _several(fields.get("dates"))):
        yield "dates"


def _letters(latex: str) -> str:
    """The letters and figures of some LaTeX, without its commands, in one case."""
    return _COMMAND.sub("", latex).casefold()


def _link_said(link: Mapping[str, str], source: str) -> bool:
    words = to_latex(link["label"]) if link["label"] else short_address(link["url"])
    return _letters(words) in source


def _several(dates: Any) -> tuple[Any, ...]:
    return () if not dates else tuple(dates) if isinstance(dates, list | tuple) else (dates,)


def _date_said(dates: Any, source: str) -> bool:
    """Whether the years of dates are there, or the words that stand for them."""
    if dates.words:
        words = dates.words.values() if isinstance(dates.words, dict) else (dates.words,)
        return any(_letters(to_latex(text)) in source for text in words)
    return all(year in source for year in _YEAR.findall(f"{dates.start or ''} {dates.end or ''}"))
