"""The page as an integer program: yes-or-no options, linear rows, concave coverage, and layouts to choose from.

Everything is an integer, so that a value can be recomputed without rounding:

- heights and widths are in sp (65536 sp = 1 pt);
- a mention is counted in units of 1/80 (strength in 1/20 × discount in 1/4);
- value is in units of 1/16000 point (mention 1/80 × slope 1/20 × weight 1/10).

The form is the concept-coverage model of extractive summarisation (Gillick & Favre 2009).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from tailor.base.errors import Place
from tailor.core.optimise.flows import Flow
from tailor.core.rules.causes import AnyCause, Break

MENTION = 80
"""Units of one full mention (strength 1.0, no discount)."""

Terms: TypeAlias = tuple[tuple[int, int], ...]

POINT = 16_000
"""Value units in one point."""


class Option(Struct, frozen=True):
    """One column: this variant of this candidate is shown.

    `points` are linear value units (base, added, negative weights); `mentions` are (tag key, mention units ≥ 0)
    that feed the coverage of the tag.
    """

    item: str
    variant: str
    points: int = 0
    mentions: tuple[tuple[str, int], ...] = ()


class Row(Struct, frozen=True):
    """A hard rule: `low ≤ Σ coefficient × option ≤ high`, `terms` as (option index, coefficient).

    `rule` says why it is there, as data: see `core.rules.causes`.
    """

    rule: AnyCause
    terms: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None
    place: Place | None = None

    @property
    def name(self) -> str:
        """What a user would recognise: `pin phd`, `sections.projects.max`."""
        return str(self.rule)

    @property
    def cause(self) -> str:
        """The kind of its rule, in a word: `pin`, `quota`, `height`."""
        return self.rule.family

    def holds(self, chosen: Collection[int]) -> bool:
        """Whether the chosen option indices keep the rule."""
        return self.allows(sum([coefficient for index, coefficient in self.terms if index in chosen]))

    def allows(self, total: int) -> bool:
        """Whether the sum may be `total`."""
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


class Coverage(Struct, frozen=True):
    """How mentions of one tag earn value: `steps` are (width in mention units, value per unit), slopes falling.

    The last step is unbounded: its width is ignored.
    """

    tag: str
    steps: tuple[tuple[int, int], ...]

    def value(self, mentions: int) -> int:
        """Value units earned by this many mention units (concave, piecewise linear, 0 at 0)."""
        total = 0
        for width, slope in self.steps[:-1]:
            used = min(mentions, width)
            total += used * slope
            mentions -= used
        return total + mentions * self.steps[-1][1]


class LayoutRows(Struct, frozen=True):
    """One layout's share of the problem: its price in value units, its rows (heights, keyword widths),
    `heights[i]`, what option i adds to the page in sp, how regions go on over two pages, if they do, and how high a
    `line` of its text is (sp): most heights are whole numbers of lines, or a gap more (see `core.counting`)."""

    name: str
    price: int
    rows: tuple[Row, ...]
    heights: tuple[int, ...]
    flows: tuple[Flow, ...] = ()
    line: int = 12 * 65_536


class PageProblem(Struct, frozen=True):
    """All that the optimiser knows. `options` are in document order; `layouts` by preference, cheapest first."""

    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    coverages: tuple[Coverage, ...]
    layouts: tuple[LayoutRows, ...]

    def value(self, chosen: Collection[int], layout: int = 0) -> int:
        """The exact value of a choice in value units, the layout's price taken off."""
        mentions = self.mentions(chosen)
        points = sum(self.options[index].points for index in chosen)
        covered = sum(coverage.value(mentions.get(coverage.tag, 0)) for coverage in self.coverages)
        return points + covered - self.layouts[layout].price

    def mentions(self, chosen: Collection[int]) -> dict[str, int]:
        """How often a choice mentions each tag, in mention units."""
        mentions: dict[str, int] = {}
        for index in chosen:
            for tag, units in self.options[index].mentions:
                mentions[tag] = mentions.get(tag, 0) + units
        return mentions

    def alone(self, item: str) -> int:
        """What an item would earn on an empty page, in value units: its best wording."""
        steps = {coverage.tag: coverage for coverage in self.coverages}
        worth = (
            option.points + sum(steps[tag].value(units) for tag, units in option.mentions)
            for option in self.options
            if option.item == item
        )
        return max(worth, default=0)

    def broken(self, chosen: Collection[int], layout: int = 0) -> tuple[Row, ...]:
        """The rows that a choice breaks; empty when it is feasible."""
        own = self.layouts[layout]
        rows = tuple(row for row in (*self.rows, *own.rows) if not row.holds(chosen))
        unbroken = (flow for flow in own.flows if not flow.holds(chosen, own.heights))
        return (*rows, *(self._another(chosen, flow.region) for flow in unbroken))

    def _another(self, chosen: Collection[int], region: str) -> Row:
        """The row that any choice but this one keeps, where no break of a region makes its pages hold it."""
        terms = tuple((index, 1 if index in chosen else -1) for index in range(len(self.options)))
        return Row(Break(region), terms, high=len(chosen) - 1)

    def height(self, chosen: Collection[int], layout: int = 0) -> int:
        """The height that the chosen options take in a layout, in sp."""
        heights = self.layouts[layout].heights
        return sum(heights[index] for index in chosen)

    def index(self) -> Mapping[tuple[str, str], int]:
        """Option index by (candidate id, variant name)."""
        return {(option.item, option.variant): i for i, option in enumerate(self.options)}


Proof: TypeAlias = Literal["certified", "bounded"] | None
"""What is shown of a page. None: nothing, as nothing was weighed."""


class FlowStep(Struct, frozen=True, array_like=True):
    """Multipliers of a flow: of what both pages hold; as (place, multiplier), by the places where the page may break:
    of what the first page holds, and the second, of the unit that begins the second, and of one shown before it."""

    number: int
    both: int = 0
    first: Terms = ()
    second: Terms = ()
    shown: Terms = ()
    before: Terms = ()


class Step(Struct, frozen=True, array_like=True):
    """Multipliers, as (number, multiplier): of rows (the problem's, the layout's, then cuts), of sums, and of mentions
    (by coverage, over the last slope); and those of flows."""

    scale: int
    rows: Terms = ()
    sums: Terms = ()
    mentions: Terms = ()
    flows: tuple[FlowStep, ...] = ()


class Node(Struct, frozen=True, array_like=True):
    """Steps in turn, by number; then `column ≤ value` and `column > value`. Without halves the steps have closed it, or
    one single page is left."""

    steps: tuple[int, ...] = ()
    column: int = 0
    value: int = 0
    halves: tuple[Node, ...] = ()


class Cut(Struct, frozen=True, array_like=True):
    """`Σ multiplier × row`, the options in `flipped` counted where they are not shown, rounded over `divisor` as whole
    numbers allow (Gomory 1960; Marchand and Wolsey 2001)."""

    rows: Terms
    divisor: int
    flipped: tuple[int, ...] = ()


class LayoutProof(Struct, frozen=True, array_like=True):
    """The proof of one layout."""

    tree: Node
    steps: tuple[Step, ...] = ()
    sums: tuple[Terms, ...] = ()
    cuts: tuple[Cut, ...] = ()


class Certificate(Struct, frozen=True, array_like=True):
    """No page is worth more than `bound`, by a proof of each layout."""

    bound: int
    layouts: tuple[LayoutProof, ...]


class Selection(Struct, frozen=True):
    """The chosen options of one layout.

    `value` and `bound` are exact, in the same units. `proof` says what is shown of the bound, by the `certificate`:
    "certified" that no page is worth more than this one, "bounded" that none is worth more than `bound`. `kept` says
    that it is the last page, or one near it, within ε of the best; `reached`, that some page is worth `bound`. `work`
    is what the search took, in reckoned µs.
    """

    layout: int
    chosen: frozenset[int]
    value: int
    bound: int
    proof: Proof = None
    kept: bool = False
    reached: bool = False
    work: int = 0
    certificate: Certificate | None = None

    @property
    def optimal(self) -> bool:
        """Whether it is certified that no feasible page is worth more."""
        return self.proof == "certified"
