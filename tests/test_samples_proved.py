"""The longest sample is certified where that is hardest: on two pages, and in two columns.

`python -m bench.samples` has every sample in every template."""

from __future__ import annotations

import pytest

from bench.samples import problems
from tailor.core.optimise.certificate import certifies
from tailor.core.optimise.search.selection import best_page
from tailor.solver.highs import Highs


@pytest.mark.tex
@pytest.mark.parametrize(("template", "pages"), [("classic", 2), ("sidebar", 1)])
def test_every_page_of_the_longest_sample_is_certified(template: str, pages: int) -> None:
    found = [problem for name, problem in problems(template, pages) if "master" in name]
    assert len(found) == 3
    for problem in found:
        best = best_page(problem, Highs())
        assert best.proof == "certified"
        assert best.certificate is not None
        assert certifies(best.certificate, problem)
