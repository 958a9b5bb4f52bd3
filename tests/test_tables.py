"""Tables: tabs where they are piped, drawn on a terminal with every name whole."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from commands import run

from tailor.builds.build_values import PageQuery
from tailor.cli.output.tables import print_explanation, proof, table
from tailor.core.optimise.problem import Proof
from tailor.models.dates import Day
from tailor.questions.diff import Side, reworded
from tailor.questions.page import Explanation, explain

ROWS = [["in", "experience.northern-ice-service", "a bullet"], ["out", "gold", "a prize"]]


def test_a_piped_table_is_parted_by_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    table(("", "id", "text"), ROWS, ["experience", "awards"])
    assert capsys.readouterr().out.splitlines() == ["\tid\ttext", *map("\t".join, ROWS)]


def test_a_drawn_table_cuts_no_name_short(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    table(("", "id", "text"), ROWS, ["experience", "awards"])
    drawn = capsys.readouterr().out
    assert "…" not in drawn
    assert ROWS[0][1] in "".join(line[5:30].strip() for line in drawn.splitlines())
    assert drawn.index("experience") < drawn.index("awards") < drawn.index("gold")


def page(*, proof: Proof, gap: float, kept: bool) -> Explanation:
    optimal = proof == "certified"
    return Explanation((), (), 9.0, optimal, 0.1, "compact", 9.0, proof=proof, gap=gap, kept=kept)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (page(proof="certified", gap=0.0, kept=False), "proven optimal"),
        (page(proof=None, gap=0.0, kept=False), "nothing is cut for room"),
        (page(proof="bounded", gap=0.1, kept=False), "within 10.00% of the best: the search was cut short"),
        (page(proof="bounded", gap=0.01, kept=True), "within 1.00% of the best"),
    ],
)
def test_only_what_is_proved_is_called_so(found: Explanation, words: str) -> None:
    assert proof(found) == words


@pytest.mark.tex
@pytest.mark.parametrize(("columns", "head"), [("80", "In or out, the points"), ("160", "a line")])
def test_a_narrow_terminal_gets_fewer_columns(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str, head: str
) -> None:
    page = explain(PageQuery(workspace, Day(2026, 11, 21), profile="researcher"), "quant")
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_explanation(page, as_json=False)
    assert head in capsys.readouterr().out


@pytest.mark.tex
def test_a_narrow_terminal_has_a_line_an_item_with_its_id_whole(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = explain(PageQuery(workspace, Day(2026, 11, 21), profile="researcher"), "quant")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_explanation(page, as_json=False, only=False)
    items = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("in ", "out "))]
    out = [one.id for one in page.items if not one.shown]
    assert [line[:3] for line in items] == ["out"] * len(out)
    assert [line[19:].split("  ")[0] for line in items] == out
    assert all(len(line) <= max(80, 19 + len(name)) for line, name in zip(items, out, strict=True))


def test_only_what_is_on_the_page_or_is_not(workspace: Path) -> None:
    asked = ("explain", "quant", "--profile", "researcher", "--date", "2026-11-21", "--json")
    both, on_it, not_on_it = (
        json.loads(run(*asked, *flags, cwd=workspace).stdout)["items"] for flags in ((), ("--in",), ("--out",))
    )
    assert [one for one in both if one["shown"]] == on_it
    assert [one for one in both if not one["shown"]] == not_on_it


def side(name: str, **texts: str) -> Side:
    return Side(name, list(texts), texts, {}, {one: one for one in texts}, frozenset())


def test_a_reworded_text_is_told_as_it_was_and_as_it_is() -> None:
    was = side("then", **{"a.cut-the-cost": "Cut the cost by 20 %", "a.ran": "Ran the desk", "b.same": "One"})
    now = side("now", **{"a.reduced-the-cost": "Reduced the cost by 20 %", "a.sold": "Sold bread", "b.same": "One two"})
    assert [(one.old, one.new) for one in reworded(was, now)] == [
        ("a.cut-the-cost", "a.reduced-the-cost"),
        ("b.same", "b.same"),
    ]


def test_what_stands_under_another_head_is_another_text() -> None:
    assert reworded(side("then", **{"a.x": "Cut the cost"}), side("now", **{"b.x": "Cut the cost"})) == []
