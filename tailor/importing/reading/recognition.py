"""A file → plain data and the format it is in; what is no résumé is refused with the reason."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from tailor.base.errors import InputError, Place, Problem
from tailor.base.source import read
from tailor.importing.formats import linkedin
from tailor.importing.ledger import Fate, Node, Note
from tailor.importing.registry import FIELD_FORMATS

ACCEPTED = "JSON Resume (.json, .yaml), RenderCV or YAMLResume (.yaml), or LinkedIn's data export (.zip)"
LIMIT = 20_000_000
"""Bytes of a file, and of all tables of an archive; no résumé comes near."""

_MAGIC = {
    b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an old Word file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
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
"""Fields that give away what a file is that is no résumé, and what to do."""

NO_FIELDS = "it holds no named fields"

_PROFILE = {"experience", "education", "skills", "contact", "sections", "publications", "projects"}


def load(path: Path) -> tuple[str, Any, list[Note]]:
    """The format, the plain data, and what of the file could not be read as it stands.

    A folder is taken for an unpacked export. Raises InputError for what is missing or no résumé.
    """
    if path.is_dir():
        return _tables(path, {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*.csv")})
    try:
        content = path.read_bytes()[: LIMIT + 1]
    except OSError as error:
        raise InputError(Problem("no-file", f"{path} cannot be read: {error.strerror}")) from None
    if len(content) > LIMIT:
        raise refusal(path, "it is larger than any résumé", "name the file to import")
    if content.startswith(b"PK"):
        return _tables(path, _archive(path, content))
    _refuse_binary(path, content)
    data, notes = _json(path, content) if _looks_json(content) else _yaml(path, content)
    return recognised(path, data), data, notes


def recognised(path: Path, data: Any) -> str:
    """The format of plain data; raises InputError when it is no résumé."""
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
    """What a file is if it is no résumé, where that can be told."""
    for fields, what, hint in _OTHERS:
        if fields <= data.keys():
            raise refusal(path, f"it is {what}", hint)
    if "name" in data and data.keys() & _PROFILE:
        raise refusal(path, "it is a profile of tailor already", "copy it to profiles/ and build")


def refusal(path: Path, why: str, hint: str) -> InputError:
    """What is no résumé, and why."""
    return InputError(Problem("not-a-resume", f"{path.name or path} is no résumé: {why}", hint, Place(str(path), 1, 1)))


def _refuse_binary(path: Path, content: bytes) -> None:
    """Refuse by the first bytes what only looks like a résumé to people."""
    hint = f"import takes {ACCEPTED}"
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
    """The data; of a field that stands twice the last one counts, as for every other reader, and is noted."""

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in pairs:
            if key in data and data[key] != value:
                notes.append(Note(Fate.DROPPED, (key,), str(data[key]), "the field stands twice; the last counts"))
            data[key] = value
        return data

    return json.loads(text, object_pairs_hook=mapping, parse_float=str, parse_int=str, parse_constant=str, strict=False)


def _fault(path: Path, text: str, error: json.JSONDecodeError) -> Problem:
    lines = text.splitlines()
    line = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
    place = Place(str(path), error.lineno, error.colno, line)
    return Problem("bad-json", f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", "mend this place", place)


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
    source = read(decoded(content), str(path))
    if any(problem.code == "no-fields" for problem in source.problems):
        raise refusal(path, NO_FIELDS, f"import takes {ACCEPTED}")
    if source.data is None:
        raise InputError([problem for problem in source.problems if problem.code != "empty-file"] or source.problems)
    notes = [
        Note(Fate.CHANGED, (f"line {problem.place.line}",), problem.place.text, problem.message)
        for problem in source.problems
        if problem.place
    ]
    return _without_nulls(source.data), notes


def _without_nulls(data: Any) -> Any:
    """`null` and `~` mean nothing in other people's YAML."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data]
    return None if data in _NULLS else data


def _archive(path: Path, content: bytes) -> dict[str, bytes]:
    """The tables of a ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
            if sum(info.file_size for info in names) > LIMIT:
                raise refusal(path, "its tables are larger than any export", "name the archive to import")
            tables = {info.filename: archive.read(info) for info in names if "__MACOSX" not in info.filename}
            if not tables and any(info.filename.startswith("word/") for info in archive.infolist()):
                raise refusal(path, "it is a Word file, not data", f"import takes {ACCEPTED}")
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise refusal(path, f"the archive cannot be opened: {error}", "download it again") from None
    return tables


def _tables(path: Path, files: dict[str, bytes]) -> tuple[str, Any, list[Note]]:
    """The tables of an export, if they are one."""
    data = linkedin.tree({name: decoded(content) for name, content in files.items()})
    if not linkedin.fits(Node(data)):
        raise refusal(path, "there is no Profile.csv and no Positions.csv in it", f"import takes {ACCEPTED}")
    if not any(data.values()):
        raise refusal(path, "its tables have no rows", "download it again")
    return "LinkedIn export", data, []
