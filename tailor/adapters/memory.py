"""What the last build of a page chose, kept beside the output, so that a small edit leaves the page as it was."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from tailor.adapters.files import write_whole
from tailor.core.selection import Previous

if TYPE_CHECKING:
    from tailor.adapters.build import Choice


def recall(path: Path) -> Previous | None:
    """The last choice; None if there is none that can be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Previous(frozenset((item, variant) for item, variant in data["shown"]), data["layout"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(path: Path, choice: Choice) -> None:
    """Keep what was chosen; a folder that cannot be written is no fault."""
    data = {"layout": choice.layout.name, "shown": sorted(choice.chosen().items())}
    with contextlib.suppress(OSError):
        write_whole(path, json.dumps(data, ensure_ascii=False))
