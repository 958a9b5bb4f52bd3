"""A part of a proof's tree is parted in two smaller ones, whatever numbers the solver gives."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st
from made import TODAY, book, build, made, target

from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.program import Answer, Status
from tailor.core.optimise.search.limits import LIMIT, Limited
from tailor.core.optimise.search.proving import Search
from tailor.core.optimise.search.trees import Tree
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.solver.highs import Highs

LINE = 12 * 65_536


@contextmanager
def tree() -> Iterator[Tree]:
    some = [made("s", Kind.SECTION), made("e", Kind.ENTRY, parent="s")]
    some += [made(f"b{number}", parent="e", tags=("cpp",)) for number in range(5)]
    heights = {(one.id, "full"): LINE + 7 * number for number, one in enumerate(some)}
    fields = {"want": {"cpp": "5"}}
    layout = Layout("regular", 10, LINE, {"main": (400, 4 * LINE)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 0)
    aim, rules = target(**fields), book(some, **fields)
    problem = build(some, aim, rules, score(some, aim, rules, TODAY), [layout], {"regular": Measured(heights)})
    with Search(problem, Limited(Highs(), LIMIT)) as search:
        yield search.roots[0]


@given(st.integers(0, 10_000), st.sampled_from([-0.4, 0.5, 0.9]), st.data())
def test_both_halves_are_smaller_than_the_part(seed: int, beyond: float, data: st.DataObject) -> None:
    with tree() as found:
        part = found.whole()
        low, high = part.box
        assert len(low) > found.checker.options, "the layout has a sum to part at"
        values = array("d", bytes(8 * len(low)))
        for column in range(len(low)):
            end = data.draw(st.sampled_from([low[column], high[column]]))
            values[column] = end + beyond * (seed + column) % 1.0
        part.answer = Answer(Status.OPTIMAL, values, 0.0)
        for half in found.parts(part):
            sides = zip(half.box[0], half.box[1], low, high, strict=True)
            assert any(new_low > old_low or new_high < old_high for new_low, new_high, old_low, old_high in sides)
