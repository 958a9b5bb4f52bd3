"""Proposals of wordings: each is held against the facts, and written into the profile as one that nobody has accepted.

Whoever proposes can say a text, an item and targets, and nothing else: no acceptance, no other field, no other file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from tailor.assistants.changing import Changed, change
from tailor.base.errors import InputError, Problem, Severity, TailorError
from tailor.core.guard.claim_values import Claim, Level
from tailor.core.guard.support import Found, pieces, shown_text
from tailor.models.profiles import Profile
from tailor.models.values import localized, near
from tailor.sources.editing.locate import Places
from tailor.sources.editing.yaml_edit import set_value, value_at
from tailor.sources.editing.yaml_splices import EditError
from tailor.sources.guarding import Held, held, item_ids, text_claims
from tailor.sources.loading import Loaded, load_profile
from tailor.sources.workspace import Workspace
from tailor.text.markdown.markup import plain

LONGEST = 1500
"""The longest wording of a bullet or a summary, in characters."""


class Proposal(Struct, frozen=True):
    """What somebody suggests: another text for an item, perhaps for some targets only."""

    item: str
    text: str
    targets: tuple[str, ...] = ()


class Outcome(Struct, frozen=True):
    """What became of a proposal: refused for some problems, or written, with claims for a person to look at."""

    proposal: Proposal
    changed: Changed | None = None
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing was written."""
        return self.changed is None


def propose(workspace: Workspace, profile: str, proposals: Sequence[Proposal], by: str) -> list[Outcome]:
    """Write the proposals that hold, one step each; the others come back with what is wrong. Raises InputError for a
    profile that cannot be read."""
    load_profile(workspace, profile)
    found = []
    for one in proposals:
        try:
            found.append(_proposed(workspace, profile, one, by))
        except TailorError as error:
            found.append(Outcome(one, problems=tuple(error.problems)))
    return found


def _proposed(workspace: Workspace, profile: str, one: Proposal, by: str) -> Outcome:
    loaded = load_profile(workspace, profile)
    item, found = find_item_of(loaded, one.item)
    text = _clean(one.text)
    _refuse_known(text, found, loaded)
    _check_targets(workspace, one.targets)
    claims = text_claims(text, found, loaded.value)
    if facts := [claim for claim in claims if claim.level is Level.NEW_FACT]:
        raise InputError([_invented(claim, item) for claim in facts])
    value = {"text": text, **({"for": [*one.targets]} if one.targets else {}), "by": by, "accepted": False}
    path = next(iter(loaded.files))
    edited = _with_wording(path.read_bytes().decode(), loaded, found, value)

    def check() -> None:
        _still_only_proposed(load_profile(workspace, profile), loaded, item, text)

    return Outcome(one, change(workspace, path, edited, f"proposed for {item}", check), claims)


def find_item_of(loaded: Loaded[Profile], wanted: str) -> tuple[str, Found]:
    """The item of an id, or of a unique part of one. Raises InputError."""
    ids = item_ids(loaded.value)
    by_id = {ids[one.path]: one for one in pieces(loaded.value) if one.path in ids}
    hits = [wanted] if wanted in by_id else [name for name in by_id if wanted and wanted in name]
    if len(hits) == 1:
        return hits[0], by_id[hits[0]]
    guess = near(wanted, by_id)
    hint = f"did you mean `{guess}`?" if guess else "`tailor prompt` lists the ids"
    what = "several items are" if hits else "no item is"
    raise InputError(Problem("unknown-item", f"{what} named `{wanted[:80]}`", hint))


_LINK = re.compile(r"\]\s*\(|https?://|www\.|<[a-z/!]", re.IGNORECASE)


def _clean(text: str) -> str:
    """A wording on one line. Raises InputError for what is none."""
    line = " ".join(text.split())
    if not line or not any(letter.isalnum() for letter in line):
        raise InputError(Problem("empty-text", "the proposed text is empty"))
    if len(line) > LONGEST:
        raise InputError(Problem("too-long", f"the proposed text has {len(line)} letters", f"at most {LONGEST}"))
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") for letter in line if letter != "\u200d"):
        raise InputError(Problem("hidden-letters", "the proposed text has letters that cannot be seen"))
    if _LINK.search(line):
        raise InputError(Problem("no-links", "a wording has no links and no HTML", "`links` of the profile has them"))
    if line.count("$") > 1 or "\\" in line:
        raise InputError(Problem("no-tex", "a wording has no formulas and no TeX", "write it in plain words"))
    return line


def _refuse_known(text: str, found: Found, loaded: Loaded[Profile]) -> None:
    piece, locale = found.piece, loaded.value.locale
    said = [getattr(piece, name, None) for name in ("text", "short", "title", "position", "organization")]
    said += [one.text for one in piece.wordings]
    if plain(text) in [plain(localized(one, locale)) for one in said if isinstance(one, str | dict) and one]:
        raise InputError(Problem("known-text", "the profile has this text already"))


def _check_targets(workspace: Workspace, targets: Sequence[str]) -> None:
    known = [one.name for one in workspace.targets()]
    for name in targets:
        if name not in known:
            raise InputError(
                Problem("unknown-target", f"no target is named `{name[:80]}`", f"known: {', '.join(known)}")
            )


def _invented(claim: Claim, item: str) -> Problem:
    hint = f"say only what the profile says of `{item}`; a person can add a fact to the profile first"
    return Problem("guard-new-fact", f"{claim.message}: nothing new may be said", hint, severity=Severity.ERROR)


def _with_wording(text: str, loaded: Loaded[Profile], found: Found, value: Any) -> str:
    """The file with one more wording of an item. Raises InputError where the item is written in a way that has no room
    for it."""
    path = Places(loaded.layer.source.root).item(loaded.place(found.path))
    if path is not None and found.path[-1] == "text" and path[-1] != "text":  # the paragraph of an entry
        path = (*path, "text")
    now = value_at(text, path) if path is not None else None
    locale, own = loaded.value.locale, shown_text(found.piece, loaded.value.locale)
    room = Problem("no-room", "this item is written in a short form that has no room for wordings", "give it `text:`")
    try:
        if path is not None and isinstance(now, dict) and "wordings" in now:
            count = len(now["wordings"]) if isinstance(now["wordings"], list) else None
            if count is None:
                raise InputError(room)
            return set_value(text, (*path, "wordings", count), value)
        if path is not None and isinstance(now, dict):
            return set_value(text, (*path, "wordings"), [value])
        if path is not None and isinstance(now, str) and plain(localized(now, locale)) == plain(own):
            whole = {"text": now, "wordings": [value]}
            alone = found.path[0] in ("summary", "headline") and len(path) == 1
            return set_value(text, path, [whole] if alone else whole)
    except EditError as error:
        raise InputError(Problem("no-room", f"the file cannot be edited there: {error}", "give it `text:`")) from None
    raise InputError(room)


def _still_only_proposed(now: Loaded[Profile], before: Loaded[Profile], item: str, text: str) -> None:
    """After an edit the profile says what it said, and one wording more, not accepted. Raises InputError."""
    here = [one for one in held(now) if one.item == item and one.text == plain(text)]
    others = {(one.item, one.text, one.wording.stands) for one in held(before)}
    came = {(one.item, one.text, one.wording.stands) for one in held(now)} - others
    if not here or here[-1].wording.stands or came != {(item, plain(text), False)}:
        raise InputError(Problem("not-written", "the wording could not be written as a proposal alone"))


def pending(profile: Loaded[Profile]) -> list[Held]:
    """The wordings that wait for a person, in the profile's order."""
    return [one for one in held(profile) if not one.wording.stands]
