"""Edits to a YAML file that leave everything else as its author wrote it: comments, order, quotes, blank lines.

An edit is a splice of the text at the place of a node. What comes out is read again and must hold exactly the data that
was asked for, so an edit is right or refused (`EditError`), never nearly right. All scalars are strings, as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from tailor.base.errors import Place
from tailor.base.nodes import compose
from tailor.sources.editing.yaml_splices import EditError, Path, nearest, placed, removed, reordered
from tailor.sources.editing.yaml_values import plain


def data_of(text: str) -> Any:
    """A YAML text as plain data, every scalar a string. Raises yaml.YAMLError."""
    node = compose(text)
    return None if node is None else _data(node)


def _data(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(_data(key)): _data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    return str(node.value)


def value_at(text: str, path: Sequence[str | int]) -> Any:
    """What a text has at a path, as plain data; None where there is nothing."""
    data = data_of(text)
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def set_value(text: str, path: Path, value: Any) -> str:
    """The text with `value` (text, number, list, mapping) at `path`: replaced, or added at the end of its mapping or
    list. A path through nothing makes the mappings on its way. Raises EditError."""
    expected = _with(data_of(text), path, plain(value))
    return _checked(placed(text, path, value), expected, path)


def remove(text: str, path: Path) -> str:
    """The text without the value at `path`, its key and the comment in its line. Raises EditError."""
    expected = _without(data_of(text), path)
    return _checked(removed(text, path), expected, path)


def insert(text: str, path: Path, value: Any) -> str:
    """The text with `value` before the item at `path`, whose last part is an index. Raises EditError."""
    items = _at(data_of(text), path[:-1])
    index = path[-1]
    if not isinstance(items, list) or not isinstance(index, int):
        raise EditError(path, "it is not a list")
    if index >= len(items):
        return set_value(text, (*path[:-1], len(items)), value)
    expected = _with(data_of(text), path[:-1], [*items[:index], plain(value), *items[index:]])
    added = set_value(text, (*path[:-1], len(items)), value)
    order = [*range(index), len(items), *range(index, len(items))]
    return _checked(reordered(added, path[:-1], order), expected, path)


def reorder(text: str, path: Path, order: Sequence[str | int]) -> str:
    """The text with the keys (or items, by index) of the mapping or list at `path` in another order, each with the
    comments right above it. Raises EditError."""
    now = _at(data_of(text), path)
    if isinstance(now, dict):
        arranged: Any = {str(key): now[str(key)] for key in order}
        indexes = [[*now].index(str(key)) for key in order]
    else:
        indexes = [int(index) for index in order]
        arranged = [now[index] for index in indexes]
    if sorted(indexes) != [*range(len(now))]:
        raise EditError(path, "the order leaves something out")
    made = _checked(reordered(text, path, indexes), _with(data_of(text), path, arranged), path)
    if isinstance(now, dict) and [*_at(data_of(made), path)] != [*arranged]:
        raise EditError(path, "its parts cannot be moved")
    return made


def _at(data: Any, path: Path) -> Any:
    for depth, step in enumerate(path):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            raise EditError(path[: depth + 1], "there is nothing of that name") from None
    return data


def _with(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = [*data] if isinstance(data, list) else []
        if step > len(items):
            raise EditError(path, "the list is shorter")
        return [*items[:step], _with(items[step] if step < len(items) else None, rest, value), *items[step + 1 :]]
    fields = dict(data) if isinstance(data, dict) else {}
    return fields | {step: _with(fields.get(step), rest, value)}


def _without(data: Any, path: Path) -> Any:
    _at(data, path)
    parent, step = _at(data, path[:-1]), path[-1]
    kept = (
        {key: value for key, value in parent.items() if key != step}
        if isinstance(parent, dict)
        else [item for index, item in enumerate(parent) if index != step]
    )
    return _with(data, path[:-1], kept)


def _checked(made: str, expected: Any, path: Path) -> str:
    try:
        found = data_of(made)
    except yaml.YAMLError:
        raise EditError(path, "the file would no longer be read") from None
    if found != expected and not (not found and not expected):
        raise EditError(path, "another part of the file would change with it")
    return made


def place_in(text: str, file: str, path: Path) -> Place | None:
    """Where a value stands, for a message; None where it is not there."""
    root = compose(text)
    node, rest = nearest(root, path) if root is not None else (None, path)
    return None if node is None or rest else Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
