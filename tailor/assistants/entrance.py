"""What the library and the server share: answers read and proposed, outcomes and waiting wordings as plain data."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from tailor.assistants.answers import read_answer
from tailor.assistants.proposing import Outcome, propose
from tailor.assistants.reviewing import Effect, Waiting
from tailor.base.diagnostics import problem_data
from tailor.base.errors import InputError, Problem
from tailor.builds.build_values import PageQuery
from tailor.core.guard.claim_values import Claim
from tailor.sources.loading import load_config
from tailor.sources.workspace import find_workspace


def propose_file(asked: PageQuery, file: str | os.PathLike[str], target: str | None, by: str) -> list[Outcome]:
    """The outcomes of an answer in a file, or of standard input. Raises InputError."""
    text = _read(file)
    workspace = find_workspace(asked.here, asked.root)
    name = asked.profile or workspace.default_profile(load_config(workspace).value.profile).name
    found = read_answer(text)
    if target is not None:
        found = [one if one.targets else replace(one, targets=(target,)) for one in found]
    return propose(workspace, name, found, by)


def _read(file: str | os.PathLike[str]) -> str:
    try:
        data = sys.stdin.buffer.read() if os.fspath(file) == "-" else Path(file).read_bytes()
        return data.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem("unreadable-file", f"{file} cannot be read: {error}", "check its name")) from None


def outcome_data(one: Outcome) -> dict[str, object]:
    """What became of a proposal."""
    return {
        "item": one.proposal.item,
        "text": one.proposal.text,
        "status": "refused" if one.refused else "proposed",
        "look": [claim_data(claim) for claim in one.claims],
        "problems": [problem_data(problem) for problem in one.problems],
        "diff": one.changed.diff if one.changed else "",
    }


def claim_data(claim: Claim) -> dict[str, object]:
    """One claim of the guard."""
    return {"level": str(claim.level), "kind": claim.kind, "words": claim.words, "message": claim.message}


def waiting_data(one: Waiting, effects: Sequence[Effect] = ()) -> dict[str, object]:
    """A wording that waits for a person."""
    held = one.held
    return {
        "name": one.name,
        "item": held.item,
        "by": held.wording.by,
        "for": [*held.wording.for_],
        "now": held.own,
        "proposed": held.text,
        "changed": [[kind, words] for kind, words in one.words],
        "claims": [claim_data(claim) for claim in held.claims],
        "file": held.place.file,
        "line": held.place.line,
        "effects": [{name: getattr(each, name) for name in Effect.__struct_fields__} for each in effects],
    }
