"""What `explain` says of a page: every item with its worth, height and reason, and how wanted tags are covered."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.builds.build_values import Choice, PageQuery
from tailor.builds.chosen_page import built_otherwise, chosen_page
from tailor.core.explain.explain import coverage, marginal, one_more_line
from tailor.core.explain.verdicts import verdicts
from tailor.core.explain.worth import worth
from tailor.core.optimise.problem import POINT, Proof
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, HEADS
from tailor.models.manifests import SP
from tailor.questions.program_file import write_program
from tailor.questions.why import question

IMPLIED = HEADERS | HEADS
"""Kinds that are not listed: they come with what stands under them."""


class Item(Struct, frozen=True):
    """One item: points that it would earn `alone` on an empty page and earns `here` beside all others, its height in
    pt, and what each of its lines is worth here (None where it takes no line of its own)."""

    shown: bool
    variant: str | None
    id: str
    section: str
    kind: str
    text: str
    alone: float
    here: float
    height_pt: float
    a_line: float | None
    reason: str


class Tag(Struct, frozen=True):
    """A wanted tag: how many items on the page and in the profile mention it, and the points that it earns."""

    tag: str
    shown: int
    known: int
    points: float


class WorthPart(Struct, frozen=True):
    """What one cause brings the page, in points, from how many items (of `coverage`: tags)."""

    cause: str
    points: float
    count: int


class Explanation(Struct, frozen=True):
    """The best page: `value` and `bound` in points, what one more line would be worth (None where nothing is cut).
    `worth` are the parts that come to `value`. `kept` is False where the search was cut short; `others` says how many
    items only one of this page and the last build of it shows."""

    items: tuple[Item, ...]
    tags: tuple[Tag, ...]
    value: float
    optimal: bool
    one_more_line: float
    layout: str
    bound: float
    proof: Proof = None
    gap: float = 0.0
    kept: bool = True
    cut: bool = True
    others: int = 0
    worth: tuple[WorthPart, ...] = ()


def explain(asked: PageQuery, target: str, problem: Path | None = None) -> Explanation:
    """The best page for a target, item by item; its whole program in the file `problem`, if one is named. Raises
    InputError, FitError, TexError, TexMissingError."""
    choice = chosen_page(asked, target)
    if problem is not None:
        write_program(choice, problem)
    selection, page = choice.selection, question(choice)
    return Explanation(
        _items(choice),
        tuple(Tag(one.tag, one.shown, one.known, points(one.value)) for one in coverage(page)),
        points(selection.value),
        selection.optimal,
        points(one_more_line(page, choice.layout.leading)),
        choice.layout.name,
        points(selection.bound),
        proof=selection.proof,
        gap=(selection.bound - selection.value) / max(1, abs(selection.bound)),
        kept=selection.kept,
        cut=choice.inputs.target.value.pages != "any",
        others=built_otherwise(asked, target, choice),
        worth=tuple(
            WorthPart(one.cause, points(one.value), one.count)
            for one in worth(choice.problem, selection, choice.scoring)
        ),
    )


def points(value: int) -> float:
    """Value units as points."""
    return round(value / POINT, 2)


def _text(one: Candidate, variant: str | None) -> str:
    """Its words as they are shown; those of its first wording where it is not."""
    return next((each.text for each in one.variants if each.name == variant), one.text)


def _items(choice: Choice) -> tuple[Item, ...]:
    page, chosen = question(choice), choice.chosen()
    reasons = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)
    heights, leading = choice.measured[choice.layout.name].heights, choice.layout.leading
    items = []
    for one in choice.candidates:
        if one.kind in IMPLIED:
            continue
        height, here = heights.get((one.id, chosen.get(one.id, one.variants[0].name)), 0), marginal(page, one.id)
        items.append(
            Item(
                shown=one.id in chosen,
                variant=chosen.get(one.id),
                id=one.id,
                section=one.section,
                kind=str(one.kind),
                text=_text(one, chosen.get(one.id)),
                alone=points(choice.problem.alone(one.id)),
                here=points(here),
                height_pt=round(height / SP, 1),
                a_line=points(here * leading // height) if height else None,
                reason=reasons[one.id],
            )
        )
    return tuple(items)
