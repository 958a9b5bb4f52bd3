"""What assistants propose, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tailor.api.arguments import Folder, as_day, as_path, context
from tailor.api.workspaces import list_files
from tailor.base.errors import InputError, Problem

if TYPE_CHECKING:
    from tailor.assistants.changing import Changed
    from tailor.assistants.proposing import Outcome
    from tailor.assistants.reviewing import Effect, Waiting


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

    asked = Guarded(Path.cwd(), as_day(None), as_path(root), tuple(targets), tuple(profiles))
    if against is not None:
        return guard_against(asked, against)
    return guard(asked) if letter is None else guard_letter(Path(letter), asked)


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

    return propose_file(context(profile, None, None, root), file, target, by)


def prompt(
    target: str,
    profile: str | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> str:
    """A brief to paste into any chat: what the target wants, the page, its gaps, the rules. Raises as `explain`."""
    from tailor.assistants.brief import prompt

    return prompt(context(profile, template, date, root), target)


def review(profile: str | None = None, root: Folder | None = None) -> list[Waiting]:
    """The proposed wordings that wait for a person, with what they claim and what is different. Raises InputError."""
    from tailor.assistants.reviewing import waiting

    return waiting(context(profile, None, None, root))[2]


def review_effects(
    one: Waiting, targets: Sequence[str] = (), profile: str | None = None, root: Folder | None = None
) -> list[Effect]:
    """What accepting a wording would do to the pages of some targets (default: those that it is for, or the first).
    Raises as `explain`."""
    from tailor.assistants.reviewing import effects

    if not targets:
        own = [listed.name for listed in list_files(root) if listed.kind == "target" and listed.origin == "user"]
        targets = one.held.wording.for_ or own[:1]
    return effects(context(profile, None, None, root), one, targets)


def in_other_words(name: str, text: str, profile: str | None = None, root: Folder | None = None) -> Waiting:
    """A proposed wording as it would be with another text: what is different then, and what it claims. Raises
    InputError."""
    from tailor.assistants.reviewing import in_other_words

    return in_other_words(context(profile, None, None, root), name, text)


def accept_wording(
    name: str, text: str | None = None, profile: str | None = None, root: Folder | None = None
) -> Changed:
    """Accept a proposed wording (`ITEM#NUMBER`), perhaps in other words; for people alone. Raises InputError where it
    says something new."""
    from tailor.assistants.reviewing import accept

    return accept(context(profile, None, None, root), name, text)


def refuse_wording(name: str, profile: str | None = None, root: Folder | None = None) -> Changed:
    """Take a proposed wording out of the profile. Raises InputError."""
    from tailor.assistants.reviewing import refuse

    return refuse(context(profile, None, None, root), name)


def undo(root: Folder | None = None) -> Changed | None:
    """Take back the last change that an assistant, a review or the studio made; None if there is none. Raises
    InputError where the file was changed since."""
    from tailor.assistants.changing import undo
    from tailor.sources.workspace import find_workspace

    return undo(find_workspace(Path.cwd(), as_path(root)))


def outcome_data(one: Outcome) -> dict[str, object]:
    """What became of a proposal, as plain data."""
    from tailor.assistants.entrance import outcome_data

    return outcome_data(one)


def waiting_data(one: Waiting, effects: Sequence[Effect] = ()) -> dict[str, object]:
    """A wording that waits, as plain data."""
    from tailor.assistants.entrance import waiting_data

    return waiting_data(one, effects)


def mcp(root: Folder | None = None) -> None:
    """Serve the folder to an assistant on standard input and output, until it ends. Raises InputError."""
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise InputError(Problem("no-mcp", "the library `mcp` is not installed", "pip install tailor-cv[mcp]"))
    from tailor.assistants.server import serve

    serve(Path.cwd(), as_path(root))
