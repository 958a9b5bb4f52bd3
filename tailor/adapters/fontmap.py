"""A font map of the few fonts that a template's pages embed: pdfTeX reads the installed one whole at every start, and
that has some thousand lines with Debian's small TeX and forty thousand with all of TeX Live.

What a page embedded stands in its log; those lines of the map are kept beside the format for the next page. A font that
they lack ends TeX's run (bitmaps are never made), and the page is set once more with the installed map.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from tailor.adapters.files import write_whole

NAME = "fonts.map"

_WHOLE = re.compile(r"\{([^{}<>]+\.map)\}")
_EMBEDDED = re.compile(r"<([^{}<>]+?\.(?:pfb|ttf|otf))")
_HEAD = "% of these fonts: "


class FontMap:
    """The lines known for a format; `text` is empty while none are."""

    def __init__(self, path: Path | None) -> None:
        """Read those kept at `path`; None keeps nothing."""
        self._path = path
        self.text = path.read_text("utf-8") if path is not None and path.exists() else ""

    def tex(self) -> str:
        """What tells TeX to read these lines, from a file `NAME`, in place of the installed map."""
        return f"\\pdfmapfile{{{NAME}}}\n" if self.text else ""

    def learn(self, log: str) -> None:
        """Keep the lines of what a page embedded, beside those known, if its log shows that it read a whole map."""
        flat = log.replace("\n", "")
        whole = [Path(name) for name in _WHOLE.findall(flat) if Path(name).name != NAME]
        fonts = {Path(name).name for name in _EMBEDDED.findall(flat)} | self._known()
        if self._path is None or not (whole and fonts):
            return
        with contextlib.suppress(OSError):
            lines = [line for path in whole for line in path.read_text("latin-1").splitlines() if _fonts(line) & fonts]
            self.text = "\n".join([_HEAD + " ".join(sorted(fonts)), *lines, ""])
            write_whole(self._path, self.text)

    def _known(self) -> set[str]:
        head = self.text.split("\n", 1)[0]
        return set(head.removeprefix(_HEAD).split()) if head.startswith(_HEAD) else set()


def _fonts(line: str) -> set[str]:
    """The font files that a line of a map names: `<qplr.pfb`, `<<qplr.pfb`."""
    return set(re.findall(r"<+\[?([^\s<>\[]+\.(?:pfb|ttf|otf))", line))
