"""Files are replaced whole or not at all, whenever the run is interrupted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tailor.adapters.files import write_whole


def test_one_that_is_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "folder/page.txt"
    for data in ("old", b"new", iter(("new", "er"))):
        write_whole(path, data)
    assert path.read_text() == "newer"
    assert os.listdir(path.parent) == ["page.txt"]


@pytest.mark.parametrize(("done", "text"), [(False, "old"), (True, "new")])
def test_ctrl_c_is_heard_before_and_after_a_file_is_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: bool, text: str
) -> None:
    path, replace = tmp_path / "page.txt", os.replace
    path.write_text("old")

    def interrupted(name: str, there: Path) -> None:
        if done:
            replace(name, there)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text() == text
    assert os.listdir(tmp_path) == ["page.txt"]


def test_content_that_fails_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_whole(path, (str(1 // number) for number in (1, 0)))
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["page.txt"]


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(NotADirectoryError, match=r"page\.txt"):
        write_whole(tmp_path / "folder/page.txt", "new")
