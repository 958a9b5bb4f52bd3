"""A file → plain data and its format; a file that is not a résumé is refused with the reason."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import lzma
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from tailor.base.errors import InputError, Place, Problem
from tailor.base.limited_files import read_limited
from tailor.base.source import read
from tailor.importing.documents import tree_to_profile as outline
from tailor.importing.formats import linkedin
from tailor.importing.ledger import Fate, Node, Note
from tailor.importing.registry import DOCUMENT_FORMATS, FIELD_FORMATS, TREES, WORD, DocumentFormat

ACCEPTED = (
    "JSON Resume, Reactive Resume, FRESH (.json), RenderCV, YAMLResume (.yaml), LinkedIn's data export (.zip), "
    "LaTeX (.tex), Markdown (.md), text (.txt) and Word (.docx)"
)
LIMIT = 20_000_000
"""Bytes of a file, and of all tables of an archive; no résumé comes near."""

_MAGIC = {
    b"\xd0\xcf\x11\xe0": "an old Word file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a rich-text file", b"\x1f\x8b": "a compressed file",
}  # fmt: skip
_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])')
_HALF = re.compile(r"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""Half of a character that takes two escapes; what is whole, or escaped itself, is in the group."""

_NULLS = ("null", "Null", "NULL", "~")


_OTHERS = (
    ({"want"}, "a target of tailor", "it belongs in targets/"),
    ({"properties", "type"}, "a JSON Schema", "import the résumé, not its schema"),
    ({"dependencies"}, "the description of a program", "import the résumé, not the package"),
    ({"swagger"}, "the description of an interface", "import the résumé"),
)
"""Fields that identify files other than résumés, with what to do about each."""

_PDF = (
    "import the file that it was made of (.docx, .tex, .json, .yaml), or take its text out (`pdftotext -layout cv.pdf "
    "cv.txt`) and import that"
)

NO_FIELDS = "it holds no named fields"

_PROFILE = {"experience", "education", "skills", "contact", "sections", "publications", "projects"}


def load(path: Path) -> tuple[str, Any, list[Note]]:
    """The format, the plain data, and what of the file could not be read as it stands.

    A folder is taken for an unpacked export. Raises InputError for what is missing or no résumé.
    """
    if path.is_dir():
        return _tables(path, _unpacked(path))
    try:
        content = read_limited(path, LIMIT)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise refusal(path, "it is larger than any résumé", "name the file to import") from None
        raise InputError(Problem("no-file", f"{path} cannot be read: {error.strerror}")) from None
    if content.startswith(b"PK"):
        return _zipped(path, content)
    _refuse_binary(path, content)
    if _looks_json(content):
        data, notes = _json(path, content)
        return recognised(path, data), data, notes
    return _text(path, content)


def _unpacked(folder: Path) -> dict[str, bytes]:
    """The tables in a folder and in those right below it, as exports have them: a whole disk is not walked."""
    found: dict[str, bytes] = {}
    for file in sorted([*folder.glob("*.csv"), *folder.glob("*/*.csv")])[:TABLES]:
        with contextlib.suppress(OSError):
            found[str(file.relative_to(folder))] = read_limited(file, LIMIT)
    if sum(map(len, found.values())) > LIMIT:
        raise refusal(folder, "its tables are larger than any export", "name the folder of the export")
    return found


TABLES = 100
"""Files that an export has at most."""


def _text(path: Path, content: bytes) -> tuple[str, Any, list[Note]]:
    """YAML that is a résumé; else LaTeX, Markdown or text."""
    text = decoded(content)
    yaml = path.suffix.lower() in (".yaml", ".yml", ".json")
    if not yaml:
        for known in DOCUMENT_FORMATS[:-1]:
            if known.fits(path.name, text):
                return _document(path, known, text)
    try:
        data, notes = _yaml(path, content)
        return recognised(path, data), data, notes
    except InputError:
        if yaml:
            raise
    return _document(path, DOCUMENT_FORMATS[-1], text)


def _document(path: Path, known: DocumentFormat, text: str) -> tuple[str, Any, list[Note]]:
    """A document, if it has a section that résumés have."""
    tree = known.tree(_CONTROL.sub("", text))
    if not outline.fits(Node(tree)):
        why = f"{NO_FIELDS}, and no heading that résumés have (read as {known.name})"
        raise refusal(path, why, f"import takes {ACCEPTED}")
    return known.name, tree, []


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def recognised(path: Path, data: Any) -> str:
    """The format of plain data; raises InputError if it is not a résumé."""
    root = Node(data)
    for known in FIELD_FORMATS[:-1]:
        if known.fits(root):
            return known.name
    if not isinstance(data, dict):
        raise refusal(path, NO_FIELDS, f"import takes {ACCEPTED}")
    _refuse_others(path, data)
    fields = ", ".join(f"`{key}`" for key in list(data)[:5]) or "none"
    heads = [f"`{name}`" for name in ("basics", "cv", "content") if name in data]
    message = (
        f"{' and '.join(heads)} says nothing of anyone"
        if heads
        else f"none of `basics`, `cv` and `content` is in it; its fields are: {fields}"
    )
    raise refusal(path, message, f"import takes {ACCEPTED}")


def _refuse_others(path: Path, data: dict[str, Any]) -> None:
    """What a file is if it is not a résumé, where that can be recognised."""
    for fields, what, hint in _OTHERS:
        if fields <= data.keys():
            raise refusal(path, f"it is {what}", hint)
    if "name" in data and data.keys() & _PROFILE:
        raise refusal(path, "it is a profile of tailor already", "copy it to profiles/ and build")


def refusal(path: Path, why: str, hint: str) -> InputError:
    """The error for a file that is not a résumé, with the reason."""
    return InputError(
        Problem("not-a-resume", f"{path.name or path} is not a résumé: {why}", hint, Place(str(path), 1, 1))
    )


def _refuse_binary(path: Path, content: bytes) -> None:
    """Refuse by the first bytes what only looks like a résumé to people."""
    hint = f"import takes {ACCEPTED}"
    if content.startswith(b"%PDF"):
        raise refusal(path, "it is a PDF, which has places on a page and no fields", _PDF)
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise refusal(path, f"it is {what}, not data", hint)
    if not content.strip():
        raise refusal(path, "it is empty", hint)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise refusal(path, "it is a web page or XML, not data", hint)
    if b"\0" in content and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise refusal(path, "it is not text", hint)


def _looks_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") or content[:2] in (b"\xff\xfe", b"\xfe\xff")


def _json(path: Path, content: bytes) -> tuple[Any, list[Note]]:
    """JSON with numbers as they are written; commas before a closing bracket are forgiven."""
    text = decoded(content)
    notes = [Note(Fate.CHANGED, (f"line {_line(text, half)}",), half[0], "half a character") for half in _halves(text)]
    text = _HALF.sub(lambda found: found[1] or r"\ufffd", text)
    mended = _COMMA.sub(lambda found: found[1] or "", text)
    pairs: list[Note] = []
    try:
        data = _parsed(text, pairs)
    except json.JSONDecodeError as error:
        try:
            pairs = []
            data = _parsed(mended, pairs)
        except json.JSONDecodeError:
            raise InputError(_fault(path, text, error)) from None
        notes.append(Note(Fate.CHANGED, (f"line {error.lineno}",), ",", "a comma before a closing bracket"))
    return data, [*notes, *pairs]


def _halves(text: str) -> list[re.Match[str]]:
    return [found for found in _HALF.finditer(text) if not found[1]]


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


def _parsed(text: str, notes: list[Note]) -> Any:
    """The data; of a field that stands twice the last one counts, as for every other reader, and is noted. Raises
    json.JSONDecodeError, also for what is nested deeper than any résumé."""
    if (at := _too_deep(text)) >= 0:
        raise json.JSONDecodeError(f"Values are nested more than {DEPTH} deep", text, at)

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in pairs:
            if key in data and data[key] != value:
                notes.append(
                    Note(Fate.DROPPED, (key,), str(data[key]), "the field is defined twice; the last one counts")
                )
            data[key] = value
        return data

    return json.loads(text, object_pairs_hook=mapping, parse_float=str, parse_int=str, parse_constant=str, strict=False)


DEPTH = 100
"""Brackets within brackets: Python's reader calls itself for each."""

_BRACKET = re.compile(r'"(?:\\.|[^"\\])*"|[\[{]|[\]}]', re.DOTALL)


def _too_deep(text: str) -> int:
    """Where brackets are nested deeper than `DEPTH`; -1 if nowhere."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth > DEPTH:
            return found.start()
    return -1


def _fault(path: Path, text: str, error: json.JSONDecodeError) -> Problem:
    lines = text.splitlines()
    line = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
    place = Place(str(path), error.lineno, error.colno, line)
    rest = text[error.pos : error.pos + 2]
    if rest in ("//", "/*") or rest[:1] == "#":
        return Problem("bad-json", "JSON has no comments", "remove it", place)
    return Problem("bad-json", f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", "fix the syntax here", place)


def decoded(content: bytes) -> str:
    """Text in UTF-8, with or without its mark, or in what Windows wrote before."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _yaml(path: Path, content: bytes) -> tuple[Any, list[Note]]:
    """YAML; what had to be mended to read it is named by its line."""
    text = decoded(content)
    source = read(text, str(path))
    questions: list[Note] = []
    if (
        source.data is None
        and (quoted := _quoted(text)) != text
        and (again := read(quoted, str(path))).data is not None
    ):
        pairs = zip(text.splitlines(), quoted.splitlines(), strict=True)
        changed = [(number, old.strip()) for number, (old, new) in enumerate(pairs, 1) if old != new]
        questions = [Note(Fate.CHANGED, (f"line {number}",), line, QUESTION) for number, line in changed]
        source = again
    if any(problem.code == "no-fields" for problem in source.problems):
        raise refusal(path, NO_FIELDS, f"import takes {ACCEPTED}")
    if source.data is None:
        raise InputError([problem for problem in source.problems if problem.code != "empty-file"] or source.problems)
    notes = [
        Note(Fate.CHANGED, (f"line {problem.place.line}",), problem.place.text, problem.message)
        for problem in source.problems
        if problem.place
    ]
    return _without_nulls(source.data), [*questions, *notes]


QUESTION = "a question mark begins a value in brackets or braces: read as if it were in quotes"
_QUESTION = re.compile(r"(?<=[\[{,:])(\s*)(\?[^,\[\]{}\"'\n]*?)(?=\s*[,\]}])")


def _quoted(text: str) -> str:
    """YAML with quotes around what begins with a question mark in brackets or braces: there it stands for a key."""
    return _QUESTION.sub(lambda found: f'{found[1]}"{found[2]}"', text)


def _without_nulls(data: Any) -> Any:
    """`null` and `~` mean nothing in other people's YAML."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data]
    return None if data in _NULLS else data


def _zipped(path: Path, content: bytes) -> tuple[str, Any, list[Note]]:
    """A Word file, or the tables of an export."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if any(info.filename == "word/document.xml" for info in infos):
                return _word(path, content, infos)
            return _tables(path, _csv_files(path, archive, infos))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError) as error:
        raise refusal(path, f"the archive cannot be opened: {error}", "download it again") from None
    except NotImplementedError:
        raise refusal(path, "the archive is packed in a way that Python cannot read", "pack it as ZIP") from None


def _csv_files(path: Path, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    names = [info for info in infos if info.filename.lower().endswith(".csv") and "__MACOSX" not in info.filename]
    if sum(info.file_size for info in names) > LIMIT:
        raise refusal(path, "its tables are larger than any export", "name the archive to import")
    return {info.filename: archive.read(info) for info in names}


def _word(path: Path, content: bytes, infos: list[zipfile.ZipInfo]) -> tuple[str, Any, list[Note]]:
    """A Word document, if it has a section that résumés have."""
    if sum(info.file_size for info in infos) > LIMIT * 5:
        raise refusal(path, "it unpacks to more than any résumé", "save it again in Word")
    try:
        tree = TREES[WORD](content)
    except ValueError as error:
        raise refusal(path, str(error), "save it again in Word, or as text") from None
    if not outline.fits(Node(tree)):
        raise refusal(path, "no heading in it is one that résumés have", "give its sections the usual names")
    return WORD, tree, []


def _tables(path: Path, files: dict[str, bytes]) -> tuple[str, Any, list[Note]]:
    """The tables of an export, if they are one."""
    data = linkedin.tree({name: decoded(content) for name, content in files.items()})
    if not linkedin.fits(Node(data)):
        raise refusal(path, "there is no Profile.csv and no Positions.csv in it", f"import takes {ACCEPTED}")
    if not any(data.values()):
        raise refusal(path, "its tables have no rows", "download it again")
    return "LinkedIn export", data, []
