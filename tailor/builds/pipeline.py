"""One build: from a profile and a target to one full page, stage by stage.

    load → outline → read rules → score → measure → build → select → arrange → set → check

`choosing` does all that needs no page to be set (so `explain` and `why` share it), `build_page` goes on to the PDF.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from tailor.base.clock import Stopwatch
from tailor.base.errors import FitError, InputError, Problem, TexError
from tailor.builds.beside.attached import reference_of
from tailor.builds.beside.letters import script_of, set_letter
from tailor.builds.build_values import Built, Choice, Inputs, Job
from tailor.builds.choosing import choose
from tailor.builds.deciding import Decide, decide
from tailor.builds.kept_proofs import Claims
from tailor.builds.laying_out import lay_out
from tailor.builds.page_warnings import refuse_out_of_column, remarks
from tailor.builds.typesetter import open_typesetter
from tailor.builds.worker_cache import Shelf
from tailor.builds.written.report import items_json
from tailor.core.optimise.search.stability import Previous
from tailor.core.page.measures import Page
from tailor.core.profile.evidence import evidenced
from tailor.core.profile.reach import redacted, with_contact
from tailor.models.config import DEFAULT_PAPER, DEFAULT_TEMPLATE, Config
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import SUMMARY, Target
from tailor.models.values import localized
from tailor.sources.loading import Collector, Loaded
from tailor.sources.workspace import Workspace
from tailor.templates.rendering import About
from tailor.tex.setting import Typeset
from tailor.text.locales import words_of


def build_page(
    workspace: Workspace,
    config: Config,
    job: Job,
    previous: Previous | None = None,
    shelf: Shelf | None = None,
    *,
    edited: bool = False,
    how: Decide = decide,
) -> Built:
    """Choose a page, set it, and check that TeX set what was computed. `shelf` is what earlier builds left warm;
    `edited` says that there will be something to measure, so that TeX starts for that too; `how` decides which page is
    the best.

    Raises InputError, FitError, TexError, TexMissingError.
    """
    shelf = shelf or Shelf()
    steps = partial(_build_page, workspace, config, job, previous, shelf, edited=edited, how=how)
    try:
        return steps(Claims()) or _whole(steps(None))
    except FitError as error:
        if any(one.code != "overfull" for one in error.problems):
            raise
        return _whole(steps(None, roomy=False))  # a word may be wider than a line of a larger layout


def _whole(built: Built | None) -> Built:
    assert built is not None
    return built


def _build_page(
    workspace: Workspace,
    config: Config,
    job: Job,
    previous: Previous | None,
    shelf: Shelf,
    claims: Claims | None,
    *,
    edited: bool,
    how: Decide,
    roomy: bool = True,
) -> Built | None:
    """The page, set larger where it has little to say and may be `roomy`; None where one of the `claims` does not hold.
    Raises as `build_page`."""
    watch = Stopwatch(time.perf_counter)
    with watch.stage("load"):
        inputs = load(workspace, config, job, shelf)
        preamble = inputs.template.preamble(inputs.paper)
        typesetter = open_typesetter(inputs.template, preamble, shelf.measures, shelf.spares)
        typesetter.prepare(measuring=edited)
    try:
        choice = choose(inputs, job, typesetter, watch, previous, shelf, claims, how, roomy=roomy)
        with watch.stage("render"):
            pages = lay_out(choice, typesetter)
            about = describe(choice, job.today if typesetter.extended else None)
            source = inputs.template.opening(about, choice.layout) + inputs.template.body(pages, choice.layout, about)
        with watch.stage("compile"):
            meanwhile = Meanwhile(choice, claims, job.today)
            typeset = typesetter.typeset(source, meanwhile)
            preamble = typesetter.preamble  # of the engine that it took
            letter = set_letter(choice, inputs.script, job.today, about, typesetter) if inputs.script else None
    finally:
        typesetter.close()
    if not meanwhile.holds:
        return None
    verify(pages, typeset)
    if lost := [Problem("missing-character", f"the fonts lack {sign}") for sign in typeset.log.lost]:
        raise TexError(lost)
    refuse_out_of_column(choice, typeset.log)
    warnings = (*remarks(choice, pages, typeset.log), *meanwhile.beyond)
    return Built(choice, pages, preamble, source, typeset, meanwhile.items, warnings, watch.report(), letter)


class Meanwhile:
    """What is done while TeX works: the report's items are written, kept proofs checked, and the page's summary and
    headline held against the profile."""

    def __init__(self, choice: Choice, claims: Claims | None, today: Day) -> None:
        self._choice, self._claims, self._today = choice, claims, today
        self.items, self.holds = "", True
        self.beyond: tuple[Problem, ...] = ()

    def __call__(self) -> None:
        """Do it."""
        self.holds = self._claims is None or self._claims.hold()
        self.items = items_json(self._choice)
        if _speaks(self._choice):
            from tailor.builds.beside.unsupported import page_claims  # the guard takes longer to load than to run

            self.beyond = tuple(page_claims(self._choice, self._today))


def _speaks(choice: Choice) -> bool:
    """Whether a page has a summary, or a headline of the target's."""
    shown = choice.chosen()
    summary = any(one.section == SUMMARY and one.id in shown for one in choice.candidates)
    return summary or choice.inputs.target.value.headline is not None


def load(workspace: Workspace, config: Config, job: Job, shelf: Shelf | None = None) -> Inputs:
    """Read profile, target and template; every mistake in all three is reported at once. Raises InputError."""
    collector, shelf = Collector(), shelf or Shelf()
    profile = collector.attempt(lambda: shelf.profile(workspace, job.profile))
    target = collector.attempt(lambda: shelf.target(workspace, job.target))
    own = target.value if target else None
    locale = (own and own.locale) or config.locale or (profile.value.locale if profile else "en")
    name = job.template or (own and own.template) or config.template or DEFAULT_TEMPLATE
    style, ats = own.looks().over(config.style) if own else config.style, own is not None and own.ats
    asked_in = target.place(("template",)) if target and not job.template and target.value.template else None
    template = collector.attempt(lambda: shelf.template(workspace, name, locale, style, ats), asked_in)
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
    photo = None
    if profile.value.photo:
        from tailor.builds.beside.photo import photo_of

        photo = photo_of(profile, target.value, config, template, locale)
    return Inputs(profile, target, template, paper, locale, reference_of(workspace, config), script, photo)


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


def describe(choice: Choice, built: Day | None = None) -> About:
    """The PDF's metadata: as keywords the wanted tags that a shown item says, in its words; `built` is the
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
