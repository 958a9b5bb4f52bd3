"""Changes worth a try where YAML gives up: for each known slip of the pen, what would be right, and how to say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import yaml
from msgspec import Struct

_LINE = re.compile(r"(?P<lead>\s*(?:-\s+)*)(?:(?P<key>[\w-]+):\s+)?(?P<value>.*\S)?\s*$", re.DOTALL)
_FIELD = re.compile(r"\s*(-\s|[\w-]+:(\s|$))")
_OPENERS = {"[": "]", "{": "}"}


class Mend(Struct, frozen=True):
    """A change to try: lines `first` up to `last` (exclusive) become `lines`; what was wrong at `column`."""

    first: int
    last: int
    lines: tuple[str, ...]
    column: int
    code: str
    message: str
    hint: str


def mends(lines: Sequence[str], error: yaml.MarkedYAMLError) -> Iterator[Mend]:
    """Everything worth a try, most likely first."""
    yield from _tabs(lines)
    near = _lines_near(lines, error)
    for index in near:
        yield from _spaced(lines, index)
        yield from _commented(lines, index)
        yield from _closed(lines, index)
        yield from _quoted(lines, index)
    for index in near:
        yield from _indented(lines, index)
    for index in near:
        yield from _finished(lines, index)


def _lines_near(lines: Sequence[str], error: yaml.MarkedYAMLError) -> list[int]:
    """The line where YAML gave up, the one that it was reading, the one before: without doubles."""
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark is not None]
    here = min(marks[0], len(lines) - 1) if marks else 0
    before = next((i for i in range(here - 1, -1, -1) if lines[i].strip()), here)
    scanning = "scanning" in (error.context or "")
    order = [*marks[1:], here, before] if scanning else [here, before, *marks[1:]]
    return [i for i in dict.fromkeys(order) if i < len(lines) and not _is_comment(lines[i])]


def _is_comment(line: str) -> bool:
    return line.lstrip()[:1] in ("", "#")


def _tabs(lines: Sequence[str]) -> Iterator[Mend]:
    """Tabs in the indentation, line by line; widths of two and four are tried."""
    for index, line in enumerate(lines):
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead and line.strip():
            column = lead.index("\t")
            for width in (2, 4):
                every = tuple(_expanded(each, width) for each in lines[index:])
                yield Mend(index, len(lines), every, column, "tab", "a tab in the indentation", "indent with spaces")
            return


def _expanded(line: str, width: int) -> str:
    rest = line.lstrip()
    return line[: len(line) - len(rest)].replace("\t", " " * width) + rest


def _spaced(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """`key:value` without the space."""
    line = lines[index]
    if match := re.match(r"(\s*(?:-\s+)*)([a-z_]+):(?=[^\s/])", line):
        fixed = f"{match[0]} {line[match.end() :]}"
        hint = f"write `{fixed.strip()}`"
        yield _one(index, fixed, match.end(), "missing-space", f"no space after the colon of `{match[2]}`", hint)


def _commented(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """`[C#, rank #1]`: what stands behind ` #` is a comment, with the closing bracket in it."""
    line = lines[index]
    if match := re.search(r"(?<=[\[,{:])\s*(?P<words>[^\s\[\],{}\"'][^\[\],{}\"']*\s#[^\[\],{}\"']*)(?=[\],}])", line):
        words = match["words"].strip()
        fixed = f'{line[: match.start("words")]}"{words}"{line[match.end() :]}'
        hint = f'put quotes around the text: "{words}"'
        yield _one(index, fixed, line.index("#", match.start("words")), "comment-in-text", _COMMENT, hint)


_COMMENT: Final = "after a space, # begins a comment, and the closing bracket is in it"


def _quoted(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Quotes around a value; around all behind the dash, if that does not begin with a field's name."""
    match = _LINE.match(lines[index])
    if match is None or match["value"] is None or _bracketed(match["value"]):
        return
    starts = [match.start("value")]
    if match["key"] and match["lead"].strip():
        starts.insert(0 if not match["key"].islower() else 1, match.start("key"))
    for start in starts:
        for last in dict.fromkeys((_end_of_text(lines, index), index + 1)):
            yield _in_quotes(lines, index, last, start)


def _bracketed(value: str) -> bool:
    """Whether a list or mapping in brackets was meant, whatever is wrong inside."""
    return _OPENERS.get(value[0]) == value[-1]


def _end_of_text(lines: Sequence[str], index: int) -> int:
    """Where the lines end that go on with the text of this one: deeper, and neither items nor fields."""
    depth = _depth(lines[index])
    end = index + 1
    while end < len(lines) and lines[end].strip() and _depth(lines[end]) > depth:
        if _FIELD.match(lines[end]):
            break
        end += 1
    return end


def _in_quotes(lines: Sequence[str], index: int, last: int, start: int) -> Mend:
    """Lines `index` to `last` as one quoted text from `start` on."""
    text = "\n".join(lines[index:last])
    value = text[start:].rstrip()
    quoted = _quotes(_bare(value))
    code, reason = _reason(value)
    new = (text[:start] + quoted).split("\n")
    hint = f"put quotes around the whole text: {_cut(quoted)}"
    if code == "not-closed":
        apostrophe = ", or, if it is an apostrophe, write" if value[0] == "'" else ":"
        hint = f"close it{apostrophe} {_cut(quoted)}"
    return Mend(index, last, tuple(new), start, code, reason, hint)


def _bare(value: str) -> str:
    """The words meant: without the quotes around them, unless they are part of the text."""
    if value[0] == '"' and value.count('"') == 1:
        return value[1:]
    if value[0] in "\"'" and value[-1] == value[0] and value.count('"') in (0, 2):
        return value[1:-1]
    return value


def _quotes(text: str) -> str:
    """The text in the quotes that need the fewest changes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _cut(quoted: str) -> str:
    """A quoted text on one line, shortened in the middle if it is long."""
    line = " ".join(quoted.split())
    return line if len(line) <= 70 else f"{line[:50].rstrip()} …{line[-1]}"


def _reason(value: str) -> tuple[str, str]:
    """Why YAML cannot read this value without quotes, or with those that it has: code and message."""
    first = value[0]
    if first in "\"'":
        return _quote_reason(value, first)
    if first in _OPENERS:
        kind = "list" if first == "[" else "mapping"
        return "quotes-needed", f"a text that begins with `{first}` is read as a {kind}"
    if first in "*&!%@`|>":
        name = "a backtick" if first == "`" else f"`{first}`"
        return "quotes-needed", f"a text cannot begin with {name} in YAML"
    if " #" in value:
        return "comment-in-text", "after a space, # begins a comment, and the text is cut there"
    if re.search(r":(\s|$)", value):
        return "colon-in-text", "a colon in the text is read as that of a field"
    return "quotes-needed", "this text cannot be read without quotes"


def _quote_reason(value: str, quote: str) -> tuple[str, str]:
    if value.count(quote) == 1:
        return "not-closed", f"a quote ({quote}) is opened here and not closed"
    if quote == '"' and "\\" in value and value[-1] == quote:
        return (
            "backslash",
            "in double quotes a backslash is an escape; in single quotes it is not",
        )
    return "quotes-needed", f"the text goes on after its closing quote ({quote})"


def _closed(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """A list or mapping in brackets whose last bracket is missing."""
    match = _LINE.match(lines[index])
    value = (match["value"] or "") if match else ""
    opener = value[:1]
    if match and opener in _OPENERS and value.count(opener) > value.count(_OPENERS[opener]):
        fixed = lines[index].rstrip().rstrip(",") + _OPENERS[opener]
        message = f"`{opener}` is opened here and not closed"
        hint = f"end the line with `{_OPENERS[opener]}`"
        yield _one(index, fixed, match.start("value"), "not-closed", message, hint)


def _indented(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """Another indentation, for this line and what hangs on it: those of the lines above, nearest first."""
    depth = _depth(lines[index])
    if not _FIELD.match(lines[index]):
        yield from _continued(lines, index, depth)
        return
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or _depth(lines[end]) >= depth):
        end += 1
    for column in sorted(_columns(lines, index), key=lambda column: abs(column - depth)):
        if column != depth:
            moved = tuple(_moved(line, column - depth) for line in lines[index:end])
            message = f"the line is indented by {_spaces(depth)} and fits nothing above it"
            hint = f"indent it by {_spaces(column)}{_beside(lines, index, column)}"
            yield Mend(index, end, moved, depth, "indentation", message, hint)


def _continued(lines: Sequence[str], index: int, depth: int) -> Iterator[Mend]:
    """A line that goes on with the text above, and must be indented for that."""
    above = next((_depth(line) for line in reversed(lines[:index]) if line.strip()), 0)
    moved = _moved(lines[index], above + 2 - depth)
    hint = f"if it goes on with the text above, indent it by {_spaces(above + 2)}"
    hint += "; if not, write `name: …` or `- …`"
    yield _one(index, moved, depth, "indentation", "this line is neither a field nor an item", hint)


def _columns(lines: Sequence[str], index: int) -> set[int]:
    """Where a line may begin: where those above it do, up to the outermost one, or their text does."""
    columns: set[int] = set()
    for line in reversed(lines[max(0, index - 60) : index]):
        if not _is_comment(line):
            match = _LINE.match(line)
            columns |= {_depth(line), len(match["lead"]) if match else 0}
            if _depth(line) == 0:
                break
    return columns


def _beside(lines: Sequence[str], index: int, column: int) -> str:
    """The field or item above that the line would stand under."""
    for line in reversed(lines[:index]):
        match = re.match(r"(\s*(?:-\s+)*)([\w-]+):(\s|$)", line)
        if match and len(match[1]) == column:
            return f", as `{match[2]}` above"
        if _depth(line) == column and line.lstrip().startswith("- "):
            return ", as the dash above"
    return ""


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}"


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _moved(line: str, by: int) -> str:
    return line if not line.strip() else " " * max(0, _depth(line) + by) + line.lstrip(" ")


def _finished(lines: Sequence[str], index: int) -> Iterator[Mend]:
    """A field's name without its colon."""
    if match := re.match(r"(\s*(?:-\s+)*)([A-Za-z_]+)\s*$", lines[index]):
        fixed = lines[index].rstrip() + ":"
        hint = f"write `{match[2]}: …`, or indent it if it goes on with the text above"
        yield _one(index, fixed, match.start(2), "missing-colon", f"`{match[2]}` has no colon", hint)


def _one(index: int, line: str, column: int, code: str, message: str, hint: str) -> Mend:
    return Mend(index, index + 1, (line,), column, code, message, hint)
