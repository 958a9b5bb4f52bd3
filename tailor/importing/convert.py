"""Other programs' résumés → a profile, with every value named that is dropped or changed.

`convert` reads a file; `writing.profile_yaml.written` makes the YAML of a profile of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from tailor.importing.audit import unreported
from tailor.importing.fields.multilingual import back_to_source, in_one, languages, together
from tailor.importing.fields.source_language import proposed_locale
from tailor.importing.ledger import NOT_SAID, Fate, Ledger, Node, Note
from tailor.importing.reading.recognition import ACCEPTED, load, refusal
from tailor.importing.registry import CONVERTERS
from tailor.importing.writing.finishing import finished
from tailor.models.profiles import SECTION_KEYS
from tailor.text.headings import heading

__all__ = ["Fate", "Imported", "Note", "convert", "convert_data"]

Data = dict[str, Any]
Steps = tuple[str | int, ...]

MOST = 6
"""Languages of one source; more are no translations."""


class Imported(Struct, frozen=True):
    """A profile's data in the author's order, and what became of all that is not in it as it stood.

    `proposed` are the paths of tags that nobody wrote: they were found in skills and texts. `remarks` say beside a
    field why it is proposed. `values` is how many values the source has, `source` its
    plain data.
    """

    format: str
    data: dict[str, Any]
    notes: tuple[Note, ...]
    proposed: frozenset[Steps] = frozenset()
    remarks: Mapping[Steps, str] = field(default_factory=dict)
    values: int = 0
    source: Any = None

    @property
    def name(self) -> str:
        """The person's name, in the first language that it is written in; "" if the source does not say it."""
        name = self.data.get("name", "")
        return str(next(iter(name.values())) if isinstance(name, dict) else name)

    @property
    def dropped(self) -> int:
        """How many values of the source that say something of the person are not on the profile."""
        lost = (note for note in self.notes if note.fate is Fate.DROPPED and note.reason not in NOT_SAID)
        return sum(map(_count, lost))

    @property
    def said(self) -> int:
        """How many values of the source say something of the person."""
        return self.values - sum(_count(note) for note in self.notes if note.reason in NOT_SAID)


def _count(note: Note) -> int:
    """How many values a note names."""
    number, _, word = note.value.partition(" ")
    return int(number) if number.isdecimal() and len(number) < 9 and word in ("value", "values") else 1


def convert(path: Path) -> Imported:
    """A file of any of the formats as a profile; raises InputError if it is not a résumé."""
    try:
        format_, data, notes = load(path)
        return convert_data(format_, data, tuple(notes))
    except RecursionError:
        raise refusal(path, "its values are nested too deeply", f"import takes {ACCEPTED}") from None


def convert_data(format_: str, data: Any, notes: tuple[Note, ...] = ()) -> Imported:
    """Plain data of a known format as a profile."""
    root = Node(data)
    profile, told = _translated(format_, data)
    remarks: dict[Steps, str] = {}
    if found := proposed_locale(profile):
        profile["locale"], remarks[("locale",)] = found
    profile, proposed = finished(_without_usual_titles(profile))
    whole = Ledger()
    whole.notes = [*told, *unreported(root, profile, told)]
    whole.used = {leaf.path for leaf in root.leaves()}
    return Imported(
        format_, profile, (*notes, *whole.close(root)), proposed, remarks, sum(1 for _ in root.leaves()), data
    )


def _without_usual_titles(data: Data) -> Data:
    """The data without the headings that its page has anyway in its language."""
    locale = str(data.get("locale", "en"))
    usual = {key: heading(key, locale) for key in SECTION_KEYS}
    return {
        key: value["entries"]
        if isinstance(value, dict) and value.keys() == {"title", "entries"} and value["title"] == usual.get(key)
        else value
        for key, value in data.items()
    }


def _translated(format_: str, data: Any) -> tuple[Data, list[Note]]:
    """The data of a profile, made once for every language of the source, and what was noted on the way."""
    spoken = [language for language, _ in Counter(languages(data)).most_common(MOST)]
    if not spoken:
        return _converted(format_, data)
    versions: dict[str, Data] = {}
    told: list[Note] = []
    for language in spoken:
        one, moved = in_one(data, language)
        versions[language], notes = _converted(format_, one)
        told += [note for note in back_to_source(notes, moved) if note not in told]
    first = versions[spoken[0]].get("locale")
    if first is None and "en" not in spoken:
        versions = {language: {**version, "locale": spoken[0]} for language, version in versions.items()}
    return together(versions, told), told


def _converted(format_: str, data: Any) -> tuple[Data, list[Note]]:
    root = Node(data)
    profile = CONVERTERS[format_](root)
    return profile, list(root.ledger.close(root))
