"""Splices of a YAML text at the places of its nodes: a value set, a part removed, parts moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import yaml

from tailor.base.errors import InputError, Problem
from tailor.base.nodes import compose
from tailor.importing.writing.yaml_scalars import scalar
from tailor.sources.editing.yaml_values import block, inline, written_value

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of mappings and indexes of lists."""


class EditError(InputError):
    """A file that cannot be edited in this place: its form is too unusual, or the place is not there."""

    def __init__(self, path: Path, why: str) -> None:
        where = ".".join(map(str, path)) or "the file"
        super().__init__([Problem("cannot-edit", f"`{where}` cannot be edited here: {why}", "change it in an editor")])


def placed(text: str, path: Path, value: Any) -> str:
    """The text with a value at a path, replaced or added."""
    root = compose(text)
    if root is None:
        return text + ("" if not text or text.endswith("\n") else "\n") + block(_nested(path, value), 0) + "\n"
    node, rest = nearest(root, path)
    if not rest:
        return _replaced(text, root, path, node, value)
    if isinstance(node, yaml.MappingNode) and isinstance(rest[0], str) and node.value:
        return _added_key(text, node, rest[0], _nested(rest[1:], value))
    if isinstance(node, yaml.SequenceNode) and rest[0] == len(node.value) and node.value:
        return _added_item(text, node, _nested(rest[1:], value))
    return _replaced(text, root, path[: len(path) - len(rest)], node, _nested(rest, value))


def _nested(path: Path, value: Any) -> Any:
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def nearest(node: yaml.Node, path: Path) -> tuple[yaml.Node, Path]:
    """The deepest node there is on a path, and what is left of the path."""
    for depth, step in enumerate(path):
        child = _child(node, step)
        if child is None:
            return node, path[depth:]
        node = child
    return node, ()


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _replaced(text: str, root: yaml.Node, path: Path, node: yaml.Node, value: Any) -> str:
    indent, flow = _indent_for(root, path)
    start, end = node.start_mark.index, _end(text, node)
    if _is_block_scalar(node) and not flow:
        end = len(text[:end].rstrip("\r\n"))
    before = text[:start].rstrip(" \t\r\n") if _own_lines(node, flow) else text[:start]
    if not before:
        return block(value, 0) + text[end:]
    written = written_value(value, indent, flow, len(before) - before.rfind("\n") - 1)
    gap = "" if written.startswith("\n") or before[-1] in "[{ \n" else " "
    if written.startswith("\n"):
        before = before.rstrip(" ")
    if before.endswith("-") and written.startswith("\n"):
        gap, written = " ", written.lstrip("\n ")
    return before + gap + _ends(text, written) + text[end:]


def _own_lines(node: yaml.Node, flow: bool) -> bool:
    """Whether a value begins below its key."""
    return not flow and isinstance(node, yaml.CollectionNode) and not node.flow_style


def _indent_for(root: yaml.Node, path: Path) -> tuple[int, bool]:
    """How far the parts of a value at a path are indented, and whether it stands inside brackets."""
    node, indent, flow = root, 0, False
    for step in path:
        flow = flow or bool(isinstance(node, yaml.CollectionNode) and node.flow_style)
        indent = node.start_mark.column + 2
        child = _child(node, step)
        if child is None:
            break
        node = child
    return indent, flow


def _added_key(text: str, node: yaml.MappingNode, key: str, value: Any) -> str:
    last = node.value[-1][1]
    if node.flow_style:
        at = _end(text, last)
        return f"{text[:at]}, {scalar(key, flow=True)}: {inline(value)}{text[at:]}"
    column = node.start_mark.column
    head = " " * column + scalar(key) + ":"
    written = written_value(value, column + 2, False, len(head))
    return _added_line(text, last, head + ("" if written.startswith("\n") else " ") + written)


def _added_item(text: str, node: yaml.SequenceNode, value: Any) -> str:
    last = node.value[-1]
    if node.flow_style:
        at = _end(text, last)
        return f"{text[:at]}, {inline(value)}{text[at:]}"
    column = node.start_mark.column
    written = written_value(value, column + 2, False, column + 2)
    return _added_line(text, last, " " * column + "- " + written.lstrip("\n "))


def _added_line(text: str, last: yaml.Node, line: str) -> str:
    """The text with a line below the last part of a collection, and below the comment in that part's line."""
    at = _line_end(text, _end(text, last))
    joint = "" if text[:at].endswith("\n") else _newline(text)
    return text[:at] + joint + _ends(text, line) + _newline(text) + text[at:]


def removed(text: str, path: Path) -> str:
    """The text without the value at a path. Raises EditError."""
    root = compose(text)
    assert root is not None
    parent, _ = nearest(root, path[:-1])
    starts, nodes = _parts(parent)
    index = _index(parent, path[-1])
    if len(nodes) == 1:
        return _replaced(text, root, path[:-1], parent, {} if isinstance(parent, yaml.MappingNode) else [])
    if isinstance(parent, yaml.CollectionNode) and parent.flow_style:
        if index + 1 < len(nodes):
            return text[: starts[index]] + text[starts[index + 1] :]
        return text[: _end(text, nodes[index - 1])] + text[_end(text, nodes[index]) :]
    start, end = _line_start(text, starts[index]), _line_end(text, _end(text, nodes[index]))
    before = text[start : starts[index]].strip()
    own_line = not before or (isinstance(parent, yaml.SequenceNode) and before == "-")
    if own_line:
        return text[:start] + text[end:]
    if index + 1 < len(nodes):  # the first key of an item, in the line of its dash
        return text[: starts[index]] + text[starts[index + 1] :]
    raise EditError(path, "it shares its line with something else")


def _index(node: yaml.Node, step: str | int) -> int:
    if isinstance(node, yaml.MappingNode):
        return next(index for index, (key, _) in enumerate(node.value) if key.value == step)
    return int(step)


def _parts(node: yaml.Node) -> tuple[list[int], list[yaml.Node]]:
    """Where each part of a collection starts, its key or dash counted in, and its value."""
    if isinstance(node, yaml.MappingNode):
        return [key.start_mark.index for key, _ in node.value], [value for _, value in node.value]
    assert isinstance(node, yaml.SequenceNode)
    return [item.start_mark.index for item in node.value], [*node.value]


def reordered(text: str, path: Path, order: Sequence[int]) -> str:
    """The text with the parts of a collection in another order, by their indexes. Raises EditError."""
    root = compose(text)
    assert root is not None
    node, _ = nearest(root, path)
    starts, nodes = _parts(node)
    if not isinstance(node, yaml.CollectionNode) or len(nodes) < 2:
        return text
    if node.flow_style:
        ends = [_end(text, one) for one in nodes]
        pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        joints = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
        inner = "".join(f"{pieces[index]}{joint}" for index, joint in zip(order, [*joints, ""], strict=True))
        return text[: starts[0]] + inner + text[ends[-1] :]
    cuts = [_with_comments(text, start) for start in starts]
    before = text[_line_start(text, starts[0]) : starts[0]].strip()
    if before.strip("- "):
        raise EditError(path, "its first part shares a line with something else")
    shared = before and (isinstance(node, yaml.MappingNode) or before != "-")
    cuts = [*cuts, _line_end(text, _end(text, nodes[-1]))]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    if shared:  # `- key: …`: the dash stays where it is
        dash = pieces[0][: starts[0] - cuts[0] - (2 if isinstance(node, yaml.SequenceNode) else 0)]
        pieces[0] = " " * len(dash) + pieces[0][len(dash) :]
        moved = "".join(_ended(text, pieces[index]) for index in order)
        return text[: cuts[0]] + dash + moved[len(dash) :] + text[cuts[-1] :]
    return text[: cuts[0]] + "".join(_ended(text, pieces[index]) for index in order) + text[cuts[-1] :]


def _ended(text: str, piece: str) -> str:
    return piece if piece.endswith("\n") else piece + _newline(text)


def _with_comments(text: str, start: int) -> int:
    """Where the lines of a part begin, the comments right above it counted in."""
    at = _line_start(text, start)
    while at and text[_line_start(text, at - 1) : at].strip().startswith("#"):
        at = _line_start(text, at - 1)
    return at


def _end(text: str, node: yaml.Node) -> int:
    """Where a node ends: PyYAML ends a block collection only where the next token begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
        return _end(text, last)
    end: int = node.end_mark.index
    return end if node.start_mark.index == end or _is_block_scalar(node) else len(text[:end].rstrip())


def _is_block_scalar(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Where the next line begins."""
    if at and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _ends(text: str, written: str) -> str:
    return written.replace("\n", _newline(text))
