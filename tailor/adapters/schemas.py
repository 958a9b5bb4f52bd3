"""JSON Schemas for editors, and where a folder keeps them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tailor.adapters.files import write_whole
from tailor.base.errors import InputError, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel

KINDS = ("profile", "target", "template", "config")

FOLDER = "schemas"
"""Where a folder keeps them; what we write points there in its first line."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file. Raises InputError for a kind that there is not."""
    if kind not in KINDS:
        raise InputError(Problem("unknown-schema", f"there is no schema `{kind}`", f"known are: {', '.join(KINDS)}"))
    return _model(kind).model_json_schema()


def schema_text(kind: str) -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"


def schema_line(kind: str, up: int = 1) -> str:
    """The comment by which editors find the schema, in a file `up` folders below."""
    return f"# yaml-language-server: $schema={'../' * up}{FOLDER}/{kind}.json"


def keep_schemas(root: Path) -> None:
    """Write the schemas of a folder where they are missing or of another version."""
    for kind in KINDS:
        path, text = root / FOLDER / f"{kind}.json", schema_text(kind)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)


def _model(kind: str) -> type[BaseModel]:
    if kind == "profile":
        from tailor.models.profiles import Profile

        return Profile
    if kind == "target":
        from tailor.models.targets import Target

        return Target
    if kind == "template":
        from tailor.models.manifests import Manifest

        return Manifest
    from tailor.models.config import Config

    return Config
