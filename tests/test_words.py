"""Phrases that do not come back: what the program prints, and what its documentation says, is plain English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

GONE = re.compile(
    r"\bstands? (?:twice|against)\b|\bpassed over\b|\bmisspelt\b|\ba plain text\b|\bmeans nothing here\b"
    r"|\bkept beside\b|\btake (?:it|one|them|this) (?:away|out)\b|\btold at once\b|\bevery mistake\b|\btells every\b"
    r"|\b(?<!there )(?:is|are) no (?:address|résumé|file|name|link|list|text)\b|\bpush out\b|With it would"
    r"|\bproved best\b|\bbefore spreading\b|\bsays more\b|\bseen as care\b|Enter leaves|\bmeets no comparison\b"
    r"|\bas it was: |Take this day|Fail from this|\bstands? on the page\b|\bwhere tailor comes from\b|\bnow: cd\b"
)
"""Of all texts. A phrase that is right in some other sense belongs in `ALLOWED`, with the reason."""

GONE_FROM_MESSAGES = re.compile(r"\b(?:is|are|was) told\b|\btells\b|\b[Ss]o many\b|\bof (?:its|their) own\b")
"""Of messages, hints and help, which have no other use for these words."""

GONE_FROM_DOCSTRINGS = re.compile(
    r"\b(?:is|are|was) told\b|\bsays? of (?:itself|themselves)\b|\b[Ww]hat is no\b|\bthat (?:is|are) none\b"
)
"""Of docstrings, those under a name too: phrases that are German in English words."""

ALLOWED: dict[tuple[str, str], str] = {}
"""A file and a phrase in it → why it is right there."""

OLD_TEXTS = [
    "`x` stands twice",
    "take it away",
    "the file is kept beside",
    "passed over",
    "proved best",
    "is no address",
]


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module with their lines: no docstrings, but for those of commands, which are help."""
    tree = ast.parse(path.read_text("utf-8"))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    if "tailor/cli" in path.as_posix():
        notes -= {id(node.body[0].value) for node in commands(tree) if isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value


def docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """The docstrings of a module with their lines, those under a name too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def commands(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions whose docstring is the help of a command."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any("command" in ast.unparse(one) for one in node.decorator_list):
            yield node


def documents() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def newest_changes() -> str:
    """The newest section of the change log."""
    return (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]


def hits(file: str, text: str, pattern: re.Pattern[str]) -> list[str]:
    found = {match[0] for match in pattern.finditer(text)}
    return [f"{file}: {phrase}" for phrase in sorted(found) if (file, phrase) not in ALLOWED]


def test_no_message_has_them() -> None:
    bad = []
    for path in sorted((ROOT / "tailor").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for line, text in messages(path):
            if " " in text.strip() and not text.startswith("%"):  # TeX, with its comments
                some = [*hits(file, text, GONE), *hits(file, text, GONE_FROM_MESSAGES)]
                bad += [f"{one} (line {line})" for one in some]
    assert bad == []


def test_no_docstring_has_them() -> None:
    bad = []
    for path in sorted((ROOT / "tailor").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for line, text in docstrings(path):
            bad += [f"{one} (line {line})" for one in hits(file, " ".join(text.split()), GONE_FROM_DOCSTRINGS)]
    assert bad == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_no_document_has_them(path: Path) -> None:
    assert hits(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"), GONE) == []


def test_the_newest_changes_have_none() -> None:
    assert hits("CHANGELOG.md", newest_changes(), GONE) == []


@pytest.mark.parametrize("text", OLD_TEXTS)
def test_they_are_found(text: str) -> None:
    assert GONE.search(text)


@pytest.mark.parametrize("text", ["it is told of the owner", "what a PDF says of itself", "a date that is none"])
def test_they_are_found_in_docstrings(text: str) -> None:
    assert GONE_FROM_DOCSTRINGS.search(text)
