"""Reads proposals back out of what a chat answered: YAML, or plain lists with ids, perhaps amid other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from tailor.assistants.proposing import Proposal
from tailor.base.errors import InputError, Problem
from tailor.sources.editing.yaml_edit import data_of

LONGEST = 200_000
"""The longest answer accepted as a list of wordings, in characters."""

MOST = 400
"""Proposals that are read from one answer."""

_FENCE = re.compile(r"^[ \t]*```[\w-]*[ \t]*\n(?P<inside>.*?)^[ \t]*```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^\s*(?:[-*•–]|\d+[.)])?\s*[`*_]*(?P<id>[\w][\w./-]*)[`*_]*\s*(?:::?|=|→|->|—)\s+(?P<text>\S.*)$")
_FIELDS = {"id", "item", "text", "for"}


def read_answer(text: str) -> list[Proposal]:
    """The proposals in an answer. Raises InputError if there are none, or if one is not a proposal."""
    if len(text) > LONGEST:
        raise InputError(Problem("too-long", f"the answer has {len(text)} letters", f"at most {LONGEST}"))
    inside = [match["inside"] for match in _FENCE.finditer(text)]
    for part in [*inside, text]:
        if found := list(_of_yaml(part)) or list(_of_lines(part)):
            return _counted(found)
    raise InputError(
        Problem("no-proposals", "there is no proposal in it", "write `- {id: …, text: …}`, or `- id: text`")
    )


def _counted(found: list[Proposal]) -> list[Proposal]:
    if len(found) > MOST:
        raise InputError(Problem("too-many", f"{len(found)} proposals at once", f"at most {MOST}"))
    return found


def _of_yaml(text: str) -> Iterator[Proposal]:
    try:
        if any(isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken) for token in yaml.scan(text)):
            raise InputError(Problem("no-anchors", "an answer has no anchors, aliases and tags of YAML"))
        data = data_of(text)
    except (yaml.YAMLError, RecursionError):
        return
    if isinstance(data, dict) and isinstance(data.get("proposals"), list | dict):
        data = data["proposals"]
    if isinstance(data, dict):
        if any(not isinstance(value, str | list | dict) or " " in key for key, value in data.items()):
            return
        yield from (one for key, value in data.items() for one in _of_item(key, value))
    elif isinstance(data, list):
        yield from (one for entry in data for one in _of_entry(entry))


def _of_entry(entry: Any) -> Iterator[Proposal]:
    """`{id: …, text: …}`, or `id: text`."""
    if not isinstance(entry, dict):
        return
    if "text" in entry and entry.keys() & {"id", "item"}:
        yield from _of_item(str(entry.get("id") or entry.get("item")), entry)
    elif len(entry) == 1:
        yield from _of_item(*next(iter(entry.items())))


def _of_item(item: str, value: Any) -> Iterator[Proposal]:
    if isinstance(value, str):
        yield Proposal(item.strip(), value)
    elif isinstance(value, list):
        yield from (one for each in value for one in _of_item(item, each))
    elif isinstance(value, dict):
        if unknown := sorted(value.keys() - _FIELDS):
            message = f"a proposal for `{item[:80]}` says `{unknown[0][:40]}`"
            raise InputError(Problem("bad-proposal", message, "a proposal has `id`, `text` and perhaps `for`"))
        targets, text = value.get("for", ()), value.get("text")
        some = [one.strip() for one in targets.split(",")] if isinstance(targets, str) else [*targets]
        if not isinstance(text, str) or not all(isinstance(one, str) for one in some):
            raise InputError(Problem("bad-proposal", f"the proposal for `{item[:80]}` has no text"))
        yield Proposal(item.strip(), text, tuple(one for one in some if one))


def _of_lines(text: str) -> Iterator[Proposal]:
    for line in text.splitlines():
        if match := _LINE.match(line):
            yield Proposal(match["id"], match["text"].strip().strip('“”"').strip())
