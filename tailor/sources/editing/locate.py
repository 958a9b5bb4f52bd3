"""From the place of an item (line and column) to its path in the YAML, so that it can be edited there."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from tailor.base.errors import Place

OWN = ("text", "title", "organization", "institution", "position", "label", "name")
"""Fields that stand for the whole item: its place is often theirs."""

Path = tuple[str | int, ...]


class Places:
    """The paths of all values of a file, by where they begin (line and column from 1)."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._paths: dict[tuple[int, int], Path] = {}
        if root is not None:
            for path, mark in _marks(root, ()):
                self._paths.setdefault((mark.line + 1, mark.column + 1), path)

    def item(self, place: Place) -> Path | None:
        """The path of the item that begins at a place: of the mapping where one of its fields is what begins there."""
        path = self._paths.get((place.line, place.column))
        return path[:-1] if path and path[-1] in OWN and len(path) > 1 else path


def _marks(node: yaml.Node, path: Path) -> Iterator[tuple[Path, yaml.Mark]]:
    whole = isinstance(node, yaml.MappingNode) and path[-1:] == ("text",)  # the paragraph of an entry, with its fields
    yield ((*path, "text") if whole else path), node.start_mark
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), key.start_mark
            yield from _marks(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _marks(item, (*path, index))
