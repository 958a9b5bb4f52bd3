"""A posting in the studio: what it asks for, the target that it comes to, and what the profile does not show of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tailor.base.errors import InputError, Problem
from tailor.core.postings.draft import Draft, Gap, Mention
from tailor.core.postings.posting import read_posting
from tailor.project.from_posting import drafted_from
from tailor.project.kept_postings import posting_path
from tailor.project.posting_gaps import Missing, gaps_in
from tailor.project.postings import from_page, is_page, read_posting_file
from tailor.sources.loading import load_profile, load_target
from tailor.sources.workspace import Workspace, plain_name
from tailor.studio.edits import Edit

LONGEST = 200_000
"""Letters of a posting: ten times the longest that there is."""

_CLOSE = 3
"""Sentences shown beside each tag."""


def drafted(workspace: Workspace, profile: str, text: str, name: str) -> dict[str, Any]:
    """The draft of a target from a pasted posting. Raises InputError for an empty or too long one."""
    plain, title = _read(text)
    draft, yaml = drafted_from(workspace, profile, plain, title, f"postings/{name or 'new'}.txt")
    wishes = [
        {"tag": one.tag, "weight": f"{one.weight.normalize():f}", "says": _said(one.mentions)} for one in draft.wishes
    ]
    return {"title": draft.title, "yaml": yaml, "text": plain, "wishes": wishes, "gaps": gaps_data(draft)}


def kept_as(workspace: Workspace, profile: str, text: str, name: str) -> list[Edit]:
    """The edits that keep a posting and its target under a name. Raises InputError for a bad or a taken name."""
    own = plain_name(name.strip(), "target")
    if any(one.name == own for one in workspace.targets()):
        raise InputError(Problem("file-exists", f"there is a target `{own}` already", "choose another name"))
    found = drafted(workspace, profile, text, own)
    return [
        Edit(f"posting:{own}", "text", (), found["text"], None),
        Edit(f"posting-draft:{own}", "text", (), found["yaml"]),
        Edit(f"new-target:{own}", "text", (), found["yaml"], None),
    ]


def gaps_of(workspace: Workspace, profile: str, target: str) -> dict[str, Any]:
    """What the posting of a target asks for and the profile does not show, as `tailor gaps` tells it; no posting, no
    gaps. Raises InputError."""
    loaded = load_target(workspace, target)
    path = posting_path(workspace, loaded)
    if path is None:
        return {"posting": None, "gaps": []}
    text, title = read_posting_file(path)
    found = gaps_in(read_posting(text, title), load_profile(workspace, profile), loaded, workspace.shown(path))
    return {"posting": found.posting, "gaps": [_missing(one) for one in found.gaps]}


def _missing(gap: Missing) -> dict[str, Any]:
    start = max(0, gap.sentence.find(gap.name))
    end = start + len(gap.name) if gap.name in gap.sentence else start
    said = {"text": gap.sentence, "start": start, "end": end}
    return {"tag": gap.tag, "name": gap.name, "ask": gap.ask, "tool": gap.tool_only, "says": [said]}


def gaps_data(draft: Draft) -> list[dict[str, Any]]:
    """The gaps for the browser, the most wanted first, each with what the posting says."""
    return [_gap(one) for one in (*draft.gaps, *draft.sections)]


def _gap(gap: Gap) -> dict[str, Any]:
    return {"tag": gap.tag, "name": gap.name, "ask": "", "tool": gap.tool_only, "says": _said(gap.mentions)}


def _said(mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    return [{"text": one.sentence, "start": one.start, "end": one.end} for one in mentions[:_CLOSE]]


def _read(text: str) -> tuple[str, str]:
    """The words of a posting and its title, of a saved page too."""
    if len(text) > LONGEST:
        raise InputError(Problem("too-large", f"a posting may have {LONGEST} letters", "paste the posting alone"))
    plain, title = from_page(text) if is_page(text) else (text, "")
    if not plain.strip():
        raise InputError(Problem("empty-posting", "there is no text in the posting", "paste its text"))
    return plain.replace("\r\n", "\n").replace("\r", "\n"), title
