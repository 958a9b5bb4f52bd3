"""The text above the sections of a document, or under a heading such as *Personal details*: who it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tailor.importing.documents.line import Line
from tailor.importing.fields.basics import site_of
from tailor.importing.fields.contact_fields import OTHERS
from tailor.importing.ledger import Placed, place_of
from tailor.importing.sections.section_names import bare, frame
from tailor.models.contacts import SITES

Data = dict[str, Any]

PARTS = re.compile(r"\s*(?:[|•·◦⋄♦]|\s–\s|\s—\s|\t| {3,})\s*")
"""What parts the pieces of a line."""

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|me|ch|de|edu|uk|fr|es|it)(?:/\S*)?"
)
_LABELS = {
    "name": "name|full name|vor- und nachname|vor- und zuname|nom|nom et prénom|nombre|nome|naam|imię i nazwisko",
    "": r"e-?mail|mail|courriel|correo(?: electrónico)?|tel(?:e[fp]h?o[no]{1,2}e?)?|tél(?:éphone)?|teléfono|phone|"
    "mobile?|móvil|handy|portable|cell(?: phone)?|web(?:site|seite)?|homepage|linkedin|github|url",
    "location": "address|location|anschrift|adresse|wohnort|wohnhaft in|dirección|domicilio|indirizzo|endereço|adres|"
    "woonplaats",
    "private": r"geburtsdatum|geburtsort|geboren(?: am)?|"
    r"date of birth|d\.?o\.?b|born|place of birth|staatsangehörigkeit|"
    "nationalität|nationality|citizenship|familienstand|marital status|gender|sex|geschlecht|religion|age|alter|"
    "date de naissance|né le|née le|nationalité|situation de famille|fecha de nacimiento|nacionalidad|estado civil|"
    "data di nascita|nazionalità|stato civile|data de nascimento|nacionalidade|geboortedatum|nationaliteit",
}
_LABEL = {
    kind: re.compile(rf"^(?:{words})\s*(?::|\.(?=\s))\s*(?=\S)", re.IGNORECASE) for kind, words in _LABELS.items()
}
"""The labels of pieces of the head; a piece that is clear without one has the kind ""."""

_TOWN = re.compile(r"\d{4}|\b[A-Z]{2}\b")
"""A town has the number of its post, or its state."""

_OF = re.compile(r"^([^\W\d_]+(?: vitae)?)\s*(?:[-–—:|]+|\bof\b|\bde\b|\bvon\b|\bdi\b)\s*(\S.*)$", re.IGNORECASE)


def is_personal(text: str) -> bool:
    """Whether a heading announces who the document is about: `Personal details`."""
    return bare(text) in frame("personal")


def is_document(text: str) -> bool:
    """Whether a line only says what the document is: `Curriculum vitae`."""
    return bare(text) in frame("document")


def head_of(lines: list[Line], named: bool = False) -> Data:
    """The name, and each further piece with what it is; where a name is known already (`named`), no line is one."""
    found: Data = {}
    texts: list[Placed] = []
    for line in lines:
        text = line.text.strip().strip("*_ ")
        if is_document(text) or is_personal(text.rstrip(":")):
            found.setdefault("headings", []).append(line.said(text))
        elif named or not _named(found, line, text):
            for piece in filter(None, map(str.strip, PARTS.split(line.text))):
                _contact(found, texts, line, piece)
    if texts and len(texts[0]) < 80:
        found["label"] = texts.pop(0)
    if texts:
        found["summary"] = list(texts)
    return found


def _named(found: Data, line: Line, text: str) -> bool:
    """Take a line as the name, if there is none yet: labelled, or the first that is no address."""
    if label := _LABEL["name"].match(text):
        text = text[label.end() :]
    elif line.bullet or _EMAIL.search(text) or _labelled(text):
        return False
    if "name" in found:
        return False
    if (of := _OF.match(text)) and is_document(of[1]):
        found.setdefault("headings", []).append(line.said(of[1]))
        text = of[2]
    found["name"] = line.said(text)
    return True


def _labelled(text: str) -> bool:
    return any(pattern.match(text) for pattern in _LABEL.values())


def _contact(found: Data, texts: list[Placed], line: Line, piece: str) -> None:
    """One piece of the head: an address, a number, a place, or a text."""
    kind = next((kind for kind, pattern in _LABEL.items() if kind and pattern.match(piece)), "")
    if kind == "private":
        found.setdefault("private", []).append(line.said(piece))
    elif kind == "location":
        _locate(found, texts, line, _LABEL[kind].sub("", piece))
    elif not _reached(found, line, _LABEL[""].sub("", piece)):
        if _LABEL[""].match(piece) is None and "," in piece and len(piece) < 40 and not piece.endswith("."):
            _locate(found, texts, line, piece)
        else:
            texts.append(line.said(_EMPHASIS.sub(r"\2", piece)))


_EMPHASIS = re.compile(r"^(\*\*|__|\*|_)([^*_]+)\1$")


def _reached(found: Data, line: Line, piece: str) -> bool:
    """Take a piece as an address or a number, if it is one."""
    if link := _LINK.fullmatch(piece):
        target = link[2].removeprefix("mailto:").removeprefix("tel:")
        if "@" in target:
            found.setdefault("email", []).append(line.said(target))
        else:
            label = link[1] if link[1] not in target else ""
            found.setdefault("profiles", []).append({"network": line.said(label), "url": line.said(link[2])})
    elif _EMAIL.fullmatch(piece):
        found.setdefault("email", []).append(line.said(piece))
    elif _ADDRESS.fullmatch(address := piece.strip("<>")):
        found.setdefault("profiles" if site_of(address) in (*SITES, *OTHERS) else "url", []).append(line.said(address))
    elif sum(one.isdigit() for one in piece) >= 7 and not re.search(r"[^\W\d_]{4}", piece):
        found.setdefault("phone", []).append(line.said(piece))
    else:
        return False
    return True


def _locate(found: Data, texts: list[Placed], line: Line, piece: str) -> None:
    """Where somebody lives; a street and a town on one line are one place."""
    known = found.get("location")
    if known is None:
        found["location"] = line.said(piece)
    elif place_of(known) == line.place and _TOWN.search(piece):
        found["location"] = line.said(f"{known}, {piece}")
    else:
        texts.append(line.said(piece))


_SIGNED = re.compile(
    r"(?:last (?:updated|modified)|updated|stand):? .*\d{4}|"
    r"[^\W\d_][^\d,]*, (?:den |le |il |am )?\d{1,2}[./ ]\S+[./ ]\d{2,4}\.?",
    re.IGNORECASE,
)
"""`Weimar, 02.05.2025`"""


def signature(lines: Sequence[Line], name: str) -> int:
    """How many of the last lines sign the document: the town with the day, and the name."""
    count = 0
    for line in reversed(lines):
        text = line.text.strip("*_ ")
        if not (text.casefold() == name.casefold() or _SIGNED.fullmatch(text)):
            break
        count += 1
    return count
