"""A new template: one that extends another and says what to change, or a whole copy."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from tailor.base.errors import InputError, Problem
from tailor.sources.schemas import keep_schemas, schema_line
from tailor.sources.workspace import FOLDERS, MANIFEST, Workspace
from tailor.storage.files import write_whole
from tailor.templates.manifest import load_template
from tailor.templates.rendering import FILES

_SECTION = re.compile(r"<% macro section\(.*?<% endmacro %>", re.DOTALL)


def new_template(workspace: Workspace, name: str, parent: str = "classic", copy: bool = False) -> list[Path]:
    """Write `templates/latex/<name>/`: three files that extend `parent`, or those of `parent` itself.

    Raises InputError: a bad name, a folder that is there already, an unknown parent.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise InputError(Problem("bad-name", f'"{name}" cannot name a template', "write it as my-page"))
    folder = workspace.root / FOLDERS["template"] / name
    if folder.exists():
        message = f"{workspace.shown(folder)} is there already"
        raise InputError(Problem("file-exists", message, "choose another name, or remove it"))
    texts = _copied(workspace, parent) if copy else _extending(workspace, name, parent)
    if (manifest := texts.get(MANIFEST, "")) and not manifest.startswith("# yaml-language-server"):
        texts[MANIFEST] = f"{schema_line('template', up=3)}\n{manifest}"
    for file, text in texts.items():
        write_whole(folder / file, text)
    keep_schemas(workspace.root)
    return [folder / file for file in texts]


def _copied(workspace: Workspace, parent: str) -> dict[str, str]:
    """The parent's own files; it may extend another in turn."""
    folder = workspace.find("template", parent).path
    return {name: (folder / name).read_text(encoding="utf-8") for name in FILES if (folder / name).is_file()}


def _extending(workspace: Workspace, name: str, parent: str) -> dict[str, str]:
    """Files that change nothing yet: the manifest, the preamble's blocks, and the parent's macro of headings."""
    macros = [path.read_text(encoding="utf-8") for path in load_template(workspace, parent).digests if path.is_file()]
    section = next(match[0] for text in macros if (match := _SECTION.search(text)))
    found = {
        file: (files("tailor.project") / "starter_files/template" / file).read_text(encoding="utf-8") for file in FILES
    }
    found = {file: text.replace("PARENT", parent).replace("NAME", name.capitalize()) for file, text in found.items()}
    return {file: text.replace("SECTION", section) for file, text in found.items()}
