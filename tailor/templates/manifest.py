"""Finds a template by name and reads its manifest, its parents' behind it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path
from typing import Any

from jinja2 import nodes
from pydantic import ValidationError

from tailor.base.errors import InputError, Problem, Severity
from tailor.base.limited_files import read_limited
from tailor.base.source import Source, decoded
from tailor.models.manifests import Manifest
from tailor.models.style import Style
from tailor.models.values import near
from tailor.sources.loading import read_file
from tailor.sources.validating import problems_of
from tailor.sources.workspace import MANIFEST, Found, Workspace
from tailor.templates.macro_context import place_at
from tailor.templates.rendering import FILES, Template

MERGED = ("gaps", "style")
"""Mappings of a manifest that a child adds to; it replaces all else."""

OWN = ("extends", "pdfua")
"""What a manifest says of its own template only: a parent's pages may keep what a child's do not."""


def load_template(
    workspace: Workspace, name: str, locale: str = "en", style: Style | None = None, *, ats: bool = False
) -> Template:
    """The template of this name, in a style that is said elsewhere, with `ats` for programs that fill forms. Raises
    InputError for an unknown name or a manifest with mistakes."""
    found = workspace.find("template", name)
    chain = _chain(workspace, found)
    data: dict[str, Any] = {}
    for _, source in reversed(chain):
        own = source.data or {}
        data = _without_roomy(data, own)
        merged = {key: _over(data.get(key), own[key]) for key in MERGED if key in own}
        data = {key: value for key, value in data.items() if key not in OWN} | own | merged
    data.pop("extends", None)
    _refuse_bytes(workspace, [folder for folder, _ in chain])
    try:
        manifest = Manifest.model_validate(data)
    except ValidationError as error:
        raise InputError(problems_of(error, Manifest, chain[0][1].place)) from None
    folders = [folder for folder, _ in chain]
    template = Template(name, manifest, folders, locale, workspace.shown, style or Style(), ats=ats)
    template.digests |= {folder / MANIFEST: source.digest for folder, source in chain}
    return template


def _without_roomy(data: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A parent's larger layouts go with its layouts."""
    return {key: value for key, value in data.items() if key != "roomy" or "layouts" not in own}


def _over(below: Any, above: Any) -> Any:
    """A mapping over a parent's; whatever else stands there is for the model to refuse."""
    return {**below, **above} if isinstance(below, dict) and isinstance(above, dict) else above


def _refuse_bytes(workspace: Workspace, folders: Iterable[Path]) -> None:
    """Raises InputError for files that are no text, which Jinja would tell without their names."""
    paths = [path for folder in folders for name in FILES if os.path.lexists(path := folder / name)]
    found = [decoded(read_limited(path), workspace.shown(path)) for path in paths]
    if problems := [one for one in found if isinstance(one, Problem)]:
        raise InputError(problems)


def _chain(workspace: Workspace, found: Found) -> list[tuple[Path, Source]]:
    """The template's folder and manifest, then those that it extends."""
    chain: list[tuple[Path, Source]] = []
    while True:
        path = found.path / MANIFEST
        source = read_file(path, workspace.shown(path))
        if source.problems:
            raise InputError(source.problems)
        if any(folder == found.path for folder, _ in chain):
            message = f"the template `{found.name}` extends itself"
            raise InputError(Problem("extends-itself", message, place=source.place(("extends",))))
        chain.append((found.path, source))
        parent = source.data.get("extends") if isinstance(source.data, dict) else None
        if parent is None:
            return chain
        if not isinstance(parent, str):
            place = source.place(("extends",))
            raise InputError(
                Problem("wrong-type", "`extends` takes the name of one template", "extends: classic", place)
            )
        found = _parent(workspace, found, parent, source)


def _parent(workspace: Workspace, found: Found, name: str, source: Source) -> Found:
    """The template that one extends, at the place where it says so if there is none."""
    try:
        return workspace.find("template", name, below=found.path)
    except InputError as error:
        place = source.place(("extends",))
        if name == found.name:
            message = f"the template `{name}` extends itself, and there is no other of this name"
            raise InputError(Problem("extends-itself", message, "name another, classic for instance", place)) from None
        raise InputError([replace(problem, place=place) for problem in error.problems]) from None


def strays(template: Template) -> Iterator[Problem]:
    """What a template means to replace in those that it extends, by a name that they do not have: Jinja says nothing
    of a block that no parent has, and nothing calls a macro. Raises InputError for what Jinja cannot read."""
    for file, kind in (("preamble.tex.j2", "block"), ("blocks.tex.j2", "macro")):
        own, *parents = [template.parsed(folder / file) for folder in template.folders]
        known = sorted({one.name for parent in parents for one in _named(parent, kind)})
        for one in _named(own, kind) if parents else ():
            guess = near(one.name, known, 0.6)
            if one.name in known or (kind == "macro" and (one.name in _called(own) or not guess)):
                continue
            hint = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(known)}"
            place = place_at(template.folders[0] / file, one.lineno, template.shown)
            message = f"nothing uses the {kind} `{one.name}`: no template that this one extends has it"
            yield Problem("unused-name", message, hint, place, Severity.WARNING)


def _named(tree: nodes.Template, kind: str) -> list[nodes.Block | nodes.Macro]:
    return [*tree.find_all(nodes.Block)] if kind == "block" else [*tree.find_all(nodes.Macro)]


def _called(tree: nodes.Template) -> set[str]:
    """The names of macros that are called, `link(…)` or `blocks.link(…)`."""
    calls = [call.node for call in tree.find_all(nodes.Call)]
    names = {one.name for one in calls if isinstance(one, nodes.Name)}
    return names | {one.attr for one in calls if isinstance(one, nodes.Getattr)}


def dropped(template: Template) -> Iterator[Problem]:
    """The first text of a preamble that extends another and stands outside of every block: Jinja leaves it out. Raises
    as `strays`."""
    path = template.folders[0] / "preamble.tex.j2"
    parts = template.parsed(path).body
    after = dropwhile(lambda part: not isinstance(part, nodes.Extends), parts)  # what stands before is printed
    shown = (part for part in after if isinstance(part, nodes.Output | nodes.If | nodes.For))
    for text in (text for part in shown for text in part.find_all(nodes.TemplateData) if text.data.strip()):
        blank = len(text.data) - len(text.data.lstrip())
        place = place_at(path, text.lineno + text.data.count("\n", 0, blank), template.shown)
        hint = "put it into <% block macros %> … <% endblock %>, after << super() >>"
        message = "this is outside every block, so no page will have it"
        yield Problem("outside-block", message, hint, place, Severity.WARNING)
        return
