"""What a target asks of a profile's candidates, read and resolved: what scoring and building work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from tailor.base.errors import Place, Problem, Severity
from tailor.core.rules.conditions import Condition, Facts, Requirement
from tailor.core.rules.tagging import Tagged

TargetPath = tuple[str | int, ...]
PlaceOf = Callable[[TargetPath], Place | None]
"""Where a value of the target stands: of the rule at `("exclude", 0)`, or of the key at `("want", "cpp")`."""


def nowhere(path: TargetPath) -> Place | None:
    """The places of a target that stands in no file."""
    return None


class Rule(Struct, frozen=True):
    """One rule as written: its text, its path and place in the target, and the condition that it states."""

    text: str
    path: TargetPath
    place: Place | None
    condition: Condition

    def __str__(self) -> str:
        """As a user knows it: `exclude: teaching`."""
        return f"{self.path[0]}: {self.text}"


class Demand(Struct, frozen=True):
    """A `require` rule, its numbers, and the ids of the candidates that meet it."""

    rule: Rule
    requirement: Requirement
    met_by: tuple[str, ...]


class Exclusion(Struct, frozen=True):
    """Why a candidate cannot be on the page, whatever else is.

    `cause` is one of: section (not in the target), drop, exclude, parent (what it belongs to is out), needs
    (what it needs is out), empty (nothing in it is left). `rule` is the rule as written and `place` its
    place; `via` is the id of the parent or of what is needed.
    """

    cause: str
    rule: str = ""
    place: Place | None = None
    via: str | None = None

    def __str__(self) -> str:
        """In words, to follow "it is out: …"."""
        words = {
            "section": "its section is not in the target",
            "parent": f"`{self.via}`, which it belongs to, is left out",
            "needs": f"`{self.via}`, which it needs, is left out",
            "empty": "nothing in it is left",
        }
        return words.get(self.cause, f"`{self.rule}` leaves it out")


class Rulebook(Struct, frozen=True):
    """A target's rules, resolved against one profile.

    `order` are the section keys of the page; `weights` tenths of a point by tag, aliases resolved; `added`
    exact points by id; `boosts` a factor for each rule. `pins` maps pinned ids to their rule,
    `exclusions` ids to why they are out. Of the `problems`, errors come first.
    """

    facts: Mapping[str, Facts]
    tags: Mapping[str, Tagged]
    order: tuple[str, ...]
    weights: Mapping[str, int]
    boosts: tuple[tuple[Rule, Decimal], ...]
    demands: tuple[Demand, ...]
    pins: Mapping[str, Rule]
    exclusions: Mapping[str, Exclusion]
    added: Mapping[str, Decimal]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid a build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """All other problems."""
        return tuple(problem for problem in self.problems if problem.severity is not Severity.ERROR)
