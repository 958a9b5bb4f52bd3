"""`manifest.json` in the output folder: every page that stands there, how it was built, and hashes of what was read
and written.

One build stands on each line, so that a batch of any size is written, read and merged line by line.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from tailor.base.version import VERSION
from tailor.storage.files import locked, write_whole

SCHEMA = 1
NAME = "manifest.json"
Page: TypeAlias = tuple[str, str]
"""Names of a profile and a target."""

SHOWN = ("status", "template", "pages", "fill", "value", "optimal")


class Recorder:
    """Gathers what a run did, in a file, and puts it into the manifest at the end."""

    def __init__(self, out: Path, root: Path, asked: int) -> None:
        """`out` holds the pages, `root` the profiles; `asked` pages are to be built."""
        self._out = out
        self._root = root
        self._asked = asked
        self._spool = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (closed by `finish`)
        self._lines: dict[Page, int] = {}
        self._changed = False

    def add(self, line: Mapping[str, Any], outputs: Mapping[str, str | None], inputs: Mapping[str, str | None]) -> None:
        """One build more."""
        page = (str(line["profile"]), str(line["target"]))
        self._changed |= line["status"] != "current"
        entry = {
            "profile": page[0],
            "target": page[1],
            **{name: line[name] for name in SHOWN},
            "error": line["error"],
            "files": {_below(path, self._out): digest for path, digest in outputs.items()},
            "inputs": {_below(path, self._root): digest for path, digest in inputs.items()},
        }
        self._lines[page] = self._spool.seek(0, os.SEEK_END)
        self._spool.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def finish(self) -> None:
        """Replace the manifest whole. One that says all this already is not touched, and where no page was ever
        written there is none. A folder that cannot be written is no fault here: its pages have reported it."""
        path = self._out / NAME
        with contextlib.suppress(OSError):
            if (
                self._out.is_dir()
                and not (self._out / ".tailor").is_symlink()
                and self._lines
                and (self._changed or not self._lines.keys() <= {page for page, _ in entries(path)})
            ):
                lock = self._out / ".tailor/lock"
                lock.parent.mkdir(exist_ok=True)
                with locked(lock):  # another command may write pages into the same folder
                    write_whole(path, self._text(path))
        self._spool.close()

    def _text(self, path: Path) -> Iterator[str]:
        kept = ((page, entry) for page, entry in entries(path) if page not in self._lines)
        standing = {page: text for page, text in kept if _stands(text, self._out)}
        complete = len(self._lines) == self._asked
        head = {"schema": SCHEMA, "tailor": VERSION, "complete": complete, "asked": self._asked}
        yield json.dumps(head)[:-1] + ', "builds": [\n'
        for number, page in enumerate(sorted({**standing, **self._lines})):
            yield (",\n" if number else "") + (standing.get(page) or self._line(page))
        yield "\n]}\n"

    def _line(self, page: Page) -> str:
        self._spool.seek(self._lines[page])
        return self._spool.readline().rstrip("\n")


def entries(path: Path) -> Iterator[tuple[Page, str]]:
    """Every build of a manifest with its line; none if there is no manifest that can be read."""
    try:
        with path.open(encoding="utf-8") as file:
            for text in file:
                line = text.rstrip("\n").rstrip(",")
                if line.startswith('{"profile"'):
                    entry = json.loads(line)
                    yield (entry["profile"], entry["target"]), line
    except (OSError, ValueError, KeyError):
        return


def _stands(line: str, out: Path) -> bool:
    """Whether the files of a build that this run had nothing to do with are still there."""
    files = json.loads(line)["files"]
    return bool(files) and all((out / name).exists() for name in files)


def _below(path: str, folder: Path) -> str:
    """A path as seen from a folder that it is in; in full if it is elsewhere."""
    return path.removeprefix(f"{folder}{os.sep}").replace(os.sep, "/")
