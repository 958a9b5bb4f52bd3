"""Whether a PDF that TeX made is whole, by what the file itself says: looked at before it takes the old one's place.

A reader of PDF takes longer to import than a page to set, so this looks at what can go wrong on the way from TeX to us:
a file cut short, blocks of it lost or altered, another number of pages. Streams have a checksum of their own; what
stands between them is read word by word. A test holds it against pypdf.

Source: ISO 32000-1, 7.2 (words), 7.3 (objects), 7.5 (file structure).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_HEAD = re.compile(rb"%PDF-\d\.\d\s+(?:%[^\r\n]*\s+)*")
_WORD = re.compile(
    rb"""\s*+(
        << | >> | \[ | \]
        | /[!#$&'*+,\-.0-9:;=?@A-Z^_`a-z|~]*+                                        # a name
        | \((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)                              # a text
        | <[0-9A-Fa-f\s]*+>
        | [+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?![^\s/<>\[\](])                         # a number
        | (?:obj|endobj|stream|endstream|R|true|false|null|xref|trailer|startxref|f|n|%%EOF)(?![A-Za-z0-9])
    )\s*+""",
    re.VERBOSE | re.DOTALL,
)
_OBJECTS = re.compile(rb"/N\s+(\d+)\s*/First\s+(\d+)|/First\s+(\d+)\s*/N\s+(\d+)")
_STREAMS = b">> stream "
_ENDS = {b">>": b"<<", b"]": b"[", b"endobj": b"obj"}
_NEEDED = (
    (rb"/Type\s*/XRef\b", rb"/Root\s", rb"/Size\s", rb"/W\s*\[(?:\s*\d+){3}\s*\]", rb"/Filter\s*/FlateDecode\b"),
    (rb"/Type\s*/ObjStm\b", rb"/First\s", _OBJECTS.pattern, rb"/Filter\s*/FlateDecode\b"),
)
"""What belongs to the streams by which objects are found (TeX always packs them): the first two of each tell it."""


class DamageError(ValueError):
    """What is wrong with a PDF."""


def damage(pdf: bytes, pages: int | None) -> str:
    """What is wrong with a PDF that should have so many pages; empty if nothing."""
    try:
        if not pdf.startswith(b"%PDF-"):
            raise DamageError("it does not begin as one")
        _check_end(pdf)
        texts = [*_texts(pdf)]
        _check_words(_STREAMS.join(text for packed, text in texts if not packed))
        found = sum(len(_PAGE.findall(text)) for _, text in texts)
    except DamageError as error:
        return str(error)
    return f"it has {found} pages, not {pages}" if pages is not None and found != pages else ""


def _check_end(pdf: bytes) -> None:
    """A file cut short has no end, or one that points into nothing."""
    if not (end := _END.search(pdf, max(0, len(pdf) - 100))):
        raise DamageError("its end is missing")
    at = int(end[1])
    if not re.match(rb"xref\s|\d+ 0 obj", pdf[at : at + 20]):
        raise DamageError("its end does not fit to what stands before it")


def _check_words(text: bytes) -> None:
    """The text between streams: PDF tokens, each bracket closed, each object ended, each dictionary of pairs.
    Raises DamageError."""
    parts: list[list[bytes]] = [[]]
    """What is open, the innermost last: the word that opened it, then what it holds."""
    for word in _words(text):
        if word in _ENDS.values():
            if word == b"obj" and (len(parts) > 1 or not all(one.isdigit() for one in parts[0][-2:])):
                raise DamageError("an object in it begins within another")
            parts.append([word])
        elif word in _ENDS:
            part = parts.pop()
            if part[:1] != [_ENDS[word]]:
                raise DamageError("an object in it is not whole")
            if word == b">>":
                _check_pairs(part[1:])
            parts[-1].append(b"whole")
        elif word == b"R":
            if not all(one.isdigit() for one in parts[-1][-2:]):
                raise DamageError("a reference in it leads nowhere")
            parts[-1][-2:] = [b"whole"]
        else:
            parts[-1].append(word)
    if len(parts) > 1:
        raise DamageError("an object in it has no end")


def _check_pairs(items: list[bytes]) -> None:
    """A dictionary: names with their values. Raises DamageError."""
    if len(items) % 2 or not all(name.startswith(b"/") for name in items[::2]):
        raise DamageError("a dictionary in it is not whole")


def _words(text: bytes) -> Iterator[bytes]:
    head = _HEAD.match(text)
    at = head.end() if head else 0
    while at < len(text):
        word = _WORD.match(text, at)
        if word is None:
            raise DamageError("there is something in it that is no PDF")
        yield word[1]
        at = word.end()


def _check_table(pdf: bytes, head: bytes, data: bytes) -> None:
    """Every object is where the table says that it is. Raises DamageError."""
    size, index = re.search(rb"/Size\s+(\d+)", head), re.search(rb"/Index\s*\[\s*(\d+)\s+(\d+)\s*\]", head)
    widths = re.search(rb"/W\s*\[\s*(\d)\s+(\d)\s+(\d)\s*\]", head)
    if size is None or widths is None or (index and (index[1], index[2]) != (b"0", size[1])):
        raise DamageError("the table of its objects is not whole")
    kind, place, last = (int(widths[number]) for number in (1, 2, 3))
    entry = kind + place + last
    if len(data) != int(size[1]) * entry:
        raise DamageError("the table of its objects has another length")
    for number in range(int(size[1])):
        one = data[number * entry : (number + 1) * entry]
        at = int.from_bytes(one[kind : kind + place])
        if one[:kind] == b"\1" and not pdf.startswith(b"%d 0 obj" % number, at):
            raise DamageError("an object is not where its table says")


def _texts(pdf: bytes) -> Iterator[tuple[bool, bytes]]:
    """What stands outside of streams (False), and in those of objects (True). Raises DamageError for a stream that is
    not whole."""
    at = 0
    while match := _STREAM.search(pdf, at):
        yield False, pdf[at : match.start()]
        head = pdf[max(at, pdf.rfind(b" obj", at, match.start())) : match.start()]
        length = _LENGTH.search(head)
        begin = match.end()
        end = begin + int(length[1]) if length else begin
        if length is None or not re.match(rb"\s*endstream", pdf[end : end + 20]):
            raise DamageError("a part of it is cut short")
        for needed in _NEEDED:
            there = [re.search(one, head) is not None for one in needed]
            if any(there[:2]) and not all(there):
                raise DamageError("what its objects are found by is not whole")
        if b"/FlateDecode" in head:
            try:
                data = zlib.decompress(pdf[begin:end])
            except zlib.error:
                raise DamageError("a part of it cannot be unpacked") from None
            if found := _OBJECTS.search(head):
                count, first = int(found[1] or found[4]), int(found[2] or found[3])
                if len(data[:first].split()) != 2 * count:
                    raise DamageError("objects in it are missing")
                yield True, data
            elif b"/XRef" in head:
                _check_table(pdf, head, data)
        at = end
    yield False, pdf[at:]
