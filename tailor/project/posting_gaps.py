"""`tailor gaps`: what the posting of a target asks for, and nothing in the profile shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from tailor.core.postings.draft import Draft, Gap, Mention, draft
from tailor.core.postings.posting import Ask, Posting, read_posting
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.project.kept_postings import posting_of
from tailor.project.postings import read_posting_file
from tailor.sources.loading import Loaded, load_config, load_profile, load_target
from tailor.sources.term_table import narrower, terms
from tailor.sources.workspace import Workspace, find_workspace

KINDS: Mapping[Ask, str] = {
    Ask.TITLE: "must", Ask.MUST: "must", Ask.NICE: "nice", Ask.TASK: "work", Ask.ASIDE: "work",
}  # fmt: skip
"""How a gap is asked for; the words of the title are musts."""

ORDER = ("must", "nice", "work")


class Missing(Struct, frozen=True):
    """One gap: its words in the posting, its tag, how it is asked for (`must`, `nice`, `work`: only what the tasks
    mention), the sentence, and whether an entry's `tools` name it, which shows it only once the entry has the tag."""

    name: str
    tag: str
    ask: str
    sentence: str
    tool_only: bool = False


class Gaps(Struct, frozen=True):
    """The gaps of a target, must first; `unread` are lines that ask for something of which nothing was understood;
    `shown` are the tags that the posting asks for and the profile shows."""

    target: str
    profile: str
    posting: str
    gaps: tuple[Missing, ...]
    unread: tuple[str, ...]
    shown: tuple[str, ...]


def gaps(here: Path, target: str, profile: str | None = None, root: Path | None = None) -> Gaps:
    """The gaps of a target's posting in a profile (default: the target's). Raises InputError."""
    workspace = find_workspace(here, root)
    loaded = load_target(workspace, target)
    path = posting_of(workspace, loaded)
    owner = load_profile(workspace, profile_named(workspace, loaded, profile))
    text, title = read_posting_file(path)
    return gaps_in(read_posting(text, title), owner, loaded, workspace.shown(path))


def profile_named(workspace: Workspace, target: Loaded[Target], profile: str | None) -> str:
    """The profile named, else the target's, else the default one. Raises InputError."""
    return profile or target.value.profile or workspace.default_profile(load_config(workspace).value.profile).name


def gaps_in(posting: Posting, profile: Loaded[Profile], target: Loaded[Target], shown: str) -> Gaps:
    """The gaps of a posting; `shown` is its path. What the target's aliases and patterns find in the profile counts."""
    candidates = outline(profile.value, Target(), profile.place, profile.value.locale)
    found = draft(posting, candidates, terms(), target.value.aliases, narrower())
    closed = _found(target.value.patterns, candidates)
    missing = [_missing(one) for one in found.gaps if one.tag not in closed]
    missing.sort(key=lambda one: ORDER.index(one.ask))
    tags = tuple(one.tag for one in found.wishes)
    return Gaps(target.name, profile.name, shown, tuple(missing), _unread(posting, found), tags)


def _found(patterns: Mapping[str, str], candidates: Sequence[Candidate]) -> set[str]:
    """The tags whose pattern finds something in the profile."""
    texts = "\n".join(one.text for one in candidates)
    return {tag for tag, pattern in patterns.items() if re.search(pattern, texts, re.IGNORECASE)}


def _missing(gap: Gap) -> Missing:
    strongest: Mention = gap.mentions[0]
    return Missing(gap.name, gap.tag, KINDS[strongest.ask], strongest.sentence, gap.tool_only)


def _unread(posting: Posting, found: Draft) -> tuple[str, ...]:
    """Sentences under what is required or nice to have in which no term was found."""
    told = [one.mentions for one in found.wishes] + [one.mentions for one in (*found.gaps, *found.sections)]
    said = {mention.sentence for mentions in told for mention in mentions} | set(found.passed)
    lines = (one.text for one in posting.sentences if one.ask in (Ask.MUST, Ask.NICE) and one.text not in said)
    return tuple(dict.fromkeys(line for line in lines if re.search(r"\w{3}", line)))
