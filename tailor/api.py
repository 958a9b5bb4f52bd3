"""tailor as a library: values in, values out, errors raised.

    import tailor

    for result in tailor.build("quant", root="cv"):
        print(result.pdf, result.line["fill"])

Every function takes the names and options that the command of the same name takes; names may be globs where a command
takes several. `root` is the folder that holds `profiles/` (default: found from the current folder upward). `date`
(YYYY-MM-DD) is the day to count ages from (default: today). What goes wrong is raised as a `TailorError`, whose
`problems` say what is wrong, where, and how to mend it. The command line uses nothing but this module.

Importing it loads nothing heavy: each function imports what it needs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tailor.base.errors import (
    ExitCode,
    FitError,
    InputError,
    Place,
    Problem,
    Severity,
    TailorError,
    TexError,
    TexMissingError,
)
from tailor.base.results import Result
from tailor.exporting.formats import DEFAULT, FORMATS

if TYPE_CHECKING:
    from tailor.assistants.changing import Changed
    from tailor.assistants.proposing import Outcome
    from tailor.assistants.reviewing import Effect, Waiting
    from tailor.builds.plan import Request
    from tailor.builds.record import Command
    from tailor.builds.values import Asked
    from tailor.checking.specimen import Specimen
    from tailor.checking.system import Finding
    from tailor.models.dates import Day
    from tailor.project.applying import Applied
    from tailor.project.cleaning import Leftovers
    from tailor.project.export import Export
    from tailor.project.from_posting import Drafted
    from tailor.project.import_file import Moved
    from tailor.project.posting_gaps import Gaps
    from tailor.project.sent import Sent
    from tailor.project.starter import Started
    from tailor.project.target_update import Updated
    from tailor.questions.diff import Side
    from tailor.questions.page import Explanation
    from tailor.questions.why import Why
    from tailor.sources.workspace import Found, Kind

__all__ = [
    "DEFAULT", "FORMATS", "Batch", "Build", "ExitCode", "FitError", "InputError", "Place", "Problem", "Result",
    "Severity", "TailorError", "TexError", "TexMissingError", "accept_wording", "applications", "apply",
    "build", "check", "check_proofs",
    "clean",    "diff", "explain", "export", "gaps", "guard", "import_file", "init", "leftovers", "list_files",
    "mcp", "new_target", "new_template",
    "outcome_data", "prompt", "propose", "prove", "refuse_wording", "review", "review_effects", "schema", "start",
    "system", "target_update", "undo", "waiting_data", "watch", "why",
]  # fmt: skip

Folder = str | os.PathLike[str]
"""A path, as text or as a `Path`."""

MOST = 100
"""A command that builds more pages is not remembered as a whole: each of its pages is."""


class Build(NamedTuple):
    """What to build, as `tailor build` is told it, in plain values."""

    targets: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    everything: bool = False
    template: str | None = None
    out: str | None = None
    formats: tuple[str, ...] = DEFAULT
    pages: str | None = None
    date: str | None = None
    root: str | None = None
    force: bool = False
    fresh: bool = False
    draft: bool = False
    redact: bool = False


class Batch:
    """Builds that were begun: `len` says how many pages there are; iterate, once, for results as they come."""

    def __init__(self, pages: int, run: Callable[[Callable[[], bool]], Iterator[Result]]) -> None:
        """`run` gives the results; it is handed what says whether to stop."""
        self._pages = pages
        self._stopped = False
        self._results = run(lambda: self._stopped)

    def stop(self) -> None:
        """Finish the pages under way, and begin no more."""
        self._stopped = True

    def __len__(self) -> int:
        return self._pages

    def __iter__(self) -> Iterator[Result]:
        return self._results


def build(
    *targets: str,
    profiles: Sequence[str] = (),
    everything: bool = False,
    template: str | None = None,
    out: Folder | None = None,
    formats: Sequence[str] = DEFAULT,
    pages: int | str | None = None,
    date: str | None = None,
    root: Folder | None = None,
    force: bool = False,
    fresh: bool = False,
    draft: bool = False,
    redact: bool = False,
    jobs: int | None = None,
) -> list[Result]:
    """Build one page for each target, by default for all of them; pages that are current stay as they are.

    `everything` is every profile × every target; `formats` are names of `FORMATS`; `force` builds what is current too,
    `fresh` forgets what the last build chose as well; a `draft` shows wordings that nobody has accepted, marked, and
    `redact` names nobody, each in files of its own; `jobs` are builds at once (default: the CPU cores). Raises
    InputError where nothing can begin, and, when all pages are done, what made any of them fail.
    """
    wanted = Build(
        targets, tuple(profiles), everything, template, _path(out), tuple(formats),
        None if pages is None else str(pages), date, _path(root), force, fresh, draft, redact,
    )  # fmt: skip
    results = list(start(wanted, jobs=jobs))
    _raise_failures(results)
    return results


def start(wanted: Build, *, jobs: int | None = None, scheduler: str | None = None) -> Batch:
    """Begin builds; one that fails is a result like the others, and stops none of them. `scheduler` is the address of
    a Dask cluster to build on. Raises InputError where nothing can begin."""
    from tailor.builds.record import Command, line_now

    here = Path.cwd()
    command = Command(wanted, here)
    if not (wanted.force or wanted.fresh) and (records := command.current()) is not None:
        found = [Result(line_now(one, here), outputs=one.outputs, inputs=one.inputs) for one in records]
        return Batch(len(found), lambda _: iter(found))
    return _planned(wanted, here, command, jobs, scheduler)


def _planned(wanted: Build, here: Path, command: Command, jobs: int | None, scheduler: str | None) -> Batch:
    from tailor.builds.batch.run import run
    from tailor.builds.plan import plan
    from tailor.builds.record import folder_states
    from tailor.sources.workspace import find_workspace

    around = folder_states(str(find_workspace(here, _folder(wanted.root)).root), str(here))
    planned = plan(_request(wanted, here))

    def results(stopped: Callable[[], bool]) -> Iterator[Result]:
        pages: dict[Path, str] = {}
        read: set[str] = set()
        for result in run(planned, jobs, scheduler, stopped):
            if result.record is not None and len(pages) < MOST:
                pages |= (result.record,)
                read.update(result.inputs)
            yield result
        if len(pages) == len(planned.jobs):
            command.keep(pages, read, around)

    return Batch(len(planned.jobs), results)


def watch(wanted: Build) -> tuple[list[Path], Iterator[Iterator[Result]]]:
    """What is watched, and a build at once and after each save: its results, as they come. What is wrong with a save is
    raised by its results, and does not end the watch. Raises InputError for a name that there is not."""
    from tailor.builds.batch.watching import watch

    return watch(_request(wanted, Path.cwd()))


def _request(wanted: Build, here: Path) -> Request:
    from tailor.builds.plan import Request

    return Request(
        here, _today(wanted.date), _folder(wanted.root), wanted.targets, wanted.profiles, wanted.everything,
        wanted.template, _folder(wanted.out), wanted.formats, wanted.fresh, wanted.force, wanted.pages, wanted.draft,
        wanted.redact,
    )  # fmt: skip


def _raise_failures(results: Sequence[Result]) -> None:
    failed = [one for one in results if one.code != ExitCode.FINE]
    if failed:
        kinds = {kind.exit_code: kind for kind in (TailorError, InputError, FitError, TexError, TexMissingError)}
        raise kinds[max(one.code for one in failed)]([problem for one in failed for problem in one.problems])


def check(
    targets: Sequence[str] = (),
    profiles: Sequence[str] = (),
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> list[Problem]:
    """Every problem in the profiles, targets and templates named (default: all), and in the pages built of them.
    Raises InputError where there is no folder to check."""
    from tailor.checking.everything import Asked, check_all

    return check_all(Asked(Path.cwd(), _today(date), _folder(root), targets, profiles, template))


def check_proofs(
    targets: Sequence[str] = (),
    profiles: Sequence[str] = (),
    date: str | None = None,
    root: Folder | None = None,
) -> list[Problem]:
    """What does not hold of the certificates of built pages: of all, or of those named. Raises InputError."""
    from tailor.builds.plan import Request
    from tailor.checking.certificates import check_proofs as found

    return found(Request(Path.cwd(), _today(date), _folder(root), tuple(targets), tuple(profiles)))


def guard(
    targets: Sequence[str] = (),
    profiles: Sequence[str] = (),
    against: str | None = None,
    letter: Folder | None = None,
    root: Folder | None = None,
) -> list[Problem]:
    """What wordings, summaries and headlines claim beyond the facts of the profiles; with `against` (a file or a git
    revision) the facts that changed since; with `letter` what a text file claims about the profile named. Raises
    InputError."""
    from tailor.assistants.fact_check import Guarded, guard, guard_against, guard_letter
    from tailor.sources.workspace import find_workspace

    asked = Guarded(Path.cwd(), _folder(root), tuple(targets), tuple(profiles))
    if against is not None:
        return guard_against(asked, against)
    if letter is not None:
        workspace = find_workspace(Path.cwd(), _folder(root))
        name = profiles[0] if profiles else workspace.default_profile(None).name
        return guard_letter(Path(letter), workspace, name, targets)
    return guard(asked)


def propose(
    file: Folder,
    target: str | None = None,
    profile: str | None = None,
    by: str = "assistant",
    root: Folder | None = None,
) -> list[Outcome]:
    """Write the wordings in a chat's answer (a file, or `-`) into a profile, as proposals; with `target` for that
    target alone. Those that say something new are refused: each outcome says so. Raises InputError."""
    from tailor.assistants.entrance import propose_file

    return propose_file(_asked(profile, None, None, root), file, target, by)


def prompt(
    target: str,
    profile: str | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> str:
    """A brief to paste into any chat: what the target wants, the page, its gaps, the rules. Raises as `explain`."""
    from tailor.assistants.brief import prompt

    return prompt(_asked(profile, template, date, root), target)


def review(profile: str | None = None, root: Folder | None = None) -> list[Waiting]:
    """The proposed wordings that wait for a person, with what they claim and what is different. Raises InputError."""
    from tailor.assistants.reviewing import waiting

    return waiting(_asked(profile, None, None, root))[2]


def review_effects(
    one: Waiting, targets: Sequence[str] = (), profile: str | None = None, root: Folder | None = None
) -> list[Effect]:
    """What accepting a wording would do to the pages of some targets (default: those that it is for, or the first).
    Raises as `explain`."""
    from tailor.assistants.reviewing import effects

    if not targets:
        own = [listed.name for listed in list_files(root) if listed.kind == "target" and listed.origin == "user"]
        targets = one.held.wording.for_ or own[:1]
    return effects(_asked(profile, None, None, root), one, targets)


def accept_wording(
    name: str, text: str | None = None, profile: str | None = None, root: Folder | None = None
) -> Changed:
    """Accept a proposed wording (`ITEM#NUMBER`), perhaps in other words; for people alone. Raises InputError where it
    says something new."""
    from tailor.assistants.reviewing import accept

    return accept(_asked(profile, None, None, root), name, text)


def refuse_wording(name: str, profile: str | None = None, root: Folder | None = None) -> Changed:
    """Take a proposed wording out of the profile. Raises InputError."""
    from tailor.assistants.reviewing import refuse

    return refuse(_asked(profile, None, None, root), name)


def undo(root: Folder | None = None) -> Changed | None:
    """Take back the last change that an assistant, a review or the studio made; None if there is none. Raises
    InputError where the file was changed since."""
    from tailor.assistants.changing import undo
    from tailor.sources.workspace import find_workspace

    return undo(find_workspace(Path.cwd(), _folder(root)))


def outcome_data(one: Outcome) -> dict[str, object]:
    """What became of a proposal, as plain data."""
    from tailor.assistants.entrance import outcome_data

    return outcome_data(one)


def waiting_data(one: Waiting, effects: Sequence[Effect] = ()) -> dict[str, object]:
    """A wording that waits, as plain data."""
    from tailor.assistants.entrance import waiting_data

    return waiting_data(one, effects)


def prove(template: str = "*", root: Folder | None = None) -> tuple[list[tuple[str, Specimen]], list[Problem]]:
    """Set a specimen page in each template named, in each of its layouts: the path and the specimen of each, and all
    problems. Raises InputError or TexError for a template that is not exact."""
    from tailor.checking.specimen import prove_all
    from tailor.sources.workspace import find_workspace

    return prove_all(find_workspace(Path.cwd(), _folder(root)), template)


def system() -> list[Finding]:
    """What this machine has of what tailor needs."""
    from tailor.checking.system import look_around

    return look_around()


def explain(
    target: str,
    profile: str | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
    problem: Folder | None = None,
    draft: bool = False,
) -> Explanation:
    """The best page for a target, item by item; its whole integer program as MPS in the file `problem`, if one is
    named. A `draft` shows proposed wordings, marked. Raises InputError, FitError, TexError, TexMissingError."""
    from tailor.questions.page import explain

    return explain(_asked(profile, template, date, root, draft), target, _folder(problem))


def why(
    item: str,
    target: str,
    profile: str | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> Why:
    """Why an item is on a page or not, and what would change that. `item` is its id, any unique part of it, or any
    unique piece of its text. Raises as `explain`."""
    from tailor.builds.chosen_page import chosen_page
    from tailor.questions.why import why

    return why(chosen_page(_asked(profile, template, date, root), target), item)


def diff(
    left: str | None = None,
    right: str | None = None,
    target: str | None = None,
    profile: str | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> tuple[Side, Side]:
    """Two pages beside each other: of two targets; of two profiles, with `target`; with `target` alone, the last build
    of it and one made now. Raises as `explain`, and InputError for any other combination."""
    from tailor.questions.diff import diff

    return diff(_asked(profile, template, date, root), left, right, target)


def export(
    profile: str | None = None,
    target: str | None = None,
    format: str | None = None,
    out: Folder | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> Export:
    """A whole profile, or with `target` what its page shows, in a format (default: what `out` ends in, else JSON
    Resume). With `out` it is written there. Raises InputError, and as `explain` with `target`."""
    from tailor.project.export import export
    from tailor.storage.files import write_whole

    path = None if out is None else Path(out)
    made = export(_asked(profile, template, date, root), target, format, path)
    if path is not None:
        write_whole(path, made.content)
    return made


def import_file(file: Folder, name: str | None = None, force: bool = False, root: Folder | None = None) -> Moved:
    """Create a profile from another program's file; what it says of every field that was dropped or changed comes
    with it. Raises InputError."""
    from tailor.project.import_file import import_file
    from tailor.sources.workspace import workspace_or_new

    return import_file(Path(file), workspace_or_new(Path.cwd(), _folder(root)), name, force)


class Listed(NamedTuple):
    """A profile, a target or a template: its name, whether it is the user's own or built in, and its path."""

    kind: Kind
    name: str
    origin: str
    path: str


def list_files(root: Folder | None = None) -> list[Listed]:
    """The profiles, targets and templates that there are. Raises InputError where there is no folder."""
    from tailor.sources.workspace import find_workspace

    workspace = find_workspace(Path.cwd(), _folder(root))
    found: dict[Kind, tuple[Found, ...]] = {
        "profile": workspace.profiles(), "target": workspace.targets(), "template": workspace.templates()
    }  # fmt: skip
    return [
        Listed(kind, one.name, one.origin, workspace.shown(one.path)) for kind, some in found.items() for one in some
    ]


def init(
    folder: Folder = ".",
    answers: Mapping[str, str | None] | None = None,
    paper: str = "a4",
    source: Folder | None = None,
    force: bool = False,
    assistants: bool = False,
) -> Started:
    """Create a folder to start from. `answers` are name, email, phone and location; `source` is a file of another
    program to begin with; `assistants` adds notes and a skill for them. Raises InputError."""
    from tailor.project.starter import Start, start

    return start(Start(Path(folder), answers or {}, paper, _folder(source), force, assistants))


def new_target(
    name: str,
    posting: Folder | None = None,
    profile: str | None = None,
    force: bool = False,
    root: Folder | None = None,
) -> Drafted:
    """Draft a target: from a job posting, or from the profile's most used tags. Raises InputError."""
    from tailor.project.from_posting import Asked, new_target

    return new_target(Asked(Path.cwd(), name, _folder(root), profile, _folder(posting), force))


def apply(
    target: str,
    profile: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
    fail_on: Severity = Severity.WARNING,
) -> Applied:
    """A folder with everything that one application needs, `applications/<day>-<target>/`: built, checked and whole, or
    not written at all. Raises InputError for every problem of `fail_on` and above, and as a build does."""
    from tailor.project.applying import Asked, apply

    return apply(Asked(Path.cwd(), target, _today(date), _folder(root), profile, fail_on))


def applications(root: Folder | None = None) -> list[Sent]:
    """All applications, the newest first. Raises InputError with every mistake in their files."""
    from tailor.project.sent import applications

    return applications(Path.cwd(), _folder(root))


def leftovers(out: Folder | None = None, root: Folder | None = None) -> Leftovers:
    """The files that were built of profiles and targets that are gone. Raises InputError."""
    from tailor.project.cleaning import leftovers

    return leftovers(Path.cwd(), _folder(root), _folder(out))


def clean(found: Leftovers) -> None:
    """Remove what `leftovers` found. Raises OSError."""
    from tailor.project.cleaning import take_away

    take_away(found)


def gaps(target: str, profile: str | None = None, root: Folder | None = None) -> Gaps:
    """What the posting of a target asks for and nothing in the profile shows, must first. Raises InputError, also where
    the target has no posting."""
    from tailor.project.posting_gaps import gaps

    return gaps(Path.cwd(), target, profile, _folder(root))


def target_update(target: str, posting: Folder | None = None, root: Folder | None = None) -> Updated:
    """Bring a changed posting (another file, or the one kept) or a changed profile into a target; what was edited
    stays. Raises InputError."""
    from tailor.project.target_update import update

    return update(Path.cwd(), target, _folder(posting), _folder(root))


def mcp(root: Folder | None = None) -> None:
    """Serve the folder to an assistant on standard input and output, until it ends. Raises InputError."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise InputError(Problem("no-mcp", "the library `mcp` is not installed", "pip install tailor-cv[mcp]"))
    from tailor.assistants.server import serve

    serve(Path.cwd(), _folder(root))


def new_template(name: str, parent: str = "classic", copy: bool = False, root: Folder | None = None) -> list[str]:
    """Create a template that extends another one, or with `copy` begins as a copy of it; its files. Raises
    InputError."""
    from tailor.sources.workspace import find_workspace
    from tailor.templates.scaffold import new_template

    workspace = find_workspace(Path.cwd(), _folder(root))
    return [workspace.shown(path) for path in new_template(workspace, name, parent, copy)]


def schema(kind: str) -> str:
    """The JSON Schema of a `profile`, `target`, `template` or `config`, as text. Raises InputError."""
    from tailor.sources.schemas import schema_text

    return schema_text(kind)


def _asked(
    profile: str | None, template: str | None, date: str | None, root: Folder | None, draft: bool = False
) -> Asked:
    from tailor.builds.values import Asked

    return Asked(Path.cwd(), _today(date), _folder(root), profile, template, draft)


def _today(date: str | None) -> Day:
    from tailor.sources.today import today

    return today(date)


def _folder(path: Folder | None) -> Path | None:
    return None if path is None else Path(path)


def _path(path: Folder | None) -> str | None:
    return None if path is None else os.fspath(path)
