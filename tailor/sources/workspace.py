"""The folder that a user works in: its profiles, targets and templates, and where each comes from.

What the user's folder holds goes before what ships with the program, name by name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.storage.locations import shown_from

Origin = Literal["user", "built-in"]
Kind = Literal["profile", "target", "template"]

CONFIG = "tailor.yaml"
MANIFEST = "template.yaml"
ENDINGS = (".yaml", ".yml")
FOLDERS: dict[Kind, str] = {"profile": "profiles", "target": "targets", "template": "templates/latex"}


class Found(Struct, frozen=True):
    """A profile or target (a file) or a template (a folder), by the name that a user types."""

    name: str
    path: Path
    origin: Origin


class Workspace(Struct, frozen=True):
    """The user's folder. `here` is where the program was called: paths are shown as seen from there."""

    root: Path
    here: Path

    def profiles(self) -> tuple[Found, ...]:
        """Every profile, by name."""
        return self._all("profile")

    def targets(self) -> tuple[Found, ...]:
        """Every target, by name; the user's own hide built-in ones."""
        return self._all("target")

    def templates(self) -> tuple[Found, ...]:
        """Every template, by name; the user's own hide built-in ones."""
        return self._all("template")

    def find(self, kind: Kind, name: str, below: Path | None = None) -> Found:
        """The one with this name, or at this path.

        `below` skips what lies before it: a target that extends its own name means the one it hides.
        Raises InputError: `unknown-…` names what was probably meant and all there are, `outside-folder` is for a
        file that lies elsewhere.
        """
        if kind != "template" and name.endswith(ENDINGS):
            return self._at(kind, name)
        found = list(self._named(kind, name))
        if below is not None and below in [one.path for one in found]:
            found = found[[one.path for one in found].index(below) + 1 :]
        if found:
            return found[0]
        raise InputError(self._unknown(kind, name))

    def _at(self, kind: Kind, name: str) -> Found:
        """The one whose file this is. A page is named by its profile and target, so they have to be of this folder."""
        path = self.here / name
        own = next(self._named(kind, path.stem), None)
        if own is None and not path.is_file():
            raise InputError(self._unknown(kind, name))
        if own is None or (path.is_file() and not own.path.samefile(path)):
            hint = f"put it there, or name its own folder with --root {self.shown(path.absolute().parent.parent)}"
            message = f"{name} is not in {self.shown(self.root / FOLDERS[kind])}"
            raise InputError(Problem("outside-folder", message, hint))
        return own

    def default_profile(self, configured: str | None) -> Found:
        """The profile meant when none is named: the folder's `profile:`, `master`, or the only one there is.

        Raises InputError (`no-profiles`, `which-profile`, `unknown-profile`).
        """
        if configured:
            return self.find("profile", configured)
        found = {one.name: one for one in self.profiles()}
        if "master" in found or len(found) == 1:
            return found.get("master") or next(iter(found.values()))
        if not found:
            raise InputError(Problem("no-profiles", "there is no profile in profiles/", "tailor init makes one"))
        hint = f"name one with --profile ({', '.join(found)}), or set `profile:` in tailor.yaml"
        raise InputError(Problem("which-profile", "there are several profiles, and none is the default", hint))

    def match(self, kind: Kind, patterns: Sequence[str]) -> tuple[Found, ...]:
        """Those that names or globs (`q*`) name, each once, in the order of the patterns.

        Raises InputError with a problem for every pattern that matches nothing.
        """
        matched: dict[Path, Found] = {}
        problems: list[Problem] = []
        for pattern in patterns:
            if not set(pattern) & set("*?["):
                hits: tuple[Found, ...] = self._one(kind, pattern, problems)
            else:
                hits = tuple(one for one in self._all(kind) if fnmatchcase(one.name, pattern))
                if not hits:
                    problems.append(self._unknown(kind, pattern))
            matched.update((one.path, one) for one in hits)
        if problems:
            raise InputError(problems)
        return tuple(matched.values())

    def shown(self, path: Path) -> str:
        """A path as a user would type it: from where the program was called, or in full if that is far."""
        return shown_from(self.here, path)

    def ships(self, kind: Kind, path: Path) -> bool:
        """Whether a file came with the program, and is not the user's."""
        folders = (folder for folder, origin in self._folders(kind) if origin == "built-in")
        return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)

    def _one(self, kind: Kind, name: str, problems: list[Problem]) -> tuple[Found, ...]:
        try:
            return (self.find(kind, name),)
        except InputError as error:
            problems += error.problems
            return ()

    def _all(self, kind: Kind) -> tuple[Found, ...]:
        first: dict[str, Found] = {}
        for one in self._each(kind):
            first.setdefault(one.name, one)
        return tuple(first[name] for name in sorted(first))

    def _each(self, kind: Kind) -> Iterator[Found]:
        """All of one kind, the user's first, hidden ones included."""
        for folder, origin in self._folders(kind):
            yield from _in_folder(kind, folder, origin)

    def _named(self, kind: Kind, name: str) -> Iterator[Found]:
        """As `_each`, those of one name; no folder is listed, as a batch may have thousands of files in it."""
        if name != os.path.basename(name) or name.startswith("."):
            return
        for folder, origin in self._folders(kind):
            if kind == "template" and (folder / name / MANIFEST).is_file():
                yield Found(name, folder / name, origin)
            elif kind != "template":
                paths = (folder / f"{name}{ending}" for ending in ENDINGS)
                yield from (Found(name, path, origin) for path in paths if os.path.lexists(path))

    def _folders(self, kind: Kind) -> Iterator[tuple[Path, Origin]]:
        own = self.root / FOLDERS[kind]
        yield own, "user"
        shipped = builtin(kind)
        if shipped is not None and not (own.is_dir() and own.samefile(shipped)):
            yield shipped, "built-in"

    def _unknown(self, kind: Kind, name: str) -> Problem:
        from tailor.models.values import near

        known = [one.name for one in self._all(kind)]
        folder = self.shown(self.root / FOLDERS[kind])
        if not known:
            hint = f"there is none in {folder} yet; `tailor init` makes a folder to start from"
        else:
            meant = near(name, known)
            hint = (f"did you mean `{meant}`? " if meant else "") + f"there are: {', '.join(known)}"
        word = "matches" if set(name) & set("*?[") else "is named"
        return Problem(f"unknown-{kind}", f"no {kind} {word} `{name}`", hint)


def find_workspace(here: Path, root: Path | None = None) -> Workspace:
    """The folder named by `root`, or the nearest one from `here` upward with `profiles/` or `tailor.yaml`.

    Raises InputError (`no-workspace`, `no-folder`).
    """
    here = here.absolute()
    if root is not None:
        root = here / root
        if not root.is_dir():
            raise InputError(Problem("no-folder", f"--root: there is no folder {root}", "check the path"))
        return Workspace(Path(os.path.normpath(root)), here)
    for folder in (here, *here.parents):
        if (folder / FOLDERS["profile"]).is_dir() or (folder / CONFIG).is_file():
            return Workspace(folder, here)
    message = f"no folder with profiles/ or {CONFIG} from {here} upward"
    hint = "go to your folder, name it with --root DIR, or make one with `tailor init`"
    raise InputError(Problem("no-workspace", message, hint))


def plain_name(name: str, kind: Kind) -> str:
    """A name for a new file or folder, without its ending. Raises InputError (`bad-name`) for any other text."""
    plain = re.sub(r"\.ya?ml$", "", name)
    if re.fullmatch(r"\w[\w.-]*", plain):
        return plain
    wanted = re.sub(r"[^\w.-]+", "-", plain).strip("-.").lower()
    hint = f"write {wanted}" if wanted else "letters, digits, - and . only"
    raise InputError(Problem("bad-name", f'"{name}" is not a valid name for a {kind}', hint))


def workspace_or_new(here: Path, root: Path | None = None) -> Workspace:
    """As `find_workspace`; where there is no such folder yet, `here` becomes one. Raises InputError (`no-folder`)."""
    try:
        return find_workspace(here, root)
    except InputError:
        if root is not None:
            raise
        return Workspace(here.absolute(), here.absolute())


@cache
def builtin(kind: Kind) -> Path | None:
    """What ships with the program: in the package, or beside it in a checkout. Profiles do not ship."""
    if kind == "profile":
        return None
    package = Path(__file__).resolve().parent.parent
    for home in (package / "builtin", package.parent):
        if (home / FOLDERS[kind]).is_dir():
            return home / FOLDERS[kind]
    return None


def _in_folder(kind: Kind, folder: Path, origin: Origin) -> Iterator[Found]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if kind == "template":
            if (path / MANIFEST).is_file():
                yield Found(path.name, path, origin)
        elif path.suffix in ENDINGS and not path.name.startswith("."):
            yield Found(path.stem, path, origin)
