"""Files are replaced whole or not at all, whenever the run is interrupted."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tailor.storage.files import locked, make_room, replace_file, write_whole


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


def test_the_error_is_the_one_that_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number and its words are kept, and the file is named, not the one beside it."""
    for number, kind in ((errno.ENOSPC, OSError), (errno.EACCES, PermissionError), (errno.EROFS, OSError)):

        def refused(*_: object, number: int = number) -> None:
            raise OSError(number, "in other words", "elsewhere")

        monkeypatch.setattr(os, "replace", refused)
        with pytest.raises(kind) as caught:
            write_whole(tmp_path / "page.txt", "new")
        assert (caught.value.errno, caught.value.strerror) == (number, os.strerror(number))
        assert caught.value.filename == str(tmp_path / "page.txt")
    assert os.listdir(tmp_path) == []


def test_others_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "page.txt", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "page.txt").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("most", [16, 40, 100])
def test_a_folder_never_grows_without_end(tmp_path: Path, most: int) -> None:
    """At every moment there are at most a sixteenth more than may be, and those that stay are the newest."""
    kept_least = most
    for number in range(4 * most):
        path = tmp_path / f"{number:04}"
        path.write_text("")
        os.utime(path, ns=(number, number))
        make_room(tmp_path, most)
        there = sorted(os.listdir(tmp_path))
        assert len(there) <= most + most // 16 + 1
        assert there == [f"{one:04}" for one in range(number + 1 - len(there), number + 1)]
        kept_least = min(kept_least, len(there)) if number >= most else kept_least
    assert kept_least >= most * 3 // 4


def test_room_is_looked_for_in_each_folder_by_itself(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        for number in range(20):
            (tmp_path / name / str(number)).write_text("")
        make_room(tmp_path / name, 16)
    assert [len(os.listdir(tmp_path / name)) for name in ("one", "other")] == [12, 12]


def test_a_folder_that_is_full_to_the_last_place_is_left_alone(tmp_path: Path) -> None:
    for number in range(16):
        (tmp_path / str(number)).write_text("")
    make_room(tmp_path, 16)
    assert len(os.listdir(tmp_path)) == 16


def test_one_process_at_a_time(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    path = tmp_path / "lock"
    with locked(path), path.open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with path.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)  # it is let go at the end
