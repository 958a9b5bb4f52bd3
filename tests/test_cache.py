"""Measures are kept between runs, whole or not at all, and within their room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tailor.core.page.measures import Measure
from tailor.storage.cache import MeasureCache

KEYS = [number.to_bytes(16, "big") for number in range(3000)]
MEASURES = {key: Measure(100 + number, 200, 1, 50) for number, key in enumerate(KEYS)}


def test_what_was_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    MeasureCache(tmp_path / "x.sqlite").keep(MEASURES)
    found = MeasureCache(tmp_path / "x.sqlite").find([*KEYS, b"another"])
    assert found == MEASURES


def test_what_is_too_much_goes_the_oldest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, room = tmp_path / "x.sqlite", 100_000
    for start in range(0, len(KEYS), 500):
        monkeypatch.setattr("tailor.storage.cache.time.time", lambda start=start: float(start))
        MeasureCache(path, room).keep({key: MEASURES[key] for key in KEYS[start : start + 500]})
    found = MeasureCache(path).find(KEYS)
    assert set(KEYS[-500:]) <= found.keys()
    assert not found.keys() & set(KEYS[:500])
    assert len(found) * 48 < room  # key, value and date


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_database_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.sqlite").write_bytes(content)
    MeasureCache(tmp_path / "x.sqlite").keep(MEASURES)
    assert MeasureCache(tmp_path / "x.sqlite").find(KEYS) == MEASURES


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = MeasureCache(tmp_path / "file" / "x.sqlite")
    cache.keep(MEASURES)
    assert cache.find(KEYS) == MEASURES


def test_what_it_remembers_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tailor.storage.cache.REMEMBERED", 10)
    cache = MeasureCache(None)
    for key in KEYS[:12]:
        cache.keep({key: MEASURES[key]})
    assert cache.find(KEYS) == {KEYS[11]: MEASURES[KEYS[11]]}


def test_without_a_database_it_remembers_for_this_run(tmp_path: Path) -> None:
    cache = MeasureCache(None)
    cache.keep(MEASURES)
    assert cache.find(KEYS) == MEASURES
    assert MeasureCache(tmp_path).find(KEYS) == {}  # a folder is no database
