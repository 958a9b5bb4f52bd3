"""Where a photo is shown: on every page, on none, or on pages in some languages, where readers expect one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from tailor.models.locale_tags import check_locale

_ANSWERS = dict.fromkeys(("false", "no", "none", "off"), False) | dict.fromkeys(("true", "yes", "on"), True)


def _shown(value: Any) -> Any:
    """Yes or no in any spelling; else languages, as a list or as `{de: true, en: false}`."""
    if isinstance(value, Mapping):
        asked = {check_locale(key): _ANSWERS.get(str(one).lower(), one) for key, one in value.items()}
        if all(isinstance(one, bool) for one in asked.values()):
            return tuple(key for key, one in asked.items() if one)
        return value
    if isinstance(value, list):
        return tuple(check_locale(one) for one in value)
    if isinstance(value, str):
        word = value.strip().lower()
        return _ANSWERS[word] if word in _ANSWERS else (check_locale(value),)
    return value


PhotoShown: TypeAlias = Annotated[
    bool | tuple[str, ...] | None,
    BeforeValidator(_shown),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": {"type": "boolean"}},
                {"type": "null"},
            ]
        }
    ),
]


def is_shown(said: bool | tuple[str, ...] | None, locale: str) -> bool:
    """Whether a page in this language shows the photo: `de` is German anywhere, `de-CH` that of Switzerland alone."""
    return any(one in (locale, locale.split("-")[0]) for one in said) if isinstance(said, tuple) else bool(said)
