"""Files are replaced whole or not at all, whenever the run is interrupted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tailor.storage.files import replace_file, write_whole


def test_one_that_is_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "folder/page.txt"
    for data in ("old", b"new", iter(("new", "er"))):
        write_whole(path, data)
    assert path.read_text() == "newer"
    assert os.listdir(path.parent) == ["page.txt"]


@pytest.mark.parametrize("step", ["link", "chmod", "replace"])
@pytest.mark.parametrize("done", [False, True])
def test_ctrl_c_is_heard_before_and_after_each_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, done: bool
) -> None:
    path, does = tmp_path / "page.txt", getattr(os, step)
    path.write_text("old")

    def interrupted(*given: object, **named: object) -> None:
        if done:
            does(*given, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text() == ("new" if (step, done) == ("replace", True) else "old")
    assert os.listdir(tmp_path) == ["page.txt"]


def test_where_a_file_must_have_a_name_it_is_written_whole_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    for name in ("link", "open"):
        monkeypatch.setattr(os, name, refused)
        write_whole(tmp_path / name, iter(("a", "b")))
        assert (tmp_path / name).read_text() == "ab"
    assert sorted(os.listdir(tmp_path)) == ["link", "open"]


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


def test_the_root_of_all_folders_is_no_file() -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(Path("/"), "page")


def test_what_is_replaced_is_kept_beside_unless_it_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    kept = [replace_file(path, text) for text in ("one", "one", "two", "three")]
    assert kept == [None, None, tmp_path / "me.yaml.bak", tmp_path / "me.yaml.bak2"]
    assert [one.read_text() for one in sorted(tmp_path.iterdir())] == ["three", "one", "two"]
