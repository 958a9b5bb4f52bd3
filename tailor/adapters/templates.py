"""Finds a template by name and reads its manifest, its parents' behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tailor.adapters.loading import read_file
from tailor.adapters.rendering import Template
from tailor.adapters.validating import problems_of
from tailor.adapters.workspace import MANIFEST, Found, Workspace
from tailor.base.errors import InputError, Place, Problem, Severity
from tailor.base.source import Source
from tailor.models.manifests import Manifest
from tailor.models.values import near

MERGED = ("gaps",)
"""Mappings of a manifest that a child adds to; it replaces all else."""

OWN = ("extends", "pdfua")
"""What a manifest says of its own template only: a parent's pages may keep what a child's do not."""


def load_template(workspace: Workspace, name: str, locale: str = "en") -> Template:
    """The template of this name. Raises InputError for an unknown name or a manifest with mistakes."""
    found = workspace.find("template", name)
    chain = _chain(workspace, found)
    data: dict[str, Any] = {}
    for _, source in reversed(chain):
        own = source.data or {}
        merged = {key: {**data.get(key, {}), **own[key]} for key in MERGED if key in own}
        data = {key: value for key, value in data.items() if key not in OWN} | own | merged
    data.pop("extends", None)
    try:
        manifest = Manifest.model_validate(data)
    except ValidationError as error:
        raise InputError(problems_of(error, Manifest, chain[0][1].place)) from None
    template = Template(name, manifest, [folder for folder, _ in chain], locale, workspace.shown)
    template.digests |= {folder / MANIFEST: source.digest for folder, source in chain}
    return template


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


_NAMED = {
    "preamble.tex.j2": re.compile(r"<%-?\s*block\s+(?P<name>\w+)"),
    "blocks.tex.j2": re.compile(r"<%-?\s*macro\s+(?P<name>\w+)"),
}
"""What a template may give in place of its parent's: blocks of the preamble, and macros."""


def strays(template: Template) -> Iterator[Problem]:
    """What a template means to replace in those that it extends, by a name that they do not have: Jinja says nothing
    of a block that no parent has, and nothing calls a macro."""
    own, *parents = template.folders
    for file, pattern in _NAMED.items() if parents else ():
        text, *theirs = [_text(folder / file) for folder in (own, *parents)]
        known = sorted({match["name"] for one in theirs for match in pattern.finditer(one)})
        for match in pattern.finditer(text):
            name, guess = match["name"], near(match["name"], known, 0.6)
            called = len(re.findall(rf"\b{name}\(", text)) > 1
            if name in known or (file == "blocks.tex.j2" and (called or not guess)):
                continue
            what = "macro" if file == "blocks.tex.j2" else "block"
            hint = f"did you mean `{guess}`?" if guess else f"there are: {', '.join(known)}"
            line = text.count("\n", 0, match.start()) + 1
            place = Place(template.shown(own / file), line, 1, match[0])
            message = f"nothing uses the {what} `{name}`: no template that this one extends has it"
            yield Problem("unused-name", message, hint, place, Severity.WARNING)


_EXTENDS = re.compile(r"<%-?\s*extends\b")
_TAG = re.compile(r"<#.*?#>|<%-?\s*(?P<word>\w+).*?%>", re.DOTALL)


def dropped(template: Template) -> Iterator[Problem]:
    """The first text of a preamble that extends another and stands outside of every block: Jinja leaves it out."""
    path = template.folders[0] / "preamble.tex.j2"
    text, depth, end = _text(path), 0, 0
    for tag in _TAG.finditer(f"{text}<# the end #>" if _EXTENDS.search(text) else ""):
        lost = text[end : tag.start()].strip()
        if lost and depth == 0:
            line = text.count("\n", 0, text.index(lost, end)) + 1
            place = Place(template.shown(path), line, 1, lost.splitlines()[0])
            hint = "put it into <% block macros %> … <% endblock %>, after << super() >>"
            message = "this stands outside of every block, and no page will have it"
            yield Problem("outside-block", message, hint, place, Severity.WARNING)
            return
        depth += {"block": 1, "endblock": -1}.get(tag["word"] or "", 0)
        end = tag.end()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
