"""One build: from a profile and a target to one full page, stage by stage.

    load → outline → read rules → score → measure → build → select → arrange → set → check

`choose` does all that needs no page to be set (so `explain` and `why` share it), `build_page` goes on to the PDF.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.errors import FitError, InputError, Problem, TexError
from tailor.builds.attached import reference_of
from tailor.builds.kept_proofs import Proofs, key_of
from tailor.builds.letters import script_of, set_letter
from tailor.builds.measuring import keyword_block, measure_candidates
from tailor.builds.page_warnings import refuse_out_of_column, remarks
from tailor.builds.record import rules_of
from tailor.builds.roomier import roomier
from tailor.builds.typesetter import Typesetter, open_typesetter
from tailor.builds.values import Built, Choice, Inputs, Job
from tailor.builds.worker_cache import Shelf
from tailor.builds.written.report import items_json
from tailor.core.optimise.building.frame import filled, framed
from tailor.core.optimise.full_cv import everything
from tailor.core.optimise.limits import LIMIT, Limited
from tailor.core.optimise.problem import PageProblem, Selection
from tailor.core.optimise.selection import best_page
from tailor.core.optimise.stability import Previous, settle
from tailor.core.page.arrangement import Shown, arrange, arrange_pages, fill
from tailor.core.page.measures import Layout, Page, Request
from tailor.core.profile.candidates import WORDING, Block, Candidate
from tailor.core.profile.contacts_apart import contacts_apart
from tailor.core.profile.emphasis import Marks, emphasized, first_mentions, sought
from tailor.core.profile.evidence import evidenced
from tailor.core.profile.kinds import Kind
from tailor.core.profile.outline import has_wordings, outlined, shape_of
from tailor.core.profile.reach import redacted, with_contact
from tailor.core.rules.reading import read_rules
from tailor.core.scoring.score import score
from tailor.models.config import DEFAULT_PAPER, DEFAULT_TEMPLATE, Config
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.models.values import localized
from tailor.solver.highs import Highs
from tailor.sources.loading import Collector, Loaded
from tailor.sources.workspace import Workspace
from tailor.storage.locations import cache_folder
from tailor.templates.rendering import About
from tailor.tex.glyph_coverage import extend, letters, uncovered
from tailor.tex.setting import Typeset
from tailor.text.coverage import characters
from tailor.text.locales import words_of

ROUNDS = 4
"""How often a page is chosen again, as its first mentions in bold are others."""


def build_page(
    workspace: Workspace,
    config: Config,
    job: Job,
    previous: Previous | None = None,
    shelf: Shelf | None = None,
    *,
    edited: bool = False,
) -> Built:
    """Choose a page, set it, and check that TeX set what was computed. `shelf` is what earlier builds left warm;
    `edited` says that there will be something to measure, so that TeX starts for that too.

    Raises InputError, FitError, TexError, TexMissingError.
    """
    watch, shelf = Stopwatch(time.perf_counter), shelf or Shelf()
    with watch.stage("load"):
        inputs = load(workspace, config, job, shelf)
        preamble = inputs.template.preamble(inputs.paper)
        typesetter = open_typesetter(inputs.template, preamble, shelf.measures, shelf.spares)
        typesetter.prepare(measuring=edited)
    try:
        choice = choose(inputs, job, typesetter, watch, previous, shelf)
        with watch.stage("render"):
            pages = lay_out(choice, typesetter)
            about = describe(choice, job.today if typesetter.extended else None)
            source = inputs.template.opening(about, choice.layout) + inputs.template.body(pages, choice.layout, about)
        with watch.stage("compile"):
            report: list[str] = []  # made while TeX works
            typeset = typesetter.typeset(source, lambda: report.append(items_json(choice)))
            preamble = typesetter.preamble  # of the engine that it took
            letter = set_letter(choice, inputs.script, job.today, about, typesetter) if inputs.script else None
    finally:
        typesetter.close()
    verify(pages, typeset)
    if lost := [Problem("missing-character", f"the fonts lack {sign}") for sign in typeset.log.lost]:
        raise TexError(lost)
    refuse_out_of_column(choice, typeset.log)
    warnings = tuple(remarks(choice, pages, typeset.log))
    return Built(choice, pages, preamble, source, typeset, report[0], warnings, watch.report(), letter)


def load(workspace: Workspace, config: Config, job: Job, shelf: Shelf | None = None) -> Inputs:
    """Read profile, target and template; every mistake of all three is told at once. Raises InputError."""
    collector, shelf = Collector(), shelf or Shelf()
    profile = collector.attempt(lambda: shelf.profile(workspace, job.profile))
    target = collector.attempt(lambda: shelf.target(workspace, job.target))
    own = target.value if target else None
    locale = (own and own.locale) or config.locale or (profile.value.locale if profile else "en")
    name = job.template or (own and own.template) or config.template or DEFAULT_TEMPLATE
    style = own.style.over(config.style) if own else config.style
    asked_in = target.place(("template",)) if target and not job.template and target.value.template else None
    template = collector.attempt(lambda: shelf.template(workspace, name, locale, style), asked_in)
    if profile and target:
        profile = collector.attempt(partial(_addressed, profile, target, redact=job.redact))
    script = collector.attempt(partial(script_of, workspace, target)) if target and not job.redact else None
    collector.finish()
    assert profile is not None
    assert target is not None
    assert template is not None
    if job.pages is not None:
        target = replace(target, value=target.value.model_copy(update={"pages": job.pages}))
    paper = target.value.paper or config.paper or DEFAULT_PAPER
    return Inputs(profile, target, template, paper, locale, reference_of(workspace, config), script)


def _addressed(profile: Loaded[Profile], target: Loaded[Target], *, redact: bool) -> Loaded[Profile]:
    """The profile with the contacts that the target's reader is shown, or of nobody. Raises InputError."""
    if redact:
        return replace(profile, value=redacted(profile.value))
    if not target.value.contact:
        return profile
    try:
        return replace(profile, value=with_contact(profile.value, target.value.contact))
    except InputError as error:
        (fault,) = error.problems
        code, _, kind = fault.code.partition(".")
        path = ("contact", kind) if kind and not isinstance(target.value.contact, str) else ("contact",)
        raise InputError(Problem(f"bad-{code}", fault.message, fault.hint, target.place(path))) from None


def choose(
    inputs: Inputs,
    job: Job,
    typesetter: Typesetter,
    watch: Stopwatch,
    previous: Previous | None = None,
    shelf: Shelf | None = None,
) -> Choice:
    """The best page for the target, proved. Raises InputError for contradictory rules, FitError, TexError.

    Which mention of a word is the page's first is known when the page is chosen, and bold text is wider: so the page is
    chosen again with these mentions in bold, until they are those of the page, at most `ROUNDS` times.
    """
    choice = _choose(inputs, job, typesetter, watch, previous, shelf, {})
    patterns = sought(inputs.target.value, choice.book.weights)
    written = choice.candidates
    for _ in range(ROUNDS if patterns else 0):
        marks = first_mentions(patterns, written, choice.chosen())
        if marks == choice.marks:
            break
        choice = _choose(inputs, job, typesetter, watch, previous, shelf, marks)
    return choice


def _choose(
    inputs: Inputs,
    job: Job,
    typesetter: Typesetter,
    watch: Stopwatch,
    previous: Previous | None,
    shelf: Shelf | None,
    marks: Marks,
) -> Choice:
    """The best page with some mentions in bold. Raises as `choose`."""
    target, template, shelf = inputs.target.value, inputs.template, shelf or Shelf()
    with watch.stage("score"):
        candidates = _candidates(inputs, shelf, draft=job.draft)
        candidates = emphasized(candidates, marks) if marks else candidates
        book = read_rules(target, candidates, job.today, inputs.target.rule_place)
        if book.errors:
            raise InputError(book.errors)
        scoring = score(candidates, target, book, job.today)
    layouts = template.layouts(inputs.paper)[: 1 if target.pages == "any" else None]
    wanted = [candidate for candidate in candidates if candidate.id not in book.exclusions]
    preamble = template.preamble(inputs.paper)
    if lacking := _uncovered(wanted, inputs, preamble):
        extend(typesetter, preamble, lacking, letters(wanted, inputs.locale))

    def choose_in(layouts: Sequence[Layout]) -> Choice:
        with watch.stage("measure"):
            names = (*(one.name for one in layouts), inputs.paper, typesetter.key, *(one.id for one in wanted))
            key = (template, names)
            measured = shelf.shared(candidates, key, lambda: measure_candidates(wanted, template, layouts, typesetter))
        with watch.stage("select"):
            frame = shelf.shared(
                measured,
                (book.order, target.pages),
                lambda: framed(candidates, target, book, layouts, measured, template.region_of),
            )
            problem = filled(frame, target, book, scoring, layouts, inputs.target.place)
            selection = decide(problem, inputs, previous)
        return Choice(inputs, candidates, book, scoring, tuple(layouts), measured, problem, selection, marks)

    choice = choose_in(layouts)
    return roomier(choice, _share(choice), choose_in)


def _share(choice: Choice) -> float:
    """How much of the page its content takes, as far as one page is asked for."""
    if choice.inputs.target.value.pages != 1:
        return 1.0
    return fill(arrange(shown_blocks(choice), choice.layout, choice.inputs.template.region_of))


def _candidates(inputs: Inputs, shelf: Shelf, *, draft: bool) -> tuple[Candidate, ...]:
    """What of the profile may be shown, the same for all targets of one shape, unless it has wordings for some of
    them. Raises InputError."""
    profile, apart = inputs.profile, inputs.template.contacts_apart
    shape = shape_of(profile.value, inputs.target.value, inputs.locale)

    def make() -> tuple[Candidate, ...]:
        found = outlined(profile.value, shape, profile.place, inputs.locale, draft=draft)
        if any(one.name.startswith(WORDING) for candidate in found for one in candidate.variants):
            from tailor.sources.guarding import refuse_invented  # hardly a profile has wordings

            refuse_invented(profile, inputs.target.name)
        return contacts_apart(found) if apart else found

    name = inputs.target.name if has_wordings(profile.value) else ""
    common = shelf.shared(profile, (shape, inputs.locale, apart, draft, name), make)
    if not name:
        return common
    return shelf.shared(common, name, lambda: tuple(one.worded_for(name) for one in common))


def _uncovered(candidates: Sequence[Candidate], inputs: Inputs, preamble: str) -> list[Problem]:
    return uncovered(candidates, inputs.profile.layer.source, characters(preamble), inputs.locale)


def decide(problem: PageProblem, inputs: Inputs, previous: Previous | None) -> Selection:
    """What is shown: as it was proved before, or solved now; near the last page, unless the rules, the template
    or the paper have changed since: who changes a rule wants to see what it does. Raises FitError."""
    target = inputs.target.value
    if target.pages == "any":
        return everything(problem, Highs())
    proofs, key = Proofs(cache_folder() / "choices"), key_of(problem)
    best = proofs.find(key, problem)
    if best is None:
        best = best_page(problem, Highs())
        proofs.keep(key, best)
    if previous is not None and previous.rules != rules_of(target, inputs.template.name, inputs.paper):
        previous = None
    return settle(problem, Limited(Highs(), LIMIT - best.work), best, previous, float(target.stability))


def lay_out(choice: Choice, typesetter: Typesetter) -> tuple[Page, ...]:
    """The chosen blocks with their gaps, on as many pages as they need. Raises FitError for a block that is higher
    than a page, TexError as `_measured_again` does."""
    shown = _measured_again(choice, shown_blocks(choice), typesetter)
    template, layout = choice.inputs.template, choice.layout
    if choice.inputs.target.value.pages == 1:
        return (arrange(shown, layout, template.region_of),)
    pages = arrange_pages(shown, layout, template.region_of)
    if pages is None:
        highest = max(shown, key=lambda one: one.height)
        message = "a heading and what follows it are higher than a page; this is the highest text"
        raise FitError(Problem("does-not-fit", message, "shorten it", highest.candidate.place))
    return pages


def _measured_again(choice: Choice, shown: Sequence[Shown], typesetter: Typesetter) -> list[Shown]:
    """The blocks, keyword lines measured as they are now. Where room counts, no less was reckoned with, and a template
    in which they are higher is told so (TexError)."""
    lines = [one for one in shown if one.candidate.kind is Kind.KEYWORDS]
    measures = typesetter.measure([_request(choice, one) for one in lines])
    heights = {one.candidate.id: measure.height for one, measure in zip(lines, measures, strict=True)}
    again = [replace(one, height=heights.get(one.candidate.id, one.height)) for one in shown]
    for before, after in zip(shown, again, strict=True):
        if before.height < after.height and choice.inputs.target.value.pages != "any":
            message = f"the template sets `{after.candidate.id}` {after.height - before.height} sp higher than measured"
            raise TexError(Problem("height-differs", message, "set keyword lines with \\strut at both ends"))
    return again


def _request(choice: Choice, one: Shown) -> Request:
    template, region = choice.inputs.template, choice.inputs.template.region_of(one.candidate)
    width = choice.layout.regions[region][0]
    return Request(template.setup(choice.layout), width, template.block(one.block, region))


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


def describe(choice: Choice, built: Day | None = None) -> About:
    """What the PDF says of itself: as keywords the wanted tags that a shown item says, in its words; `built` is the
    day, which XeTeX's driver would else take for one in 1970."""
    inputs, variants = choice.inputs, choice.chosen()
    name = localized(inputs.profile.value.name, inputs.locale)
    title = f"{name} – {inputs.target.value.title}" if inputs.target.value.title else name
    wanted = [tag for tag, weight in choice.book.weights.items() if weight > 0]
    shown = [one for one in choice.candidates if one.id in variants]
    keywords = evidenced(wanted, inputs.target.value.aliases, shown, variants)
    return About(title, name, keywords, words_of(inputs.locale).language, str(built or "").replace("-", ""))


def verify(pages: Sequence[Page], typeset: Typeset) -> None:
    """Raise TexError if TeX set another number of pages, or any column by 1 sp higher or lower than computed."""
    if problems := typeset.differences(computed(pages), len(pages)):
        raise TexError(problems)


def computed(pages: Sequence[Page]) -> dict[str, int]:
    """What TeX must come to: heights in sp by page and region (`1 main`)."""
    return {f"{page.number} {region}": height for page in pages for region, height in page.predicted.items()}
