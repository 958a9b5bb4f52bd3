"""Which pages a request asks for, and how each is built and written whole; `running` does many of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from tailor.adapters.build import Built, Job, Pages
from tailor.adapters.loading import Collector, Loaded, load_config, profile_of
from tailor.adapters.memory import Asked, is_current, last_choice, load_state, remember
from tailor.adapters.outputs import FORMATS, write_outputs
from tailor.adapters.report import failure, summary
from tailor.adapters.shelf import Shelf
from tailor.adapters.workspace import Kind, Workspace, find_workspace
from tailor.base.errors import ExitCode, InputError, Problem, TailorError, refused
from tailor.models.config import Config
from tailor.models.dates import Day, parse_day
from tailor.models.values import localized, near
from tailor.pipeline import build_page

DEFAULT_FORMATS = ("pdf", "tex", "json")


@dataclass(frozen=True, slots=True)
class Request:
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
    date: str | None = None
    fresh: bool = False
    force: bool = False
    pages: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How one build ended: its line of JSON, the files written, the problems; SHA-256 by path of what was written and
    read."""

    line: dict[str, Any]
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    code: ExitCode = ExitCode.FINE
    outputs: Mapping[str, str | None] = field(default_factory=dict)
    inputs: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a request comes to."""

    workspace: Workspace
    config: Config
    jobs: tuple[Job, ...]
    out: Path
    formats: tuple[str, ...]
    fresh: bool = False
    force: bool = False


def plan(request: Request) -> Plan:
    """The builds that a request asks for. Raises InputError: unknown names, formats, dates; nothing to build."""
    workspace = find_workspace(request.here, request.root)
    loaded = load_config(workspace)
    config = loaded.value
    today, pages = _today(request), _pages(request.pages)
    targets = _targets(workspace, request)
    if not targets:
        raise InputError(Problem("no-targets", "there is no target to build", "write one: docs/targets.md"))
    pairs = _pairs(workspace, loaded, request, targets)
    jobs = tuple(Job(profile, target, today, request.template, pages) for profile, target in pairs)
    out = request.here.absolute() / (request.out or workspace.root / config.out)
    return Plan(workspace, config, jobs, out, _formats(request.formats), request.fresh, request.force)


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


def _today(request: Request) -> Day:
    if request.date is None:
        return request.today
    try:
        day = parse_day(request.date)
    except ValueError as error:
        raise InputError(Problem("bad-date", f"--date: {error}", "write it as 2026-11-21")) from None
    return day


def _formats(names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in FORMATS:
            guess = near(name, FORMATS, 0.6)
            hint = f"did you mean `{guess}`?" if guess else f"known are: {', '.join(FORMATS)}"
            raise InputError(Problem("unknown-format", f"--format: there is no format `{name}`", hint))
    return tuple(names)


def run_one(plan: Plan, job: Job, shelf: Shelf | None = None) -> Result:
    """One build, its files written whole; a failure is a result too, and leaves the old files as they were."""
    try:
        return _run_one(plan, job, shelf or Shelf())
    except TailorError as error:
        return failed(job, error)
    except OSError as error:
        return failed(job, InputError(refused(error)))


def _run_one(plan: Plan, job: Job, shelf: Shelf) -> Result:
    memory = memory_of(plan, job)
    state = load_state(memory)
    asked = Asked(job, plan.formats, _names(plan, job))
    if not (plan.force or plan.fresh) and is_current(state, asked):
        line = state["line"] | {"status": "current"}
        return Result(line, outputs=state["outputs"], inputs=state["inputs"])
    built = build_page(plan.workspace, plan.config, job, None if plan.fresh else last_choice(state), shelf)
    stem = plan.out / output_stem(plan.config, built)
    pdf = plan.workspace.shown(stem.with_name(f"{stem.name}.pdf")) if "pdf" in plan.formats else None
    line = summary(built, pdf)
    files = write_outputs(built, line, stem, plan.formats)
    state = remember(memory, asked, built.choice, files, line)
    return Result(line, files, built.warnings, ExitCode.FINE, state["outputs"], state["inputs"])


def failed(job: Job, error: TailorError) -> Result:
    """The result of a build that failed."""
    return Result(failure(job, error), (), error.problems, error.exit_code)


def memory_of(plan: Plan, job: Job) -> Path:
    """Where it is kept what the last build of a page read, chose and wrote."""
    return plan.out / ".tailor" / f"{job.profile}.{job.target}.json"


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
