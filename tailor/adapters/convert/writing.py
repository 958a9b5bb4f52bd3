"""A converted profile as YAML that reads as if a person had written it: blocks, short lists in a line, comments.

Above it stands a comment with everything that was dropped or changed; tags that nobody wrote are marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from tailor.adapters.convert import Imported
from tailor.adapters.convert.ledger import Fate, Note

WIDTH = 100
"""Longer texts are folded."""

MARK = "proposed__"
"""Stands in a list of proposed tags until its comment is written."""

FLOWING = ("tags", "keywords", "tools", "authors", "author_names", "needs")
"""Lists of short words, set in one line."""

HEAD = "# yaml-language-server: $schema=.schemas/profile.json\n"


class _Words(list[str]):
    """A list to be set in one line."""


class _Dumper(yaml.SafeDumper):
    """Block style, with lists indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent list items too."""
        super().increase_indent(flow, False)


def _words(dumper: yaml.SafeDumper, value: _Words) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    folded = len(value) > WIDTH - 10 and value == " ".join(value.split())
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=">" if folded else None)


_Dumper.add_representer(_Words, _words)
_Dumper.add_representer(str, _text)


def written(imported: Imported, source: str) -> str:
    """The YAML of a profile, the name of its source and the fate of its values above it."""
    data = _marked(imported.data, (), imported.proposed)
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    text = re.sub(rf"\[{MARK}, (.*?)\]", r"[\1]  # proposed", text, flags=re.DOTALL)
    text = re.sub(r"^(\w+:)", r"\n\1", text, flags=re.MULTILINE)
    return f"{HEAD}# Imported from {source} ({imported.format}). Tags marked as proposed were found in the words.\n" + (
        _account(imported.notes) + text
    )


def _account(notes: Sequence[Note]) -> str:
    lines = []
    for fate in (Fate.DROPPED, Fate.CHANGED):
        some = [note for note in notes if note.fate is fate]
        if some:
            lines += ["#", f"# {str(fate).capitalize()}:", *(f"#   {note}" for note in some)]
    return "".join(f"{line}\n" for line in lines)


def _marked(value: Any, path: tuple[str | int, ...], proposed: frozenset[tuple[str | int, ...]]) -> Any:
    """The data with short lists to be set in a line, and a mark in those that were proposed."""
    if isinstance(value, dict):
        return {key: _marked(one, (*path, key), proposed) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if path and path[-1] in FLOWING and all(isinstance(one, str) for one in value):
        return _Words([MARK, *value] if path in proposed else value)
    return [_marked(one, (*path, index), proposed) for index, one in enumerate(value)]
