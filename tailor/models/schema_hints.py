"""What schemas tell editors beyond what pydantic knows: the short forms in which a value may be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

JsonSchema: TypeAlias = dict[str, Any]
Refer: TypeAlias = Callable[[type], JsonSchema]
"""The schema that refers to a model's."""

WORD: JsonSchema = {"type": ["string", "number", "boolean"]}
"""A scalar: editors type what YAML leaves open, so `2024` is a number to them."""

TEXT: JsonSchema = {"anyOf": [WORD, {"type": "object", "additionalProperties": {"type": "string"}}]}
"""A text in one language, or a mapping of locales to texts."""

NOTHING: JsonSchema = {"type": "null"}


class Also:
    """An annotation: a field may also be written in these forms, which a validator spreads out."""

    __slots__ = ("forms",)

    def __init__(self, *forms: JsonSchema) -> None:
        self.forms = forms

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        """The whole form, or one of the short ones."""
        return {"anyOf": [handler(schema), *self.forms]}


def one_of_a_kind(value: Mapping[str, Any]) -> JsonSchema:
    """A mapping with a single key: `Languages: C++, Python`."""
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": dict(value)}
