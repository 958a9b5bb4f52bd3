"""What many tests share: where the project is, a cache of the run's own, and whether TeX is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).parent.parent

# A busy machine is no failure. At a desk every run looks for new examples, so few a run are many in the end.
settings.register_profile("desk", deadline=None, max_examples=40)
settings.load_profile("desk")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Formats and measures of the tests stay out of the user's cache, and are made once a run."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAILOR_CACHE_DIR", str(folder))
        yield folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `tex` say why they are skipped where there is no TeX."""
    if shutil.which("pdftex") is None:
        for item in items:
            if item.get_closest_marker("tex"):
                item.add_marker(pytest.mark.skip(reason="no pdftex: run `make setup`"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with the project's profiles and targets, to spoil."""
    for name in ("profiles", "targets"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


# A server judges a commit by the same examples each time.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
if os.environ.get("CI"):
    settings.load_profile("ci")

# `make laws`: the laws of words, with so many examples each.
if laws := os.environ.get("TAILOR_LAWS"):
    settings.register_profile("laws", deadline=None, max_examples=int(laws))
    settings.load_profile("laws")
