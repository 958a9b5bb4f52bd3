"""What the last build of a page read, chose and wrote, kept beside the output.

By it a build whose inputs are unchanged touches nothing, and a small edit leaves the page as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import tailor
from tailor.base.errors import Problem, Severity
from tailor.storage.digests import digest_of, program_digest, unchanged
from tailor.storage.files import write_whole

if TYPE_CHECKING:
    from tailor.builds.decisions import Chosen, Decision
    from tailor.builds.values import Job
    from tailor.core.optimise.stability import Previous
    from tailor.models.targets import Target

State = dict[str, Any]

CHOSEN = ("layout", "shown", "rules")
"""What is remembered of a choice."""

RULES = frozenset({
    "want", "aliases", "patterns", "require", "exclude", "boost", "half_life", "base", "sections", "pin", "drop", "add",
    "pages", "summary",
})  # fmt: skip
"""The fields of a target that say what is on its page."""


def asked(job: Job, formats: Sequence[str], names: Mapping[str, str]) -> list[Any]:
    """What besides files decides a build: the job, the formats, where names lead, and this program itself. Ages are
    counted in months, so the day does not matter, but where TeX is told the second (SOURCE_DATE_EPOCH), that does."""
    month = [job.today.year, job.today.month, os.environ.get("SOURCE_DATE_EPOCH")]
    wanted = [job.profile, job.target, job.template, job.pages, sorted(formats), month]
    return [*wanted, sorted(names.items()), tailor.__version__, program_digest()]


def load_state(path: Path) -> State:
    """The state of the last build; empty if there is none that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def is_current(state: State, asked: Sequence[Any]) -> bool:
    """Whether all that was read is as it was, and all that was written still stands whole."""
    if state.get("asked") != json.loads(json.dumps(asked)):
        return False
    files = state.get("inputs", {}) | state.get("outputs", {})
    return bool(files) and unchanged(files)


def built_pages(folder: Path) -> list[tuple[Path, State]]:
    """The state of every page built below an output folder."""
    return [(path, load_state(path)) for path in sorted((folder / ".tailor").glob("*.json"))]


def page_doubts(path: Path, state: State) -> list[Problem]:
    """What is wrong with a built page: files gone or cut off, inputs changed since."""
    gone = [one for one, digest in state.get("outputs", {}).items() if digest_of(Path(one)) != digest]
    changed = [one for one, digest in state.get("inputs", {}).items() if digest_of(Path(one)) != digest]
    line = state.get("line", {})
    hint = f"tailor build --profile {quote(str(line.get('profile')))} --target {quote(str(line.get('target')))}"
    if gone:
        return [_doubt("page-damaged", f"{one} is not as it was built", hint, Severity.WARNING) for one in gone]
    if lost := [Path(one).name for one in changed if not Path(one).exists()]:
        hint = f"delete its files and {path.name} in .tailor if it is not wanted any more"
        message = f"{path.stem}: {', '.join(lost)} is gone since it was built"
        return [_doubt("page-stale", message, hint, Severity.NOTE)]
    if changed:
        names = ", ".join(dict.fromkeys(Path(one).name for one in changed))
        return [_doubt("page-stale", f"{path.stem}: {names} changed since it was built", hint, Severity.NOTE)]
    return []


def _doubt(code: str, message: str, hint: str, severity: Severity) -> Problem:
    return Problem(code, message, hint, severity=severity)


def chosen_before(state: State) -> Chosen | None:
    """The last choice, as data; None if there is none."""
    return [state[name] for name in CHOSEN] if all(name in state for name in CHOSEN) else None


def last_choice(state: State) -> Previous | None:
    """The last choice; None if there is none."""
    from tailor.core.optimise.stability import Previous  # not needed where a page is only set again

    try:
        shown = frozenset((item, variant) for item, variant in state["shown"])
        return Previous(shown, state["layout"], state["rules"])
    except (KeyError, TypeError, ValueError):
        return None


def rules_of(target: Target, template: str, paper: str) -> str:
    """A digest of all that a target says of what is on its page, and of what page it is."""
    said = f"{target.model_dump_json(include=set(RULES))} {template} {paper}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def remember(
    path: Path, asked: Sequence[Any], decision: Decision, outputs: Iterable[Path], line: Mapping[str, Any]
) -> State:
    """Keep what was read, chosen and written, and give it; a folder that cannot be written is no fault."""
    data = {
        "asked": asked,
        **dict(zip(CHOSEN, decision.chosen, strict=True)),
        "format": decision.format,
        "inputs": dict(decision.inputs),
        "outputs": {str(one): digest_of(one) for one in outputs},
        "line": dict(line),
    }
    with contextlib.suppress(OSError):
        write_whole(path, json.dumps(data, ensure_ascii=False))
    return data
