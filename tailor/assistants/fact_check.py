"""`tailor guard`: what wordings, summaries, headlines and letters claim, and which facts of a profile changed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from pydantic import ValidationError

from tailor.base.errors import InputError, Place, Problem, Severity
from tailor.base.source import read
from tailor.builds.beside.letters import script_of
from tailor.builds.beside.unsupported import addressed, letter_claims, text_claims
from tailor.core.guard.changes import Change, changes
from tailor.models.dates import Day
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.guarding import headline_problems, held, known_terms, problems, summary_problems
from tailor.sources.loading import Collector, Loaded, load_profile, load_target
from tailor.sources.validating import problems_of
from tailor.sources.workspace import Workspace, find_workspace


class Guarded(Struct, frozen=True):
    """What `tailor guard` was asked for."""

    here: Path
    today: Day
    root: Path | None = None
    targets: Sequence[str] = ()
    profiles: Sequence[str] = ()


def guard(asked: Guarded) -> list[Problem]:
    """Every claim beyond the facts, in the profiles and targets named (default: all). Raises InputError."""
    workspace = find_workspace(asked.here, asked.root)
    people, aims = _read(workspace, asked)
    found: list[Problem] = []
    for profile in people:
        some = [one for one in held(profile) if _wanted(one.wording.for_, asked.targets)]
        found += [*problems(some), *summary_problems(profile, asked.today)]
        for target in aims:
            if target.value.profile in (None, profile.name):
                found += headline_problems(target, profile.value, asked.today)
                found += letter_problems(workspace, target, profile.value, asked.today)
    return list(dict.fromkeys(found))


def letter_problems(workspace: Workspace, target: Loaded[Target], profile: Profile, today: Day) -> list[Problem]:
    """What the letter of a target claims; nothing where it has none. Raises InputError for one that is not there."""
    return letter_claims(target, profile, script_of(workspace, target), today)


def _wanted(targets: Sequence[str], asked: Sequence[str]) -> bool:
    return not asked or not targets or bool({*targets} & {*asked})


def _read(workspace: Workspace, asked: Guarded) -> tuple[list[Loaded[Profile]], list[Loaded[Target]]]:
    collector = Collector()
    people = [one.name for one in workspace.match("profile", asked.profiles or ("*",))]
    aims = [one.name for one in workspace.match("target", asked.targets or ("*",))]
    loaded = [collector.attempt(lambda name=name: load_profile(workspace, name)) for name in people]  # type: ignore[misc]
    targets = [collector.attempt(lambda name=name: load_target(workspace, name)) for name in aims]  # type: ignore[misc]
    collector.finish()
    return [one for one in loaded if one], [one for one in targets if one]


def guard_letter(file: Path, asked: Guarded) -> list[Problem]:
    """The new facts of a letter (plain text or Markdown) about the first of the profiles; it may name the role and the
    addressee of the targets. Raises InputError."""
    workspace = find_workspace(asked.here, asked.root)
    name = asked.profiles[0] if asked.profiles else workspace.default_profile(None).name
    also = [name for target in asked.targets for name in addressed(load_target(workspace, target))]
    place = Place(workspace.shown(file), 1, 1)
    return text_claims(_text_of(file), place, load_profile(workspace, name).value, also, asked.today)


def guard_against(asked: Guarded, since: str) -> list[Problem]:
    """The facts of profiles that are not what they were in another file, or in a git revision. Raises InputError."""
    workspace = find_workspace(asked.here, asked.root)
    names = asked.profiles or ("*",)
    path = workspace.here / since
    if path.is_file():
        name = asked.profiles[0] if asked.profiles else _same_or_default(workspace, path)
        return [*_changed(load_profile(workspace, name), _profile(_text_of(path), since))]
    found: list[Problem] = []
    for one in workspace.match("profile", names):
        text = _at_revision(workspace, since, one.path)
        if text is not None:
            found += _changed(load_profile(workspace, one.name), _profile(text, f"{since}:{workspace.shown(one.path)}"))
        elif asked.profiles:
            raise InputError(Problem("no-such-file", f"there is no {workspace.shown(one.path)} in {since}"))
    return found


def _same_or_default(workspace: Workspace, path: Path) -> str:
    names = [one.name for one in workspace.profiles()]
    near = next((name for name in names if path.stem == name or path.stem.startswith(f"{name}.")), None)
    return near or workspace.default_profile(None).name


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem("unreadable-file", f"{path} cannot be read: {error}", "check its name")) from None


def _at_revision(workspace: Workspace, revision: str, path: Path) -> str | None:
    """A file as it was in a revision; None if it was not there. Raises InputError if there is no such revision."""
    git = ["git", "-C", str(workspace.root)]
    known = _run([*git, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    if known is None:
        message = f"--against: `{revision}` is neither a file nor a git revision"
        raise InputError(Problem("unknown-revision", message, "name a YAML file, or a revision such as HEAD~1"))
    relative = path.resolve().relative_to(workspace.root.resolve())
    return _run([*git, "show", f"{known.strip()}:./{relative.as_posix()}"])


def _run(command: Sequence[str]) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None


def _profile(text: str, shown: str) -> Profile:
    source = read(text.encode(), shown)
    if source.data is None or source.problems:
        raise InputError([*source.problems] or Problem("empty-file", f"{shown} is empty"))
    try:
        return Profile.model_validate(source.data)
    except ValidationError as error:
        raise InputError(problems_of(error, Profile, source.place)) from None


def _changed(now: Loaded[Profile], before: Profile) -> Iterator[Problem]:
    for one in changes(before, now.value, known_terms):
        severity = Severity.NOTE if one.gone else Severity.WARNING
        yield Problem(f"fact-{'gone' if one.gone else 'changed'}", one.message, "", _place(now, one), severity)


def _place(now: Loaded[Profile], one: Change) -> Place:
    place = now.place(one.path[:1] if one.gone else one.path)
    start = place.text.find(one.words, max(0, place.column - 1)) if one.words else -1
    return place if start < 0 else Place(place.file, place.line, start + 1, place.text)
