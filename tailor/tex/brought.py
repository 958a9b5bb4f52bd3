"""Files that a template brings beside its own three: pictures, fonts, packages. TeX finds them by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from tailor.base.limited_files import read_limited
from tailor.storage.digests import digest
from tailor.tex.engine import found_in

ENDINGS = frozenset(
    {
        *(".png", ".jpg", ".jpeg", ".pdf"),
        *(".pfb", ".tfm", ".vf", ".otf", ".ttf", ".enc", ".map", ".fd"),
        *(".sty", ".cls", ".def", ".cfg", ".tex"),
    }
)
"""What TeX reads, and nothing else of what may lie in such a folder."""

MOST_READ = 20_000_000
"""Bytes of one file."""


class Brought:
    """The files of some folders that TeX may ask for; of two with one name the first folder's."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.files = {path.name: path for folder in reversed(folders) for path in _files(folder)}
        """Their paths by name."""
        self.folders = tuple(folder for folder in folders if any(path.parent == folder for path in self.files.values()))

    @property
    def settings(self) -> Mapping[str, str]:
        """Environment variables by which TeX finds them."""
        return found_in(self.folders) if self.folders else {}

    @cached_property
    def digests(self) -> dict[Path, str | None]:
        """The digest of each, by its path."""
        return {path: digest(read_limited(path, MOST_READ)) for path in self.files.values()}

    @property
    def said(self) -> str:
        """All of them that a format and a measure depend on."""
        return "".join(f"\0{path}\0{one}" for path, one in self.digests.items())


NOTHING = Brought(())


def _files(folder: Path) -> list[Path]:
    """Those of a folder; a link that leads out of it brings nothing."""
    try:
        inside = folder.resolve()
        found = (path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
        return sorted(path for path in found if path.resolve().is_relative_to(inside))
    except OSError:
        return []
