"""The manifest holds every page of its folder, whoever wrote it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tailor.builds.written.manifest_file import NAME, SHOWN, Recorder, entries


def record(out: Path, names: list[str], asked: int | None = None) -> None:
    recorder = Recorder(out, out.parent, asked or len(names))
    for name in names:
        (out / f"{name}.pdf").write_text(name)
        line = dict.fromkeys(SHOWN) | {"profile": name, "target": "quant", "status": "built", "error": None}
        recorder.add(line, {str(out / f"{name}.pdf"): "digest"}, {str(out.parent / "profiles/me.yaml"): "digest"})
    recorder.finish()


def pages(out: Path) -> list[str]:
    return [profile for (profile, _), _ in entries(out / NAME)]


def test_commands_that_write_into_one_folder_at_once_lose_no_page(tmp_path: Path) -> None:
    names = [f"p{number:02}" for number in range(40)]
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(record, [tmp_path] * len(names), [[name] for name in names]))
    assert pages(tmp_path) == names


def test_a_page_whose_file_is_gone_is_forgotten_by_the_next_command(tmp_path: Path) -> None:
    record(tmp_path, ["anna", "bela"])
    (tmp_path / "anna.pdf").unlink()
    record(tmp_path, ["carl"])
    assert pages(tmp_path) == ["bela", "carl"]


def test_paths_are_those_seen_from_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    record(out, ["anna"], asked=2)
    text = (out / NAME).read_text()
    assert '"complete": false' in text
    assert '"files": {"anna.pdf": "digest"}, "inputs": {"profiles/me.yaml": "digest"}' in text
