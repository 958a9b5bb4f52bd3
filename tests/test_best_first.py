"""The bullets of an entry stand on the page best first, and an entry that shows one of many pays for it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from made import TODAY, book, build, made, target

from tailor.core.optimise.building.frame import Measured
from tailor.core.optimise.problem import POINT, PageProblem
from tailor.core.optimise.search.selection import best_page
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.core.scoring.score_terms import Scoring
from tailor.models.dates import Day
from tailor.solver.highs import Highs

LINE = 12 * 65_536
WANT = {"cpp": "5", "rust": "3", "ml": "1"}
ENTRY = made("e", Kind.ENTRY)


def bullet(name: str, *tags: str, **more: Any) -> Candidate:
    return made(name, **{"parent": "e", "text": name, "tags": tags, **more})


def scored(*some: Candidate, **fields: Any) -> Scoring:
    fields = {"want": WANT, **fields}
    return score(some, target(**fields), book(some, **fields), TODAY)


def by_rank(*some: Candidate, **fields: Any) -> dict[str, int]:
    found = scored(*some, **fields)
    return {item: found.by_rank(item) for item in found.ranked}


def chain(*some: Candidate, **fields: Any) -> tuple[str, ...]:
    return scored(ENTRY, *some, **fields).chains[0]


def test_what_is_worth_more_for_the_target_comes_first() -> None:
    some = bullet("a", "ml"), bullet("b", "cpp"), bullet("c", "rust", priority=5)
    assert chain(*some) == ("c", "b", "a")
    assert chain(*some, want={"ml": "5", "cpp": "1"}) == ("a", "b", "c")


def test_of_equal_worth_the_first_written_comes_first() -> None:
    assert chain(*(bullet(name, "cpp") for name in "abcdef"))[-2:] == ("e", "f")


def test_what_is_needed_comes_before_what_needs_it_even_in_a_circle() -> None:
    assert chain(bullet("a"), bullet("b", "cpp", needs=("a",))) == ("a", "b")
    assert set(chain(bullet("a", needs=("b",)), bullet("b", needs=("a",)))) == {"a", "b"}


def test_a_pinned_bullet_comes_first_and_one_of_a_group_by_itself() -> None:
    assert chain(bullet("a", "cpp"), bullet("b"), pin=["b"]) == ("b", "a")
    assert chain(bullet("a", "cpp"), bullet("b"), bullet("c", "rust", group="g")) == ("a", "b")


def test_what_alone_meets_a_demand_is_chosen_by_itself() -> None:
    some = bullet("a", "cpp"), bullet("b", "teaching"), bullet("c")
    assert chain(*some, require=["teaching"]) == ("a", "c")


def test_what_is_left_out_stands_in_no_chain() -> None:
    assert chain(bullet("a", "cpp"), bullet("b", "rust"), exclude=["cpp"]) == ("b",)


def page(room: int, *some: Candidate, **fields: Any) -> PageProblem:
    """A page of so many lines: a bullet takes one, the entry two."""
    fields = {"want": WANT, **fields}
    candidates = [made("s", Kind.SECTION), made("e", Kind.ENTRY, parent="s"), *some]
    lines = {Kind.ENTRY: 2}
    heights = {(one.id, "full"): lines.get(one.kind, 1) * LINE for one in candidates}
    layout = Layout("regular", 10, LINE, {"main": (400, room * LINE)}, {str(kind): Gap(0, 1, 0) for kind in Kind}, 0)
    rules = book(candidates, **fields)
    aim = target(**fields)
    return build(candidates, aim, rules, score(candidates, aim, rules, TODAY), [layout], {"regular": Measured(heights)})


def chosen(found: PageProblem) -> set[str]:
    return {found.options[index].item for index in best_page(found, Highs()).chosen}


def test_the_price_of_a_thin_entry_is_paid_by_the_first_and_given_back_by_the_second() -> None:
    some = bullet("a", "cpp"), bullet("b", "rust"), bullet("c")
    assert by_rank(ENTRY, *some) == {"a": -POINT, "b": POINT}
    assert by_rank(ENTRY, *some, thin="2.5") == {"a": -POINT * 5 // 2, "b": POINT * 5 // 2}
    assert by_rank(ENTRY, *some, want={"cpp": "2.5", "rust": "1"}) == {"a": -POINT // 2, "b": POINT // 2}
    assert by_rank(ENTRY, *some[:2]) == {}, "of two, one is not thin"
    assert by_rank(ENTRY, *some, sections={"projects": {"bullets": {"max": 1}}}) == {}, "the target asks for one"


def test_an_old_post_says_what_it_was_worth_in_one_line() -> None:
    some = [bullet(name, section="experience", parent="post") for name in "abc"]
    old, new = (made("post", Kind.ENTRY, "experience", end=Day(year)) for year in (2015, 2025))
    assert by_rank(old, *some) == {"b": -POINT // 2, "c": -POINT // 2}
    assert by_rank(old, *some, half_life="12") == by_rank(new, *some) == {"a": -POINT, "b": POINT}
    causes = [[term.cause for term in scored(old, *some).ranked.get(one.id, ())] for one in some]
    assert causes == [[], ["past"], ["past"]]


def test_a_thin_entry_goes_before_a_deep_one() -> None:
    some = bullet("a", "rust"), bullet("b", "ml"), bullet("c", "ml")
    assert {"e", "a"} <= chosen(page(4, *some))
    assert not chosen(page(4, *some, thin="10"))
    assert {"e", "a", "b"} <= chosen(page(5, *some, thin="10"))


@given(
    st.lists(st.tuples(st.sampled_from(["cpp", "rust", "ml", "other"]), st.integers(1, 5)), min_size=1, max_size=6),
    st.integers(3, 10),
)
def test_no_bullet_is_hidden_beside_a_lesser_sibling(some: list[tuple[str, int]], room: int) -> None:
    bullets = [bullet(f"b{n}", tag, priority=priority) for n, (tag, priority) in enumerate(some)]
    shown = chosen(page(room, *bullets))
    order = [name for name in chain(*bullets) if name in shown]
    assert order == list(chain(*bullets))[: len(order)]
