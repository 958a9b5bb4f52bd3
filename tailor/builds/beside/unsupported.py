"""What the texts of a target say that its profile does not: one definition for `build`, `check`, `guard` and `apply`.

A new fact in a letter is an error. A summary stands in the profile itself, and a headline says what somebody is or
wants to be: what no entry supports there is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tailor.base.errors import Place, Problem
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.guarding import facts_of, headline_problems, new_facts, summary_problems
from tailor.sources.loading import Loaded
from tailor.sources.translations import on_page

if TYPE_CHECKING:
    from tailor.builds.beside.letters import Script
    from tailor.builds.build_values import Choice

HINT = "a letter may say only what the profile says; what is the company's (a place, a product) goes into `to:`"


def page_claims(choice: Choice, today: Day) -> Iterator[Problem]:
    """What the summary and the headline on a page say beyond the profile: warnings."""
    profile = choice.inputs.profile
    summaries = [*summary_problems(profile, today)]
    yield from on_page(summaries, profile.layer.source, choice.candidates, choice.chosen())
    yield from headline_problems(choice.inputs.target, profile.value, today)


def letter_claims(target: Loaded[Target], profile: Profile, script: Script, today: Day) -> list[Problem]:
    """The new facts of a target's letter: errors."""
    return text_claims(script.text or "", script.place, profile, addressed(target), today)


def text_claims(text: str, place: Place, profile: Profile, also: Sequence[str], today: Day) -> list[Problem]:
    """The new facts of a letter, line by line, but for whom it greets; `place` is where it begins, `also` what it may
    say besides the profile's facts."""
    if not text.strip():
        return []
    facts = facts_of(profile, today, also)
    return [
        Problem(
            f"guard-{claim.level}", f"{claim.message}, in the letter", HINT, _below(place, number, line, claim.start)
        )
        for number, line in enumerate(text.splitlines())
        if not _greets(line)
        for claim in new_facts(_FILLED_IN.sub(lambda field: " " * len(field[0]), line), facts)
    ]


_FILLED_IN = re.compile(r"\{[^{}]*\}")
"""`{company}`, `{item:three-signals}`: a placeholder filled in from the target or the profile."""


def _below(place: Place, number: int, line: str, start: int) -> Place:
    """The place of a text's letter in its `number`th line, from 0."""
    shown = " " * (place.column - 1) + line
    return replace(place, line=place.line + number, column=place.column + start, text=shown)


_GREETING = re.compile(
    r"(?:dear|hello|hi|to|sehr|liebe|lieber|hallo|guten|madame|monsieur|mesdames|cher|chère|bonjour|estimad[oa]s?)\b"
    r"(?:\s+\S+){0,7}[,:!]",
    re.IGNORECASE,
)


def _greets(line: str) -> bool:
    """Whether a line does no more than greet: `Dear Hiring Manager,` names nobody's position."""
    return _GREETING.fullmatch(line.strip()) is not None


def addressed(target: Loaded[Target]) -> list[str]:
    """What a letter may call the role and the company: the target's name, its title, whom it is for."""
    own = target.value
    return [target.name, own.title or "", *own.to.values()]
