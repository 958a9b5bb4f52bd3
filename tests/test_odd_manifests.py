"""Every odd value of a manifest is a mistake with its place: none is a crash, and none breaks a page later."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

HEAD = "title: Mine\nextends: classic\n"


def layout(**fields: str) -> str:
    usual = {"name": "a", "size": "10pt", "leading": "12pt", "margin": "0.6in"} | fields
    return f"layouts: [{{{', '.join(f'{name}: {value}' for name, value in usual.items())}}}]\n"


ODD = [
    *(
        layout(gaps=value)
        for value in ("big", "[a]", "1/0", "nan", "inf", "1e999999", "-1", "0", "9", "1" * 6000, "{a: 1}")
    ),
    *(layout(leading=value) for value in ("0pt", "-12pt", "4pt", "9999999pt", "[1]", "12", "1e3pt", "٣pt")),
    *(
        layout(margin=value)
        for value in ("9in", "0.1in", "-1in", "{top: -9in, left: 1in, right: 1in, bottom: 1in}", "[1in]")
    ),
    layout(margin="{top: 6in, left: 1in, right: 1in, bottom: 5in}"),
    *(layout(size=value) for value in ("99999pt", "200pt", "-10pt", "1pt", "1" * 6000 + "pt")),
    *(layout(price=value) for value in ("99999999999999999999", "-1", "a", "1" * 6000)),
    *(layout(name=value) for value in ("'a\\x00{'", "''", "[a]", "'a}b'", "'%'", "a" * 99)),
    *(f"gaps: {value}\n" for value in ("[a]", "x", "{bullet: 3}", "{nothing: {size: 1pt}}")),
    *(f"gaps: {{bullet: {{size: {value}}}}}\n" for value in ("99999999999pt", "-500pt", "[1]", "9000pt")),
    "gaps: {bullet: {size: 2pt, grow: -5pt}}\n",
    "gaps: {bullet: {size: 2pt, weight: 99999999999999999999999}}\n",
    *(f"regions: {{main: {{from: {value}}}}}\n" for value in ("[1]", "nan", "-1", "2", "1/0", "1", "x")),
    "regions: {main: {to: 1/1000000}}\n",
    "regions: {a: {below: a}}\n",
    "regions: {a: {below: [b]}}\n",
    "regions: {}\n",
    "regions: {a: {to: 1}, b: {from: 0}}\n",
    "regions: [a]\n",
    *(f"regions: {{{value}: {{}}}}\n" for value in ("'a b{'", "''", '"a\\nb"', "'a_b'", "'ä'", "'1'")),
    "layouts: [3]\n",
    "layouts: x\n",
    "layouts: []\n",
    "roomy: 3\n",
    "accent: red\n",
    "accent: [a]\n",
    "papers: []\n",
    "papers: a5\n",
    "style: [a]\n",
    "style: {face: comic}\n",
    "engine: luatex\n",
    "pdfua: maybe\n",
    "unknown: 1\n",
    f"layouts: [{', '.join(['{name: a, size: 10pt, leading: 12pt, margin: 1in}'] * 2)}]\n",
    f"layouts: [{', '.join(f'{{name: a{n}, size: 10pt, leading: 12pt, margin: 1in}}' for n in range(99))}]\n",
]


def told(folder: Path, manifest: str) -> tuple[int, str]:
    own = folder / "templates/latex/mine"
    own.mkdir(parents=True)
    (folder / "profiles").mkdir()
    (own / "template.yaml").write_text(manifest, encoding="utf-8")
    done = run("check", "--template", "mine", cwd=folder)
    return done.returncode, done.stderr


@pytest.mark.parametrize("odd", ODD, ids=[f"{number}" for number in range(len(ODD))])
def test_an_odd_value_is_a_mistake_with_its_place(odd: str, tmp_path: Path) -> None:
    code, words = told(tmp_path, HEAD + odd)
    assert code == 2, words
    assert "templates/latex/mine/template.yaml:" in words


@pytest.mark.parametrize(
    "manifest", ["extends: [classic]\n", "extends: {a: 1}\n", "extends: 'a\\0b'\n", "title: [a]\n"]
)
def test_an_odd_head_is_one_too(manifest: str, tmp_path: Path) -> None:
    code, words = told(tmp_path, manifest)
    assert code == 2, words
    assert "templates/latex/mine/template.yaml:" in words
