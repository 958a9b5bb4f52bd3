"""What every page keeps: `python -m bench.desk.promises [TEMPLATE…]`, on all samples × targets × templates.

A line for each promise that a page breaks, and exit code 1 if there is one: a bullet hidden beside one of the same
entry that scores a fifth less, though no rule of the target's says so; a gap in a career that the profile fills; a
section that the target names and the page neither shows nor explains. Then how many entries of three bullets or more
show a single one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tailor.base.clock import Stopwatch
from tailor.builds.build_values import Choice, Job
from tailor.builds.choosing import choose
from tailor.builds.pipeline import load
from tailor.builds.typesetter import open_typesetter
from tailor.core.explain.left_out import Page, left_out
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.best_first import free
from tailor.models.config import Config
from tailor.models.dates import Day
from tailor.sources.workspace import find_workspace

ROOT = Path(__file__).parents[2]
TODAY = Day(2026, 11, 30)
PROFILES = ("master", "ml-systems", "quant-student", "researcher")
TARGETS = ("quant", "ml-systems", "research")
TEMPLATES = ("classic", "compact", "modern", "academic", "jake", "sidebar")

LESS = 0.8
"""A bullet that scores less than this part of a hidden sibling takes its place."""

MANY = 3


def main(templates: tuple[str, ...]) -> int:
    """Print what is broken; the exit code."""
    broken = single = several = 0
    for template, profile, target in product(templates, PROFILES, TARGETS):
        choice = chosen(profile, target, template)
        for fault in faults(choice):
            broken += 1
            print(f"{template}/{profile}/{target}: {fault}")
        one, many = thin(choice)
        single, several = single + one, several + many
    pages = len(templates) * len(PROFILES) * len(TARGETS)
    print(f"{pages} pages, {broken} promises broken; {single} of {several} entries of three bullets or more show one")
    return int(broken > 0)


def chosen(profile: str, target: str, template: str) -> Choice:
    """A page of the samples, chosen as a build chooses it."""
    job = Job(profile, target, TODAY, template)
    inputs = load(find_workspace(ROOT, ROOT), Config(), job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    typesetter.prepare()
    try:
        return choose(inputs, job, typesetter, Stopwatch(time.perf_counter))
    finally:
        typesetter.close()


def faults(choice: Choice) -> Iterator[str]:
    """The promises that a page breaks, in words."""
    yield from _hidden(choice)
    target, place = choice.inputs.target.value, choice.inputs.target.place
    told = list(left_out(Page(choice.candidates, choice.problem, choice.selection, choice.book), target, place))
    yield from (one.message for one in told if one.code == "career-gap")
    said = " ".join(one.message for one in told if one.code == "section-left-out")
    shown = choice.chosen()
    for one in choice.candidates:
        named = one.section in target.sections and not target.sections[one.section].hidden
        if one.kind is Kind.SECTION and named and one.id not in shown and f"`{one.section}`" not in said:
            yield f"`{one.section}` is named, and neither shown nor explained"


def _hidden(choice: Choice) -> Iterator[str]:
    """Bullets hidden beside siblings that score a fifth less, but for what pins, groups, needs and demands decide."""
    shown, scores, book = choice.chosen(), choice.scoring.scores, choice.book
    ruled = {*book.pins, *free(choice.candidates, book)}
    ruled |= {needed for one in choice.candidates if one.id in shown for needed in one.needs}
    for bullets in _by_entry(choice).values():
        for hidden, instead in product(bullets, bullets):
            if hidden.id in shown or instead.id not in shown or {hidden.id, instead.id} & ruled:
                continue
            if scores[instead.id].alone < LESS * scores[hidden.id].alone:
                yield f"`{hidden.id}` is hidden beside `{instead.id}`, which scores a fifth less"


def thin(choice: Choice) -> tuple[int, int]:
    """How many of the entries shown that have three bullets or more show a single one, and how many there are."""
    shown = choice.chosen()
    counts = [
        sum(one.id in shown for one in bullets)
        for parent, bullets in _by_entry(choice).items()
        if parent in shown and len(bullets) >= MANY
    ]
    return counts.count(1), len(counts)


def _by_entry(choice: Choice) -> dict[str | None, list[Candidate]]:
    found: dict[str | None, list[Candidate]] = {}
    for one in choice.candidates:
        if one.kind is Kind.BULLET and one.id not in choice.book.exclusions:
            found.setdefault(one.parent, []).append(one)
    return found


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or TEMPLATES))
