"""What a draft target says of a posting: values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tailor.core.postings.asking import Ask
from tailor.core.rules.tagging import levels

POINTS = {Ask.TITLE: 4.0, Ask.MUST: 3.0, Ask.TASK: 2.0, Ask.NICE: 1.0, Ask.ASIDE: 0.5}
"""What one sentence that asks for a tag is worth."""

REPEATED = (1.0, 0.5, 0.25)
"""What the first, the second, the third sentence count; no later one counts."""

MOST = Decimal(5)
LEAST = 1.0
"""Weights reach from here to there; what comes to less was named in passing."""

BROADER = 0.6
"""What a tag is worth of what one under it is that the title names too: "Uncertainty in Machine Learning"."""


class Mention(Struct, frozen=True):
    """A sentence of the posting that names a term: how it asks, its text, and where the term stands in it."""

    ask: Ask
    sentence: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The term as it stands in the sentence."""
        return self.sentence[self.start : self.end]


class Wish(Struct, frozen=True):
    """A tag that the draft wants. `pattern` finds it in the profile's words where no tag of the profile says it."""

    tag: str
    points: float
    mentions: tuple[Mention, ...]
    pattern: str | None = None

    @property
    def weight(self) -> Decimal:
        """The weight that `want` takes, in halves."""
        return min(MOST, Decimal(round(self.points * 2)) / 2)


class Gap(Struct, frozen=True):
    """What the posting asks for and no item of the profile shows; `tool_only` if only an entry's `tools` name it."""

    tag: str
    name: str
    points: float
    mentions: tuple[Mention, ...]
    tool_only: bool = False


class Draft(Struct, frozen=True):
    """What to want, the most wanted first, and what is missing; `sections` are those that the posting asks for."""

    title: str
    wishes: tuple[Wish, ...]
    gaps: tuple[Gap, ...]
    sections: tuple[Gap, ...]
    aliases: Mapping[str, str]
    passed: tuple[str, ...] = ()
    """Sentences that say only what every posting says, or ask for a degree that the profile has."""


def worth(mentions: Sequence[Mention]) -> float:
    """What mentions come to: the strongest in full, the next ones by half and a quarter."""
    points = sorted((POINTS[one.ask] for one in mentions), reverse=True)
    return sum(value * share for value, share in zip(points, REPEATED, strict=False))


def narrowed(wishes: Sequence[Wish]) -> list[Wish]:
    """The same wishes, the most wanted first, a tag kept below another under it where the title names both: it says of
    which field the other is, and else all of the field would be as good as what is asked for."""
    found = [replace(one, points=min(one.points, _under(one, wishes))) for one in wishes]
    return sorted(found, key=lambda one: -one.points)


def _under(wish: Wish, wishes: Sequence[Wish]) -> float:
    """The most that a wish may be worth, for the best of those under it."""
    below = [one.points for one in wishes if one.tag != wish.tag and wish.tag in levels(one.tag) and _entitled(one)]
    return BROADER * min(float(MOST), max(below)) if below and _entitled(wish) else wish.points


def _entitled(wish: Wish) -> bool:
    """Whether the title names it."""
    return any(one.ask is Ask.TITLE for one in wish.mentions)
