"""Questions about pages: are they right, what is on them and why, and what else they can be written as."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tailor.api.arguments import Folder, as_day, as_path, context
from tailor.base.errors import Problem

if TYPE_CHECKING:
    from tailor.checking.specimen import Specimen
    from tailor.checking.system import Finding
    from tailor.project.export import Export
    from tailor.questions.diff import Side
    from tailor.questions.page import Explanation
    from tailor.questions.why import Why


def check(
    targets: Sequence[str] = (),
    profiles: Sequence[str] = (),
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
) -> list[Problem]:
    """Every problem in the profiles, targets and templates named (default: all), and in the pages built of them.
    Raises InputError where there is no folder to check."""
    from tailor.checking.everything import CheckRequest, check_all

    return check_all(CheckRequest(Path.cwd(), as_day(date), as_path(root), targets, profiles, template))


def check_proofs(
    targets: Sequence[str] = (),
    profiles: Sequence[str] = (),
    date: str | None = None,
    root: Folder | None = None,
) -> list[Problem]:
    """What does not hold of the certificates of built pages: of all, or of those named. Raises InputError."""
    from tailor.builds.plan import Request
    from tailor.checking.certificates import check_proofs as found

    return found(Request(Path.cwd(), as_day(date), as_path(root), tuple(targets), tuple(profiles)))


def prove(template: str = "*", root: Folder | None = None) -> tuple[list[tuple[str, Specimen]], list[Problem]]:
    """Set a specimen page in each template named, in each of its layouts: the path and the specimen of each, and all
    problems. Raises InputError or TexError for a template that is not exact."""
    from tailor.checking.specimen import prove_all
    from tailor.sources.workspace import find_workspace

    return prove_all(find_workspace(Path.cwd(), as_path(root)), template)


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

    return explain(context(profile, template, date, root, draft), target, as_path(problem))


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

    return why(chosen_page(context(profile, template, date, root), target), item)


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

    return diff(context(profile, template, date, root), left, right, target)


def export(
    profile: str | None = None,
    target: str | None = None,
    format: str | None = None,
    out: Folder | None = None,
    template: str | None = None,
    date: str | None = None,
    root: Folder | None = None,
    redact: bool = False,
) -> Export:
    """A whole profile, or with `target` what its page shows, in a format (default: what `out` ends in, else JSON
    Resume). With `out` it is written there. `redact` names nobody. Raises InputError, and as `explain` with
    `target`."""
    from tailor.project.export import export
    from tailor.storage.files import write_whole

    path = None if out is None else Path(out)
    made = export(context(profile, template, date, root, redact=redact), target, format, path)
    if path is not None:
        write_whole(path, made.content)
    return made
