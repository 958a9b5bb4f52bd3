"""Other programs' résumés → a profile, with every value named that is dropped or changed.

`convert` reads a file, `written` makes the YAML of a profile of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from tailor.importing.fields.entries import Data
from tailor.importing.formats import json_resume as jsonresume
from tailor.importing.formats import linkedin, rendercv, yamlresume
from tailor.importing.ledger import Fate, Node, Note
from tailor.importing.reading.recognition import ACCEPTED, Format, load, refusal
from tailor.importing.writing.finishing import finished

__all__ = ["Fate", "Format", "Imported", "Note", "convert", "convert_data"]

CONVERTERS: dict[Format, Callable[[Node], Data]] = {
    Format.JSON_RESUME: jsonresume.convert,
    Format.RENDERCV: rendercv.convert,
    Format.YAML_RESUME: yamlresume.convert,
    Format.LINKEDIN: linkedin.convert,
}


class Imported(Struct, frozen=True):
    """A profile's data in the author's order, and what became of all that is not in it as it stood.

    `proposed` are the paths of tags that nobody wrote: they were found in skills and texts.
    """

    format: Format
    data: dict[str, Any]
    notes: tuple[Note, ...]
    proposed: frozenset[tuple[str | int, ...]] = frozenset()


def convert(path: Path) -> Imported:
    """A file of any of the formats as a profile; raises InputError when it is no résumé."""
    try:
        format_, data, notes = load(path)
        return convert_data(format_, data, tuple(notes))
    except RecursionError:
        raise refusal(path, "its values are nested too deeply", f"import takes {ACCEPTED}") from None


def convert_data(format_: Format, data: Any, notes: tuple[Note, ...] = ()) -> Imported:
    """Plain data of a known format as a profile."""
    root = Node(data)
    profile = CONVERTERS[format_](root)
    profile, proposed = finished(profile)
    return Imported(format_, profile, (*notes, *root.ledger.close(root)), proposed)
