"""Why each candidate is on the page or not, at once and without another solve; `why` asks the solver for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tailor.core.optimise.problem import PageProblem, Row, Selection
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADERS, HEADS, SUMS, Kind
from tailor.core.rules.admission import children, needed_children, root
from tailor.core.rules.causes import Height, Lines
from tailor.core.rules.rulebook import Rulebook


def verdicts(
    problem: PageProblem, selection: Selection, candidates: Sequence[Candidate], book: Rulebook
) -> Mapping[str, str]:
    """A short reason for every candidate, by id."""
    judge = _Judge(problem, selection, candidates, book)
    return {candidate.id: judge.verdict(candidate) for candidate in candidates}


class _Judge:
    """Knows the page, and says of one candidate why it is in or out."""

    def __init__(
        self, problem: PageProblem, selection: Selection, candidates: Sequence[Candidate], book: Rulebook
    ) -> None:
        self._problem, self._selection, self._book = problem, selection, book
        self._shown = {problem.options[index].item for index in selection.chosen}
        self._by_id = {candidate.id: candidate for candidate in candidates}
        self._below = children([candidate for candidate in candidates if candidate.id not in book.exclusions])
        self._options: dict[str, list[int]] = {}
        for index, option in enumerate(problem.options):
            self._options.setdefault(option.item, []).append(index)
        self._layout = problem.layouts[selection.layout]
        self._rows = (*problem.rows, *self._layout.rows)
        self._bounded = bool(self._layout.flows) or any(isinstance(row.rule, Height) for row in self._layout.rows)
        self._totals = [sum(c for index, c in row.terms if index in selection.chosen) for row in self._rows]
        self._weighs: dict[int, list[tuple[int, int]]] = {}
        for number, row in enumerate(self._rows):
            for index, coefficient in row.terms:
                self._weighs.setdefault(index, []).append((number, coefficient))
        self._coverages = {coverage.tag: coverage for coverage in problem.coverages}
        self._mentions = problem.mentions(selection.chosen)

    def verdict(self, candidate: Candidate) -> str:
        """The reason in words."""
        if candidate.id in self._shown:
            return self._why_in(candidate)
        if candidate.id in self._book.exclusions:
            return str(root(self._book.exclusions, candidate.id))
        if candidate.kind in HEADS:
            return "nothing that would stand under it is on the page"
        parent = self._by_id.get(candidate.parent or "")
        if parent is not None and parent.id not in self._shown and parent.kind not in HEADS:
            return f"`{parent.id}`, which it belongs to, is not on the page"
        return self._why_out(candidate)

    def _why_in(self, candidate: Candidate) -> str:
        if candidate.kind in HEADERS or candidate.fixed:
            return "always shown"
        if candidate.id in self._book.pins:
            return f"`{self._book.pins[candidate.id]}`"
        if candidate.kind in HEADS:
            return "heads what is shown"
        missed = self._changed([index for index in self._options[candidate.id] if index in self._selection.chosen], -1)
        for row in missed:
            if why := row.rule.keeps(candidate.id):
                return why
        return "worth its room" if self._bounded else "nothing is cut, and no rule leaves it out"

    def _why_out(self, candidate: Candidate) -> str:
        """The first rule that stands in the way of adding it, with its heading, to the page as it is."""
        broken = min((self._changed([index, *self._with(candidate)]) for index in self._options[candidate.id]), key=len)
        limits = [(rule.limits, -number, rule) for number, rule in enumerate(row.rule for row in broken) if rule.limits]
        if limits:
            return min(limits)[-1].held_back
        high, crowded = (any(isinstance(row.rule, kind) for row in broken) for kind in (Height, Lines))
        if candidate.kind not in SUMS and max(map(self._gain, self._options[candidate.id])) <= 0:
            return "it would cost points" if self._costs(candidate) else "it would add nothing to the page"
        if candidate.kind is Kind.KEYWORD and (crowded or high):
            return "its line is full: the keywords on it are worth more together"
        if high or self._layout.flows:
            return "the page is full: what is shown instead is worth more"
        return "other items are worth more together"

    def _with(self, candidate: Candidate) -> list[int]:
        """What must come with it: headings that are not shown yet, and the least high of what it must hold."""
        added: list[int] = []
        parent = self._by_id.get(candidate.parent or "")
        while parent is not None and parent.id not in self._shown and parent.kind in HEADS:
            added.append(self._options[parent.id][0])
            parent = self._by_id.get(parent.parent or "")
        held = self._below.get(candidate.id, [])
        inside = [one for one in needed_children(candidate, held) or held if one.kind is not Kind.KEYWORD]
        options = [index for one in inside for index in self._options.get(one.id, [])]
        return [*added, min(options, key=self._layout.heights.__getitem__)] if options else added

    def _changed(self, indices: Iterable[int], sign: int = 1) -> list[Row]:
        """The rows that break when options are added to the page, or taken from it."""
        totals: dict[int, int] = {}
        for index in indices:
            for number, coefficient in self._weighs.get(index, ()):
                totals[number] = totals.get(number, self._totals[number]) + sign * coefficient
        return [self._rows[number] for number, total in totals.items() if not self._rows[number].allows(total)]

    def _gain(self, index: int) -> int:
        option, gain = self._problem.options[index], 0
        for tag, units in option.mentions:
            if coverage := self._coverages.get(tag):
                before = self._mentions.get(tag, 0)
                gain += coverage.value(before + units) - coverage.value(before)
        return option.points + gain

    def _costs(self, candidate: Candidate) -> bool:
        return max(map(self._gain, self._options[candidate.id])) < 0
