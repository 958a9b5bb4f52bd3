"""The record of a built page: what it was asked for, what was read, chosen and written.

There is one file a page, beside the output (`out/.tailor/PROFILE.TARGET.json`), and this module alone answers whether a
page is current: its key and the content of every file behind it and before it are as they were. A command that did all
it was asked for leaves a list of its pages in the cache folder, so that the same command finds their records without
reading profiles and targets. Only the standard library is imported: an answer takes less time than those imports.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from tailor.base.errors import Problem, Severity
from tailor.storage.digests import digest_of, program_digest, unchanged
from tailor.storage.files import make_room, write_whole
from tailor.storage.locations import cache_folder, shown_from

if TYPE_CHECKING:
    from tailor.builds.build_values import Choice, Job
    from tailor.core.optimise.search.stability import Previous
    from tailor.models.targets import Target

MOST = 500
"""Commands that are known at most; the oldest are forgotten."""

MARKS = ("profiles", "targets", "templates", "tailor.yaml")
"""What makes a folder a workspace, or part of one."""

UNRULED = frozenset(
    {
        "contact",
        "extends",
        "headline",
        "letter",
        "lints",
        "paper",
        "posting",
        "profile",
        "stability",
        "template",
        "title",
        "to",
    }
)
"""The fields of a target that do not say what is on its page: what it is called and built on, what its head says, and
how a page is judged and kept. The template and the paper it leads to count separately. Any other field, also one
that is new, is a rule."""

Digests: TypeAlias = Mapping[str, str | None]
"""SHA-256 of files by path; None for a file that could not be read."""


class Record(NamedTuple):
    """A page as it was last built: the key of what was asked for, digests of all files read and written, the layout,
    the (item, variant) shown, a digest of the rules that chose them, and the build's line of JSON."""

    key: str
    inputs: Digests
    outputs: Digests
    layout: str
    shown: Mapping[str, str]
    rules: str
    line: dict[str, Any]

    @property
    def draft(self) -> bool:
        """Whether it shows a wording that nobody has accepted."""
        return any(variant.startswith("draft-") for variant in self.shown.values())


def key_of(job: Job, formats: Sequence[str], names: Mapping[str, str]) -> str:
    """A hash of what besides the content of files decides a build: the job, the formats, where names lead, and this
    program. Ages are counted in months, so the day does not matter; SOURCE_DATE_EPOCH does, as TeX reads it."""
    month = [job.today.year, job.today.month, os.environ.get("SOURCE_DATE_EPOCH")]
    wanted = [getattr(job, name) for name in job.__struct_fields__ if name != "today"]
    return _hashed([*wanted, sorted(formats), month, sorted(names.items()), program_digest()])


def _hashed(data: Any) -> str:
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:32]


def is_current(record: Record | None, key: str) -> bool:
    """Whether all that was read is as it was, and all that was written still stands whole."""
    if record is None or record.key != key:
        return False
    return bool(record.outputs) and unchanged(record.outputs) and unchanged(record.inputs)


def read_record(path: Path) -> Record | None:
    """The record of a page; None if there is none that can be read."""
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_record(path: Path, record: Record) -> None:
    """Keep a record; a folder that cannot be written is not an error."""
    with contextlib.suppress(OSError):
        write_whole(path, json.dumps(record._asdict(), ensure_ascii=False))


def record_of(
    key: str, choice: Choice, inputs: Iterable[Mapping[Path, str | None]], outputs: Iterable[Path], line: dict[str, Any]
) -> Record:
    """The record of a page that was written just now; `inputs` are digests of what was read."""
    found = choice.inputs
    return Record(
        key=key,
        inputs={str(path): digest for files in inputs for path, digest in files.items()},
        outputs={str(path): digest_of(path) for path in outputs},
        layout=choice.layout.name,
        shown=choice.chosen(),
        rules=rules_of(found.target.value, found.template.name, found.paper),
        line=line,
    )


def rules_of(target: Target, template: str, paper: str) -> str:
    """A digest of all that a target says of what is on its page, and of what page it is."""
    said = f"{target.model_dump_json(exclude=set(UNRULED))} {template} {paper}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def last_choice(record: Record | None) -> Previous | None:
    """What the last build chose; None if there was none."""
    from tailor.core.optimise.search.stability import Previous

    if record is None:
        return None
    return Previous(frozenset(record.shown.items()), record.layout, record.rules)


def built_pages(folder: Path) -> list[tuple[Path, Record]]:
    """The record of every page built below an output folder."""
    found = ((path, read_record(path)) for path in sorted((folder / ".tailor").glob("*.json")))
    return [(path, record) for path, record in found if record is not None]


def page_doubts(path: Path, record: Record) -> list[Problem]:
    """What is wrong with a built page: files gone or cut off, inputs changed since."""
    from shlex import quote

    gone = [one for one, digest in record.outputs.items() if digest_of(one) != digest]
    changed = [one for one, digest in record.inputs.items() if digest_of(one) != digest]
    line = record.line
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


def line_now(record: Record, here: Path) -> dict[str, Any]:
    """The line of a page that is current, its PDF as seen from a folder."""
    pdf = next((path for path in record.outputs if path.endswith(".pdf")), None)
    return record.line | {"status": "current", "pdf": shown_from(here, Path(pdf)) if pdf else None}


class Command:
    """The pages that a command built, to be found again without reading what it read."""

    def __init__(self, words: Sequence[Any], here: Path) -> None:
        """`words` are all that the command says, as plain values; `here` is the folder that it is given in."""
        settings = sorted(item for item in os.environ.items() if item[0].startswith(("TAILOR_", "SOURCE_DATE_EPOCH")))
        asked = _hashed([words, str(here), _month(), settings, program_digest()])
        self._path = cache_folder() / "commands" / f"{asked}.json"

    def current(self) -> list[Record] | None:
        """The records of its pages, if all are current; None if something has changed, or is not known."""
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            if any(_state(path, value) != value for path, value in known["folders"].items()):
                return None
            found = [(read_record(Path(path)), key) for path, key in known["pages"]]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        records = [record for record, key in found if record and is_current(record, key)]
        return records if len(records) == len(found) else None

    def keep(self, pages: Mapping[Path, str], read: Iterable[str], around: Mapping[str, FolderState]) -> None:
        """Remember its pages: their keys, by the paths of their records. `read` are the files that it read, `around` is
        what `folder_states` found when it began: what comes while it builds is for the next one."""
        further = {os.path.dirname(path) for path in read} - around.keys()
        states = {path: _state(path, None) for path in further} | dict(around)
        known = {"folders": states, "pages": [(str(path), key) for path, key in pages.items()]}
        with contextlib.suppress(OSError):
            write_whole(self._path, json.dumps(known))
            make_room(self._path.parent, MOST)


FolderState: TypeAlias = list[str] | int | None
"""What tells that a file has come or gone: of a folder that may be a workspace, its `MARKS` (whatever else lies there
does not matter); of others the time of their last change (ns), None if there is none."""


def folder_states(root: str, here: str) -> dict[str, FolderState]:
    """The folders in which a new file could change what a command builds, as they are."""
    between = [here]
    while between[-1] != root and os.path.dirname(between[-1]) != between[-1]:
        between.append(os.path.dirname(between[-1]))
    inside = (os.path.join(root, *parts) for parts in (("profiles",), ("targets",), ("templates", "latex")))
    return {path: _state(path, []) for path in (root, *between)} | {path: _state(path, None) for path in inside}


def _state(path: str, like: FolderState) -> FolderState:
    if isinstance(like, list):
        return [name for name in MARKS if os.path.lexists(os.path.join(path, name))]
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return None


def _month() -> str:
    """The calendar's month; what SOURCE_DATE_EPOCH says is among a command's settings."""
    import time

    return time.strftime("%Y-%m")
