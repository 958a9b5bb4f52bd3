"""What `explain`, `why` and `diff` ask: a page chosen but not set, and items found by id or by a piece of text."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tailor.adapters.build import Choice, Job
from tailor.adapters.highs import Highs
from tailor.adapters.typesetting import Typesetter
from tailor.base.clock import Stopwatch
from tailor.base.errors import InputError, Problem
from tailor.batch import Plan, Request, plan
from tailor.core.admission import HEADS
from tailor.core.candidates import Candidate
from tailor.core.explain import Forced, Question, alone, beside, force, marginal, price
from tailor.core.reasons import reason_out
from tailor.core.scoring import Term
from tailor.core.settling import Previous
from tailor.core.verdicts import verdicts
from tailor.models.dates import Day
from tailor.models.values import near
from tailor.pipeline import choose, load


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose page for what: as given on the command line."""

    here: Path
    today: Day
    root: Path | None = None
    profile: str | None = None
    template: str | None = None

    def of(self, profile: str) -> Asked:
        """The same, of another person."""
        return replace(self, profile=profile)


def planned(asked: Asked, target: str) -> tuple[Plan, Job]:
    """The one build that is asked about. Raises InputError if the names stand for several."""
    profiles = (asked.profile,) if asked.profile else ()
    found = plan(Request(asked.here, asked.today, asked.root, (target,), profiles, template=asked.template))
    if len(found.jobs) != 1:
        names = ", ".join(f"{job.profile} × {job.target}" for job in found.jobs)
        raise InputError(Problem("one-page", "this asks about one page at a time", f"name one of: {names}"))
    return found, found.jobs[0]


def chosen_page(asked: Asked, target: str, previous: Previous | None = None) -> Choice:
    """The best page for a target, or the one within ε of it that is nearest to `previous`. Raises InputError,
    FitError, TexError."""
    found, job = planned(asked, target)
    inputs = load(found.workspace, found.config, job)
    typesetter = Typesetter(inputs.template.preamble(inputs.paper))
    try:
        return choose(inputs, job, typesetter, Stopwatch(time.perf_counter), previous)
    finally:
        typesetter.close()


def question(choice: Choice) -> Question:
    """The page, ready to be asked about."""
    return Question(choice.problem, choice.selection, Highs())


def find_item(candidates: Sequence[Candidate], words: str) -> Candidate:
    """The candidate with this id, or the only one whose text holds these words. Raises InputError."""
    exact = [one for one in candidates if one.id == words]
    found = exact or [one for one in candidates if words.casefold() in one.text.casefold()]
    found = found or [one for one in candidates if words.casefold() in one.id.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        guess = near(words, [one.id for one in candidates], 0.5)
        hint = f"did you mean `{guess}`?" if guess else "`tailor explain` lists every item with its id"
        raise InputError(Problem("unknown-item", f"no item has the id or the words `{words}`", hint))
    ids = ", ".join(one.id for one in found[:6])
    raise InputError(Problem("several-items", f"{len(found)} items have the words `{words}`", f"name one of: {ids}"))


@dataclass(frozen=True, slots=True)
class Why:
    """All that can be said of one item. Values and the `price` that would bring it in: value units; height and, of a
    keyword, `width`: sp; `strength` in 1/20. `beside` says how many other items on the page mention its tags."""

    candidate: Candidate
    shown: bool
    terms: tuple[Term, ...]
    strength: int
    alone: int
    here: int
    height: int
    width: int
    reason: str
    beside: Mapping[str, int]
    forced: Forced | None
    price: int | None


def why(choice: Choice, words: str) -> Why:
    """Why an item is on the page or not, and what would change it. Raises InputError for no such item."""
    candidate = find_item(choice.candidates, words)
    asked = question(choice)
    known = bool(asked.options_of(candidate.id))
    shown = candidate.id in choice.chosen()
    score = choice.scoring.scores.get(candidate.id)
    measured = choice.measured[choice.layout.name]
    name = candidate.id, choice.chosen().get(candidate.id, candidate.variants[0].name)
    weighed = known and not candidate.fixed and choice.inputs.target.value.pages != "any"
    forced = force(asked, candidate.id, not shown) if weighed else None
    reason = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)[candidate.id]
    if forced and not shown and candidate.kind not in HEADS:
        reason = str(reason_out(asked, candidate.id, _family(choice, candidate), possible=forced.loss is not None))
    return Why(
        candidate,
        shown,
        score.terms if score and known else (),
        score.strength if score else 0,
        alone(choice.problem, candidate.id),
        marginal(asked, candidate.id),
        measured.heights.get(name, 0),
        measured.words.get(name, 0),
        reason,
        beside(asked, candidate.id),
        forced,
        price(asked, candidate.id, forced) if forced and forced.loss is not None and not shown else None,
    )


def _family(choice: Choice, candidate: Candidate) -> list[str]:
    """A candidate and all that it stands under."""
    by_id = {one.id: one for one in choice.candidates}
    found = [candidate.id]
    while (parent := by_id[found[-1]].parent) is not None:
        found.append(parent)
    return found
