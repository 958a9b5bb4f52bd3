"""Pages chosen as a build chooses them, without setting them, beside what an editor would choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean

import yaml
from msgspec import Struct

from tailor.base.clock import Stopwatch
from tailor.builds.build_values import Choice, Job
from tailor.builds.choosing import choose
from tailor.builds.pipeline import load as read
from tailor.builds.typesetter import open_typesetter
from tailor.core.profile.kinds import Kind
from tailor.models.config import Config
from tailor.models.dates import Day
from tailor.sources.workspace import find_workspace

DESK = Path(__file__).parent
TODAY = Day(2026, 11, 30)
TEXTS = frozenset({Kind.BULLET, Kind.ITEM, Kind.PUBLICATION, Kind.PARAGRAPH})
HEADS = frozenset({Kind.ENTRY, Kind.POSITION, Kind.ROW})


class Judgement(Struct, frozen=True):
    """What an editor said of one page: ids that must stand on it, all that do, and what would weaken it."""

    must: frozenset[str]
    chosen: frozenset[str]
    never: frozenset[str]


class Agreement(Struct, frozen=True):
    """How near a page is to its judgement: F1 of texts and of heads, must-haves and weakening items shown, of how
    many."""

    person: str
    texts: float
    heads: float
    must: tuple[int, int]
    never: tuple[int, int]


def judgements() -> Mapping[str, Judgement]:
    """Every judgement by page: `teacher-head`."""
    found = {}
    for path in sorted((DESK / "judgements").glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        must = frozenset(data["must"])
        found[path.stem] = Judgement(must, must | frozenset(data["chosen"]), frozenset(data["never"]))
    return found


def chosen(page: str, today: Day = TODAY) -> Choice:
    """The page of a target of the desk, chosen and proved."""
    job = Job(page.partition("-")[0], page, today, "desk")
    inputs = read(find_workspace(DESK, DESK), Config(), job)
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    typesetter.prepare()
    try:
        return choose(inputs, job, typesetter, Stopwatch(float))
    finally:
        typesetter.close()


def agreement(page: str, kinds: Mapping[str, Kind], shown: Iterable[str], judged: Judgement) -> Agreement:
    """How near the items shown are to a judgement; `kinds` are those of all items of the profile."""
    stand = frozenset(shown)

    def near(some: frozenset[Kind]) -> float:
        ours = {one for one in stand if kinds.get(one) in some}
        theirs = {one for one in judged.chosen if kinds.get(one) in some}
        return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))

    return Agreement(
        page.partition("-")[0],
        near(TEXTS),
        near(HEADS),
        (len(judged.must & stand), len(judged.must)),
        (len(judged.never & stand), len(judged.never)),
    )


def by_page(pick: Callable[[str], tuple[Mapping[str, Kind], Iterable[str]]]) -> Mapping[str, Agreement]:
    """The agreement of every page; `pick` gives the kinds of a page's items, and the items that it shows."""
    return {page: agreement(page, *pick(page), judged) for page, judged in judgements().items()}


def picked(page: str) -> tuple[Mapping[str, Kind], Iterable[str]]:
    """What the program shows."""
    choice = chosen(page)
    return {one.id: one.kind for one in choice.candidates}, choice.chosen()


def line(name: str, some: Sequence[Agreement]) -> str:
    """One row of a table in Markdown."""
    must, never = (
        tuple(map(sum, zip(*(getattr(one, field) for one in some), strict=True))) for field in ("must", "never")
    )
    texts, heads = mean(one.texts for one in some), mean(one.heads for one in some)
    return f"| {name} | {texts:.3f} | {heads:.3f} | {must[0]}/{must[1]} | {never[0]}/{never[1]} |"
