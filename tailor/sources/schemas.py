"""JSON Schemas for editors, and where a folder keeps them."""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tailor.base.errors import InputError, Problem
from tailor.storage.files import write_whole

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import GenerateJsonSchema
    from pydantic_core.core_schema import DecimalSchema

KINDS = ("profile", "target", "template", "config")

DIALECT = "http://json-schema.org/draft-07/schema#"
"""What the editors' YAML servers know best."""

FOLDER = "schemas"
"""Where a folder keeps them; what we write points there in its first line."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file, with descriptions and examples from the docstrings of the fields.

    Raises InputError for a kind that there is not.
    """
    if kind not in KINDS:
        from tailor.models.values import near

        meant = near(kind, KINDS)
        hint = f"did you mean `{meant}`?" if meant else f"known are: {', '.join(KINDS)}"
        raise InputError(Problem("unknown-schema", f"there is no schema `{kind}`", hint))
    model = _model(kind)
    known = {one.__name__: one for one in _models()}
    for one in known.values():
        one.model_rebuild()  # pydantic before 2.14 writes no defaults of models that are not built yet
    found: dict[str, Any] = model.model_json_schema(schema_generator=_generator())
    _describe(found, model)
    for name, part in found.get("$defs", {}).items():
        _describe(part, known[name])
        found["$defs"][name] = _with_short_forms(part, known[name])
    return {"$schema": DIALECT, **found}


@cache
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


def _generator() -> type[GenerateJsonSchema]:
    """What makes the same schema with every pydantic: 2.12 and 2.13 give numbers in quotes a pattern, others do not."""
    from pydantic.json_schema import GenerateJsonSchema

    class Plain(GenerateJsonSchema):
        def decimal_schema(self, schema: DecimalSchema) -> dict[str, Any]:
            number, text = super().decimal_schema(schema)["anyOf"]
            return {"anyOf": [number, {"type": text["type"]}]}

    return Plain


def _models() -> Iterator[Any]:
    """Every model of ours that is loaded."""
    from pydantic import BaseModel

    waiting = [BaseModel]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("tailor.models"):
            yield one


def _describe(part: dict[str, Any], model: Any) -> None:
    """Set each field's description and examples; the titles that pydantic makes of names say nothing."""
    docs = field_docs(model)
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    for name, value in part.get("properties", {}).items():
        value.pop("title", None)
        if words := docs.get(names[name]):
            value["description"] = words
            if shown := _examples(words):
                value["examples"] = shown


def _with_short_forms(part: dict[str, Any], model: Any) -> dict[str, Any]:
    """The schema of a model that may also be written in shorter forms."""
    short = model.short_forms(lambda other: {"$ref": f"#/$defs/{other.__name__}"})
    if not short:
        return part
    return {"description": part.pop("description", ""), "anyOf": [part, *short]}


def field_docs(model: Any) -> dict[str, str]:
    """The docstring of every field of a model, those that it inherits included, each on one line.

    Pydantic can gather them itself (`use_attribute_docstrings`), but then at every start of the program.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base.__module__.startswith("tailor.models"):
            found |= _module_docs(base.__module__).get(base.__name__, {})
    return found


@cache
def _module_docs(module: str) -> dict[str, dict[str, str]]:
    """Class by class, the texts that stand below the fields of a module."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(sys.modules[module])).body:
        if isinstance(node, ast.ClassDef):
            for field, below in zip(node.body, node.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and (text := _text(below)):
                    found.setdefault(node.name, {})[field.target.id] = text
    return found


def _text(node: ast.stmt) -> str:
    """The words of a docstring; "" for any other statement."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return " ".join(str(node.value.value).split()) if is_text else ""  # type: ignore[attr-defined]


def _examples(words: str) -> list[Any]:
    """What a description ends in: "Such as `2021`, `Fall 2020`."; each as YAML reads it."""
    named = re.search(r"Such as (`.+`)\.$", words)
    return [_value(one) for one in re.findall(r"`([^`]+)`", named[1])] if named else []


def _value(example: str) -> Any:
    import yaml

    try:
        return _typed(yaml.load(example, yaml.BaseLoader))
    except yaml.YAMLError:
        return example


def _typed(value: Any) -> Any:
    """Numbers as numbers; PyYAML's own loader would take `off` and `no` for booleans, which editors do not."""
    if isinstance(value, dict):
        return {key: _typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return value
