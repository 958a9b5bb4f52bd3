"""YAML as a tree of nodes, each of which knows its place."""

from __future__ import annotations

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Python's own reader, far slower, where PyYAML came without its C one."""


def compose(text: str) -> yaml.Node | None:
    """The tree of a single YAML document, None of one that is empty; raises yaml.YAMLError."""
    node: yaml.Node | None = yaml.compose(text, LOADER)
    return node
