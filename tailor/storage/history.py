"""Every state that the files have been in since the studio or an assistant first changed them: undo, redo, a way back.

A step knows the whole texts of the files that it changed, before and after, so that nothing a person had is ever lost:
going back is a step of its own, at the end of the list. Steps are kept in the cache folder and outlive the studio: one
line each, added at the end, and each text once in a file of its own, so a step costs as much as the file it changes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tailor.storage.files import write_whole

MOST = 500
"""Steps kept; the oldest go first."""

SPARE = 200
"""Lines that may be out of date before the file is rewritten."""


class Change(Struct, frozen=True):
    """One file's text before and after; None where there is no file."""

    before: str | None
    after: str | None


class Step(Struct, frozen=True):
    """What was done in one go, in words, with the digests of what it did to each file (its path from the root).

    `undoes` is the number of the step that it takes back, `redoes` that of one that it does again. `typing` names the
    field that was typed in: more typing there makes the step longer instead of adding one.
    """

    number: int
    label: str
    when: str
    files: dict[str, Change]
    undoes: int | None = None
    redoes: int | None = None
    typing: str = ""


class Texts:
    """Texts in a folder, by their digests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, text: str | None) -> str | None:
        """The digest of a text that is kept from now on; None stands for no text. Raises OSError."""
        if text is None:
            return None
        data = text.encode()
        name = hashlib.sha256(data).hexdigest()[:32]
        if not (self.folder / name).is_file():
            write_whole(self.folder / name, zlib.compress(data, 1))
        return name

    def text(self, name: str | None) -> str | None:
        """A text by its digest. Raises OSError if it is gone."""
        return None if name is None else zlib.decompress((self.folder / name).read_bytes()).decode()

    def forget_all_but(self, names: Iterable[str | None]) -> None:
        """Remove the texts that no step needs any more."""
        needed = {*names}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in needed:
                path.unlink(missing_ok=True)


class History:
    """The steps of one workspace, oldest first."""

    def __init__(self, folder: Path) -> None:
        """What is kept in `folder` is read; a damaged line is left out."""
        self._path, self._texts = folder / "steps.jsonl", Texts(folder / "texts")
        self._lines = 0
        found: dict[int, Step] = {}
        for line in self._path.read_bytes().splitlines() if self._path.is_file() else ():
            self._lines += 1
            try:
                step = msgspec.json.decode(line, type=Step)
            except msgspec.DecodeError:
                continue
            found[step.number] = step  # a step that grew is written again, with its number
        self.steps = [*found.values()][-MOST:]

    def add(
        self,
        label: str,
        when: str,
        files: Mapping[str, Change],
        typing: str = "",
        *,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Step:
        """One more step, or the last one made longer where it is the same typing. Raises OSError."""
        kept = {name: Change(self._texts.keep(one.before), self._texts.keep(one.after)) for name, one in files.items()}
        last = self.steps[-1] if self.steps else None
        if last and typing and last.typing == typing and _goes_on(last.files, kept):
            changes = {name: Change(last.files[name].before, change.after) for name, change in kept.items()}
            step = self.steps[-1] = replace(last, when=when, files=changes)
        else:
            step = Step(last.number + 1 if last else 1, label, when, kept, undoes, redoes, typing)
            self.steps.append(step)
        del self.steps[:-MOST]
        self._keep(step)
        return step

    def texts(self, step: Step) -> dict[str, Change]:
        """The texts of a step's files, before and after. Raises OSError."""
        text = self._texts.text
        return {name: Change(text(one.before), text(one.after)) for name, one in step.files.items()}

    def undoable(self) -> Step | None:
        """The last step that is not taken back already, and is none that takes back."""
        done, _ = self._stacks()
        return done[-1] if done else None

    def redoable(self) -> Step | None:
        """The step that was taken back last, while nothing new was done since."""
        _, taken = self._stacks()
        return taken[-1] if taken else None

    def _stacks(self) -> tuple[list[Step], list[Step]]:
        """What is done and can be taken back, and what was taken back and can be done again; the next is the last."""
        by_number = {step.number: step for step in self.steps}
        done: list[Step] = []
        taken: list[Step] = []
        for step in self.steps:
            if step.undoes is not None:
                done = [one for one in done if one.number != step.undoes]
                taken += [by_number[step.undoes]] if step.undoes in by_number else []
            elif step.redoes is not None:
                taken = [one for one in taken if one.number != step.redoes]
                done += [by_number[step.redoes]] if step.redoes in by_number else [step]
            else:
                done.append(step)
                taken = []
        return done, taken

    def texts_at(self, number: int) -> dict[str, str | None]:
        """The texts, right after step `number` (0: before the first), of all files touched since. Raises OSError."""
        found: dict[str, str | None] = {}
        for step in reversed(self.steps):
            if step.number > number:
                found.update({name: change.before for name, change in step.files.items()})
        return {name: self._texts.text(digest) for name, digest in found.items()}

    def shown(self) -> list[dict[str, Any]]:
        """The steps without their texts, newest first."""
        names = ("number", "label", "when", "undoes")
        return [
            {name: getattr(step, name) for name in names} | {"files": [*step.files]} for step in reversed(self.steps)
        ]

    def _keep(self, step: Step) -> None:
        """Add the line of a step; when many lines are out of date, write those of all steps."""
        self._lines += 1
        if self._lines <= len(self.steps) + SPARE:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(msgspec.json.encode(step) + b"\n")
            return
        write_whole(self._path, b"".join(msgspec.json.encode(one) + b"\n" for one in self.steps))
        self._lines = len(self.steps)
        ends = (
            digest for one in self.steps for change in one.files.values() for digest in (change.before, change.after)
        )
        self._texts.forget_all_but(ends)


def _goes_on(files: Mapping[str, Change], more: Mapping[str, Change]) -> bool:
    """Whether some changes begin where others of the same files ended."""
    return files.keys() == more.keys() and all(files[name].after == one.before for name, one in more.items())
