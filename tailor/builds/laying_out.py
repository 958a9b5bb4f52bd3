"""The blocks of a chosen page as they are set: keyword lines gathered, tables as wide as their rows ask, gaps shared.

Blocks that depend on what else is shown are measured once more. None may be higher than was reckoned with; one that is
lower leaves its room to the gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from tailor.base.errors import FitError, Problem, TexError
from tailor.builds.build_values import Choice
from tailor.builds.choosing import shown_blocks
from tailor.builds.typesetter import Typesetter
from tailor.core.page.arrangement import Shown, arrange, arrange_pages
from tailor.core.page.measures import Page, Request
from tailor.core.profile.education_table import as_shown
from tailor.core.profile.kinds import Kind


def lay_out(choice: Choice, typesetter: Typesetter) -> tuple[Page, ...]:
    """The chosen blocks with their gaps, on as many pages as they need. Raises FitError for a block that is higher
    than a page, TexError for a template that sets keyword lines higher than it did before."""
    shown = _as_set(choice, typesetter)
    template, layout = choice.inputs.template, choice.layout
    if choice.inputs.target.value.pages == 1:
        return (arrange(shown, layout, template.region_of),)
    pages = arrange_pages(shown, layout, template.region_of)
    if pages is None:
        highest = max(shown, key=lambda one: one.height)
        message = "a heading and what follows it are higher than a page; this is the highest text"
        raise FitError(Problem("does-not-fit", message, "shorten it", highest.candidate.place))
    return pages


def _as_set(choice: Choice, typesetter: Typesetter) -> list[Shown]:
    """The chosen blocks as they are set. Raises TexError where a template sets a keyword line higher than measured."""
    shown = shown_blocks(choice)
    lines = [one for one in shown if one.candidate.kind is Kind.KEYWORDS]
    tables = [_as_shown(choice, shown, head) for head in shown if head.candidate.kind is Kind.TABLE]
    anew = [*lines, *chain.from_iterable(tables)]
    measures = typesetter.measure([_request(choice, one) for one in anew])
    pairs = [(one, replace(one, height=found.height)) for one, found in zip(anew, measures, strict=True)]
    if choice.inputs.target.value.pages != "any":
        _refuse_higher(pairs[: len(lines)])
    higher = {one.candidate.section for one, again in pairs[len(lines) :] if again.height > one.height}
    again = {one.candidate.id: one for _, one in pairs if one.candidate.section not in higher}
    return [again.get(one.candidate.id, one) for one in shown]


def _as_shown(choice: Choice, shown: Sequence[Shown], head: Shown) -> list[Shown]:
    """A table's head and rows in columns for just these rows; none where that changes nothing."""
    rows = [one for one in shown if one.candidate.parent == head.candidate.id and one.candidate.kind is Kind.ROW]
    blocks = as_shown(head.block, [one.block for one in rows], choice.inputs.locale)
    pairs = zip((head, *rows), blocks, strict=True)
    return [replace(one, block=block) for one, block in pairs] if blocks[0] != head.block else []


def _refuse_higher(lines: Sequence[tuple[Shown, Shown]]) -> None:
    for before, after in lines:
        if before.height < after.height:
            message = f"the template sets `{after.candidate.id}` {after.height - before.height} sp higher than measured"
            raise TexError(Problem("height-differs", message, "set keyword lines with \\strut at both ends"))


def _request(choice: Choice, one: Shown) -> Request:
    template, region = choice.inputs.template, choice.inputs.template.region_of(one.candidate)
    width = choice.layout.regions[region][0]
    return Request(template.setup(choice.layout), width, template.block(one.block, region))
