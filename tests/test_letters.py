"""Letters: what is written, fields filled in, in the head and faces of the page; one page or refused."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from commands import run, spoil
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tailor.base.errors import Place
from tailor.core.page.letter_text import Letter, read_letter

LETTER = """{company}\\
Attn. {contact}

Dear {contact},

I apply for the post of {role}:

- {item:three-signals}
- More to come.

{name}
"""


def read(text: str) -> Letter:
    return read_letter(text, {"company": "Acme", "role": ""}, {"a.one": "Won **it**.", "a.two": "Two"}, "l.md", FIRST)


FIRST = Place("l.md", 1, 1)


def faults(text: str) -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in read(text).problems]


def test_paragraphs_and_lists_are_told_apart() -> None:
    pieces = read("Dear {company},\ngood day.\n\n- One\n  more\n- {item:a.one}\n\nBye {{x}}").pieces
    assert [(one.text, one.listed) for one in pieces] == [
        ("Dear Acme,\ngood day.", False), ("One\nmore", True), ("Won **it**.", True), ("Bye {x}", False),
    ]  # fmt: skip
    assert [one.place.line for one in pieces] == [1, 4, 6, 8]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {compny}", [("unknown-field", "l.md:1:3")]),
        ("x\n\na {role} {what}", [("empty-field", "l.md:3:3"), ("unknown-field", "l.md:3:10")]),
        ("{item:three}", [("item-not-shown", "l.md:1:1")]),
        ("{item:a.}", [("ambiguous-item", "l.md:1:1")]),
        ("a { b", [("letter-brace", "l.md:1:3")]),
        ("\n \n", [("empty-letter", "l.md:1:1")]),
    ],
)
def test_every_mistake_has_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert faults(text) == expected


def test_near_names_are_told() -> None:
    assert read("{compny}").problems[0].hint == "did you mean {company}?"


@given(st.lists(st.text(st.sampled_from("abc ,.*\\"), min_size=1), max_size=6))
def test_nothing_is_added_and_nothing_lost(lines: list[str]) -> None:
    said = " ".join(one.text for one in read("\n".join(lines)).pieces)
    assert sorted(said.replace("*", "").split()) == sorted("\n".join(lines).replace("*", "").split())


@pytest.fixture
def lettered(workspace: Path) -> Path:
    (workspace / "letters").mkdir()
    (workspace / "letters/quant.md").write_text(LETTER)
    spoil(workspace, "targets/quant.yaml", "title:", "to: {company: Acme & Sons, contact: Dr. Lee}\ntitle:")
    return workspace


BUILD = ("build", "quant", "--profile", "master", "--json")


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.mark.tex
@pytest.mark.parametrize("template", ["classic", "sidebar", "modern", "academic", "compact", "jake"])
def test_a_letter_is_one_page_beside_the_page(lettered: Path, template: str) -> None:
    done = run(*BUILD, "--template", template, "--format", "pdf,docx,txt", cwd=lettered)
    assert done.returncode == 0, done.stderr
    (text,) = pages(lettered / "out/master/quant-letter.pdf")
    plain = (lettered / "out/master/quant-letter.txt").read_text()
    word = "\n".join(one.text for one in docx.Document(lettered / "out/master/quant-letter.docx").paragraphs)
    for said in (
        "Acme & Sons",
        "Dear Dr. Lee,",
        "Quantitative developer",
        "three signals from notebook",
        "Mira Okafor",
    ):
        assert all(said in " ".join(form.split()) for form in (text, plain, word)), said
    assert "Acme & Sons\nAttn. Dr. Lee\n" in plain


@pytest.mark.tex
def test_a_letter_that_is_too_long_is_refused_with_its_lines(lettered: Path) -> None:
    (lettered / "letters/quant.md").write_text("\n\n".join(["One more paragraph."] * 40))
    done = run(*BUILD, cwd=lettered)
    assert done.returncode == 3
    assert "the letter is longer than its page, by " in done.stdout + done.stderr
    assert "letters/quant.md:" in done.stderr
    assert not list((lettered / "out").glob("master/*.pdf"))


@pytest.mark.tex
def test_a_letter_is_part_of_what_makes_a_page_stale(lettered: Path) -> None:
    run(*BUILD, cwd=lettered)
    assert '"status": "current"' in run(*BUILD, cwd=lettered).stdout
    (lettered / "letters/quant.md").write_text("Dear {contact},")
    assert '"status": "built"' in run(*BUILD, cwd=lettered).stdout
    assert '"status": "current"' in run(*BUILD, cwd=lettered).stdout
    spoil(lettered, "targets/quant.yaml", "Dr. Lee", "Dr. Moss")
    assert '"status": "built"' in run(*BUILD, cwd=lettered).stdout
    assert "Moss" in pages(lettered / "out/master/quant-letter.pdf")[0]


@pytest.mark.tex
def test_a_letter_that_comes_makes_a_page_stale(lettered: Path) -> None:
    written = (lettered / "letters/quant.md").rename(lettered / "later.md")
    run(*BUILD, cwd=lettered)
    assert not (lettered / "out/master/quant-letter.pdf").exists()
    written.rename(lettered / "letters/quant.md")
    assert '"status": "built"' in run(*BUILD, cwd=lettered).stdout
    assert (lettered / "out/master/quant-letter.pdf").exists()


@pytest.mark.tex
def test_mistakes_of_a_letter_in_the_target_are_told_there(lettered: Path) -> None:
    spoil(lettered, "targets/quant.yaml", "title:", "letter: |\n  Dear {contct},\n\n  {item:nothing-like-it}\ntitle:")
    done = run(*BUILD, cwd=lettered)
    lines = (lettered / "targets/quant.yaml").read_text().splitlines()
    first = next(number for number, line in enumerate(lines, 1) if "contct" in line)
    assert done.returncode == 2
    assert f"targets/quant.yaml:{first}:8" in done.stderr
    assert f"targets/quant.yaml:{first + 2}:3" in done.stderr


def test_a_letter_that_is_not_there_is_told(lettered: Path) -> None:
    spoil(lettered, "targets/quant.yaml", "title:", "letter: acme\ntitle:")
    done = run(*BUILD, cwd=lettered)
    assert done.returncode == 2
    assert "there is no letter letters/acme.md" in done.stderr
    assert "there are: quant" in done.stderr
