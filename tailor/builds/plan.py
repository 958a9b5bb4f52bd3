"""Which pages a request asks for, and how each is built and written whole; `running` does many of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tailor.base.errors import ExitCode, InputError, Problem, TailorError, bug, refused
from tailor.base.results import Result
from tailor.builds.decisions import Chosen, Decision, Decisions
from tailor.builds.outputs import FORMATS, write_outputs
from tailor.builds.pipeline import build_page, computed
from tailor.builds.problem_json import kept_problem
from tailor.builds.record import State, asked, chosen_before, is_current, last_choice, load_state, remember, rules_of
from tailor.builds.replay import Page, decided, rebuilt
from tailor.builds.report import TEXTS, failure, summary, text_output
from tailor.builds.values import Built, Job, Pages
from tailor.builds.worker_cache import Shelf
from tailor.models.config import Config
from tailor.models.dates import Day
from tailor.models.values import localized, near
from tailor.sources.loading import Collector, Loaded, load_config, profile_of
from tailor.sources.workspace import Kind, Workspace, find_workspace
from tailor.storage.digests import Files

DEFAULT_FORMATS = ("pdf", "tex", "json")


class Request(Struct, frozen=True):
    """What `tailor build` was asked for, as given."""

    here: Path
    today: Day
    root: Path | None = None
    targets: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    everything: bool = False
    template: str | None = None
    out: Path | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    fresh: bool = False
    force: bool = False
    pages: str | None = None


class Plan(Struct, frozen=True):
    """All that a request comes to. `files` are those that `config` was read from, with their digests."""

    workspace: Workspace
    config: Config
    jobs: tuple[Job, ...]
    out: Path
    formats: tuple[str, ...]
    fresh: bool = False
    force: bool = False
    files: Files = field(default_factory=dict)


def plan(request: Request) -> Plan:
    """The builds that a request asks for. Raises InputError: unknown names, formats, dates; nothing to build."""
    workspace = find_workspace(request.here, request.root)
    loaded = load_config(workspace)
    config = loaded.value
    pages = _pages(request.pages)
    targets = _targets(workspace, request)
    if not targets:
        raise InputError(Problem("no-targets", "there is no target to build", "write one: docs/targets.md"))
    pairs = tuple(_pairs(workspace, loaded, request, targets))
    _check_names(loaded, pairs)
    jobs = tuple(Job(profile, target, request.today, request.template, pages) for profile, target in pairs)
    out = request.here.absolute() / (request.out or workspace.root / config.out)
    return Plan(workspace, config, jobs, out, _formats(request.formats), request.fresh, request.force, loaded.files)


def _pages(given: str | None) -> Pages | None:
    known: dict[str | None, Pages | None] = {None: None, "1": 1, "2": 2, "any": "any"}
    if given not in known:
        raise InputError(Problem("pages", f"--pages cannot be `{given}`", "write 1, 2 or any"))
    return known[given]


def _targets(workspace: Workspace, request: Request) -> list[str]:
    """The targets named; else the folder's own; else the built-in ones."""
    if request.targets:
        return [one.name for one in workspace.match("target", request.targets)]
    found = workspace.targets()
    return [one.name for one in found if one.origin == "user"] or [one.name for one in found]


def _pairs(
    workspace: Workspace, config: Loaded[Config], request: Request, targets: Sequence[str]
) -> Iterable[tuple[str, str]]:
    """Profiles and targets: the profiles named, or all of them, with every target; else each target with the profile
    that it names, or the default one: the folder's, `master`, or the only one there is."""
    if request.profiles:
        return product((one.name for one in workspace.match("profile", request.profiles)), targets)
    if request.everything:
        return product((one.name for one in workspace.profiles()), targets)
    collector = Collector()
    own = {name: collector.attempt(lambda name=name: profile_of(workspace, name)) for name in targets}  # type: ignore[misc]
    usual = None
    if None in own.values():
        place = config.place(("profile",)) if config.value.profile else None
        usual = collector.attempt(lambda: workspace.default_profile(config.value.profile), place)
    collector.finish()
    pairs = [(found.name, target) for target, one in own.items() if (found := one or usual)]
    return sorted(pairs, key=lambda pair: pair[0])  # one profile's builds stand together


APART = "let `filename` in tailor.yaml name {profile} and {target}"
"""How every page gets a file of its own."""


def _check_names(config: Loaded[Config], pairs: Iterable[tuple[str, str]]) -> None:
    """Raises InputError where two pages would have one file, whatever profile and target hold; `running` sees the rest.

    With the names of {name} or {title}, two pages may still meet: that shows only when both are read.
    """
    holes, taken = config.value.holes(), set[tuple[str | None, str | None]]()
    for profile, target in pairs:
        page = profile if holes & {"profile", "name"} else None, target if holes & {"target", "title"} else None
        if page in taken:
            message = f"several pages would have one file: {profile} × {target} would replace another"
            raise InputError(Problem("one-file", message, APART, config.place(("filename",))))
        taken.add(page)


def _formats(names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in FORMATS:
            guess = near(name, FORMATS, 0.6)
            hint = f"did you mean `{guess}`?" if guess else f"known are: {', '.join(FORMATS)}"
            raise InputError(Problem("unknown-format", f"--format: there is no format `{name}`", hint))
    if not names:
        raise InputError(Problem("unknown-format", "--format names none", f"known are: {', '.join(FORMATS)}"))
    return tuple(names)


def build_one(plan: Plan, job: Job, shelf: Shelf) -> Result:
    """One build; a fault of ours fails this page, with the place, and no other."""
    try:
        return run_one(plan, job, shelf)
    except Exception as error:
        if os.environ.get("TAILOR_DEBUG"):
            raise
        return failed(job, TailorError(bug(error)))


def run_one(plan: Plan, job: Job, shelf: Shelf | None = None) -> Result:
    """One build, its files written whole; a failure is a result too, and leaves the old files as they were."""
    try:
        return _run_one(plan, job, shelf or Shelf())
    except TailorError as error:
        return failed(job, error)
    except OSError as error:
        return failed(job, InputError(refused(error)))


def _run_one(plan: Plan, job: Job, shelf: Shelf) -> Result:
    """The page as it stands, if it is current; set again, if it was decided before; else built."""
    page = page_of(plan, job)
    state = load_state(page.memory)
    if not (plan.force or plan.fresh) and is_current(state, page.asked):
        line = state["line"] | {"status": "current", "pdf": _pdf_of(plan, state)}
        return Result(line, outputs=state["outputs"], inputs=state["inputs"], format=state.get("format", ""))
    decision = None if plan.fresh else decided(page, state)
    if decision and (again := rebuilt(decision, page)):
        return again
    return _built(plan, job, shelf, page, {} if plan.fresh else state)


def _built(plan: Plan, job: Job, shelf: Shelf, page: Page, state: State) -> Result:
    """A page chosen, set and written, all of it kept for the next time."""
    built = build_page(plan.workspace, plan.config, job, last_choice(state), shelf)
    stem = plan.out / output_stem(plan.config, built)
    pdf = plan.workspace.shown(stem.with_name(f"{stem.name}.pdf")) if "pdf" in plan.formats else None
    line = summary(built, pdf)
    decision = _decision(built, line, stem, plan, chosen_before(state))
    files = write_outputs(decision, built.typeset.pdf, line, plan.formats)
    state = remember(page.memory, page.asked, decision, files, line)
    if built.typeset.engine == "pdftex":  # with XeTeX, the page depends on the machine's fonts too
        Decisions().keep(page.key(), decision)
    return Result(line, files, built.warnings, ExitCode.FINE, state["outputs"], state["inputs"], built.format)


def _decision(built: Built, line: Mapping[str, Any], stem: Path, plan: Plan, before: Chosen | None) -> Decision:
    """What it takes to set a page again."""
    choice, inputs = built.choice, built.choice.inputs
    read = {**inputs.profile.files, **inputs.target.files, **inputs.template.digests, **plan.files}
    rules = rules_of(inputs.target.value, inputs.template.name, inputs.paper)
    return Decision(
        built.preamble, built.source, len(built.pages), computed(built.pages), str(stem),
        texts={name: text_output(built, name) for name in plan.formats if name in TEXTS},
        items=built.items, line=line,
        problems=[kept_problem(one) for one in built.warnings],
        chosen=[choice.layout.name, [list(pair) for pair in sorted(choice.chosen().items())], rules],
        format=built.format, inputs={str(path): digest for path, digest in read.items()}, before=before,
    )  # fmt: skip


def _pdf_of(plan: Plan, state: State) -> str | None:
    """The PDF of a page that is current, as seen from where the program was called this time."""
    found = next((path for path in state["outputs"] if path.endswith(".pdf")), None)
    return plan.workspace.shown(Path(found)) if found else None


def failed(job: Job, error: TailorError) -> Result:
    """The result of a build that failed."""
    return Result(failure(job, error), (), error.problems, error.exit_code)


def memory_of(plan: Plan, job: Job) -> Path:
    """Where it is kept what the last build of a page read, chose and wrote."""
    return plan.out / ".tailor" / f"{job.profile}.{job.target}.json"


def page_of(plan: Plan, job: Job) -> Page:
    """The page that a job asks for."""
    key = asked(job, plan.formats, _names(plan, job))
    return Page(key, plan.formats, memory_of(plan, job), plan.workspace.here)


def _names(plan: Plan, job: Job) -> dict[str, str]:
    """Where the names of a job lead: a file that comes to hide another makes the page stale."""
    found = {kind: plan.workspace.find(kind, name).path for kind, name in _asked_for(job)}
    return {kind: str(path) for kind, path in found.items()} | {"config": repr(plan.config)}


def _asked_for(job: Job) -> list[tuple[Kind, str]]:
    named: list[tuple[Kind, str]] = [("profile", job.profile), ("target", job.target)]
    return [*named, ("template", job.template)] if job.template else named


def output_stem(config: Config, built: Built) -> str:
    """The file below the output folder, without its ending."""
    inputs = built.choice.inputs
    name = localized(inputs.profile.value.name, inputs.locale)
    return config.stem(inputs.profile.name, inputs.target.name, name, inputs.target.value.title or inputs.target.name)
