"""The few files of TeX's tree that a template's pages ask for, so that TeX need not know the others.

At every start TeX reads the list of all installed files and, for its first font, the map of all installed fonts: some
thousand lines with Debian's small TeX, hundreds of thousands with all of TeX Live. So what a run looked for, and where
that was found, is noted by kpathsea (its debugging flag 32), and kept with the format with the lines of the map. The
next run gets these folders and lines alone. Where it looks for anything that is not known, or finds it elsewhere, the
job is done once more with all of the tree, and more is known: what is set is what the whole tree would give.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from tailor.storage.files import write_whole

MAP = "fonts.map"
"""The name under which TeX finds the map's lines in its folder."""

NOTING = {"KPATHSEA_DEBUG": "32"}
"""Makes kpathsea write to standard error what it looks for, and what it finds."""

FOLDERS = {
    ".tfm": "TFMFONTS",
    ".vf": "VFFONTS",
    ".pfb": "T1FONTS",
    ".ttf": "TTFONTS",
    ".otf": "OPENTYPEFONTS",
    ".enc": "ENCFONTS",
    ".map": "TEXFONTMAPS",
}
"""kpathsea's variables for the folders of a kind of file."""

OTHERS = "TEXINPUTS"
ALONE = {"TEXMFDBS": ".", "MKTEXTFM": "0", "texmf_casefold_search": "0"}
"""No list of files but one in the scratch folder, where there is none; no metrics are made on the way."""

OUTLINES = (".pfb", ".ttf", ".otf")

_FONT = re.compile(r"<+\[?([^\s<>\[]+\.(?:pfb|ttf|otf))")
"""The font files that a line of a map names: `<qplr.pfb`, `<<qplr.pfb`."""

_ANSWER = re.compile(r"^kdebug:returning from generic search\(\[(?!/|ls-r)(.+?)\]\) =>(?: (?!\.)(.+))?$", re.MULTILINE)


class Tree:
    """What is known of TeX's tree for a format."""

    def __init__(self, path: Path | None) -> None:
        """Read what is kept at `path`; None keeps nothing, and TeX always has all of its tree."""
        self._path = path
        self._found: dict[str, str] = {}
        self.map = ""
        if path is not None:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                kept = json.loads(path.read_text("utf-8"))
                self._found, self.map = dict(kept["found"]), str(kept["map"])

    @property
    def settings(self) -> dict[str, str]:
        """Environment variables for a run that has what is known and no more; for one with all, if nothing is known."""
        return {**self.whole, **ALONE, **self._folders()} if self.map else self.whole

    @property
    def whole(self) -> dict[str, str]:
        """Environment variables for a run that has all of the tree, and notes what it looks for."""
        return dict(NOTING) if self._path is not None else {}

    @property
    def tex(self) -> str:
        """What tells TeX to read the map's lines from the file `MAP`, in place of the installed map."""
        return f"\\pdfmapfile{{{MAP}}}\n" if self.map else ""

    def _folders(self) -> dict[str, str]:
        folders: dict[str, list[str]] = {variable: ["."] for variable in (*FOLDERS.values(), OTHERS)}
        for path in map(Path, filter(None, self._found.values())):
            of_kind = folders[FOLDERS.get(path.suffix, OTHERS)]
            if str(path.parent) not in of_kind:
                of_kind.append(str(path.parent))
        return {variable: os.pathsep.join(paths) for variable, paths in folders.items()}

    def holds(self, noted: str) -> bool:
        """Whether all that a run looked for was known to be where it found it, or nowhere."""
        return searches(noted).items() <= self._found.items()

    def learn(self, noted: str) -> None:
        """Keep what a run with all of the tree looked for, beside what is known."""
        found = searches(noted)
        if self._path is None or not found.items() - self._found.items():
            return
        self._found = {**self._found, **found}
        maps = [place for name, place in found.items() if name.endswith(".map") and place]
        with contextlib.suppress(OSError):
            self.map = "\n".join(self._lines(maps)) + "\n" if maps else self.map
            write_whole(self._path, json.dumps({"found": self._found, "map": self.map}, ensure_ascii=False))

    def _lines(self, maps: list[str]) -> list[str]:
        """Those lines of some maps that name a font which a page embedded."""
        fonts = {Path(place).name for place in self._found.values() if place.endswith(OUTLINES)}
        every = [line for path in maps for line in Path(path).read_text("latin-1").splitlines()]
        return [line for line in every if set(_FONT.findall(line)) & fonts]


def searches(noted: str) -> Mapping[str, str]:
    """What a run looked for outside its folder: where it was found, by name; "" if nowhere."""
    return dict(_ANSWER.findall(noted))
