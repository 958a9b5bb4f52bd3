"""What pydantic says of a model, as problems: with the place, in our words, with what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from tailor.base.errors import Place, Problem
from tailor.models.entries import Piece
from tailor.models.values import near, normal_tag
from tailor.sources.field_aliases import HABITS

Path = tuple[str | int, ...]
PlaceOf = Callable[..., Place]
"""`place(path, key=False)`."""

_NUMBERS = {
    "greater_than_equal": "it must be at least {ge}",
    "greater_than": "it must be more than {gt}",
    "less_than_equal": "it must be at most {le}",
    "less_than": "it must be less than {lt}",
    "decimal_max_places": "it takes no more than {decimal_places} decimal place",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_parsing": "write a number, with a dot for the decimals",
    "decimal_parsing": "write a number, with a dot for the decimals",
}


MOST = 200
"""Mistakes in one file that are reported at once."""


def problems_of(error: ValidationError, model: type[BaseModel], place: PlaceOf) -> tuple[Problem, ...]:
    """All that is wrong with the data of a model, one problem a place."""
    every = error.errors(include_url=False)
    errors, more = every[:MOST], len(every) - MOST
    meant = {(one["loc"][:-1], _meant(one, model)): one for one in errors if one["type"] == "extra_forbidden"}
    found: dict[Place, Problem] = {}
    for one in errors:
        required = (one["loc"][:-1], one["loc"][-1] if one["loc"] else "")
        if one["type"] == "missing" and required in meant:
            continue  # the unknown field that was meant for it says so
        problem = _problem(one, model, place)
        if problem.place is None or problem.code == "missing-field":
            found[Place("", len(found), 0)] = problem
        else:
            found.setdefault(problem.place, problem)
    if more > 0:
        problem = Problem(
            "more-mistakes", f"{more} more mistakes follow", "mend these first", place(every[MOST]["loc"])
        )
        found[Place("", len(found), 0)] = problem
    return tuple(found.values())


def _problem(error: Any, model: type[BaseModel], place: PlaceOf) -> Problem:
    path, context = error["loc"], error.get("ctx", {})
    is_key = bool(path) and path[-1] == "[key]"
    path = path[:-1] if is_key else path
    if "message" in context:
        return Problem(error["type"], context["message"], context.get("hint", ""), place(path, key=is_key))
    if error["type"] == "extra_forbidden":
        return _unknown(error, model, place(path, key=True))
    if error["type"] == "missing":
        return _missing(path, place(path), error["input"])
    code, message, hint = _described(error, path, model, context)
    if path[-1:] == ("kind",) and len(path) == 2 and error["type"] == "literal_error":
        hint += f"; another kind goes under `sections: [{{title: …, kind: {error['input']}, entries: […]}}]`"
    if error["type"] == "union_tag_invalid":
        path = (*path, "kind")
    return Problem(code, message, hint, place(path, key=is_key))


def _described(error: Any, path: Path, model: type[BaseModel], context: Mapping[str, Any]) -> tuple[str, str, str]:
    """Code, message and hint for the kinds of fault that pydantic finds by itself."""
    kind, value, name = error["type"], error["input"], _name(path)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _kind_fault(context.get("tag"), [str(_kind(one)) for one in _models_at(model, path)])
    if kind in ("literal_error", "enum"):
        return _choice(value, name, str(context["expected"]))
    if kind in _NUMBERS:
        return "bad-number", f"{name} cannot be {_shown(value)}", _NUMBERS[kind].format(**context)
    if kind == "string_pattern_mismatch":
        return _pattern_fault(value, name, str(context.get("pattern")))
    if kind in ("too_short", "too_long"):
        return _length_fault(name, context.get("max_length") if kind == "too_long" else None)
    if kind in ("tuple_type", "list_type"):
        return "wrong-type", f"{name} takes a list", "begin each item with a dash (`- `), or write [one, two]"
    if kind in ("model_type", "model_attributes_type"):
        return "wrong-type", f"{name} {_instead('fields', value)}", _fields_hint(value, path, model)
    if kind in ("dict_type", "mapping_type"):
        return "wrong-type", f"{name} {_instead('pairs', value)}", "write `name: value`, one a line"
    if kind == "string_type":
        return "wrong-type", f"{name} {_instead('a text', value)}", "write it on one line"
    return "bad-value", f"{name}: {_lowered(error['msg'])}", ""


def _pattern_fault(value: Any, name: str, pattern: str) -> tuple[str, str, str]:
    """A text of the wrong form: a colour, else a tag."""
    if "#" in pattern:
        return "bad-value", f"{name} cannot be {_shown(value)}", "write a colour as #1d4f6e, in quotes"
    tag = normal_tag(str(value))
    hint = f"write `{tag}`: " if tag and tag != value else ""
    return "bad-tag", f'"{value}" is not a tag', f"{hint}lower-case words joined by `-`, levels parted by `/`"


def _length_fault(name: str, most: Any) -> tuple[str, str, str]:
    """A list of too many items (`most` is how many it may have), or of none."""
    if most is None:
        return "bad-value", f"{name} has nothing in it", "name at least one"
    return "bad-value", f"{name} has too much in it", f"name {most} at most"


def _fields_hint(value: Any, path: Path, model: type[BaseModel]) -> str:
    spaced = re.sub(r"^([\w-]+):(?=[^\s:/])", r"\1: ", value) if isinstance(value, str) else value
    return f"put a space after the colon: `{spaced}`" if spaced != value else _example(path, model)


def _kind_fault(given: Any, kinds: Sequence[str]) -> tuple[str, str, str]:
    """A section of the author's own whose `kind` is missing or unknown."""
    if given is None:
        return "missing-field", "`kind` is missing: what the entries of this section are", _one_of(kinds)
    return "bad-value", f"`kind` cannot be {_shown(given)}", _one_of(kinds, str(given))


def _choice(value: Any, name: str, expected: str) -> tuple[str, str, str]:
    """A word that must be one of a few; `expected` is pydantic's list of them."""
    words = [word.strip(" '\"") for word in expected.replace(" or ", ", ").split(",")]
    return "bad-value", f"{name} cannot be {_shown(value)}", _one_of(words, str(value))


def _one_of(words: Sequence[str], given: str = "") -> str:
    meant = near(given, words, 0.6)
    known = f"write one of: {', '.join(words)}" if len(words) > 1 else f"write {words[0]}"
    return f"did you mean `{meant}`? {known}" if meant else known


def _missing(path: Path, place: Place, given: Any = None) -> Problem:
    message = f"{_name(path)} is missing" + (" in this entry" if len(path) > 2 else "")
    hint = f"add `{path[-1]}: …`"
    if isinstance(given, Mapping) and given.keys() <= {"text", "short", "id", "tags", "priority", "kind"}:
        hint += "; for running text, a section of your own: `sections: [{title: …, kind: paragraph, entries: […]}]`"
    return Problem("missing-field", message, hint, place)


def _unknown(error: Any, model: type[BaseModel], place: Place) -> Problem:
    """A field that does not exist: the one meant, and all that do."""
    name, allowed = str(error["loc"][-1]), _fields(model, error["loc"][:-1])
    meant = _meant(error, model)
    known = f"known here: {', '.join(allowed)}"
    if name[:1].isspace():
        hint = "it begins with a no-break space, which YAML takes for a letter: indent with plain spaces"
    elif name[:1] == "-":
        hint = f"put a space after the dash: - {name.lstrip('-')}: …"
    elif meant:
        hint = f"did you mean `{meant}`? {known}"
    elif error["input"] is None:
        hint = f"if it belongs to the text before it, put quotes around the whole text; {known}"
    elif "contact" in allowed and name in _fields(model, ("contact",)):
        hint = f"write it under `contact:`; {known}"
    elif name == "kind":
        hint = "all entries of a section are of one kind; another one goes under `sections: [{title: …, kind: …}]`"
    elif "experience" in allowed and isinstance(error["input"], list | dict | str):
        title = name.replace("_", " ").replace("-", " ").capitalize()
        hint = f"a section of your own goes under `sections`: `- {{title: {title}, kind: item, entries: […]}}`; {known}"
    elif "github" in allowed:
        hint = f"any other address goes under `links`; {known}"
    else:
        hint = known
    return Problem("unknown-field", f"unknown field `{name}`", hint, place)


def _meant(error: Any, model: type[BaseModel]) -> str | None:
    """The field that an unknown one was probably meant for: by its letters, or by other programs' habits."""
    name, allowed = str(error["loc"][-1]), _fields(model, error["loc"][:-1])
    usual = (field for field in HABITS.get(name.lower().replace("-", "_"), ()) if field in allowed)
    # A field at the top of a profile is a section of one's own rather than a word with other letters.
    cutoff = 0.8 if "experience" in allowed else 0.7
    return near(name, allowed, 0.8) or next(usual, None) or near(name, allowed, cutoff)


def _fields(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The fields that may be written at a path: required ones first, those of every piece last."""
    fields: dict[str, bool] = {}
    for found in _models_at(model, path):
        for name, info in found.model_fields.items():
            fields.setdefault(info.alias or name, info.is_required())
    return sorted(fields, key=lambda name: (not fields[name], name in Piece.model_fields))


def _models_at(model: type[BaseModel], path: Sequence[str | int]) -> list[type[BaseModel]]:
    """The models that a path of pydantic's leads to; a step may pick one of a union by its `kind`."""
    models = [model]
    for step in path:
        if isinstance(step, int):
            continue
        chosen = [one for one in models if _kind(one) == step]
        inner = [
            child
            for one in models
            for name, info in one.model_fields.items()
            if step in (name, info.alias)
            for child in _models_in(info.annotation)
        ]
        models = chosen or inner or models
    return models


def _kind(model: type[BaseModel]) -> Any:
    info = model.model_fields.get("kind")
    return info.default if info else None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _models_in(part)


def _example(path: Path, model: type[BaseModel]) -> str:
    fields = _fields(model, path)
    return f"write `{fields[0]}: …`" if fields else "write `name: value`"


def _name(path: Path) -> str:
    """The field that a path ends in, as a user knows it."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return "the file"
    if isinstance(path[-1], int):
        return f"an entry of `{names[-1]}`" if names[-1] != "entries" else "an entry"
    if names[-1] == "entries" and len(names) > 1:  # most write a section as the list itself
        return f"`{names[-2]}`"
    return f"`{names[-1]}`"


def _instead(wanted: str, value: Any) -> str:
    return f"takes {wanted}, and is empty" if value is None else f"takes {wanted}, not {_shown(value)}"


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
