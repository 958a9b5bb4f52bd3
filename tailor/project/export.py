"""`tailor export`: a whole profile, or what a target's page shows of it, in another program's format."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tailor.base.errors import InputError, Problem
from tailor.builds.beside.attached import check_reference, reference_of
from tailor.builds.build_values import PageQuery
from tailor.core.profile.reach import redacted
from tailor.exporting.document import Document, Sheet, whole
from tailor.exporting.formats import FORMATS, DocumentFormat, Format, Made, by_ending, documents
from tailor.exporting.loss import Loss, left_behind, loss_lines
from tailor.models.config import DEFAULT_PAPER
from tailor.models.values import near
from tailor.sources.loading import load_config, load_profile
from tailor.sources.workspace import find_workspace


class Export(Struct, frozen=True):
    """What was exported: its content, and one line for every kind of thing that is not in it as it stood."""

    content: bytes
    notes: tuple[str, ...] = ()


def export(asked: PageQuery, target: str | None, form: str | None, out: Path | None) -> Export:
    """The profile asked for, or its page for a target, in a format (by default, that of the ending of `out`).

    Raises InputError for unknown names and formats, and all that a build raises when a page must be chosen or set.
    """
    wanted = _format(form, out)
    if target is not None:
        made, losses = _page(asked, target, wanted), list[Loss]()
    elif isinstance(wanted, DocumentFormat):
        document, losses = _profile(asked)
        made = wanted.make(document)
    else:
        hint = f"name one with --target, or choose a format that holds a whole profile: {', '.join(documents())}"
        raise InputError(Problem("page-format", f"`{wanted.name}` is made of a target's page", hint))
    return Export(made.content, tuple(loss_lines([*losses, *made.losses])))


def _format(form: str | None, out: Path | None) -> Format:
    """The format asked for, or the one that the file's ending stands for."""
    if found := FORMATS.get(form or ""):
        return found
    known = ", ".join(FORMATS)
    if form is not None:
        meant = by_ending(f".{form}")
        guess = near(form, FORMATS, 0.6) or (meant and meant.name)
        hint = f"did you mean `{guess}`?" if guess else f"known are: {known}"
        raise InputError(Problem("unknown-format", f"--format: there is no format `{form}`", hint))
    if out is None or not out.suffix:
        return FORMATS["jsonresume"]
    if found := by_ending(out.name):
        return found
    endings = " ".join(ending for one in FORMATS.values() for ending in one.endings)
    hint = f"name it with --format ({known}), or end the file in one of: {endings}"
    raise InputError(Problem("unknown-format", f"--out: `{out.suffix}` is not a format that export writes", hint))


def _profile(asked: PageQuery) -> tuple[Document, list[Loss]]:
    """The one profile asked for, whole."""
    workspace = find_workspace(asked.here, asked.root)
    loaded = load_config(workspace)
    check_reference(workspace, loaded)
    config = loaded.value
    found = workspace.match("profile", (asked.profile,)) if asked.profile else ()
    names = [one.name for one in found or (workspace.default_profile(config.profile),)]
    if len(names) != 1:
        raise InputError(Problem("one-profile", "an export is of one profile", f"name one of: {', '.join(names)}"))
    own = load_profile(workspace, names[0]).value
    profile = redacted(own) if asked.redact else own
    locale = config.locale or profile.locale
    paper, reference = config.paper or DEFAULT_PAPER, reference_of(workspace, config).content
    document = replace(whole(profile, locale), sheet=Sheet(paper=paper, reference=reference))
    return document, left_behind(profile, locale)


def _page(asked: PageQuery, target: str, wanted: Format) -> Made:
    """What the one page asked for shows: the same as the last build of it, where nothing better has come."""
    from tailor.builds.chosen_page import page_as_built, page_as_set  # brings TeX and the solver
    from tailor.builds.written.outputs import made, page_document
    from tailor.builds.written.report import summary

    if isinstance(wanted, DocumentFormat):
        return wanted.make(page_document(page_as_built(asked, target), tables=wanted.tables))
    built = page_as_set(asked, target)
    return made(built, summary(built, None), wanted)
