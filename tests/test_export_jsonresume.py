"""JSON Resume out, and in again: what the format can hold comes back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imports import FILES, leaves

from tailor.adapters.convert import Format, Imported, convert, convert_data
from tailor.adapters.convert.document import document
from tailor.adapters.convert.jsonresume_out import to_json_resume
from tailor.adapters.loading import load_profile
from tailor.adapters.workspace import find_workspace
from tailor.models.profiles import Profile

PROJECT = Path(__file__).parent.parent
NOT_HELD = {"id", "tags", "author_names", "locale"}
"""What JSON Resume has no field for, among what an import gives."""


def there_and_back(data: dict[str, Any]) -> tuple[dict[str, Any], Imported]:
    exported, _ = to_json_resume(document(Profile.model_validate(data)))
    as_read = json.loads(json.dumps(exported))
    return exported, convert_data(Format.JSON_RESUME, as_read)


def bare(data: Any) -> Any:
    """Data without what the format cannot hold; a bullet or a keyword with nothing but its text is that text."""
    if isinstance(data, dict):
        kept = {key: bare(value) for key, value in data.items() if key not in NOT_HELD}
        return kept["text"] if kept.keys() == {"text"} else kept
    return [bare(value) for value in data] if isinstance(data, list) else data


def values(data: Any) -> list[str]:
    return sorted(value for _, value in leaves(bare(data)))


def lost(data: dict[str, Any]) -> list[str]:
    """The values that do not come back and that the export does not name."""
    exported, notes = to_json_resume(document(Profile.model_validate(data)))
    again = convert_data(Format.JSON_RESUME, json.loads(json.dumps(exported)))
    missing = Counter(values(data)) - Counter(values(again.data))
    return [value for value in missing if value not in {note.value for note in notes}]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_imported_comes_back_or_is_named(path: Path) -> None:
    assert lost(convert(path).data) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_going_there_and_back_settles_at_once(path: Path) -> None:
    exported, again = there_and_back(convert(path).data)
    assert to_json_resume(document(Profile.model_validate(again.data)))[0] == exported


@pytest.mark.parametrize("name", ["master", "ml-systems", "quant-student", "researcher"])
def test_the_samples_come_back_or_are_named(name: str) -> None:
    whole = document(load_profile(find_workspace(PROJECT), name).value)
    exported, notes = to_json_resume(whole)
    again = values(convert_data(Format.JSON_RESUME, exported).data)
    named = " ".join(note.value for note in notes)
    said = [value for chapter in whole.chapters for _, value in leaves(list(chapter.entries))]
    texts = [value for value in said if not value.startswith("DateRange")]
    assert len(texts) > 60
    assert [text for text in texts if text not in again and text not in named] == []
