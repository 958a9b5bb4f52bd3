"""What a page is worth is told part by part, and the parts come to its value."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from made import TODAY, book, build, made, target

from tailor.cli.output.tables import PARTS
from tailor.core.explain.worth import ORDER, worth
from tailor.core.optimise.building.measured import Measured
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.solver.highs import Highs

LINE = 12 * 65_536
TAGS = st.lists(st.sampled_from(["cpp", "rust", "ml"]), unique=True, max_size=3).map(tuple)
BULLETS = st.lists(st.tuples(TAGS, st.integers(1, 5)), min_size=1, max_size=5)


@given(BULLETS, st.integers(3, 8), st.booleans())
def test_the_parts_come_to_what_the_page_is_worth(some: list[tuple[Any, int]], room: int, short: bool) -> None:
    names = ("full", "short") if short else ("full",)
    candidates = [
        made("s", Kind.SECTION, "experience"),
        made("e", Kind.ENTRY, "experience", parent="s"),
        *(
            made(f"b{n}", Kind.BULLET, "experience", parent="e", tags=tags, priority=priority, wordings=names)
            for n, (tags, priority) in enumerate(some)
        ),
    ]
    fields = {
        "want": {"cpp": "5", "rust": "2", "ml": "-1"},
        "add": {"b0": "1.5"},
        "thin": "2",
        "sections": {"experience": {}},
    }
    heights = {(one.id, name): LINE * (2 if name == "full" and short else 1) for one in candidates for name in names}
    rules, aim = book(candidates, **fields), target(**fields)
    scoring = score(candidates, aim, rules, TODAY)
    layout = Layout("regular", 10, LINE, {"main": (400, room * LINE)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 7)
    problem = build(candidates, aim, rules, scoring, [layout], {"regular": Measured(heights)})
    selection = best_page(problem, Highs())
    parts = worth(problem, selection, scoring)
    assert sum(part.value for part in parts) == selection.value
    assert all(part.count for part in parts)


def test_every_cause_has_its_words() -> None:
    assert tuple(sorted(PARTS)) == tuple(sorted(ORDER))
