"""One build: from a profile and a target to one full page, stage by stage.

    load → outline → read rules → score → measure → build → select → arrange → set → check

`choose` does all that needs no page to be set (so `explain` and `why` share it), `build` goes on to the PDF.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence

from msgspec.structs import replace

from tailor.adapters.build import Built, Choice, Inputs, Job
from tailor.adapters.covering import extend, letters, uncovered
from tailor.adapters.folders import cache_folder
from tailor.adapters.highs import Highs
from tailor.adapters.loading import Collector
from tailor.adapters.measuring import keyword_block, measure_candidates
from tailor.adapters.memory import rules_of
from tailor.adapters.proofs import Proofs, key_of
from tailor.adapters.rendering import About
from tailor.adapters.report import items_json
from tailor.adapters.setting import Typeset
from tailor.adapters.shelf import Shelf
from tailor.adapters.translations import on_page, untranslated
from tailor.adapters.typesetting import Typesetter, open_typesetter
from tailor.adapters.workspace import Workspace
from tailor.base.clock import Stopwatch
from tailor.base.errors import FitError, InputError, Problem, Severity, TexError
from tailor.core.arrangement import Shown, arrange, arrange_pages, fullness
from tailor.core.building import filled, framed
from tailor.core.candidates import Block, Candidate, Kind
from tailor.core.everything import everything
from tailor.core.limits import LIMIT, Limited
from tailor.core.outline import outlined, shape_of
from tailor.core.outline.apart import contacts_apart
from tailor.core.pages import Page, Request
from tailor.core.problem import PageProblem, Selection
from tailor.core.reading import read_rules
from tailor.core.scoring import score
from tailor.core.selection import best_page
from tailor.core.settling import Previous, settle
from tailor.models.config import DEFAULT_PAPER, DEFAULT_TEMPLATE, Config
from tailor.models.values import localized
from tailor.text.coverage import characters
from tailor.text.locales import LANGUAGES, words_of

FULL = 0.97
"""A page that is filled less than this is said to be not full."""


def build_page(
    workspace: Workspace, config: Config, job: Job, previous: Previous | None = None, shelf: Shelf | None = None
) -> Built:
    """Choose a page, set it, and check that TeX set what was computed. `shelf` is what earlier builds left warm.

    Raises InputError, FitError, TexError, TexMissingError.
    """
    watch, shelf = Stopwatch(time.perf_counter), shelf or Shelf()
    with watch.stage("load"):
        inputs = load(workspace, config, job, shelf)
        preamble = inputs.template.preamble(inputs.paper)
        typesetter = open_typesetter(inputs.template, preamble, shelf.measures, shelf.spares)
        typesetter.prepare()
    try:
        choice = choose(inputs, job, typesetter, watch, previous, shelf)
        with watch.stage("render"):
            pages = lay_out(choice, typesetter)
            about = describe(choice)
            source = inputs.template.opening(about, choice.layout) + inputs.template.body(pages, choice.layout, about)
            tex = typesetter.standalone(inputs.template.whole(about, source))
        with watch.stage("compile"):
            report: list[str] = []  # made while TeX works
            typeset = typesetter.typeset(source, lambda: report.append(items_json(choice)))
    finally:
        typesetter.close()
    verify(pages, typeset)
    warnings = (
        *choice.inputs.profile.remarks,
        *doubts(choice),
        *foreign(choice, shelf),
        *page_warnings(choice, typeset),
        *emptiness(choice, pages),
    )
    return Built(choice, pages, preamble, source, tex, typeset, report[0], warnings, typesetter.format, watch.report())


def load(workspace: Workspace, config: Config, job: Job, shelf: Shelf | None = None) -> Inputs:
    """Read profile, target and template; every mistake of all three is told at once. Raises InputError."""
    collector, shelf = Collector(), shelf or Shelf()
    profile = collector.attempt(lambda: shelf.profile(workspace, job.profile))
    target = collector.attempt(lambda: shelf.target(workspace, job.target))
    own = target.value if target else None
    locale = (own and own.locale) or config.locale or (profile.value.locale if profile else "en")
    name = job.template or (own and own.template) or config.template or DEFAULT_TEMPLATE
    asked_in = target.place(("template",)) if target and not job.template and target.value.template else None
    template = collector.attempt(lambda: shelf.template(workspace, name, locale), asked_in)
    collector.finish()
    assert profile is not None
    assert target is not None
    assert template is not None
    if job.pages is not None:
        target = replace(target, value=target.value.model_copy(update={"pages": job.pages}))
    paper = target.value.paper or config.paper or DEFAULT_PAPER
    return Inputs(profile, target, template, paper, locale)


def choose(
    inputs: Inputs,
    job: Job,
    typesetter: Typesetter,
    watch: Stopwatch,
    previous: Previous | None = None,
    shelf: Shelf | None = None,
) -> Choice:
    """The best page for the target, proved. Raises InputError for contradictory rules, FitError, TexError."""
    target, template, shelf = inputs.target.value, inputs.template, shelf or Shelf()
    with watch.stage("score"):
        candidates = _candidates(inputs, shelf)
        book = read_rules(target, candidates, job.today, inputs.target.rule_place)
        if book.errors:
            raise InputError(book.errors)
        scoring = score(candidates, target, book, job.today)
    layouts = template.layouts(inputs.paper)[: 1 if target.pages == "any" else None]
    wanted = [candidate for candidate in candidates if candidate.id not in book.exclusions]
    preamble = template.preamble(inputs.paper)
    every = shelf.made(candidates, ("lack", preamble), lambda: _uncovered(candidates, inputs, preamble))
    lacking = _uncovered(wanted, inputs, preamble) if every else []
    if lacking:
        extend(typesetter, preamble, lacking, letters(wanted, inputs.locale))
    with watch.stage("measure"):
        key = (template, inputs.paper, len(layouts), typesetter.key, tuple(candidate.id for candidate in wanted))
        measured = shelf.made(candidates, key, lambda: measure_candidates(wanted, template, layouts, typesetter))
    with watch.stage("select"):
        frame = shelf.made(
            measured,
            (book.order, target.pages),
            lambda: framed(candidates, target, book, layouts, measured, template.region_of),
        )
        problem = filled(frame, target, book, scoring, layouts, place=inputs.target.place)
        selection = decide(problem, inputs, previous)
    return Choice(inputs, candidates, book, scoring, layouts, measured, problem, selection)


def _candidates(inputs: Inputs, shelf: Shelf) -> tuple[Candidate, ...]:
    """The candidates of the profile, the same ones for all targets of one shape. Raises InputError."""
    profile, apart = inputs.profile, inputs.template.contacts_apart
    shape = shape_of(profile.value, inputs.target.value, inputs.locale)

    def make() -> tuple[Candidate, ...]:
        found = outlined(profile.value, shape, profile.place, inputs.locale)
        return contacts_apart(found) if apart else found

    return shelf.made(profile, (shape, inputs.locale, apart), make)


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
        raise FitError(Problem("does-not-fit", "a heading and what follows it are higher than a page", "shorten it"))
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
    sized = [(str(v.block.fields["text"]), measured.words[item, v.name]) for item, v in wordings]
    shown = [index for index, (item, variant) in enumerate(wordings) if chosen.get(item) == variant.name]
    counted = choice.inputs.target.value.pages != "any"  # else lines cost nothing, and keywords stand in their order
    paid = int(chosen[group.id].split()[0]) if counted else len(shown)
    return keyword_block(group, sized, shown, measured, choice.layout.regions[region][0], paid)


def describe(choice: Choice) -> About:
    """What the PDF says of itself."""
    inputs = choice.inputs
    name = localized(inputs.profile.value.name, inputs.locale)
    title = f"{name} – {inputs.target.value.title}" if inputs.target.value.title else name
    covered = [tag for tag, weight in choice.book.weights.items() if weight > 0]
    return About(inputs.paper, title, name, tuple(covered), words_of(inputs.locale).language)


def verify(pages: Sequence[Page], typeset: Typeset) -> None:
    """Raise TexError if TeX set another number of pages, or any column by 1 sp higher or lower than computed."""
    if problems := typeset.differences(computed(pages), len(pages)):
        raise TexError(problems)


def computed(pages: Sequence[Page]) -> dict[str, int]:
    """What TeX must come to: heights in sp by page and region (`1 main`)."""
    return {f"{page.number} {region}": height for page in pages for region, height in page.predicted.items()}


def _left_out(choice: Choice) -> list[str]:
    """The sections that a target leaves out by not naming them."""
    named = choice.inputs.target.value.sections
    out = {one.section for one in choice.candidates if one.id in choice.book.exclusions}
    out -= {one.section for one in choice.candidates if one.id not in choice.book.exclusions}
    return [one for one in dict.fromkeys(one.section for one in choice.candidates) if one in out and one not in named]


def emptiness(choice: Choice, pages: Sequence[Page]) -> list[Problem]:
    """Why a page is not full, if it is not: there is nothing more, or nothing more that fits and is worth it."""
    everything_shown = choice.inputs.target.value.pages == "any"
    share = fullness(pages, ending=everything_shown)
    unnamed = _left_out(choice)
    if share >= FULL or (everything_shown and len(pages) == 1 and not unnamed):
        return []
    left = [one for one in choice.candidates if one.id not in choice.book.exclusions and one.id not in choice.chosen()]
    reason = (
        "what is left out does not fit, adds nothing, or is against a rule"
        if left
        else "everything that may be shown is on it"
    )
    reason += f"; the target names some sections and leaves out {', '.join(unnamed)}" if unnamed else ""
    message = f"the page is {share:.1%} full: {reason}"
    return [
        Problem(
            "not-full",
            message,
            "write more, or loosen the target's rules: `tailor explain` tells them",
            severity=Severity.NOTE,
        )
    ]


def doubts(choice: Choice) -> list[Problem]:
    """What the target's rules say of this profile; only notes where the target was written for another one."""
    own = choice.inputs.target.value.profile in (None, choice.inputs.profile.name)
    return [one if own else dataclasses.replace(one, severity=Severity.NOTE) for one in choice.book.warnings]


def foreign(choice: Choice, shelf: Shelf) -> list[Problem]:
    """The texts on the page that are not in its language, and the words of our own if we have none in it."""
    profile, locale = choice.inputs.profile, choice.inputs.locale
    message = f"there are no headings and months in `{locale}` yet: those of the page are English"
    unworded = [Problem("no-words", message, "give sections a `title`", severity=Severity.NOTE)]
    source, own = profile.layer.source, profile.value.locale
    notes = shelf.made(profile, ("untranslated", locale), lambda: untranslated(source, own, locale))
    here = on_page(notes, source, choice.candidates, choice.chosen())
    return unworded * (locale.split("-")[0] not in LANGUAGES) + here


def page_warnings(choice: Choice, typeset: Typeset) -> list[Problem]:
    """What TeX set but a reader should know of: lines that stick out, signs that the fonts lack."""
    lost = [Problem("missing-character", f"the fonts lack {sign}") for sign in typeset.log.lost]
    if lost:
        raise TexError(lost)
    least: dict[str, float] = {}  # a template may try a paragraph in several widths
    for excess, word in zip(typeset.log.overfull, typeset.log.sticking, strict=True):
        least[word] = min(excess, least.get(word, excess))
    return [_too_wide(choice, excess, word) for word, excess in least.items()]


def _too_wide(choice: Choice, excess: float, word: str) -> Problem:
    """A line that sticks out, at the place of the first text on the page that has its longest word; else of the contact
    that has it."""
    shown, profile = choice.chosen(), choice.inputs.profile
    texts = (one for one in choice.candidates if one.id in shown and one.kind is not Kind.CONTACTS)
    ways = (way.kind for way in profile.value.contact.ways() if word in localized(way.text, choice.inputs.locale))
    places = (*(one.place for one in texts if word in one.text), *(profile.place(("contact", kind)) for kind in ways))
    message = f"a line sticks out by {excess:.1f} pt" + (f", at “{word[:40]}”" if word else "")
    hint = "shorten it, or write a long word or address in parts"
    return Problem("overfull", message, hint, next(iter(places), None) if word else None, Severity.WARNING)
