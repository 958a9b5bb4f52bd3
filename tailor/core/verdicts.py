"""Why each candidate is on the page or not, at once and without another solve; `why` asks the solver for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tailor.core.admission import root
from tailor.core.candidates import HEADERS, Candidate
from tailor.core.problem import PageProblem, Row, Selection
from tailor.core.rulebook import Rulebook


def verdicts(
    problem: PageProblem, selection: Selection, candidates: Sequence[Candidate], book: Rulebook
) -> Mapping[str, str]:
    """A short reason for every candidate, by id."""
    shown = {problem.options[index].item for index in selection.chosen}
    judge = _Judge(problem, selection, book, shown)
    return {candidate.id: judge.verdict(candidate) for candidate in candidates}


class _Judge:
    """Knows the page, and says of one candidate why it is in or out."""

    def __init__(self, problem: PageProblem, selection: Selection, book: Rulebook, shown: set[str]) -> None:
        self._problem = problem
        self._selection = selection
        self._book = book
        self._shown = shown
        self._options: dict[str, list[int]] = {}
        for index, option in enumerate(problem.options):
            self._options.setdefault(option.item, []).append(index)
        self._rows: dict[int, list[tuple[Row, int]]] = {}
        for row in (*problem.rows, *problem.layouts[selection.layout].rows):
            total = sum(coefficient for index, coefficient in row.terms if index in selection.chosen)
            for index, coefficient in row.terms:
                self._rows.setdefault(index, []).append((row, total + coefficient))
        self._coverages = {coverage.tag: coverage for coverage in problem.coverages}
        self._mentions = problem.mentions(selection.chosen)

    def verdict(self, candidate: Candidate) -> str:
        """The reason in words."""
        if candidate.id in self._shown:
            return self._why_in(candidate)
        if candidate.id in self._book.exclusions:
            return f"excluded: {root(self._book.exclusions, candidate.id)}"
        if candidate.parent is not None and candidate.parent not in self._shown:
            return f"what it belongs to is left out: {candidate.parent}"
        return self._why_out(candidate)

    def _why_in(self, candidate: Candidate) -> str:
        if candidate.kind in HEADERS:
            return "always shown"
        if candidate.id in self._book.pins:
            return f"pinned: {self._book.pins[candidate.id]}"
        return "worth its room"

    def _why_out(self, candidate: Candidate) -> str:
        """The first rule that stands in the way of adding it to the page as it is."""
        broken = min(map(self._broken_by, self._options.get(candidate.id, [])), key=len, default=())
        gain = max(map(self._gain, self._options.get(candidate.id, [])), default=0)
        causes = {row.cause: row for row in broken}
        for cause in ("quota", "group", "needs", "gaps"):
            if cause in causes:
                return f"{causes[cause].name} is reached" if cause == "quota" else f"held back by {causes[cause].name}"
        if gain <= 0:
            return "adds nothing to what the page shows already"
        if "lines" in causes or "height" in causes:
            return "the page is full: what stands in its place is worth more"
        return "other items are worth more together"

    def _broken_by(self, index: int) -> tuple[Row, ...]:
        return tuple(row for row, total in self._rows.get(index, ()) if not row.allows(total))

    def _gain(self, index: int) -> int:
        option, gain = self._problem.options[index], 0
        for tag, units in option.mentions:
            if coverage := self._coverages.get(tag):
                before = self._mentions.get(tag, 0)
                gain += coverage.value(before + units) - coverage.value(before)
        return option.points + gain
