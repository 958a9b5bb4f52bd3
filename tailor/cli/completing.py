"""What a shell offers after Tab: names of the folder's files, ids of items. Light to import, silent if it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tailor.exporting.formats import FORMATS

if TYPE_CHECKING:
    from tailor.sources.workspace import Kind, Workspace

SCHEMAS = ("profile", "target", "template", "config")
SEVERITIES = ("note", "warning", "error")
PAPERS = ("a4", "letter")

Offer = Callable[[typer.Context, str], list[Any]]


def _safe(offer: Callable[[typer.Context, str], Iterable[Any]]) -> Offer:
    """Whatever fails while somebody types (no folder, a profile half written) offers nothing, and says nothing."""

    def offered(ctx: typer.Context, incomplete: str) -> list[Any]:
        try:
            return list(offer(ctx, incomplete))
        except Exception:
            return []

    return offered


def _workspace(ctx: typer.Context) -> Workspace:
    from tailor.sources.workspace import find_workspace

    root = ctx.params.get("root")
    return find_workspace(Path.cwd(), Path(root) if root else None)


def _names(kind: Kind) -> Offer:
    """The names of one kind of file, and where each comes from."""

    def offer(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
        workspace = _workspace(ctx)
        found = {"profile": workspace.profiles, "target": workspace.targets, "template": workspace.templates}[kind]()
        for one in found:
            if one.name.startswith(incomplete):
                yield one.name, one.origin if one.origin == "built-in" else workspace.shown(one.path)

    return _safe(offer)


def _items(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids of a profile's items, with the beginning of their words."""
    from tailor.core.profile.outline import outline
    from tailor.models.targets import Target
    from tailor.sources.loading import load_config, load_profile

    workspace = _workspace(ctx)
    name = ctx.params.get("profile") or workspace.default_profile(load_config(workspace).value.profile).name
    profile = load_profile(workspace, name)
    for one in outline(profile.value, Target(), profile.place, profile.value.locale):
        if one.id.startswith(incomplete):
            yield one.id, one.text[:50]


def _of(known: Iterable[str]) -> Offer:
    return _safe(lambda ctx, incomplete: (one for one in known if one.startswith(incomplete)))


def _listed(known: Iterable[str]) -> Offer:
    """Members of a list between commas: what precedes the last comma is kept."""

    def offer(ctx: typer.Context, incomplete: str) -> Iterator[str]:
        before, comma, last = incomplete.rpartition(",")
        yield from (f"{before}{comma}{one}" for one in known if one.startswith(last) and one not in before.split(","))

    return _safe(offer)


profiles, targets, templates = _names("profile"), _names("target"), _names("template")
items = _safe(_items)
format_lists, formats, schemas = _listed(FORMATS), _of(FORMATS), _of(SCHEMAS)
severities, papers = _of(SEVERITIES), _of(PAPERS)
