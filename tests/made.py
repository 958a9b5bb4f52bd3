"""Small candidates and targets for tests of the core."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tailor.base.errors import Place
from tailor.core.optimise.building.frame import Measured, filled, framed
from tailor.core.optimise.problem import PageProblem
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import Block, Candidate, Variant
from tailor.core.profile.kinds import Kind
from tailor.core.rules.reading import read_rules
from tailor.core.rules.rulebook import PlaceOf, Rulebook, nowhere
from tailor.core.scoring.score_terms import Scoring
from tailor.models.dates import Day
from tailor.models.targets import Target

TODAY = Day(2026, 6)


def variant(name: str, text: str) -> Variant:
    return Variant(name, Block(Kind.BULLET, {}), text)


def made(identifier: str, kind: Kind = Kind.BULLET, section: str = "projects", **more: Any) -> Candidate:
    """One candidate; `text` and `wordings` make its variants, the rest are its fields."""
    text, wordings = more.pop("text", identifier), more.pop("wordings", ("full",))
    variants = tuple(variant(name, text) for name in wordings)
    place = Place("profile.yaml", 1, 1)
    return Candidate(identifier, kind, section, variants, place, **more)


def target(**fields: Any) -> Target:
    return Target.model_validate(fields)


def place(path: tuple[str | int, ...]) -> Place:
    """A place that shows its path: the tests' targets stand in no file."""
    return Place("/".join(map(str, path)), 1, 1)


def book(candidates: Sequence[Candidate], **fields: Any) -> Rulebook:
    return read_rules(target(**fields), candidates, TODAY, place)


def build(
    candidates: Sequence[Candidate],
    target: Target,
    book: Rulebook,
    scoring: Scoring,
    layouts: Sequence[Layout],
    measured: Mapping[str, Measured],
    *,
    region_of: Callable[[Candidate], str] | None = None,
    place: PlaceOf = nowhere,
) -> PageProblem:
    """The problem of one page; by default everything stands in the layout's first region."""
    first = next(iter(layouts[0].regions))
    frame = framed(candidates, target, book, layouts, measured, region_of or (lambda _: first))
    return filled(frame, target, book, scoring, layouts, place)


def texts(problems: Sequence[Any]) -> Mapping[str, str]:
    """What is said, by where."""
    return {problem.place.file: problem.message for problem in problems}


__all__ = ["TODAY", "book", "build", "made", "place", "target", "texts", "variant"]
