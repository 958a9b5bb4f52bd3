"""The lines of a section → its entries: what, where, when, and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from tailor.importing.documents.document_head import PARTS, Data
from tailor.importing.documents.line import Line
from tailor.importing.fields import date_forms
from tailor.importing.ledger import Placed

DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{4}[年년]")
WORK = frozenset(["experience", "internships", "teaching", "volunteering", "service"])


def entries_of(lines: list[Line], key: str) -> list[Any]:
    """Entries of a section: each begins with a heading of its own, with a line that is no bullet after bullets, or with
    dates of its own; where nothing has a date, each line is one."""
    if not any(line.level >= 3 or DATE.search(line.text) for line in lines if not line.bullet):
        return [line.said() for line in lines]
    groups: list[list[Line]] = []
    firm: list[Line] = []
    for index, line in enumerate(lines):
        if line.level == 4 and key in WORK and firm:
            if groups[-1] == firm:  # nothing is said of the employer itself
                groups.pop()
            groups.append([replace(firm[0], text=next(iter(_pieces(apart(firm[0].text)[0], key)), "")), line])
            continue
        if not groups or _begins(line, lines[index - 1] if index else None, groups[-1], key):
            groups.append([])
        groups[-1].append(line)
        firm = groups[-1][:1] if line.level == 3 else firm
    return [_entry(group, key) for group in groups]


def _begins(line: Line, before: Line | None, group: list[Line], key: str) -> bool:
    """Whether a line begins another entry than those before it."""
    if line.level >= 3:
        return True
    if line.bullet or group[0].level >= 3:
        return False
    if before is None or before.bullet or line.gap:
        return True
    if key == "education" and _DEGREE.match(line.text.lstrip("*_ ")) and any(map(_names_degree, group)):
        return True
    dates = apart(line.text)[1]
    again = bool(dates) and any(apart(one.text)[1] for one in group)
    return again and (key == "education" or line.text.startswith(dates))


def _names_degree(line: Line) -> bool:
    return any(_kind_of(piece) == "degree" for piece in _pieces(line.text, "education"))


def _entry(lines: list[Line], key: str) -> Any:
    """One entry: its first lines say what, where and when, its bullets what was done."""
    heads = [line for line in lines if not line.bullet]
    if not heads:
        return {"highlights": nested(lines)} if len(lines) > 1 else lines[0].said()
    entry: Data = {}
    prose: list[Placed] = []
    for number, line in enumerate(heads):
        text, dates = apart(line.text)
        if dates and "date" not in entry:
            entry["date"] = line.said(dates)
        else:
            text = line.text
        if (number > 1 and not dates) or (number and (len(text) > 90 or _REMARK.match(text))):
            prose.append(line.said(text))
        else:
            prose += _take(entry, line, list(_fields(text, key, len(heads) == 1)), key)
    if _POST.search(entry.get("organization", "")) and not _POST.search(where := entry.get("position", "")) and where:
        entry["organization"], entry["position"] = where, entry["organization"]
    if key == "education" and "degree" in entry and "institution" not in entry:
        entry["institution"] = entry.pop("degree")
    if prose:
        entry["summary"] = prose if len(prose) > 1 else prose[0]
    if bullets := [line for line in lines if line.bullet]:
        entry["highlights"] = nested(bullets)
    return entry


def _take(entry: Data, line: Line, pieces: list[tuple[str, str]], key: str) -> Iterator[Placed]:
    """Put the pieces of a line where they belong, others in the order of the fields; yields the rest."""
    names = _FIELDS.get(key, ("name", "role"))
    for kind, piece in pieces:
        if kind in entry and key == "education":
            entry[kind] = line.said(f"{entry[kind]}; {piece}")
        elif field := kind if kind and kind not in entry else next((name for name in names if name not in entry), ""):
            entry[field] = line.said(piece)
        else:
            yield line.said(piece)


def _fields(text: str, key: str, alone: bool) -> Iterator[tuple[str, str]]:
    """The pieces of a line of an entry, each with what it is, "" where its place in the line says so."""
    for piece in _pieces(text, key):
        if key == "education":
            yield _kind_of(piece), piece
        elif key in WORK and (job := _job(piece, alone)):
            yield from job
        else:
            yield "", piece


def _pieces(text: str, key: str) -> list[str]:
    """What a line of an entry is made of; what is bold at its beginning stands for itself, and so do the parts of a
    line on a degree."""
    pieces: list[str] = []
    for part in filter(None, map(str.strip, PARTS.split(text))):
        bold = _BOLD.fullmatch(part)
        pieces += [bold[1], bold[2]] if bold else [part]
    if key == "education":
        whole = [one for piece in pieces for one in ([piece] if _LISTED.match(piece) else re.split(r"[,;]\s+", piece))]
        pieces = whole if any(map(_kind_of, whole)) else pieces
    return [bare for piece in pieces if (bare := piece.strip("*_, "))]


def _kind_of(piece: str) -> str:
    """What a part of a line on a school says by its words alone: a degree, a grade, or when it was."""
    if _DEGREE.match(piece):
        return "degree"
    return "grade" if _GRADE.search(piece) else "date" if DATE.search(piece) and date_forms.span(piece) else ""


def _job(text: str, alone: bool) -> list[tuple[str, str]]:
    """`Mason, Vogt Ltd, Jena` → post, employer and place: known by the firm's legal form, or, where nothing else
    is said of the entry, by the word for a post; [] if neither is in it."""
    at = _AT.split(text, maxsplit=1)
    if len(at) == 2 and _POST.search(at[0]):
        return [("position", at[0].strip(" ,")), *(_job(at[1], False) or [("organization", at[1])])]
    parts = re.split(r",\s+(?!(?:Inc|Ltd|LLC|S\.A|S\.L|Co)\b)", text)
    firm = next((index for index, part in enumerate(parts) if _LEGAL.search(part)), -1)
    post = next((index for index, part in enumerate(parts) if _POST.search(part) and index != firm), -1)
    if len(parts) == 1 or (firm < 0 and (post < 0 or not alone)):
        return []
    if firm < 0:
        firm = 0 if post else 1
    if post < 0 and firm:
        post = 0
    kinds = ["organization" if index == firm else "position" if index == post else "" for index in range(len(parts))]
    place = ", ".join(part for part, kind in zip(parts, kinds, strict=True) if not kind)
    known = [(kind, part) for kind, part in zip(kinds, parts, strict=True) if kind]
    return [*known, *([("location", place)] if place else [])]


_AT = re.compile(r"\s+(?:at|@|bei|chez|presso|bij)\s+")
_LEGAL = re.compile(
    r"(?:\b(?:"
    r"GmbH|mbH|AG|KG|OHG|e\.V|SE|Inc|Ltd|LLC|LLP|PLC|plc|Corp|Co|Pty|SA|SARL|SAS|S\.A|S\.L|SL|S\.r\.l|S\.p\.A|"
    r"SpA|Srl|BV|B\.V|NV|N\.V|AB|ApS|A/S|AS|Oy|Oyj|Kft|Zrt|s\.r\.o|a\.s|Sp\. z o\.o|d\.o\.o|Ltda|Lda)\.?|株式会社)$"
)
"""The legal form of a firm, at the end of its name."""

_REMARK = re.compile(r"(?!C?GPA|Grade|Note)[^\W\d_][^\W\d]{2,}(?: [^\W\d]+){0,3}:\s+\S", re.IGNORECASE)
"""`Relevant coursework: Algebra`"""

_BOLD = re.compile(r"(?:\*\*|__)([^*]+?)(?:\*\*|__)\s*[,:–—-]?\s*([^*]+)")
_DEGREE = re.compile(
    r"(?:[BM]\.?(?:A|S|Sc|Eng|E|Ed|Tech|Phil|Pharm|Arch|Mus|Com|Res|Chem|Phys|BA|B\.A|Des|FA)|Ph\.?\s?D|D\.?Phil|Ed\.?D|"
    r"LL\.?[BM]|J\.?D|M\.?D|PGCE|HN[CD]|NVQ|BTEC|GCSEs?|A-[Ll]evels?|IB|Bachelor|Master|Doctor|Diplom|Dipl|Magister|"
    r"Licen|Associate|Abitur|Matura|Baccalaur|Brevet|BTS|CAP|DUT|Grado|Técnico|Laurea|Staatsexamen|Ausbildung|Lehre|"
    r"Meister|Inżynier|Kandidat)\w*\.?(?=\W|$)"
)
_LISTED = re.compile(rf"{_DEGREE.pattern}\s*:")
"""`A-levels: Chemistry (A), Biology (A)`"""

_GRADE = re.compile(
    r"^C?GPA\b|"
    r"\bcum laude\b|\bhonou?rs\b|\bdistinction\b|\bfirst class\b|^(?:grade|note|abschlussnote|mention|nota|voto)\b",
    re.IGNORECASE,
)

_POST = re.compile(
    r"\b(?:engineer|developer|programmer|manager|director|analyst|assistant|associate|consultant|designer|intern|officer|"
    r"scientist|researcher|teacher|nurse|professor|lecturer|tutor|coordinator|specialist|technician|architect|editor|"
    r"accountant|administrator|representative|president|ingenieurin?|entwicklerin?|leiterin?|ingénieure?|ingenier[oa])\b",
    re.IGNORECASE,
)
"""Words of a post. Where they stand in place of the employer, and none in place of the post, the two change places."""

_FIELDS = {
    **dict.fromkeys(WORK, ("organization", "position", "location")),
    "education": ("institution", "degree", "location"),
    "publications": ("title", "venue"), "projects": ("title", "note"), "research": ("title", "note"),
}  # fmt: skip
"""What the pieces of an entry's first lines are read as, in their order."""


def nested(lines: list[Line]) -> list[Any]:
    """Bullets, those under one in a list after it."""
    found: list[Any] = []
    least = min((line.bullet for line in lines), default=1)
    for line in lines:
        if line.bullet > least and found:
            if not isinstance(found[-1], list):
                found.append([])
            found[-1].append(line.said())
        else:
            found.append(line.said())
    return found


_BRACKETS = re.compile(r"^(.*?)[\s,|–—-]*[(\[]([^()\[\]]+)[)\]]\s*$")
_SPLIT = re.compile(r"(?:^|[\s,|(–—]+)(?=\S)")
_COLUMNS = re.compile(r"\s*(?:[|•·◦⋄♦\t]| {3,})\s*")
_YEAR_FIRST = re.compile(r"((?:\d{1,2}[./])?(?:19|20)\d\d)(?:\s*:\s|\s{2,})\s*(\S.*)")


def apart(text: str) -> tuple[str, str]:
    """A line and the dates at its end: `Acme, 2019 – 2021` → `Acme`, `2019 – 2021`; "" where there are none."""
    plain = re.sub(r"[*_]{1,3}(?=[(\[]?\w)|(?<=[\w)\]])[*_]{1,3}", "", text).strip()
    if not DATE.search(plain):
        return text, ""
    columns = _COLUMNS.split(text)
    for index, column in enumerate(columns if len(columns) > 1 else ()):
        if DATE.search(column) and date_forms.span(bare := column.strip("*_() ")):
            return " | ".join(filter(None, [*columns[:index], *columns[index + 1 :]])), bare
    return _apart_within(text, plain)


def _apart_within(text: str, plain: str) -> tuple[str, str]:
    """The same of a line of one column."""
    if (found := _BRACKETS.match(plain)) and date_forms.span(found[2]):
        return found[1].strip(), found[2]
    for inside in re.finditer(r"\s*\(([^()]+)\)", text):
        if date_forms.span(inside[1]):
            return f"{text[: inside.start()]}{text[inside.end() :]}".strip(), inside[1]
    for cut in _SPLIT.finditer(plain):
        if (dates := plain[cut.end() :].strip(" ,()*_")) and DATE.search(dates) and date_forms.span(dates):
            return plain[: cut.start()].strip(" ,|–—-*_"), dates
    first = re.match(r"((?:\d{1,2}[./])?\d{4}\s*[-–—]+\s*(?:(?:\d{1,2}[./])?\d{4}|[^\W\d_]+))[\s:,|]+(.+)", plain)
    first = first or _YEAR_FIRST.match(plain)
    if first and date_forms.span(first[1]):
        return first[2].strip(), first[1]
    return text, ""
