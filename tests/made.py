"""Small candidates and targets for tests of the core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tailor.base.errors import Place
from tailor.core.candidates import Block, Candidate, Kind, Variant
from tailor.core.reading import read_rules
from tailor.core.rulebook import Rulebook
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


def texts(problems: Sequence[Any]) -> Mapping[str, str]:
    """What is said, by where."""
    return {problem.place.file: problem.message for problem in problems}


__all__ = ["TODAY", "book", "made", "place", "target", "texts", "variant"]
