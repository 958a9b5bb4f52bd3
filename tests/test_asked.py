"""What is read of the postings whose answers were written before: the goals, and the table of docs/posting.md."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.postings import ASKED, PAGE, SETS, Figures, answers_of, cases, fits, rows, table, total

OPEN = total(cases("open"))
ALL = total([*cases("open"), *cases("blind")])


def test_there_are_forty_postings_of_eight_trades_a_third_of_them_blind() -> None:
    files = {group: [path for path in (ASKED / group).iterdir() if path.suffix != ".yaml"] for group in SETS}
    trades = Counter(path.name.partition("-")[0] for some in files.values() for path in some)
    assert sum(map(len, files.values())) >= 40
    assert len(trades) == 8
    assert 3 * len(files["blind"]) >= sum(map(len, files.values()))


def test_every_answer_names_words_of_its_posting() -> None:
    for group in SETS:
        for path in (ASKED / group).glob("*.yaml"):
            posting = next(one for one in path.parent.glob(f"{path.stem}.*") if one.suffix != ".yaml")
            text = " ".join(posting.read_text(encoding="utf-8").replace("*", " ").split()).lower()
            for answer in answers_of(path)[1]:
                assert " ".join(answer.phrase.split()).lower() in text, (path.name, answer.phrase)


@pytest.mark.parametrize("figures", [OPEN, ALL], ids=["open", "all"])
def test_the_goals_are_reached(figures: Figures) -> None:
    assert figures.wished_right >= 0.95 * figures.wished
    assert figures.wanted_found >= 0.92 * figures.wanted
    assert figures.listed_right >= 0.85 * figures.listed
    assert figures.told_right >= 0.92 * figures.told
    assert figures.missing_found >= 0.85 * figures.missing
    assert figures.musts_right >= 0.97 * figures.musts
    assert figures.nices_wrong <= 0.05 * figures.nices


def test_the_page_has_the_figures_of_now() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "run: python -m bench.postings"


def test_a_gap_fits_an_answer_by_its_words() -> None:
    answer = next(one for one in answers_of(ASKED / "open/software-solver.yaml")[1] if one.phrase == "cvxpy or Pyomo")
    assert fits("Pyomo", answer)
    assert not fits("Pyomo and a great deal more of it", answer)
    assert rows(Figures())[0] == "–"
