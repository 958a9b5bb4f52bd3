"""What `diff` compares: two targets' pages, two people's, or the page as it was last built and as it would be now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tailor.adapters.build import Choice
from tailor.adapters.memory import last_choice, load_state
from tailor.asking import Asked, chosen_page, planned
from tailor.base.errors import InputError, Problem
from tailor.batch import memory_of
from tailor.core.verdicts import verdicts

GONE = "no longer in the profile"
ABSENT = "not in that profile"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two pages: what it shows, in its order, the texts of all that it could show, and why items are not on
    it; `absent` is said of what it does not know."""

    name: str
    shown: Sequence[str]
    texts: Mapping[str, str]
    reasons: Mapping[str, str]
    absent: str = ABSENT

    def why_not(self, item: str) -> str:
        """Why an item is not on this page."""
        return self.reasons.get(item, self.absent)


def two_targets(asked: Asked, left: str, right: str) -> tuple[Side, Side]:
    """The pages of two targets. Raises InputError, FitError, TexError."""
    return _side(chosen_page(asked, left), left), _side(chosen_page(asked, right), right)


def two_people(asked: Asked, target: str, left: str, right: str) -> tuple[Side, Side]:
    """The pages of two profiles for one target. Raises InputError, FitError, TexError."""
    first, second = (chosen_page(asked.of(name), target) for name in (left, right))
    return _side(first, left), _side(second, right)


def last_and_now(asked: Asked, target: str) -> tuple[Side, Side]:
    """The page as it was last built, and as it would be now. Raises InputError if it never was."""
    plan, job = planned(asked, target)
    last = last_choice(load_state(memory_of(plan, job)))
    if last is None:
        hint = f"tailor build --profile {job.profile} --target {job.target}"
        raise InputError(Problem("never-built", f"{job.profile} × {job.target} was not built yet", hint))
    now = replace(_side(chosen_page(asked, target, last), "now"), absent=GONE)
    shown = dict(sorted(last.shown))
    order = dict.fromkeys(item for item in [*now.texts, *shown] if item in shown)
    return Side("the last build", list(order), now.texts, {}, "was not chosen then"), now


def _side(choice: Choice, name: str) -> Side:
    reasons = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)
    texts = {one.id: one.text for one in choice.candidates}
    return Side(name, list(choice.chosen()), texts, reasons)
