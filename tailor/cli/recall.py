"""The shortest way of all: the same command in the same folder, nothing that it read or wrote changed.

What a build command printed is kept in the cache folder under the command, the folder it was given in and the
month, beside hashes of all files it read and wrote and the names in the folders where a new file could change what
is read. If all of it still holds, the lines are printed again, and neither the command line's library nor the models
are imported. Whatever is in doubt goes the long way.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tailor.adapters.digests import digest_of, program_digest

if TYPE_CHECKING:
    from tailor.batch import Plan, Result

MOST = 50
"""A command that builds more pages is not remembered: it is long work anyway, and its record would be large."""

AFRESH = frozenset({"--force", "--fresh", "--junit", "--scheduler", "--help"})
"""Options that ask for more than the pages."""


def recalled(arguments: Sequence[str]) -> bool:
    """Whether all that a command asks for is current; if so, that is told as the command would tell it."""
    data = _record_of(arguments)
    if data is None:
        return False
    from types import SimpleNamespace

    from tailor.cli.printing import Printer

    with Printer(data["json"], data["quiet"], len(data["lines"])) as printer:
        for line in data["lines"]:
            printer.result(SimpleNamespace(line=line | {"status": "current"}, problems=(), code=0))
    return True


def _record_of(arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a command did, if doing it again would change nothing."""
    if not _plain(arguments):
        return None
    try:
        with open(_path(arguments), encoding="utf-8") as file:
            data = json.load(file)
        same = data["program"] == program_digest() and data["folders"] == _folders(data["folders"])
        if same and data["files"] == _hashes(data["files"]):
            return dict(data)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def record(arguments: Sequence[str], plan: Plan, results: Sequence[Result], *, json_: bool, quiet: bool) -> None:
    """Keep what a command did, if it did all of it; a cache that cannot be written is no fault."""
    if (
        not _plain(arguments)
        or any(result.code for result in results)
        or not 0 < len(plan.jobs) == len(results) <= MOST
    ):
        return
    from tailor.adapters.files import write_whole

    files: dict[str, str | None] = {}
    for result in results:
        files |= dict(result.inputs) | dict(result.outputs)
    root, here = str(plan.workspace.root), os.getcwd()
    watched = {root, here, *_between(here, root), *(os.path.dirname(path) for path in files)}
    watched |= {os.path.join(root, *parts) for parts in (("profiles",), ("targets",), ("templates", "latex"))}
    data = {
        "program": program_digest(),
        "files": files,
        "folders": _folders(dict.fromkeys(sorted(watched))),
        "lines": [result.line for result in results],
        "json": json_,
        "quiet": quiet,
    }
    from pathlib import Path

    with contextlib.suppress(OSError):
        write_whole(Path(_path(arguments)), json.dumps(data, ensure_ascii=False))


def _plain(arguments: Sequence[str]) -> bool:
    return bool(arguments) and arguments[0] == "build" and not any(one.split("=")[0] in AFRESH for one in arguments)


def _path(arguments: Sequence[str]) -> str:
    """The record of a command: the same words in the same folder, month and environment."""
    import time

    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    month = time.strftime("%Y-%m", time.localtime(now))
    settings = sorted(
        item for item in os.environ.items() if item[0].startswith(("TAILOR_", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"))
    )
    asked = json.dumps([list(arguments), os.getcwd(), month, settings])
    return os.path.join(_cache(), "runs", f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json")


def _cache() -> str:
    from tailor.adapters.formats import cache_folder

    return str(cache_folder())


def _hashes(paths: Iterable[str]) -> dict[str, str | None]:
    return {path: digest_of(path) for path in paths}


def _folders(paths: Mapping[str, Any]) -> dict[str, list[str] | None]:
    """The names in folders, but for what is hidden and what this program writes."""
    found: dict[str, list[str] | None] = {}
    for path in paths:
        try:
            found[path] = sorted(name for name in os.listdir(path) if not name.startswith(".") and name != "out")
        except OSError:
            found[path] = None
    return found


def _between(here: str, root: str) -> list[str]:
    """The folders from `here` up to `root`, in which another workspace might begin."""
    found = []
    while here != root and os.path.dirname(here) != here:
        here = os.path.dirname(here)
        found.append(here)
    return found
