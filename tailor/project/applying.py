"""`tailor apply`: a folder with everything that one application needs, as it was on the day, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import ExitCode, FitError, InputError, Problem, Severity, TailorError, TexError, TexMissingError
from tailor.builds.plan import REDACTED, Plan, Request, file_names, plan, run_one, sent_to
from tailor.checking.everything import CheckRequest, check_all
from tailor.core.profile.reach import redacted
from tailor.exporting.formats import FORMATS
from tailor.importing.writing.yaml_scalars import scalar
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.project.kept_postings import posting_path
from tailor.sources.loading import Loaded, load_profile, load_target
from tailor.sources.workspace import Workspace

FOLDER = "applications"
RECORD = "application.yaml"
DIGESTS = "SHA256SUMS"
WANTED = ("pdf", "docx", "txt", "json")
"""What an application has of a page; formats that there are not are left out."""

HEAD = """\
# What was sent, and to whom. `status` is yours to edit (prepared, sent, interview, offer, declined …), `note` too.
# `tailor applications` lists all of them; the other files here are as they were on the day.
"""


class ApplyRequest(Struct, frozen=True):
    """What `tailor apply` was asked for, as given; `fail_on` is the severity at which nothing is written, `redact` says
    to name nobody."""

    here: Path
    target: str
    today: Day
    root: Path | None = None
    profile: str | None = None
    fail_on: Severity = Severity.WARNING
    redact: bool = False


class Applied(Struct, frozen=True):
    """The folder as a user would type it, the names of its files, and remarks that did not matter enough."""

    shown: str
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def apply(asked: ApplyRequest) -> Applied:
    """Build, check, and write `applications/<day>-<target>/`. Raises InputError where there is one already, and for
    every problem of `fail_on` and above; and as a build does. Then nothing is written."""
    profiles = (asked.profile,) if asked.profile else ()
    request = Request(asked.here, asked.today, asked.root, (asked.target,), profiles, formats=_formats(), force=True)
    whole = plan(replace(request, redact=asked.redact))
    job, workspace = whole.jobs[0], whole.workspace
    folder = workspace.root / FOLDER / f"{_iso(asked.today)}-{job.target}{REDACTED if job.redact else ''}"
    if folder.exists():
        hint = "give --date another day, or rename that folder"
        raise InputError(Problem("file-exists", f"{workspace.shown(folder)} is there already", hint))
    problems = check_all(CheckRequest(asked.here, asked.today, asked.root, (job.target,), (job.profile,), built=False))
    _refuse(problems, asked.fail_on)
    with _whole(folder) as rough:
        told = _fill(whole, rough, asked.fail_on)
        files = tuple(sorted(path.name for path in rough.iterdir()))
    return Applied(workspace.shown(folder), files, (*problems, *told))


def _iso(day: Day) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _formats() -> tuple[str, ...]:
    return tuple(name for name in WANTED if name in FORMATS)


def _refuse(problems: Sequence[Problem], fail_on: Severity) -> None:
    order = list(Severity)
    bad = [one for one in problems if order.index(one.severity) >= order.index(fail_on)]
    if bad:
        raise InputError(bad)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder to fill that gets its name when all went well; else it goes. Raises InputError, OSError."""
    rough = folder.with_name(f".{folder.name}.{os.getpid()}-{os.urandom(4).hex()}")
    rough.mkdir(parents=True)
    try:
        yield rough
        os.rename(rough, folder)  # fails where another application has come there meanwhile
    finally:
        shutil.rmtree(rough, ignore_errors=True)


def _fill(whole: Plan, rough: Path, fail_on: Severity) -> Sequence[Problem]:
    """Write all the files; what the build remarked comes back."""
    job, workspace = whole.jobs[0], whole.workspace
    target, profile = load_target(workspace, job.target), load_profile(workspace, job.profile)
    pages = rough / ".pages"
    result = run_one(replace(whole, out=pages), job)
    if result.code != ExitCode.FINE:
        kinds = {kind.exit_code: kind for kind in (TailorError, InputError, FitError, TexError, TexMissingError)}
        raise kinds[result.code](result.problems)
    _refuse(result.problems, fail_on)
    shown = replace(profile, value=redacted(profile.value)) if job.redact else profile
    names = file_names(shown, target, target.value.locale or profile.value.locale)
    stem = whole.config.application_stem(names)
    _take(result.files, Path(whole.config.stem(names)).name, stem, rough)
    shutil.rmtree(pages)
    ending = REDACTED if job.redact else ""
    _copy(workspace, target, rough)
    _write_digests(rough)
    (rough / RECORD).write_text(HEAD + _record(target, profile, job.today, f"{stem}{ending}.pdf"), encoding="utf-8")
    return result.problems


def _take(files: Sequence[Path], built: str, stem: str, folder: Path) -> None:
    """Move what was built into the folder of the application: `stem` in place of the page's own name, `built`; the
    report is `report.json`."""
    for path in files:
        ending = path.name.removeprefix(built)
        shutil.move(path, folder / ("report.json" if ending.endswith(".json") else f"{stem}{ending}"))


def _copy(workspace: Workspace, target: Loaded[Target], folder: Path) -> None:
    """The target's files and the posting as they are."""
    for number, path in enumerate(target.files):
        shutil.copyfile(path, folder / ("target.yaml" if number == 0 else f"target-extends-{path.stem}.yaml"))
    posting = posting_path(workspace, target)
    if posting is not None:
        shutil.copyfile(posting, folder / f"posting{posting.suffix}")


def _write_digests(folder: Path) -> None:
    """A digest of each file, as `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(folder.iterdir())]
    (folder / DIGESTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _record(target: Loaded[Target], profile: Loaded[Profile], day: Day, file: str) -> str:
    to = sent_to(target.value)
    said: Mapping[str, str] = {
        "date": _iso(day),
        "company": to.get("company", ""),
        "role": target.value.title or "",
        "to": to.get("contact", ""),
        "target": target.name,
        "profile": profile.name,
        "file": file,
        "status": "prepared",
        "note": "",
    }
    return "".join(f"{name}: {scalar(text)}\n" for name, text in said.items())
