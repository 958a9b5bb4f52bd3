"""Pages as they were decided: the same files read for the same request need no second decision, only setting.

What to show follows from the bytes of the files read, the request, this program, and the page that was chosen before;
so a decision is kept in the cache folder under all of these, with the LaTeX that TeX was given and the heights that it
must come to. The last build may be gone (a server's fresh clone): its pages are set again, not chosen again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from tailor.storage.digests import unchanged
from tailor.storage.files import make_room, write_whole
from tailor.storage.locations import cache_folder

MOST = 2_000
"""Decisions kept (about 20 kB each); the oldest go first."""

Chosen: TypeAlias = list[Any]
"""A layout's name, the (item, variant) shown, sorted, and a digest of the rules: as JSON gives it back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """All that it takes to set a page and to tell of it, as plain data.

    `source` stands between `\\begin{document}` and `\\end{document}`; `heights` are in sp by page and region (`1
    main`); `texts` are other output files of text by format, `items` the report's candidates as JSON; `problems` the
    warnings; `format` is the path of TeX's format; `inputs` the SHA-256 of every file read, by path; `before` what was
    chosen before, None if nothing was.
    """

    preamble: str
    source: str
    pages: int
    heights: Mapping[str, int]
    stem: str
    texts: Mapping[str, str]
    items: str
    line: Mapping[str, Any]
    problems: Sequence[Mapping[str, Any]]
    chosen: Chosen
    format: str
    inputs: Mapping[str, str | None]
    before: Chosen | None = None

    def holds(self, before: Chosen | None, known: Mapping[str, str | None]) -> bool:
        """Whether it would be decided so again: what was read is unchanged, and before it stood what stood then, or
        this very page (which then is the nearest to itself). `known` are files that were found to be unchanged."""
        return before in (self.before, self.chosen) and (self.inputs == known or unchanged(self.inputs))


class Decisions:
    """The decisions kept in a folder. One that cannot be read or written is done without."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is the cache folder's own by default."""
        self._folder = folder or cache_folder() / "pages"

    def find(
        self, asked: Sequence[Any], before: Chosen | None, known: Mapping[str, str | None] = MappingProxyType({})
    ) -> Decision | None:
        """The decision for a request, if all that it came from is as it was; `known` files were found to be."""
        try:
            found = Decision(**json.loads(zlib.decompress(self._path(asked).read_bytes())))
        except (OSError, zlib.error, ValueError, TypeError):
            return None
        return found if found.holds(before, known) else None

    def keep(self, asked: Sequence[Any], decision: Decision) -> None:
        """Remember a decision."""
        from msgspec.json import encode  # not needed where a page is only set again

        path = self._path(asked)
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)  # may be missing for a moment; what replaces a file, ext4 writes out at once
            write_whole(path, zlib.compress(encode(decision), 1))
            make_room(self._folder, MOST)

    def _path(self, asked: Sequence[Any]) -> Path:
        return self._folder / f"{hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32]}.page"
