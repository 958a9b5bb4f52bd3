"""A folder to start from: a commented profile, two targets, defaults; nothing that is there is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from tailor.adapters.files import write_whole
from tailor.base.errors import InputError, Problem

FILES = {
    "profiles/me.yaml": "profiles/me.yaml",
    "targets/systems.yaml": "targets/systems.yaml",
    "targets/data.yaml": "targets/data.yaml",
    "tailor.yaml": "tailor.yaml",
    ".gitignore": "gitignore",
}
"""Where each file goes, and what it is called in the package."""

ANSWERS = {
    "name": "Robin Vermeer",
    "email": "robin@example.com",
    "phone": "+1 202 555 0123",
    "location": "Rotterdam",
}
"""What stands in the profile where nothing was answered: an invented person."""


def start(folder: Path, answers: Mapping[str, str | None]) -> list[Path]:
    """Write the starter into a folder, made if need be. Raises InputError, and writes nothing, if any of its files
    is there already."""
    there = [path for path in FILES if (folder / path).exists()]
    if there:
        message = f"{folder} has {', '.join(there)} already"
        raise InputError(Problem("file-exists", message, "choose another folder, or take them away"))
    written = []
    for path, name in FILES.items():
        text = (files("tailor") / "starter" / name).read_text(encoding="utf-8")
        write_whole(folder / path, _answered(text, answers) if path.startswith("profiles/") else text)
        written.append(folder / path)
    return written


def _answered(text: str, answers: Mapping[str, str | None]) -> str:
    for field, default in ANSWERS.items():
        value = answers.get(field) or default
        quoted = value if value.replace(" ", "").replace("@", "").replace(".", "").isalnum() else f'"{value}"'
        text = text.replace(f"{field}: {field.upper()}", f"{field}: {quoted}")
    return text
