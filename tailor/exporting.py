"""`tailor export`: a whole profile, or what a target's page shows of it, in another program's format."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from tailor.adapters.export import ENDINGS, FORMS, exported, page_document
from tailor.adapters.export.document import Document, whole
from tailor.adapters.export.loss import Loss, left_behind, told
from tailor.adapters.loading import load_config, load_profile
from tailor.adapters.workspace import find_workspace
from tailor.base.clock import Stopwatch
from tailor.base.errors import InputError, Problem
from tailor.models.dates import Day
from tailor.models.values import near


@dataclass(frozen=True, slots=True)
class Asked:
    """What `tailor export` was asked for, as given."""

    here: Path
    today: Day
    root: Path | None = None
    profile: str | None = None
    target: str | None = None
    template: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What was exported: its text, and one line for every kind of thing that is not in it as it stood."""

    text: str
    notes: tuple[str, ...]


def export(asked: Asked, form: str | None, out: Path | None) -> Export:
    """The profile asked for, or its one target's page, in a format (by default, that of the ending of `out`).

    Raises InputError for unknown names and formats, and all that a build raises when a page must be chosen.
    """
    form = _form(form, out)
    if asked.target is not None:
        document, losses = _page(asked, asked.target, tables=form != "jsonresume"), list[Loss]()
    else:
        document, losses = _profile(asked)
    text, more = exported(document, form)
    return Export(text, tuple(told([*losses, *more])))


def _form(form: str | None, out: Path | None) -> str:
    """The format asked for, or the one that the file's ending stands for."""
    if form is None and out is not None and out.suffix:
        if out.suffix.lower() in ENDINGS:
            return ENDINGS[out.suffix.lower()]
        hint = f"name it with --format ({', '.join(FORMS)}), or end the file in one of: {' '.join(ENDINGS)}"
        raise InputError(Problem("unknown-format", f"--out: `{out.suffix}` stands for no format of an export", hint))
    if form is None or form in FORMS:
        return form or FORMS[0]
    guess = near(form, FORMS, 0.6) or ENDINGS.get(f".{form.lower()}")
    hint = f"did you mean `{guess}`?" if guess else f"known are: {', '.join(FORMS)}"
    raise InputError(Problem("unknown-format", f"--format: there is no format `{form}`", hint))


def _profile(asked: Asked) -> tuple[Document, list[Loss]]:
    """The one profile asked for, whole."""
    workspace = find_workspace(asked.here, asked.root)
    config = load_config(workspace).value
    found = workspace.match("profile", (asked.profile,)) if asked.profile else ()
    names = [one.name for one in found or (workspace.default_profile(config.profile),)]
    if len(names) != 1:
        raise InputError(Problem("one-profile", "an export is of one profile", f"name one of: {', '.join(names)}"))
    profile = load_profile(workspace, names[0]).value
    locale = config.locale or profile.locale
    return whole(profile, locale), left_behind(profile, locale)


def _page(asked: Asked, target: str, tables: bool) -> Document:
    """What the one page asked for shows: the same as the last build of it, where nothing better has come."""
    from tailor.adapters.memory import last_choice, load_state  # these bring TeX and the solver
    from tailor.adapters.typesetting import Typesetter
    from tailor.batch import Request, memory_of, plan
    from tailor.pipeline import choose, load

    profiles = (asked.profile,) if asked.profile else ()
    planned = plan(Request(asked.here, asked.today, asked.root, (target,), profiles, template=asked.template))
    if len(planned.jobs) != 1:
        names = ", ".join(f"{job.profile} × {job.target}" for job in planned.jobs)
        raise InputError(Problem("one-page", "an export is of one page", f"name one of: {names}"))
    job = planned.jobs[0]
    inputs = load(planned.workspace, planned.config, job)
    typesetter = Typesetter(inputs.template.preamble(inputs.paper))
    try:
        previous = last_choice(load_state(memory_of(planned, job)))
        choice = choose(inputs, job, typesetter, Stopwatch(time.perf_counter), previous)
    finally:
        typesetter.close()
    return page_document(choice, tables=tables)
