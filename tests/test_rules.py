from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.core.rules.conditions import (
    All,
    AnyOf,
    Condition,
    Facts,
    Name,
    Not,
    Requirement,
    RuleError,
    Year,
    meets,
    nearest,
    parse,
    parse_requirement,
)

tags = st.sampled_from(["a", "b", "ml", "ml/inference"])
leaves: st.SearchStrategy[Condition] = st.one_of(
    tags.map(lambda tag: Name("tag", tag)),
    st.sampled_from(["projects", "skills"]).map(lambda key: Name("section", key)),
    st.sampled_from(["bullet", "entry"]).map(lambda kind: Name("kind", kind)),
    st.builds(Year, st.sampled_from(["<", "<=", "=", ">=", ">"]), st.integers(2014, 2018)),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=6,
)
facts = st.builds(
    Facts,
    id=st.just("x"),
    kind=st.sampled_from(["bullet", "entry"]),
    section=st.sampled_from(["projects", "skills"]),
    tags=st.frozensets(tags),
    year=st.none() | st.integers(2014, 2018),
)


def written(condition: Condition) -> str:
    """A condition as a user would write it, in brackets wherever they are allowed."""
    match condition:
        case Name("tag", name):
            return name
        case Name(of, name):
            return f"{of}:{name}"
        case Year(compare, year):
            return f"year {compare} {year}"
        case Not(part):
            return f"not ({written(part)})"
        case All(parts):
            return " and ".join(f"({written(part)})" for part in parts)
        case AnyOf(parts):
            return " or ".join(f"({written(part)})" for part in parts)
    raise AssertionError(condition)


def holds(text: str, *tags: str, year: int | None = None) -> bool:
    return parse(text).holds(Facts("x", "bullet", "projects", frozenset(tags), year))


@given(conditions)
def test_what_is_written_is_read_back(condition: Condition) -> None:
    assert parse(written(condition)) == condition


@given(conditions, conditions, facts)
def test_not_and_or_are_those_of_logic(one: Condition, other: Condition, known: Facts) -> None:
    assert Not(AnyOf((one, other))).holds(known) == All((Not(one), Not(other))).holds(known)
    assert Not(Not(one)).holds(known) == one.holds(known)


def refused_at(text: str) -> int:
    """The column at which a text is refused; 1 for one that can be read."""
    try:
        parse_requirement(text)
    except RuleError as error:
        return error.column
    return 1


@given(st.text(alphabet='ab()<>=: "&and or not year 2', max_size=20))
def test_any_text_is_read_or_refused_at_a_column_of_it(text: str) -> None:
    assert 1 <= refused_at(text) <= len(text) + 1


def test_not_binds_tighter_than_and_and_and_than_or() -> None:
    assert holds("a or b and c", "a")
    assert not holds("(a or b) and c", "a")
    assert holds("not a and b", "b")
    assert not holds("not (a or b)", "b")


def test_years_compare_and_undated_never_holds() -> None:
    assert holds("year < 2016", year=2015)
    assert holds("year >= 2016", year=2016)
    assert holds("year ≤ 2016", year=2016)
    assert not holds("year < 2016 or year >= 2016")
    assert holds("not year < 2016")


def test_a_tag_may_be_called_year() -> None:
    assert parse("year and a") == All((Name("tag", "year"), Name("tag", "a")))


def test_words_are_ids_only_where_the_profile_has_them() -> None:
    assert parse("phd", ids={"phd"}) == Name("id", "phd")
    assert parse("tag:phd", ids={"phd"}) == Name("tag", "phd")
    assert parse("phd") == Name("tag", "phd")
    assert parse('id:"my thesis"') == Name("id", "my thesis")


def test_aliases_hold_for_tags_only() -> None:
    rename = {"gpu": "cuda"}.get
    condition = parse("gpu and section:gpu", rename=lambda tag: rename(tag) or tag)
    assert condition == All((Name("tag", "cuda"), Name("section", "gpu")))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("cpp", 1, None),
        ("cpp >= 2", 2, None),
        ("cpp>2", 3, None),
        ("cpp <= 2", None, 2),
        ("cpp < 2", None, 1),
        ("cpp = 2", 2, 2),
        ("cpp == 2", 2, 2),
    ],
)
def test_requirements_count(text: str, low: int | None, high: int | None) -> None:
    assert parse_requirement(text) == Requirement(Name("tag", "cpp"), low, high)


def test_a_requirement_counts_the_whole_condition() -> None:
    found = parse_requirement("cpp or year >= 2020 and a >= 3")
    assert isinstance(found.condition, AnyOf)
    assert found.low == 3


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("", 1, "empty", "write a tag"),
        ("a b", 3, "`b` is not expected", "join conditions"),
        ("a & b", 3, "`&` is not expected", "write `and`"),
        ("a || b", 3, "`||` is not expected", "write `or`"),
        ("!a", 1, "missing before `!`", "write `not`"),
        ("a and", 6, "missing before the end", ""),
        ("or a", 1, "missing before `or`", ""),
        ("(a and b", 1, "never closed", ""),
        ("a)", 2, "`)` is not expected", "bracket too many"),
        ("cpp >= 2", 5, "only stand in `require`", ""),
        ("(cpp >= 2) and a", 6, "end of a rule", ""),
        ("sections:x", 1, "`sections:` is not known", "did you mean `section:`?"),
        ("topic:x", 1, "`topic:` is not known", "`tag:`"),
        ("section:", 9, "missing after `section:`", ""),
        ("year < soon", 8, "whole number", ""),
    ],
)
def test_errors_say_what_where_and_how_to_mend(text: str, column: int, message: str, hint: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert (caught.value.column, message in str(caught.value)) == (column, True), str(caught.value)
    assert hint in caught.value.hint


def test_names_know_their_columns() -> None:
    names = parse("teaching and not section:projects").names()
    assert [(name.name, name.column) for name in names] == [("teaching", 1), ("projects", 26)]


def test_containers_are_met_only_when_named() -> None:
    table = Facts("education.table", "table", "education", container=True)
    assert not meets(parse("section:education and not cpp"), table)
    assert not meets(parse("not id:x"), table)
    assert meets(parse("id:education.table"), table)
    assert meets(parse("a or kind:table"), table)


def test_the_nearest_word_is_a_typing_error_away_or_deeper() -> None:
    known = ["cuda", "ml/inference", "probability", "teaching"]
    assert nearest("teching", known) == "teaching"
    assert nearest("CUDA", known) == "cuda"
    assert nearest("inference", known) == "ml/inference"
    assert nearest("reliability", known) is None


PAPER = Facts(
    "p", "publication", "papers", author=frozenset({"first", "only"}), venue="Conference on Learning (CoL) 2025"
)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("author:first", True),
        ("author:last", False),
        ("author:first and not author:only", False),
        ("venue:CoL", True),
        ("venue:col", True),
        ("venue:Co", False),
        ('venue:"conference on learning"', True),
        ('venue:"learning conference"', False),
    ],
)
def test_papers_are_met_by_the_place_of_their_author_and_by_their_venue(text: str, met: bool) -> None:
    assert meets(parse(text), PAPER) is met
    assert not meets(parse("author:first or venue:CoL"), Facts("x", "bullet", "projects"))
