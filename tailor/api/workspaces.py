"""The files of a workspace: profiles and targets as they come, and what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tailor.api.arguments import Folder, as_day, as_path
from tailor.base.errors import Severity

if TYPE_CHECKING:
    from tailor.project.applying import Applied
    from tailor.project.cleaning import Leftovers
    from tailor.project.from_posting import Drafted
    from tailor.project.import_file import Moved
    from tailor.project.posting_gaps import Gaps
    from tailor.project.sent import Sent
    from tailor.project.starter import Started
    from tailor.project.target_update import Updated
    from tailor.sources.workspace import Found, Kind


def import_file(file: Folder, name: str | None = None, force: bool = False, root: Folder | None = None) -> Moved:
    """Create a profile from another program's file; what it says of every field that was dropped or changed comes
    with it. Raises InputError."""
    from tailor.project.import_file import import_file
    from tailor.sources.workspace import workspace_or_new

    return import_file(Path(file), workspace_or_new(Path.cwd(), as_path(root)), name, force)


class Listed(NamedTuple):
    """A profile, a target or a template: its name, whether it is the user's own or built in, and its path."""

    kind: Kind
    name: str
    origin: str
    path: str


def list_files(root: Folder | None = None) -> list[Listed]:
    """All profiles, targets and templates. Raises InputError if there is no folder."""
    from tailor.sources.workspace import find_workspace

    workspace = find_workspace(Path.cwd(), as_path(root))
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

    return start(Start(Path(folder), answers or {}, paper, as_path(source), force, assistants))


def new_target(
    name: str,
    posting: Folder | None = None,
    profile: str | None = None,
    force: bool = False,
    root: Folder | None = None,
) -> Drafted:
    """Draft a target: from a job posting, or from the profile's most used tags. Raises InputError."""
    from tailor.project.from_posting import DraftRequest, new_target

    return new_target(DraftRequest(Path.cwd(), name, as_path(root), profile, as_path(posting), force))


def apply(
    target: str,
    profile: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
    fail_on: Severity = Severity.WARNING,
    redact: bool = False,
) -> Applied:
    """A folder with everything that one application needs, `applications/<day>-<target>/`: built, checked and whole, or
    not written at all; `redact` names nobody in it. Raises InputError for every problem of `fail_on` and above, and
    as a build does."""
    from tailor.project.applying import ApplyRequest, apply

    return apply(ApplyRequest(Path.cwd(), target, as_day(date), as_path(root), profile, fail_on, redact))


def applications(root: Folder | None = None) -> list[Sent]:
    """All applications, the newest first. Raises InputError with every mistake in their files."""
    from tailor.project.sent import applications

    return applications(Path.cwd(), as_path(root))


def leftovers(out: Folder | None = None, root: Folder | None = None) -> Leftovers:
    """The files that were built of profiles and targets that are gone. Raises InputError."""
    from tailor.project.cleaning import leftovers

    return leftovers(Path.cwd(), as_path(root), as_path(out))


def clean(found: Leftovers) -> None:
    """Remove what `leftovers` found. Raises OSError."""
    from tailor.project.cleaning import take_away

    take_away(found)


def gaps(target: str, profile: str | None = None, root: Folder | None = None) -> Gaps:
    """What the posting of a target asks for and nothing in the profile shows, must first. Raises InputError, also where
    the target has no posting."""
    from tailor.project.posting_gaps import gaps

    return gaps(Path.cwd(), target, profile, as_path(root))


def target_update(target: str, posting: Folder | None = None, root: Folder | None = None) -> Updated:
    """Bring a changed posting (another file, or the one kept) or a changed profile into a target; what was edited
    stays. Raises InputError."""
    from tailor.project.target_update import update

    return update(Path.cwd(), target, as_path(posting), as_path(root))


def new_template(name: str, parent: str = "classic", copy: bool = False, root: Folder | None = None) -> list[str]:
    """Create a template that extends another one, or with `copy` begins as a copy of it; its files. Raises
    InputError."""
    from tailor.sources.workspace import find_workspace
    from tailor.templates.scaffold import new_template

    workspace = find_workspace(Path.cwd(), as_path(root))
    return [workspace.shown(path) for path in new_template(workspace, name, parent, copy)]


def schema(kind: str) -> str:
    """The JSON Schema of a `profile`, `target`, `template` or `config`, as text. Raises InputError."""
    from tailor.sources.schemas import schema_text

    return schema_text(kind)
