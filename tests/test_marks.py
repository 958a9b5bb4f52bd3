"""Marks that are not what their writer took them for are told, with what to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tailor.sources.loading import load_profile
from tailor.sources.workspace import find_workspace
from tailor.text.markdown.marks import doubts, without_list_mark


@pytest.mark.parametrize(
    ("text", "code", "mend"),
    [
        (r"Cut \textbf{p99} by half", "foreign-markup", "write **p99**"),
        (r"An \emph{old} one", "foreign-markup", "write *old*"),
        (r"\href{https://example.com}{Here}", "foreign-markup", "write [Here](https://example.com)"),
        (r"On \cite{x} things", "foreign-markup", "write it in Markdown"),
        ("In Fig.~3", "foreign-markup", "a plain space"),
        ("``Tidemark'' it is", "foreign-markup", 'write "Tidemark"'),
        ("2019--2021", "foreign-markup", "write –"),
        ("and -- so", "foreign-markup", "write –"),
        ("A <span class='x'>word", "foreign-markup", "remove it"),
        ("An <b>open one", "foreign-markup", "with its end"),
        ("**bold start only", "broken-mark", "close it"),
        ("a bold end**", "broken-mark", "close it"),
        ("[here](my paper (5).pdf)", "broken-mark", "without spaces"),
        ("[gone] (https://example.com)", "broken-mark", "without spaces"),
        ("![a](p.png)", "broken-mark", "no pictures"),
        ("a `b", "broken-mark", "close it"),
        ("~~gone~~", "broken-mark", "no mark"),
        ("# Heading", "broken-mark", "remove it"),
        (r"snake\_case", "mark-lost", "write it twice"),
    ],
)
def test_a_doubtful_mark_is_told(text: str, code: str, mend: str) -> None:
    found = list(doubts(text))
    assert {one.code for one in found} == {code}
    assert mend in found[0].mend


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, 5 * 3, 2 ** 3 and p < 0.05*",
        "**bold** *it* `a--b` [x](https://example.com) <b>b</b>",
        "__init__, *args and **kwargs, 4*4",
        r"C:\_tmp and \\server\share",
        "Vec<T> and a <T>",
        "--flag, ~5 ms, ~/path, [1] (2020)",
        r"\*escaped\* and $a--b$",
    ],
)
def test_what_is_fine_is_not_spoken_of(text: str) -> None:
    assert list(doubts(text)) == []


@given(st.text(alphabet=st.sampled_from("ab *_`[]()<>/\\{}$~-#!\"'."), max_size=30))
def test_any_text_can_be_asked(text: str) -> None:
    for one in doubts(text):
        assert "\0" not in one.message + one.words
        assert all(part in text for part in re.findall("“(.*)”", one.message))


@pytest.mark.parametrize(
    ("text", "numbers", "bare"),
    [
        ("• Copied", False, "Copied"),
        ("- x", False, "x"),
        ("1. x", True, "x"),
        ("1. Preis", False, "1. Preis"),
        ("-5 % cost", False, "-5 % cost"),
        ("*bold* x", False, "*bold* x"),
    ],
)
def test_a_list_mark_is_taken_off(text: str, numbers: bool, bare: str) -> None:
    assert without_list_mark(text, numbers) == bare


def test_remarks_have_a_place_and_marks_of_lists_are_told(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    bullets = ["• Copied", "1. Numbered", r"Cut \\textbf{p99}", "Fine"]
    written = "\n".join(f'      - "{one}"' for one in bullets)
    text = f"name: Ada Moss\nexperience:\n  - organization: X\n    bullets:\n{written}\n"
    (tmp_path / "profiles/me.yaml").write_text(text, encoding="utf-8")
    found = load_profile(find_workspace(tmp_path), "me")
    assert [(one.code, one.place and one.place.line) for one in found.remarks] == [
        ("list-mark", 5), ("list-mark", 6), ("foreign-markup", 7),
    ]  # fmt: skip
    assert found.value.experience
    assert [one.text for one in found.value.experience.entries[0].bullets][:2] == ["Copied", "Numbered"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("See [the paper][1] on ovens", "[the paper][1]"),
        ("Baked[^2] for 400", "[^2]"),
        ("Drew ![](oven.png) plans", "![](oven.png)"),
        ("[x] Cleaned the oven", "[x]"),
        ("Made it ==much== faster", "==much=="),
        ("Bound by $$n^2$$ steps", "$$n^2$$"),
        ("Launched :rocket: ovens", ":rocket:"),
        ("Split H~2~O in water", "~2~"),
        ("Baked <!-- check --> bread", "<!-- check -->"),
        (r"Bound by \(n^2\) steps", r"\("),
    ],
)
def test_marks_of_other_markdown_are_named(text: str, mark: str) -> None:
    assert [one.words for one in doubts(text)] == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "As shown in [2][3] and [4]", "Read grid[i][j] twice", "Checked a==b and x == y", "Paid $$5 of $$6",
        "Opened at 10:30: sharp", "Called std::vector::iterator", "Used `[^1]` and `==x==`", "A ratio of a:b:c",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_left_alone(text: str) -> None:
    assert list(doubts(text)) == []
