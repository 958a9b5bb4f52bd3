"""`tailor check --template`: a specimen of every kind of block set in a template, in every layout, on every paper.

It is proved exact as pages are: what was measured is what is set, block by block, column by column.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from msgspec import Struct

from tailor.base.clock import Stopwatch
from tailor.base.errors import Problem, Severity, TexError
from tailor.base.source import Source
from tailor.builds.beside.attached import Attached
from tailor.builds.beside.photo import Photo, placed
from tailor.builds.build_values import Choice, Inputs, Job
from tailor.builds.choosing import choose
from tailor.builds.laying_out import lay_out
from tailor.builds.pipeline import describe, verify
from tailor.builds.typesetter import open_typesetter
from tailor.checking.built_pages import can_read, file_facts, shown_texts
from tailor.core.lints.all_lints import problems
from tailor.core.lints.page_lints import page_lints
from tailor.core.page.measures import Page, Request
from tailor.core.profile.outline import outline
from tailor.models.dates import Day
from tailor.models.manifests import Manifest
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.loading import Layer, Loaded, load_config, load_model
from tailor.sources.workspace import Workspace
from tailor.storage.cache import MeasureCache
from tailor.storage.files import write_whole
from tailor.templates.manifest import dropped, load_template, strays
from tailor.templates.rendering import Template
from tailor.tex.setting import Typeset

SPECIMEN = Path(__file__).parent / "specimen.yaml"

TODAY = Day(2026, 11, 21)


class Specimen(Struct, frozen=True):
    """A specimen that is exact: the PDF in the preferred layout on the first paper; how many were set; doubts."""

    template: str
    pdf: bytes
    settings: int
    doubts: tuple[Problem, ...]


def prove(workspace: Workspace, name: str) -> Specimen:
    """Set the specimen in a template, in each of its layouts on each of its papers.

    Raises InputError for mistakes in the manifest and the macros, TexError for what TeX cannot set or sets otherwise
    than it was measured; both with the template's file and line.
    """
    template = load_template(workspace, name)
    profile = load_model(SPECIMEN, SPECIMEN.name, Profile)
    doubts = dict.fromkeys([*strays(template), *dropped(template)])
    pdfs: list[bytes] = []
    for paper, rule in product(template.manifest.papers, template.manifest.layouts):
        one = _only(template, template.manifest.model_copy(update={"layouts": (rule,)}))
        for shown_as in ("entry", "table"):
            typeset = _set(Inputs(profile, _target(shown_as), one, paper, "en", photo=_photo(profile, one)))
            pdfs.append(typeset.pdf)
            doubts |= dict.fromkeys(_doubts(typeset, f"{rule.name}, {paper}"))
    return Specimen(name, pdfs[0], len(pdfs), tuple(doubts))


def prove_all(workspace: Workspace, names: str) -> tuple[list[tuple[str, Specimen]], list[Problem]]:
    """A specimen in each template that a name or glob names, written to the output folder: its path as the user sees
    it, and all that there is to say of them. Raises as `prove`."""
    out = workspace.root / load_config(workspace).value.out / "specimen"
    proved: list[tuple[str, Specimen]] = []
    doubts: list[Problem] = []
    for found in workspace.match("template", (names,)):
        specimen, path = prove(workspace, found.name), out / f"{found.name}.pdf"
        write_whole(path, specimen.pdf)
        proved.append((workspace.shown(path), specimen))
        doubts += [*specimen.doubts, *readable(path, workspace.shown(path))]
    return proved, doubts


def _photo(profile: Loaded[Profile], template: Template) -> Photo | None:
    """A grey picture in the place that a template has for one."""
    from PIL import Image

    if (room := template.manifest.photo) is None:
        return None
    drawn = io.BytesIO()
    Image.new("RGB", (400, 500), "#c4c9ce").save(drawn, "PNG")
    return placed(profile, Attached(SPECIMEN, drawn.getvalue()), (room.width, room.height), "en")


def readable(pdf: Path, shown_as: str) -> list[Problem]:
    """What machines do not find of a specimen that was written to a file, or out of its order; nothing without
    poppler."""
    if not can_read():
        return []
    profile = load_model(SPECIMEN, SPECIMEN.name, Profile)
    candidates = outline(profile.value, _target("entry").value, profile.place)
    every = {one.id: one.variants[0].name for one in candidates}
    shown = tuple(text for one in candidates for text in shown_texts(one, every, "en"))
    return problems(page_lints(file_facts(pdf, shown_as, shown)), off=("last-line",))


def _only(template: Template, manifest: Manifest) -> Template:
    return Template(template.name, manifest, template.folders, template.locale, template.shown)


def _target(schooling: str) -> Loaded[Target]:
    """All that the specimen has, one section of degrees as entries or as a table."""
    as_table = {"education": {}, "schooling": {"as": "table"} if schooling == "table" else {}}
    keys = (
        "summary",
        "experience",
        "projects",
        "publications",
        "awards",
        "skills",
        "languages",
        "interests",
        "earlier",
    )
    target = Target.model_validate({"pages": "any", "sections": {**{key: {} for key in keys}, **as_table}})
    return Loaded("specimen", target, Layer(Source("specimen", {}, ()), {}), {})


def _set(inputs: Inputs) -> Typeset:
    """One specimen, set and proved."""
    typesetter = open_typesetter(inputs.template, inputs.template.preamble(inputs.paper))
    try:
        choice = choose(inputs, Job("specimen", "specimen", TODAY), typesetter, Stopwatch(lambda: 0.0))
        pages = lay_out(choice, typesetter)
        if unsteady := list(_unsteady(choice, pages)):
            raise TexError(unsteady)
        template, about = inputs.template, describe(choice)
        typeset = typesetter.typeset(
            template.opening(about, choice.layout) + template.body(pages, choice.layout, about)
        )
    finally:
        typesetter.close()
    verify(pages, typeset)
    return typeset


def _unsteady(choice: Choice, pages: Sequence[Page]) -> Iterator[Problem]:
    """Macros whose blocks come out otherwise when they are measured in the contrary order, from a clean start."""
    template, layout = choice.inputs.template, choice.layout
    placed = [block for page in reversed(pages) for block in reversed(page.blocks)]
    setup, widths = template.setup(layout), {name: width for name, (width, _) in layout.regions.items()}
    requests = [Request(setup, widths[one.region], template.block(one.block, one.region)) for one in placed]
    typesetter = open_typesetter(template, template.preamble(choice.inputs.paper), MeasureCache(None))
    typesetter.files = choice.inputs.files
    again = typesetter.measure(requests)
    differing = {str(one.block.kind): two.height - one.height for one, two in zip(placed, again, strict=True)
                 if one.height != two.height}  # fmt: skip
    for macro, excess in differing.items():
        message = f"in the macro `{macro}`: a block is {excess:+} sp higher after other blocks"
        hint = "a macro may depend on its block, its region and the layout only, not on what stands before"
        yield Problem("height-differs", message, hint, template.place(macro))


def _doubts(typeset: Typeset, where: str) -> Iterator[Problem]:
    """What sticks out, and signs that the fonts lack."""
    for excess in typeset.log.overfull:
        message = f"a line of the specimen sticks out by {excess} pt ({where})"
        yield Problem("overfull", message, severity=Severity.WARNING)
    for sign in typeset.log.lost:
        yield Problem("missing-character", f"the fonts lack {sign}")
