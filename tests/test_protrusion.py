"""Codes are kept by font; whatever else a run may have written is passed over."""

from __future__ import annotations

from pathlib import Path

from tailor.tex.protrusion import Codes

NOTED = b"T1/qpl/m/n/10 l65=50 r65=-3\nT1/qpl/m/n/9 l65=50 r65=-3\nTS1/qpl/m/n/10\n\\input /etc/passwd l1=2\nx l65=\n"


def test_what_was_noted_is_kept_and_read_again(tmp_path: Path) -> None:
    codes = Codes(tmp_path / "x.codes")
    assert codes.tex == ""
    codes.learn(NOTED)
    assert Codes(tmp_path / "x.codes").tex == codes.tex
    assert codes.tex.count(r"\l65=50 \r65=-3 ") == 1  # the same ones for both sizes
    assert r"\csname codes@TS1/qpl/m/n/10\endcsname" in codes.tex
    assert "passwd" not in codes.tex
    assert len((tmp_path / "x.codes").read_text().splitlines()) == 4  # and the seal


def test_more_is_learned_later(tmp_path: Path) -> None:
    Codes(tmp_path / "x.codes").learn(NOTED)
    Codes(tmp_path / "x.codes").learn(b"T1/qpl/b/n/10 l65=40\n")
    assert len((tmp_path / "x.codes").read_text().splitlines()) == 5


def test_a_file_with_any_bit_changed_or_cut_short_is_not_believed(tmp_path: Path) -> None:
    """Another code would be another page, and one above 255 an error of TeX."""
    path = tmp_path / "x.codes"
    Codes(path).learn(NOTED)
    whole = path.read_bytes()
    broken = [whole[:end] for end in range(len(whole))]
    for at in range(len(whole)):
        for bit in range(8):
            broken.append(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
    for content in broken:
        path.write_bytes(content)
        assert Codes(path).tex == ""


def test_without_a_place_nothing_is_kept() -> None:
    codes = Codes(None)
    codes.learn(NOTED)
    assert codes.tex
