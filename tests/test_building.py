from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made import TODAY, book, build, made, place, target, texts
from msgspec.structs import replace
from oracle import select

from tailor.core.optimise.building.frame import Measured, line_name
from tailor.core.optimise.problem import PageProblem, Row
from tailor.core.page.arrangement import Shown, arrange
from tailor.core.page.keyword_room import Line, Room, counting, in_order, set_lines
from tailor.core.page.measures import Gap, Layout
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import Kind
from tailor.core.scoring.score import score
from tailor.models.dates import Day
from tailor.solver.highs import Highs

GAPS = {"section": 9, "after_section": 4, "entry": 5, "position": 3, "bullet": 2, "item": 1, "keywords": 2}
BIG = 10**6


def layout(capacity: int = BIG, width: int = 100, name: str = "regular", **more: Any) -> Layout:
    gaps = {kind: Gap(size, 1, size) for kind, size in GAPS.items()}
    return Layout(name, 10, 12, more.pop("regions", {"main": (width, capacity)}), gaps, **more)


def measured(some: Sequence[Candidate], lines: int = 0, separator: int = 2, label: int = 10) -> Measured:
    """Heights that tell wordings and candidates apart; keywords are as wide as their text."""
    heights = {
        (one.id, variant.name): 10 + at - (4 if variant.name == "short" else 0)
        for at, one in enumerate(some)
        for variant in one.variants
    }
    groups = [one.id for one in some if one.kind is Kind.KEYWORDS]
    heights |= {(group, line_name(n)): 12 * n for group in groups for n in range(1, lines + 1)}
    words = {(one.id, variant.name): len(variant.text) for one in some for variant in one.variants}
    labels, indents, separators = (dict.fromkeys(groups, size) for size in (label, 4, separator))
    return Measured(heights, words, labels, indents, separators)


SIDEBAR = {"header": "top", "prizes": "side"}
"""Where sections stand when there are columns; all others are in `main`."""


def in_column(one: Candidate) -> str:
    return SIDEBAR.get(one.section, "main")


def problem(
    some: Sequence[Candidate], page: Layout | None = None, sizes: Measured | None = None, **fields: Any
) -> PageProblem:
    page, rules, aim = page or layout(), book(some, **fields), target(**fields)
    assert not rules.errors, rules.errors
    scoring = replace(score(some, aim, rules, TODAY), chains=())  # see test_best_first
    where = in_column if "side" in page.regions else None
    return build(some, aim, rules, scoring, [page], {page.name: sizes or measured(some)}, place=place, region_of=where)


def row(found: PageProblem, name: str) -> Row:
    """The row of this name."""
    rows = {one.name: one for one in (*found.rows, *found.layouts[0].rows)}
    assert name in rows, sorted(rows)
    return rows[name]


def broken(found: PageProblem, *ids: str) -> set[str]:
    """Names of the rows that a page breaks which shows just these, in their first wording."""
    index = found.index()
    names = {option.item: option.variant for option in reversed(found.options)}
    return {one.name for one in found.broken({index[item, names[item]] for item in ids})}


def section(key: str, **more: Any) -> Candidate:
    return made(f"section.{key}", Kind.SECTION, key, **more)


def job(name: str, start: Day | None = None, end: Day | None = None, **more: Any) -> Candidate:
    return made(name, Kind.ENTRY, "jobs", parent="section.jobs", start=start, end=end, **more)


def bullets(parent: str, *names: str, **more: Any) -> list[Candidate]:
    return [made(name, section="jobs", parent=parent, **more) for name in names]


def prizes(*names: str, **more: Any) -> list[Candidate]:
    some = [made(name, Kind.ITEM, "prizes", parent="section.prizes", **more) for name in names]
    return [section("prizes"), *some]


def career() -> list[Candidate]:
    """A header, two jobs with bullets, two prizes."""
    return [
        made("header", Kind.HEADER, "header", fixed=True),
        section("jobs"),
        job("new", Day(2022), ongoing=True),
        *bullets("new", "n1", "n2"),
        job("old", Day(2018), Day(2020)),
        *bullets("old", "o1"),
        *prizes("gold", "silver"),
    ]


# The law: rows hold for just those pages that the rules, read as in docs/targets.md, allow.


@st.composite
def careers(draw: st.DrawFn) -> list[Candidate]:
    """Up to eight items under two headings, with dates, wordings, tags, a group and needs."""
    some = [made("header", Kind.HEADER, "header", fixed=True), section("jobs")]
    tags = st.lists(st.sampled_from("ab"), unique=True).map(tuple)
    years = st.none() | st.integers(2018, 2021)
    for name in draw(st.sampled_from(["x", "xy"])):
        end = draw(years)
        some.append(job(name, None, Day(end) if end else None, tags=draw(tags)))
        for number in range(draw(st.integers(0, 2))):
            wordings = draw(st.sampled_from([("full",), ("full", "short")]))
            more = {"tags": draw(tags), "wordings": wordings, "group": draw(st.none() | st.just("g"))}
            some += bullets(name, f"{name}{number}", **more)
    names = ["p", "q"][: draw(st.integers(0, 2))]
    needs = draw(st.sampled_from([(), ("x",)]))
    return [*some, *prizes(*names, tags=draw(tags), needs=needs)]


BULLETS = [{"min": 0}, {"min": 1}, {"min": 2}, {"max": 0}, {"max": 1}, {"min": 1, "max": 1}, {"min": 2, "max": 2}]
few = st.none() | st.integers(0, 2)
rules = st.fixed_dictionaries(
    {},
    optional={
        "sections": st.fixed_dictionaries(
            {
                "prizes": st.fixed_dictionaries({}, optional={"min": few, "max": few}),
                "jobs": st.fixed_dictionaries(
                    {},
                    optional={
                        "max": few,
                        "gaps": st.sampled_from(["forbid", "allow"]),
                        "bullets": st.sampled_from(BULLETS),
                    },
                ),
            }
        ),
        "require": st.sampled_from([["a"], ["a >= 2"], ["b <= 1"], ["a and b < 2"]]),
        "exclude": st.sampled_from([["kind:bullet and b"], ["kind:item and a"]]),
        "pin": st.sampled_from([["x"], ["x0"], ["x", "p"], ["tag:a"]]),
        "drop": st.sampled_from([["y"], ["x0"]]),
    },
)


class Reading:
    """What the documentation says of a page, word by word."""

    def __init__(self, some: Sequence[Candidate], fields: Mapping[str, Any], page: Layout) -> None:
        self.by_id = {one.id: one for one in some}
        self.rules = fields
        self.out = set(book(some, **fields).exclusions)
        self.pins = set(book(some, **fields).pins)
        self.page = page

    def allows(self, shown: Mapping[str, str]) -> bool:
        some = [self.by_id[name] for name in shown]
        return (
            "header" in shown
            and self.pins <= shown.keys()
            and not self.out & shown.keys()
            and all(self.stands(one, some) for one in some)
            and sum(one.group == "g" for one in some) <= 1
            and all(self.quota(key, some) for key in ("jobs", "prizes"))
            and all(self.required(text, some) for text in self.rules.get("require", ()))
            and self.fits(shown)
        )

    def section(self, key: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.rules.get("sections", {}).get(key, {})
        return found

    def stands(self, one: Candidate, shown: Sequence[Candidate]) -> bool:
        ids = {other.id for other in shown}
        below = [other for other in shown if other.parent == one.id]
        if (one.parent and one.parent not in ids) or not set(one.needs) <= ids:
            return False
        if one.kind is Kind.SECTION:
            return bool(below)
        return one.kind is not Kind.ENTRY or (self.speaks(one, len(below)) and self.leaves_no_gap(one, ids))

    def speaks(self, entry: Candidate, count: int) -> bool:
        rule = self.section("jobs").get("bullets", {})
        low, high = rule.get("min"), rule.get("max")
        has = sum(one.parent == entry.id and one.id not in self.out for one in self.by_id.values())
        if low is None:
            low = 0 if high == 0 else 1
        return min(low, has) <= count and (high is None or count <= high)

    def leaves_no_gap(self, old: Candidate, shown: set[str]) -> bool:
        if self.section("jobs").get("gaps") != "forbid" or old.end is None:
            return True
        newer = [one for one in self.by_id.values() if one.kind is Kind.ENTRY and one.end and one.end > old.end]
        return all(one.id in shown or one.id in self.out for one in newer)

    def quota(self, key: str, shown: Sequence[Candidate]) -> bool:
        rule = self.section(key)
        exists = any(one.section == key and one.id not in self.out for one in self.by_id.values())
        count = sum(one.parent == f"section.{key}" for one in shown)
        low, high = rule.get("min"), rule.get("max")
        return (not exists or (low or 0) <= count) and (high is None or count <= high)

    def required(self, text: str, shown: Sequence[Candidate]) -> bool:
        a, b = (sum(tag in one.tags for one in shown) for tag in "ab")
        both = sum({"a", "b"} <= set(one.tags) for one in shown)
        return {"a": a >= 1, "a >= 2": a >= 2, "b <= 1": b <= 1, "a and b < 2": both < 2}[text]

    def fits(self, shown: Mapping[str, str]) -> bool:
        sizes = measured(list(self.by_id.values())).heights
        blocks = [
            Shown(one, shown[name], one.variants[0].block, sizes[name, shown[name]])
            for name, one in self.by_id.items()
            if name in shown
        ]
        placed = arrange(blocks, self.page, in_column if "side" in self.page.regions else lambda one: "main")
        return all(placed.content[name] <= placed.capacity[name] for name in self.page.regions)


sizes = st.integers(60, 180)
columns = st.builds(
    lambda main, side: layout(
        regions={"top": (100, BIG), "main": (60, main), "side": (40, side)}, below={"main": "top", "side": "top"}
    ),
    sizes,
    st.integers(30, 90),
)
layouts = st.one_of(sizes.map(layout), columns)
"""One column, or a header over two."""


def pages(some: Sequence[Candidate]) -> Iterator[dict[str, str]]:
    """Every way to show some candidates, each in one of its wordings or not at all."""
    choices = [[None, *(variant.name for variant in one.variants)] for one in some]
    for names in product(*choices):
        yield {one.id: name for one, name in zip(some, names, strict=True) if name}


@settings(max_examples=80)
@given(careers(), rules, layouts)
def test_rows_hold_for_just_the_pages_that_the_rules_allow(
    some: list[Candidate], fields: dict[str, Any], page: Layout
) -> None:
    assume(not book(some, **fields).errors)
    found, reading = problem(some, page, **fields), Reading(some, fields, page)
    index = found.index()
    for shown in pages(some):
        known = all((item, name) in index for item, name in shown.items())
        holds = known and not found.broken({index[item, name] for item, name in shown.items()})
        assert holds == reading.allows(shown), shown


@settings(max_examples=25)
@given(careers(), rules, layouts)
def test_the_chosen_page_is_worth_as_much_as_any_that_the_rules_allow(
    some: list[Candidate], fields: dict[str, Any], page: Layout
) -> None:
    fields = {**fields, "want": {"a": "4", "b": "-2"}}
    assume(not book(some, **fields).errors)
    found, reading = problem(some, page, **fields), Reading(some, fields, page)
    index = found.index()
    allowed = [shown for shown in pages(some) if reading.allows(shown)]
    assume(allowed)
    best = max(found.value({index[each] for each in shown.items()}) for shown in allowed)
    assert select(found, Highs()).value == best


@given(careers(), rules)
def test_an_option_is_what_its_candidate_scores(some: list[Candidate], fields: dict[str, Any]) -> None:
    rules = book(some, **fields)
    assume(not rules.errors)
    scores = score(some, target(**fields), rules, TODAY).scores
    for option in problem(some, **fields).options:
        assert (option.points, option.mentions) == scores[option.item].of(option.variant)
        assert option.item not in rules.exclusions


pieces = (st.integers(0, 20), st.integers(0, 20), st.integers(0, 6))
some_widths = st.lists(st.integers(1, 60), min_size=1, max_size=12)
some_keywords = st.lists(
    st.integers(1, 60).map(lambda width: (width,)) | st.lists(st.integers(1, 60), min_size=2, max_size=3).map(tuple),
    min_size=1,
    max_size=12,
)


def some_room(data: st.DataObject, keywords: Sequence[tuple[int, ...]], *given: int) -> Room:
    label, indent, separator = given
    widest = max(size for one in keywords for size in one)
    return Room(data.draw(st.integers(widest + separator + max(label, indent), 120)), label, indent, separator)


def sufficient(keywords: Sequence[tuple[int, ...]], shown: list[int], room: Room) -> tuple[Line, ...]:
    """The lines on which some keywords stand, once it is seen that one number of lines is paid for them."""
    way = counting(keywords, room)
    taken = sum(way.weights[index] for index in shown)
    limits = islice(way.bounds(), way.needed + 2)
    (paid,) = (lines for lines, (low, high) in enumerate(limits, 1) if low <= taken <= high)
    lines = set_lines(keywords, shown, paid, room)
    assert 1 <= len(lines) <= paid <= way.needed
    return lines


@given(some_keywords, *pieces, st.data())
def test_keywords_never_take_more_lines_than_are_paid_for(
    keywords: list[tuple[int, ...]], label: int, indent: int, separator: int, data: st.DataObject
) -> None:
    """Whichever keywords are shown, there is one number of lines to pay for them, and it suffices."""
    room = some_room(data, keywords, label, indent, separator)
    shown = data.draw(st.lists(st.sampled_from(range(len(keywords))), unique=True, min_size=1).map(sorted))
    lines = sufficient(keywords, shown, room)
    assert sorted(one for line in lines for one in line) == [(i, n) for i in shown for n in range(len(keywords[i]))]
    for number, line in enumerate(lines):
        beside = separator * (len(line) - (number == len(lines) - 1))
        assert sum(keywords[i][n] for i, n in line) + beside <= room.width - (indent if number else label)


@given(some_keywords, *pieces, st.data())
def test_the_pieces_of_a_keyword_follow_each_other(
    keywords: list[tuple[int, ...]], label: int, indent: int, separator: int, data: st.DataObject
) -> None:
    room = some_room(data, keywords, label, indent, separator)
    shown = data.draw(st.lists(st.sampled_from(range(len(keywords))), unique=True, min_size=1).map(sorted))
    row = [one for line in sufficient(keywords, shown, room) for one in line]
    for index in shown:
        at = row.index((index, 0))
        assert row[at : at + len(keywords[index])] == [(index, piece) for piece in range(len(keywords[index]))]


@given(some_keywords, *pieces, st.data())
def test_what_fits_on_lines_does_not_depend_on_the_order_of_keywords(
    keywords: list[tuple[int, ...]], label: int, indent: int, separator: int, data: st.DataObject
) -> None:
    room = some_room(data, keywords, label, indent, separator)
    shuffled = data.draw(st.permutations(keywords))
    first, second = (list(islice(counting(some, room).bounds(), 12)) for some in (keywords, shuffled))
    assert first == second


@given(some_keywords, *pieces, st.data())
def test_keywords_keep_the_authors_order_where_it_fits(
    keywords: list[tuple[int, ...]], label: int, indent: int, separator: int, data: st.DataObject
) -> None:
    room = some_room(data, keywords, label, indent, separator)
    lines = in_order(keywords, room)
    assert set_lines(keywords, range(len(keywords)), len(lines), room) == lines


@given(st.integers(25, 49), st.integers(1, 3), st.integers(30, 150))
def test_lines_of_a_narrow_column_hold_what_they_have_room_for(size: int, separator: int, number: int) -> None:
    """Keywords of one width: as many lines as it takes, and no more, are paid for any part of them."""
    room = Room(100, 0, 0, separator)
    way = counting([(size,)] * number, room)
    a_line = 100 // (size + separator)
    for shown in range(1, number + 1, 7):
        taken = sum(way.weights[:shown])
        paid = next(lines for lines, (low, high) in enumerate(way.bounds(), 1) if low <= taken <= high)
        assert paid <= 1 + 1.1 * -(-shown // a_line)


def skills(*words: str, **more: Any) -> list[Candidate]:
    """One group of keywords, each as wide as its letters."""
    group = made("group", Kind.KEYWORDS, "skills", parent="section.skills")
    some = [made(word, Kind.KEYWORD, "skills", parent="group", **more) for word in words]
    return [section("skills"), group, *some]


def with_lines(some: Sequence[Candidate], width: int, lines: int, **fields: Any) -> PageProblem:
    return problem(some, layout(width=width), measured(some, lines), **fields)


def lines_broken(found: PageProblem, lines: int, *words: str) -> set[str]:
    index = found.index()
    shown = [("section.skills", "full"), ("group", line_name(lines)), *((word, "full") for word in words)]
    return {one.name for one in found.broken({index[item] for item in shown})}


def test_a_keyword_group_has_an_option_for_each_number_of_lines() -> None:
    found = with_lines(skills("ab", "cde"), 40, 2)
    assert [option.variant for option in found.options if option.item == "group"] == ["1 line", "2 lines"]
    assert found.layouts[0].heights[:3] == (10 + GAPS["section"] + GAPS["after_section"] - GAPS["keywords"], 14, 26)


def test_keywords_fill_the_lines_that_are_paid_for() -> None:
    found = with_lines(skills("aaaaaaaa", "bbbbbbbb", "cccccccc"), 30, 2)
    assert lines_broken(found, 1, "aaaaaaaa", "bbbbbbbb") == set()
    assert lines_broken(found, 1, "aaaaaaaa", "bbbbbbbb", "cccccccc") == {"lines group"}
    assert lines_broken(found, 2, "aaaaaaaa", "bbbbbbbb", "cccccccc") == set()
    assert lines_broken(found, 2, "aaaaaaaa", "bbbbbbbb") == {"lines group"}
    assert "lines group" in lines_broken(found, 1)


def test_a_keyword_wider_than_a_line_can_never_stand() -> None:
    found = with_lines(skills("a", "b" * 25), 30, 2)
    assert all("lines group" in lines_broken(found, lines, "a", "b" * 25) for lines in (1, 2))


def test_quotas_of_keywords_count_lines() -> None:
    found = with_lines(skills("aaaaaaaa", "bbbbbbbb", "cccccccc"), 30, 2, sections={"skills": {"max": 1}})
    assert lines_broken(found, 2, "aaaaaaaa", "bbbbbbbb", "cccccccc") == {"sections.skills.max"}


def test_options_stand_in_the_order_of_the_page() -> None:
    found = problem(career(), sections={"prizes": None, "jobs": None})
    assert [option.item for option in found.options] == (
        ["header", "section.prizes", "gold", "silver", "section.jobs", "new", "n1", "n2", "old", "o1"]
    )


def test_rows_are_named_as_a_user_would_and_know_their_places() -> None:
    fields = {
        "pin": ["gold", "kind:bullet and not id:o1"],
        "require": ["section:prizes >= 1"],
        "sections": {"jobs": {"min": 1, "gaps": "forbid", "bullets": {"min": 1, "max": 2}}, "prizes": {"max": 2}},
    }
    rows = {one.name: (one.cause, one.place.file) for one in problem(career(), **fields).rows if one.place}
    assert rows == {
        "pin gold": ("pin", "pin/0"),
        "pin kind:bullet and not id:o1: n1": ("pin", "pin/1"),
        "pin kind:bullet and not id:o1: n2": ("pin", "pin/1"),
        "require section:prizes >= 1": ("require", "require/0"),
        "sections.jobs.min": ("quota", "sections/jobs/min"),
        "sections.prizes.max": ("quota", "sections/prizes/max"),
        "sections.jobs.bullets.min: new": ("bullets", "sections/jobs/bullets/min"),
        "sections.jobs.bullets.min: old": ("bullets", "sections/jobs/bullets/min"),
        "sections.jobs.bullets.max: new": ("bullets", "sections/jobs/bullets/max"),
        "sections.jobs.bullets.max: old": ("bullets", "sections/jobs/bullets/max"),
        "sections.jobs.gaps: old only with new": ("gaps", "sections/jobs/gaps"),
    }


def test_an_entry_is_not_silent_unless_the_target_says_so() -> None:
    shown = ("header", "section.jobs", "new")
    assert broken(problem(career()), *shown) == {"new shows a bullet"}
    assert broken(problem(career(), sections={"jobs": {"bullets": {"min": 0}}}), *shown) == set()
    assert broken(problem(career(), sections={"jobs": {"bullets": {"max": 0}}}), *shown) == set()


def test_bullets_are_counted_while_their_entry_is_shown_and_as_far_as_it_has_any() -> None:
    least = problem(career(), sections={"jobs": {"bullets": {"min": 2}}})
    assert broken(least, "header", "section.jobs", "new", "n1") == {"sections.jobs.bullets.min: new"}
    assert broken(least, "header", "section.jobs", "old", "o1") == set()
    most = problem(career(), sections={"jobs": {"bullets": {"max": 1}}})
    assert broken(most, "header", "section.jobs", "new", "n1", "n2") == {"sections.jobs.bullets.max: new"}


def test_an_entry_may_speak_by_its_text() -> None:
    some = [*career(), made("text", Kind.PARAGRAPH, "jobs", parent="new")]
    assert broken(problem(some), "header", "section.jobs", "new", "text") == set()


def employer() -> list[Candidate]:
    """One employer, undated itself, with three positions, two of them of the same dates; and a job before."""
    dates = {
        "now": (Day(2024), None, True),
        "then": (Day(2020), Day(2023), False),
        "beside": (Day(2020), Day(2023), False),
    }
    positions = [
        made(name, Kind.POSITION, "jobs", parent="firm", start=start, end=end, ongoing=ongoing)
        for name, (start, end, ongoing) in dates.items()
    ]
    return [section("jobs"), job("firm"), *positions, job("first", Day(2015), Day(2019))]


def test_an_employer_of_several_positions_shows_one() -> None:
    assert broken(problem(employer()), "section.jobs", "firm") == {"firm needs something in it"}


def test_gaps_are_forbidden_among_positions_and_by_their_dates() -> None:
    found = problem(employer(), sections={"jobs": {"gaps": "forbid"}})
    assert broken(found, "section.jobs", "first") == {"sections.jobs.gaps: first only with firm"}
    assert broken(found, "section.jobs", "firm", "then") == {"sections.jobs.gaps: then only with now"}
    assert broken(found, "section.jobs", "firm", "now", "beside") == set()


def test_the_rows_of_a_table_are_the_members_of_its_section() -> None:
    table = made("table", Kind.TABLE, "education", parent="section.education")
    rows = [made(name, Kind.ROW, "education", parent="table") for name in ("msc", "bsc")]
    found = problem([section("education"), table, *rows], sections={"education": {"min": 2}})
    assert broken(found, "section.education", "table", "msc") == {"sections.education.min"}
    assert broken(found, "section.education", "table") >= {"table needs something in it"}


def test_wordings_exclude_each_other() -> None:
    found = problem([section("prizes"), made("gold", Kind.ITEM, "prizes", wordings=("full", "short"))])
    index = found.index()
    both = {index["gold", "full"], index["gold", "short"]}
    assert [one.cause for one in found.broken(both)] == ["variants"]


def test_without_a_header_the_first_block_needs_no_gap() -> None:
    some = prizes("gold")
    exact = arrange(
        [Shown(one, "full", one.variants[0].block, measured(some).heights[one.id, "full"]) for one in some],
        layout(),
        lambda one: "main",
    ).content["main"]
    assert broken(problem(some, layout(exact)), "section.prizes", "gold") == set()
    assert broken(problem(some, layout(exact - 1)), "section.prizes", "gold") == {"height main"}


def in_columns(some: Sequence[Candidate], **regions: int) -> PageProblem:
    """Header on top, prizes in the side column, both columns below it."""
    spans = {name: (100, size) for name, size in regions.items()}
    return problem(some, layout(regions=spans, below={"main": "top", "side": "top"}))


def test_each_region_has_a_row_and_what_stands_above_weighs_on_it() -> None:
    found = in_columns(career(), top=BIG, main=BIG, side=BIG)
    index = found.index()
    weighing = {name: {index for index, _ in row(found, f"height {name}").terms} for name in ("top", "main", "side")}
    header = index["header", "full"]
    assert weighing["top"] == {header}
    assert weighing["side"] == {header, *(index[name, "full"] for name in ("section.prizes", "gold", "silver"))}
    assert header in weighing["main"]


def test_layouts_cost_their_share_of_what_greed_makes_of_a_page() -> None:
    pages = [layout(), layout(name="tight", price=50), layout(name="dear", price=1000)]
    some = career()
    rules, aim = book(some), target()
    scoring = score(some, aim, rules, TODAY)
    found = build(some, aim, rules, scoring, pages, {page.name: measured(some) for page in pages})
    worth = found.value(range(len(found.options)), 0)
    assert [one.price for one in found.layouts] == [0, worth * 50 // 1000, worth]


@pytest.mark.parametrize("field", ["pin", "drop"])
def test_problems_are_the_callers_to_raise(field: str) -> None:
    assert list(texts(book(career(), **{field: ["nobody"]}).errors)) == [f"{field}/0"]
