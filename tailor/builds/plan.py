"""Which pages a request asks for, and how each is built and written whole; `running` does many of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from msgspec import Struct, field

from tailor.base.errors import ExitCode, InputError, Problem, TailorError, refused
from tailor.base.results import Result
from tailor.builds.beside.attached import check_reference
from tailor.builds.build_values import Built, Choice, Job, Pages
from tailor.builds.pipeline import build_page
from tailor.builds.record import (
    is_current,
    key_of,
    last_choice,
    line_now,
    read_record,
    record_of,
    write_record,
)
from tailor.builds.worker_cache import Shelf
from tailor.builds.written.manifest_file import NAME
from tailor.builds.written.outputs import write_outputs
from tailor.builds.written.report import failure, summary
from tailor.exporting.formats import DEFAULT, FORMATS
from tailor.models.config import Config
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.models.values import localized, near
from tailor.sources.loading import Collector, Loaded, load_config, profile_of
from tailor.sources.workspace import Kind, Workspace, find_workspace
from tailor.storage.bug_reports import reported
from tailor.storage.digests import Files, unchanged
from tailor.storage.locations import documentation

REDACTED = "-redacted"
"""Ends the names of pages that name nobody, so that they stand beside the others."""


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
    formats: tuple[str, ...] = DEFAULT
    fresh: bool = False
    force: bool = False
    pages: str | None = None
    draft: bool = False
    redact: bool = False


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
    check_reference(workspace, loaded)
    pages = _pages(request.pages)
    targets = _targets(workspace, request)
    if not targets:
        raise InputError(
            Problem("no-targets", "there is no target to build", f"write one: {documentation('targets.md')}")
        )
    pairs = tuple(_pairs(workspace, loaded, request, targets))
    _check_names(loaded, pairs)
    jobs = tuple(
        Job(profile, target, request.today, request.template, pages, request.draft, request.redact)
        for profile, target in pairs
    )
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


DRAFT_ENDING = "-draft"
"""What the files of a draft are called besides, so that none is taken for the page."""

APART = "let `filename` in tailor.yaml name {profile} and {target}"
"""How every page gets a file of its own."""


def _check_names(config: Loaded[Config], pairs: Iterable[tuple[str, str]]) -> None:
    """Raises InputError where two pages would have one file, whatever profile and target hold; `running` sees the rest.

    With the names of {name} or {title}, two pages may still meet: that shows only when both are read.
    """
    holes, taken = config.value.holes(), set[tuple[str | None, str | None]]()
    for profile, target in pairs:
        page = (
            profile if holes & {"profile", "name"} else None,
            target if holes & {"target", "title", "company"} else None,
        )
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
        return failed(job, TailorError(reported(error)))


def run_one(plan: Plan, job: Job, shelf: Shelf | None = None) -> Result:
    """One build, its files written whole; a failure is a result too, and leaves the old files as they were."""
    try:
        return _run_one(plan, job, shelf or Shelf())
    except TailorError as error:
        return failed(job, error)
    except OSError as error:
        return failed(job, InputError(refused(error)))


def _run_one(plan: Plan, job: Job, shelf: Shelf) -> Result:
    """The page as it stands, if it is current; else built."""
    key, path = key_of(job, plan.formats, _names(plan, job)), record_path(plan, job)
    record = read_record(path)
    if record and not (plan.force or plan.fresh) and is_current(record, key):
        return Result(
            line_now(record, plan.workspace.here), outputs=record.outputs, inputs=record.inputs, record=(path, key)
        )
    previous = None if plan.fresh else last_choice(record)
    edited = len(plan.jobs) == 1 and record is not None and not unchanged(record.inputs)
    built = build_page(plan.workspace, plan.config, job, previous, shelf, edited=edited)
    stem = plan.out / (output_stem(plan.config, built) + _ending(job))
    _keep_inside(plan, stem.parent, path.parent)
    _keep_apart(plan, stem, job)
    pdf = plan.workspace.shown(stem.with_name(f"{stem.name}.pdf")) if "pdf" in plan.formats else None
    line = summary(built, pdf)
    files = write_outputs(built, line, stem, plan.formats)
    record = record_of(key, built.choice, _files_read(plan, built.choice), files, line)
    write_record(path, record)
    return Result(line, files, built.warnings, ExitCode.FINE, record.outputs, record.inputs, (path, key))


def _keep_inside(plan: Plan, *folders: Path) -> None:
    """Raises InputError for a folder that a link in the output folder leads out of it."""
    out = plan.out.resolve()
    for folder in folders:
        if not folder.resolve().is_relative_to(out):
            message = f"{plan.workspace.shown(folder)} is a link that leads to {folder.resolve()}"
            raise InputError(Problem("outside-folder", message, "remove the link, or name that folder with `out:`"))


def _keep_apart(plan: Plan, stem: Path, job: Job) -> None:
    """Raises InputError for a page whose report would have the name of the manifest."""
    if f"{stem}.json".lower() == str(plan.out / NAME).lower():
        message = f"the report of {job.profile} × {job.target} would be {NAME}, which lists all pages"
        raise InputError(Problem("one-file", message, APART))


def _files_read(plan: Plan, choice: Choice) -> list[Files]:
    found = choice.inputs
    reference = found.reference.files if found.reference and "docx" in plan.formats else {}
    letter = found.script.file.files if found.script and found.script.file else {}
    photo = found.photo.source.files if found.photo else {}
    return [found.profile.files, found.target.files, found.template.digests, plan.files, reference, letter, photo]


def failed(job: Job, error: TailorError) -> Result:
    """The result of a build that failed."""
    return Result(failure(job, error), (), error.problems, error.exit_code)


def record_path(plan: Plan, job: Job) -> Path:
    """Where the record of a page is kept."""
    return plan.out / ".tailor" / f"{job.profile}.{job.target}{_ending(job)}.json"


def _ending(job: Job) -> str:
    """What ends the names of pages that stand beside the usual one."""
    return (DRAFT_ENDING if job.draft else "") + (REDACTED if job.redact else "")


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
    return config.stem(file_names(inputs.profile, inputs.target, inputs.locale))


def file_names(profile: Loaded[Profile], target: Loaded[Target], locale: str) -> dict[str, str]:
    """The value of each placeholder in a file name's pattern."""
    return {
        "profile": profile.name,
        "target": target.name,
        "name": localized(profile.value.name, locale),
        "title": target.value.title or target.name,
        "company": sent_to(target.value).get("company") or target.name,
    }


def sent_to(target: Target) -> dict[str, str]:
    """Whom a target goes to, as its `to` says: `company`, `contact` and whatever else stands there."""
    return dict(target.to)
