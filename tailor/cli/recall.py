"""The shortest ways of all: the same command in the same folder, nothing that it read changed.

What a build command did is kept in the cache folder under the command, the folder it was given in and the month,
beside hashes of all files it read and wrote and the names in the folders where a new file could change what is read.
If all of it still holds, the lines are printed again; if only pages are missing, or `--force` asks for them, they are
set again, and TeX starts before Python has imported what it takes. Neither the command line's library nor the models
are imported. Whatever is in doubt goes the long way; there, too, what the words of the command mean is known.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tailor.storage.digests import program_digest, unchanged
from tailor.storage.locations import cache_folder

if TYPE_CHECKING:
    from tailor.base.results import Result
    from tailor.builds.plan import Plan
    from tailor.cli.printing import Printer
    from tailor.tex.engine import Engine

MOST = 50
"""Of a command that builds more pages it is only kept what its words mean: the record of its pages would be large."""

FORCE, FRESH = "--force", "--fresh"
MORE = frozenset({"--junit", "--scheduler", "--help", "-h"})
"""Options that ask for more than the pages."""

MARKS = frozenset({"profiles", "targets", "templates", "tailor.yaml"})
"""What in a folder says that it is a workspace; whatever else lies there does not matter."""

Record = dict[str, Any]


def recalled(arguments: Sequence[str]) -> bool:
    """Whether all that a command asks for is current, or could be set again; that is told as the command would."""
    data = None if FRESH in arguments else _record_of(arguments)
    if data is None or "pages" not in data or not _same_folders(data):
        return False
    if FORCE in arguments or not unchanged(data["outputs"]):
        return _set_again(arguments, data)
    if not unchanged(data["inputs"]):
        return False
    from types import SimpleNamespace

    lines = [line | {"status": "current"} for line in data["lines"]]
    _tell(_printer(data), [SimpleNamespace(line=line, problems=(), code=0) for line in lines])
    return True


def wanted_before(arguments: Sequence[str]) -> Record | None:
    """What the words of a command mean, if it was given here before: the command line's library need not read them
    again. As `tailor.cli.building.Wanted` takes it."""
    data = _record_of(arguments)
    return data and {**data["wanted"], "force": FORCE in arguments, "fresh": FRESH in arguments}


def _record_of(arguments: Sequence[str]) -> Record | None:
    """What this very program did when the command was given here before."""
    if not _plain(arguments):
        return None
    try:
        with open(_path(arguments), encoding="utf-8") as file:
            data = json.load(file)
        return dict(data) if data["program"] == program_digest() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _same_folders(data: Record) -> bool:
    """Whether no file has come or gone that would change what is read."""
    return bool(_folders(data["own"], MARKS) == data["own"] and _folders(data["folders"]) == data["folders"])


def _set_again(arguments: Sequence[str], data: Record) -> bool:
    """Set all pages as they were decided; False if one cannot be, and nothing is told then."""
    with _started(data["format"]) or contextlib.nullcontext() as engine:
        from tailor.builds.replay import Page, set_again

        printer = _printer(data)  # tells how long it took from here
        here = Path.cwd()
        pages = [Page(one["asked"], data["formats"], Path(one["memory"]), here) for one in data["pages"]]
        results = set_again(pages, engine)
    if results is None:
        return False
    from tailor.builds.manifest_file import Recorder

    recorder = Recorder(Path(data["out"]), Path(data["root"]), len(results))
    for one in results:
        recorder.add(one.line, one.outputs, one.inputs)
    recorder.finish()
    _keep(arguments, data | _outcome(results))
    _tell(printer, results)
    return True


def _started(path: str) -> Engine | None:
    """TeX, loading its format while we import what is to be done with it; None for pages of XeTeX, which has none."""
    from tailor.tex.engine import Call, Engine, find_engine
    from tailor.tex.kpathsea import Tree

    engine = find_engine()
    if not engine or not os.path.exists(path):
        return None
    return Engine(Call((engine, f"-fmt={path}"), Tree(Path(path).with_suffix(".tree")).settings))


def _printer(data: Record) -> Printer:
    from tailor.cli.printing import Printer

    return Printer(data["wanted"]["json"], data["wanted"]["quiet"], len(data["lines"]))


def _tell(printer: Printer, results: Sequence[Any]) -> None:
    with printer:
        for one in results:
            printer.result(one)


def names_around(root: Path) -> Record:
    """The names in the folders where a new file could change what a command builds, taken before it looks: what comes
    while it builds is for the next one."""
    here = os.getcwd()
    inside = (os.path.join(root, *parts) for parts in (("profiles",), ("targets",), ("templates", "latex")))
    return {"own": _folders({str(root), here, *_between(here, str(root))}, MARKS), "folders": _folders(inside)}


def record(
    arguments: Sequence[str], plan: Plan, results: Sequence[Result], wanted: Record, around: Mapping[str, Record]
) -> None:
    """Keep what a command meant, and what it did if it did all of it; a cache that cannot be written is no fault.
    `around` are the names that it found."""
    if not _plain(arguments):
        return
    data = {"program": program_digest(), "wanted": wanted}
    if 0 < len(plan.jobs) == len(results) <= MOST and not any(result.code for result in results):
        data |= _done(plan, results, around) | _outcome(results)
    _keep(arguments, data)


def _done(plan: Plan, results: Sequence[Result], around: Mapping[str, Record]) -> Record:
    """What it takes to do the same once more, or to know that it is done."""
    from tailor.builds.plan import page_of

    read = {os.path.dirname(path) for result in results for path in result.inputs}
    further = read.difference(around["own"], around["folders"])
    jobs = {(job.profile, job.target): job for job in plan.jobs}
    pages = [page_of(plan, jobs[result.line["profile"], result.line["target"]]) for result in results]
    return {
        "own": around["own"],
        "folders": around["folders"] | _folders(further),
        "pages": [{"asked": page.asked, "memory": str(page.memory)} for page in pages],
        "format": results[0].format,
        "formats": list(plan.formats),
        "out": str(plan.out),
        "root": str(plan.workspace.root),
    }


def _outcome(results: Sequence[Result]) -> Record:
    """What a command read, wrote and told."""
    inputs: dict[str, str | None] = {}
    outputs: dict[str, str | None] = {}
    for result in results:
        inputs |= result.inputs
        outputs |= result.outputs
    return {"inputs": inputs, "outputs": outputs, "lines": [result.line for result in results]}


def _keep(arguments: Sequence[str], data: Record) -> None:
    from tailor.storage.files import write_whole

    with contextlib.suppress(OSError):
        write_whole(Path(_path(arguments)), json.dumps(data, ensure_ascii=False))


def _plain(arguments: Sequence[str]) -> bool:
    return bool(arguments) and arguments[0] == "build" and not any(one.split("=")[0] in MORE for one in arguments)


def _path(arguments: Sequence[str]) -> str:
    """The record of a command: the same words (but for `--force` and `--fresh`), folder, month and environment."""
    import time

    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    month = time.strftime("%Y-%m", time.localtime(now))
    settings = sorted(
        item for item in os.environ.items() if item[0].startswith(("TAILOR_", "GITHUB_ACTIONS", "SOURCE_DATE_EPOCH"))
    )
    words = [one for one in arguments if one not in (FORCE, FRESH)]
    asked = json.dumps([words, os.getcwd(), month, settings])
    return os.path.join(cache_folder(), "runs", f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json")


def _folders(paths: Iterable[str], marks: Collection[str] = ()) -> dict[str, list[str] | None]:
    """The names in folders: those of `marks`, or else all but what is hidden."""
    found: dict[str, list[str] | None] = {}
    for path in paths:
        try:
            found[path] = sorted(
                name for name in os.listdir(path) if (name in marks if marks else not name.startswith("."))
            )
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
