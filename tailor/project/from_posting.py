"""A draft of a target: out of a job posting and a profile, or out of the profile's most used tags."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.core.postings.draft import Draft, draft, headline_for, used_tags
from tailor.core.postings.posting import read_posting
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.models.values import localized
from tailor.project.draft_target import plain_target, posting_target, section_rules
from tailor.project.kept_postings import draft_path, keep, place_for, written
from tailor.project.postings import posting_content, read_posting_bytes
from tailor.sources.loading import Loaded, load_config, load_profile, load_target
from tailor.sources.schemas import keep_schemas
from tailor.sources.term_table import narrower, terms
from tailor.sources.workspace import Workspace, find_workspace, plain_name
from tailor.storage.files import replace_file, write_whole


class DraftRequest(Struct, frozen=True):
    """What `tailor target new` was asked for."""

    here: Path
    name: str
    root: Path | None = None
    profile: str | None = None
    posting: Path | None = None
    force: bool = False


class Drafted(Struct, frozen=True):
    """The file written, as a user would type its path, and what was found; `draft` is None without a posting,
    `replaced` where no target with other words was there before; `kept` is where the posting is."""

    shown: str
    draft: Draft | None
    hides: bool
    replaced: Path | None = None
    kept: str | None = None


def new_target(asked: DraftRequest) -> Drafted:
    """Write `targets/<name>.yaml`; the profile is only read.

    Raises InputError: a bad name, a file that is there already, an unknown profile, a posting that cannot be read.
    """
    workspace = find_workspace(asked.here, asked.root)
    name = plain_name(asked.name, "target")
    path = workspace.root / "targets" / f"{name}.yaml"
    if path.exists() and not asked.force:
        message = f"{workspace.shown(path)} is there already"
        raise InputError(Problem("file-exists", message, "choose another name, or give --force to replace it"))
    named = asked.profile or workspace.default_profile(load_config(workspace).value.profile).name
    profile = load_profile(workspace, named)
    hides = not path.exists() and name in [one.name for one in workspace.targets()]
    found, text, kept = _drafted(workspace, profile, asked, name)
    replaced = replace_file(path, text)
    keep_schemas(workspace.root)
    return Drafted(workspace.shown(path), found, hides, replaced, workspace.shown(kept) if kept else None)


def _drafted(
    workspace: Workspace, profile: Loaded[Profile], asked: DraftRequest, name: str
) -> tuple[Draft | None, str, Path | None]:
    """The draft, the target, and where the posting is kept."""
    if asked.posting is not None:
        content = posting_content(asked.posting)
        text, title = read_posting_bytes(asked.posting, content)
        origin = "the posting" if str(asked.posting) == "-" else asked.posting.name
        kept = place_for(workspace, name, content)
        found, target = draft_for(workspace, profile, text, title, origin, written(workspace, kept))
        keep(kept, content)
        write_whole(draft_path(workspace, name), target)
        return found, target, kept
    candidates = outline(profile.value, Target(), profile.place, profile.value.locale)
    return None, plain_target(name, profile.name, used_tags(candidates), section_rules(profile.value)), None


def drafted_from(workspace: Workspace, profile: str, text: str, title: str, origin: str) -> tuple[Draft, str]:
    """The draft of a posting's text, and the target that it comes to as YAML; nothing is written. `origin` is what the
    target's first line calls the posting. Raises InputError for a profile with mistakes."""
    kept = origin if origin.startswith("postings/") else None
    return draft_for(workspace, load_profile(workspace, profile), text, title, origin, kept)


def draft_for(
    workspace: Workspace, profile: Loaded[Profile], text: str, title: str, origin: str, kept: str | None = None
) -> tuple[Draft, str]:
    """As `drafted_from`, of a profile that was loaded; `kept` is the path by which the target names the posting."""
    candidates = outline(profile.value, Target(), profile.place, profile.value.locale)
    found = draft(read_posting(text, title), candidates, terms(), _aliases(workspace, profile.name), narrower())
    headline = headline_for(found.title, _headlines(profile.value))
    return found, posting_target(found, origin, profile.name, section_rules(profile.value), headline, kept)


def _headlines(profile: Profile) -> dict[str, str]:
    """The profile's headlines by what a target calls them: their id, or the text itself."""
    texts = [(one.id, localized(one.text, profile.locale)) for one in profile.headline]
    return {name or text: text for name, text in texts} if len(texts) > 1 else {}


def _aliases(workspace: Workspace, profile: str) -> dict[str, str]:
    """The aliases that the profile's other targets agree on; targets with mistakes are passed over."""
    found: dict[str, str] = {}
    for one in workspace.targets():
        if one.origin == "user":
            try:
                target = load_target(workspace, one.name).value
            except InputError:
                continue
            if target.profile in (None, profile):
                found = {**target.aliases, **found}
    return found
