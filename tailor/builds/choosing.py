"""What is on the page: from the files read to a choice that is proved.

    outline → read rules → score → measure → build → select

A choice that was kept and proved by an earlier build is checked again. Where a page is set of it, that check can wait
until TeX works (`Claims`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tailor.base.clock import Stopwatch
from tailor.base.errors import InputError
from tailor.builds.build_values import Choice, Inputs, Job
from tailor.builds.deciding import Decide, decide
from tailor.builds.kept_proofs import Claims
from tailor.builds.measuring import keyword_block, measure_candidates
from tailor.builds.record import rules_of
from tailor.builds.roomier import roomier
from tailor.builds.typesetter import Typesetter
from tailor.builds.worker_cache import Shelf
from tailor.core.optimise.building.frame import Measured, filled, framed
from tailor.core.optimise.full_cv import everything
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.optimise.search.limits import LIMIT, Limited
from tailor.core.optimise.search.stability import Previous, settle
from tailor.core.page.arrangement import Shown, arrange, fill
from tailor.core.page.measures import Layout
from tailor.core.profile.candidates import WORDING, Block, Candidate
from tailor.core.profile.contacts_apart import contacts_apart, with_photo
from tailor.core.profile.emphasis import Marks, emphasized, first_mentions, sought
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import has_wordings, outlined, shape_of
from tailor.core.rules.reading import read_rules
from tailor.core.rules.rulebook import Rulebook
from tailor.core.scoring.bases import unit_of
from tailor.core.scoring.long_heads import level
from tailor.core.scoring.score import score
from tailor.core.scoring.score_terms import Scoring
from tailor.solver.highs import Highs
from tailor.tex.glyph_coverage import extend, letters, uncovered
from tailor.text.coverage import characters

ROUNDS = 4
"""How often a page is chosen again, as its first mentions in bold are others."""


def choose(
    inputs: Inputs,
    job: Job,
    typesetter: Typesetter,
    watch: Stopwatch,
    previous: Previous | None = None,
    shelf: Shelf | None = None,
    claims: Claims | None = None,
    how: Decide = decide,
    *,
    roomy: bool = True,
) -> Choice:
    """The best page for the target, proved unless `how` decides otherwise; with `claims`, a kept proof is left for
    these to check; larger layouts are tried where it may be `roomy`.

    Which mention of a word is the page's first is known when the page is chosen, and bold text is wider: so the page is
    chosen again with these mentions in bold, until they are those of the page, at most `ROUNDS` times.

    Raises InputError for contradictory rules, FitError, TexError.
    """
    typesetter.files = inputs.files
    chooser = _Chooser(inputs, job, typesetter, watch, previous, shelf or Shelf(), claims, how, roomy)
    choice = chooser.choice({})
    patterns = sought(inputs.target.value, choice.book.weights)
    written = choice.candidates
    for _ in range(ROUNDS if patterns else 0):
        marks = first_mentions(patterns, written, choice.chosen())
        if marks == choice.marks:
            break
        choice = chooser.choice(marks)
    return choice


class _Chooser:
    """Chooses the page of one job."""

    def __init__(
        self,
        inputs: Inputs,
        job: Job,
        typesetter: Typesetter,
        watch: Stopwatch,
        previous: Previous | None,
        shelf: Shelf,
        claims: Claims | None,
        how: Decide,
        roomy: bool,
    ) -> None:
        self.inputs, self.job, self.typesetter, self.watch = inputs, job, typesetter, watch
        self.previous, self.shelf, self.claims, self.decide = previous, shelf, claims, how
        self.roomy = roomy
        self.target, self.template = inputs.target.value, inputs.template

    def choice(self, marks: Marks) -> Choice:
        """The best page with some mentions in bold. Raises as `choose`."""
        with self.watch.stage("score"):
            candidates, book, scoring = self._scored(marks)
        wanted = [candidate for candidate in candidates if candidate.id not in book.exclusions]
        self._load_fonts(wanted)
        evened: list[Scoring] = []  # by the first layout alone: what a page is worth must not hang on how it is set

        def choose_in(layouts: Sequence[Layout]) -> Choice:
            with self.watch.stage("measure"):
                measured = self._measured(candidates, wanted, layouts)
            with self.watch.stage("select"):
                if not evened:
                    heights, leading = measured[layouts[0].name].heights, layouts[0].leading
                    evened.append(level(scoring, candidates, heights, leading, unit_of(book)))
                (even,) = evened
                problem = self._problem(candidates, book, even, layouts, measured)
                selection = self._decided(problem)
            return Choice(self.inputs, candidates, book, even, tuple(layouts), measured, problem, selection, marks)

        layouts = self.template.layouts(self.inputs.paper)[: 1 if self.target.pages == "any" else None]
        choice = choose_in(layouts)
        return roomier(choice, _share(choice), choose_in) if self.roomy else choice

    def _scored(self, marks: Marks) -> tuple[tuple[Candidate, ...], Rulebook, Scoring]:
        candidates = self._candidates()
        candidates = emphasized(candidates, marks) if marks else candidates
        book = read_rules(self.target, candidates, self.job.today, self.inputs.target.rule_place)
        if book.errors:
            raise InputError(book.errors)
        return candidates, book, score(candidates, self.target, book, self.job.today)

    def _candidates(self) -> tuple[Candidate, ...]:
        """What of the profile may be shown, the same for all targets of one shape, unless it has wordings for some of
        them. Raises InputError."""
        profile, locale, draft = self.inputs.profile, self.inputs.locale, self.job.draft
        apart, shape = self.template.contacts_apart, shape_of(profile.value, self.target, locale)
        photo = self.inputs.photo

        def make() -> tuple[Candidate, ...]:
            found = outlined(profile.value, shape, profile.place, locale, draft=draft)
            if any(one.name.startswith(WORDING) for candidate in found for one in candidate.variants):
                from tailor.sources.guarding import refuse_invented  # hardly a profile has wordings

                refuse_invented(profile, self.inputs.target.name)
            found = with_photo(found, photo.fields) if photo else found
            return contacts_apart(found) if apart else found

        name = self.inputs.target.name if has_wordings(profile.value) else ""
        common = self.shelf.shared(profile, (shape, locale, apart, draft, name, repr(photo and photo.fields)), make)
        if not name:
            return common
        return self.shelf.shared(common, name, lambda: tuple(one.worded_for(name) for one in common))

    def _load_fonts(self, wanted: Sequence[Candidate]) -> None:
        """Have the typesetter take fallback fonts where the template's own lack a letter."""
        preamble, source = self.template.preamble(self.inputs.paper), self.inputs.profile.layer.source
        if lacking := uncovered(wanted, source, characters(preamble), self.inputs.locale):
            extend(self.typesetter, preamble, lacking, letters(wanted, self.inputs.locale))

    def _measured(
        self, candidates: tuple[Candidate, ...], wanted: Sequence[Candidate], layouts: Sequence[Layout]
    ) -> dict[str, Measured]:
        names = (*(one.name for one in layouts), self.inputs.paper, self.typesetter.key, *(one.id for one in wanted))
        return self.shelf.shared(
            candidates,
            (self.template, names),
            lambda: measure_candidates(wanted, self.template, layouts, self.typesetter),
        )

    def _problem(
        self,
        candidates: tuple[Candidate, ...],
        book: Rulebook,
        scoring: Scoring,
        layouts: Sequence[Layout],
        measured: dict[str, Measured],
    ) -> PageProblem:
        frame = self.shelf.shared(
            measured,
            (book.order, self.target.pages),
            lambda: framed(candidates, self.target, book, layouts, measured, self.template.region_of),
        )
        return filled(frame, self.target, book, scoring, layouts, self.inputs.target.place)

    def _decided(self, problem: PageProblem) -> Selection:
        """What is shown: near the last page, unless the rules, the template or the paper have changed since: who
        changes a rule wants to see what it does. Raises FitError."""
        if self.target.pages == "any":
            return everything(problem, Highs())
        best, previous = self.decide(problem, self.claims), self.previous
        if previous is not None and previous.rules != rules_of(self.target, self.template.name, self.inputs.paper):
            previous = None
        return settle(problem, Limited(Highs(), LIMIT - best.work), best, previous, float(self.target.stability))


def _share(choice: Choice) -> float:
    """How much of the page its content takes, as far as one page is asked for."""
    if choice.inputs.target.value.pages != 1:
        return 1.0
    return fill(arrange(shown_blocks(choice), choice.layout, choice.inputs.template.region_of))


def shown_blocks(choice: Choice) -> list[Shown]:
    """The chosen blocks in page order, keywords gathered into their lines."""
    chosen, measured = choice.chosen(), choice.measured[choice.layout.name]
    by_id = {candidate.id: candidate for candidate in choice.candidates}
    shown = []
    for item, variant in chosen.items():
        candidate = by_id[item]
        if candidate.kind is Kind.KEYWORD:
            continue
        if candidate.kind is Kind.KEYWORDS:
            block = _keywords(choice, candidate)
        else:
            block = next(v.block for v in candidate.variants if v.name == variant)
        shown.append(Shown(candidate, variant, block, measured.heights[item, variant]))
    return shown


def _keywords(choice: Choice, group: Candidate) -> Block:
    chosen, measured = choice.chosen(), choice.measured[choice.layout.name]
    region = choice.inputs.template.region_of(group)
    words = [one for one in choice.candidates if one.parent == group.id and one.id not in choice.book.exclusions]
    wordings = [(one.id, variant) for one in words for variant in one.variants]
    sized = [(str(v.block.fields["text"]), (item, v.name)) for item, v in wordings]
    shown = [index for index, (item, variant) in enumerate(wordings) if chosen.get(item) == variant.name]
    counted = choice.inputs.target.value.pages != "any"  # else lines cost nothing, and keywords stand in their order
    paid = int(chosen[group.id].split()[0]) if counted else None
    return keyword_block(group, sized, shown, measured, choice.layout.regions[region][0], paid)
