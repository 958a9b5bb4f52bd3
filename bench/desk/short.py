"""`python -m bench.desk.short`: how near a target of a title and what is wanted comes to the one that ships, on the
samples in the first template: F1 of texts and of heads between the two pages."""

from __future__ import annotations

import time
from itertools import product
from statistics import mean

from msgspec.structs import replace

from bench.desk.measuring import HEADS, TEXTS
from bench.desk.promises import PROFILES, ROOT, TARGETS, TODAY
from tailor.base.clock import Stopwatch
from tailor.builds.build_values import Choice, Job
from tailor.builds.choosing import choose
from tailor.builds.pipeline import load
from tailor.builds.typesetter import open_typesetter
from tailor.core.profile.kinds import Kind
from tailor.models.config import Config
from tailor.models.targets import Target
from tailor.sources.workspace import find_workspace

KEPT = ("title", "profile", "want")
"""What a user in a hurry writes."""


def main() -> None:
    """Print the table."""
    print("| page | texts F1 | heads F1 |\n|---|---|---|")
    rows = []
    for profile, target in product(PROFILES, TARGETS):
        whole, short = (page(profile, target, short=short) for short in (False, True))
        rows.append([near(whole, short, kinds) for kinds in (TEXTS, HEADS)])
        print(f"| {profile} × {target} | {rows[-1][0]:.2f} | {rows[-1][1]:.2f} |", flush=True)
    texts, heads = (mean(row[number] for row in rows) for number in (0, 1))
    print(f"| **all** | {texts:.2f} | {heads:.2f} |")


def page(profile: str, target: str, *, short: bool) -> Choice:
    """A page of the samples, for the whole target or for no more of it than a user in a hurry writes."""
    job = Job(profile, target, TODAY, "classic")
    inputs = load(find_workspace(ROOT, ROOT), Config(), job)
    if short:
        kept = {name: getattr(inputs.target.value, name) for name in KEPT}
        inputs = replace(inputs, target=replace(inputs.target, value=Target(**kept)))
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    typesetter.prepare()
    try:
        return choose(inputs, job, typesetter, Stopwatch(time.perf_counter))
    finally:
        typesetter.close()


def near(one: Choice, other: Choice, kinds: frozenset[Kind]) -> float:
    """F1 between what two pages show of some kinds; a row of a table is the entry that it is elsewhere."""
    ours, theirs = (_shown(choice, kinds) for choice in (one, other))
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def _shown(choice: Choice, kinds: frozenset[Kind]) -> set[str]:
    shown = choice.chosen()
    return {one.id.replace(".table.", ".") for one in choice.candidates if one.id in shown and one.kind in kinds}


if __name__ == "__main__":
    main()
