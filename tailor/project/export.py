"""`tailor export`: a whole profile, or what a target's page shows of it, in another program's format."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.builds.values import Asked
from tailor.exporting.document import Document, whole
from tailor.exporting.formats import ENDINGS, FORMS, exported, page_document
from tailor.exporting.loss import Loss, left_behind, told
from tailor.models.values import near
from tailor.sources.loading import load_config, load_profile
from tailor.sources.workspace import find_workspace


class Export(Struct, frozen=True):
    """What was exported: its text, and one line for every kind of thing that is not in it as it stood."""

    text: str
    notes: tuple[str, ...]


def export(asked: Asked, target: str | None, form: str | None, out: Path | None) -> Export:
    """The profile asked for, or its page for a target, in a format (by default, that of the ending of `out`).

    Raises InputError for unknown names and formats, and all that a build raises when a page must be chosen.
    """
    form = _form(form, out)
    if target is not None:
        document, losses = _page(asked, target, tables=form != "jsonresume"), list[Loss]()
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
    from tailor.builds.chosen_page import page_as_built  # brings TeX and the solver

    return page_document(page_as_built(asked, target), tables=tables)
