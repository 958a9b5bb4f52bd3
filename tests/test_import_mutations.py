"""A hundred mutations of the dirty files of every format: nothing is lost in silence, nothing is made up, the profile
passes its check; or the file is refused in words."""

from __future__ import annotations

import copy
import json
import os
import random
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from imports import DIRTY, FOLDER, FORMATS, leaves
from test_import_word import MAKERS as WORD_FILES

from tailor.base.errors import InputError
from tailor.importing.audit import letters, unreported
from tailor.importing.convert import convert
from tailor.importing.ledger import Node
from tailor.importing.reading.recognition import decoded, load
from tailor.importing.registry import DOCUMENT_FORMATS, FIELD_FORMATS, TREES
from tailor.importing.writing.repairing import for_the_author
from tailor.project.import_file import checked
from tailor.sources.workspace import Workspace, workspace_or_new

MUTATIONS = 100 if os.environ.get("CI") or os.environ.get("TAILOR_LAWS") else 12
"""Of each format; a desk tries other ones at each run, a server the same hundred."""

SEED = int(os.environ.get("TAILOR_SEED") or (7 if MUTATIONS == 100 else random.randrange(10**6)))
ODD: list[Any] = [
    *(None, "", 0, 1e3, True, [], {}, ["x", ["y"]], {"a": {"b": "c"}}, "\uf0b7 bullet", "a: b # c", "present", "نام"),
    *("{ } [ ] & * ! | > ' \" %", "2024-13-99", "$x^2'$ costs $5", "☃ snow", "line\n\n- one\n- two", "x" * 300),
    {"de": "Wort", "en": "word"},
]


def mutated_data(data: Any, dice: random.Random) -> Any:
    """The data with one to four values taken out, replaced, repeated or renamed."""
    for _ in range(dice.randint(1, 4)):
        if not (holders := [one for one in holders_in(data) if one]):
            break
        holder = dice.choice(holders)
        key = dice.choice(list(holder)) if isinstance(holder, dict) else dice.randrange(len(holder))
        match dice.randrange(4):
            case 0:
                del holder[key]
            case 1:
                holder[key] = dice.choice(ODD)
            case 2 if isinstance(holder, dict):
                holder[dice.choice(["name", "title", "sections", "zzz", "work", "language", "url"])] = holder[key]
            case _ if isinstance(holder, list):
                holder.append(holder[key])
    return data


def holders_in(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [data, *(inner for value in data.values() for inner in holders_in(value))]
    return [data, *(inner for value in data for inner in holders_in(value))] if isinstance(data, list) else []


def mutated_text(text: str, dice: random.Random) -> str:
    """The text with one to four lines or signs taken out, repeated, put in or cut."""
    for _ in range(dice.randint(1, 4)):
        rows = text.split("\n")
        row = dice.randrange(len(rows))
        match dice.randrange(5):
            case 0:
                del rows[row]
            case 1:
                rows.insert(row, rows[dice.randrange(len(rows))])
            case 2:
                at = dice.randrange(len(rows[row]) + 1)
                rows[row] = rows[row][:at] + dice.choice(list("{}\\$%&#_~*|-\x00\uf0b7☃")) + rows[row][at:]
            case 3:
                rows = rows[: max(row, 3)]
            case _:
                rows[row] = rows[row].replace("{", "", 1)
        text = "\n".join(rows)
    return text


def mutation(path: Path, dice: random.Random) -> str:
    text = decoded(path.read_bytes())
    if path.suffix == ".json" and dice.random() < 0.8:
        with suppress(json.JSONDecodeError):  # some of the files are none for a strict reader
            return json.dumps(mutated_data(json.loads(text), dice), ensure_ascii=False)
    return mutated_text(text, dice)


def invented(source: Any, data: dict[str, Any]) -> list[str]:
    """Words of a profile that its source does not have."""
    known = "".join(letters(f"{' '.join(map(str, path))} {value}") for path, value in leaves(source))
    known += "".join(letters(str(path[-1])) for path, _ in leaves(source))
    known += "".join(letters(address) for _, value in leaves(source) for address in re.findall(r"href=\S+", value))
    silent = {"id", "key", "kind", "tags", "dates", "locale", "url", "links", "contact"}
    texts = [value for path, value in leaves(data) if not silent & set(path)]
    return [word for text in texts for word in re.findall(r"[^\W_]+", text) if letters(word) not in known]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace_or_new(tmp_path_factory.mktemp("here"))


def mutated_tables(origin: Path, folder: Path, dice: random.Random) -> Path:
    """An unpacked export of which one table, or two, are changed."""
    path = Path(shutil.copytree(origin, folder))
    tables = sorted(path.rglob("*.csv"))
    for table in dice.sample(tables, min(len(tables), dice.randint(1, 2))):
        table.write_text(mutated_text(decoded(table.read_bytes()), dice), "utf-8")
    return path


def mutated_document(make: Callable[[Document], None], path: Path, dice: random.Random) -> Path:
    """A Word file with one to four paragraphs taken out, repeated, changed or in another style."""
    document = docx.Document()
    make(document)
    styles = ["Normal", "Heading 1", "Heading 2", "List Bullet", "List Bullet 2", "Title"]
    for _ in range(dice.randint(1, 4)):
        some = [one for one in document.paragraphs if one.text]
        if not some:
            break
        paragraph = dice.choice(some)
        match dice.randrange(4):
            case 0:
                paragraph._p.getparent().remove(paragraph._p)
            case 1:
                paragraph._p.addnext(copy.deepcopy(paragraph._p))
            case 2:
                paragraph.style = dice.choice(styles)
            case _:
                text, at = paragraph.text, dice.randrange(len(paragraph.text) + 1)
                paragraph.text = text[:at] + dice.choice(list("{}\\$%&#_~*|-\t\uf0b7☃")) + text[at:]
    document.save(str(path))
    return path


def mutant(name: str, folder: Path, number: int) -> Path:
    """A file of a format, changed by chance."""
    dice = random.Random(f"{SEED} {name} {number}")
    if name == "word":
        return mutated_document(dice.choice(WORD_FILES), folder / f"{number}.docx", dice)
    origin = dice.choice(sorted((FOLDER / name).iterdir()))
    if origin.is_dir():
        return mutated_tables(origin, folder / str(number), dice)
    path = folder / f"{number}{origin.suffix}"
    path.write_text(mutation(origin, dice), "utf-8")
    return path


@pytest.mark.law
@pytest.mark.parametrize("name", [*DIRTY, *FORMATS, "word"])
def test_a_hundred_mutations_of_every_format_keep_the_law(name: str, tmp_path: Path, folder: Workspace) -> None:
    for number in range(MUTATIONS):
        keeps_the_law(mutant(name, tmp_path, number), folder, f"seed {SEED}, {name}, {number}")


def test_every_format_has_at_least_eight_dirty_files() -> None:
    count = {name: len(list((FOLDER / name).iterdir())) for name in (*DIRTY, *FORMATS)} | {"word": len(WORD_FILES)}
    assert {name: number for name, number in count.items() if number < 8} == {}
    assert len(count) == len(FIELD_FORMATS) + len(DOCUMENT_FORMATS) + len(TREES) + LATEX_AND_VERSIONS


LATEX_AND_VERSIONS = 4
"""LaTeX is four families of macros, Reactive Resume two versions."""


def keeps_the_law(path: Path, folder: Workspace, which: str) -> None:
    try:
        came = convert(path)
        source = load(path)[1]
    except InputError:  # said in words, with its place
        return
    sound, _, problems = checked(came, path, folder, "profiles/me.yaml")
    assert [problem for problem in problems if not for_the_author(problem)] == [], which
    assert list(unreported(Node(source), sound.data, sound.notes)) == [], which
    assert invented(source, sound.data) == [], which
