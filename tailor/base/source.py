"""YAML as plain data in which every scalar stays the string that was written, and every value has a place.

Faults are data, not exceptions: `read` returns all it could find. A text that YAML cannot read is mended in
memory where the mistake is a known one (see `tailor.base.yaml_repair`), so that one slip of the pen does not
hide the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, cast

import yaml
from msgspec import Struct

from tailor.base.errors import Place, Problem
from tailor.base.nodes import LOADER, compose

Path: TypeAlias = Sequence[str | int]

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_LOST = re.compile(r"\s*#[^\s#=\-]")
_ESCAPE = re.compile(
    r"(?<!\\)(?:\\\\)*(\\(?:[abefrv][a-z]+|(?:nabla|nu|neq?|ni|not(?:in)?|newline|newcommand|noindent)\b"
    r"|t(?:ext[a-z]*|t|imes|heta|au|o|anh?|ilde|op|riangle[a-z]*)\b))"
)
"""LaTeX that YAML reads as a control character; a line end or a tab before another word may well be meant."""

DEPTH = 40
"""Nesting beyond this is a mistake, or an alias that contains itself."""

CUT = 30
"""Letters of a text that a message shows."""

VALUES = 100_000
"""More values than any profile has; aliases can multiply them without end."""

_PLAIN_TAGS = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")

_NOTHING = ("", "~", "null")
"""What programs write for a field that is left empty; in quotes it is a text."""


class Nested(str):
    """A plain text of several lines of which later ones begin with `- `: YAML reads it as one text, its writer meant
    `head` with texts `below` it."""

    __slots__ = ("below", "head")

    def __new__(cls, text: str, head: str = "", below: tuple[str, ...] = ()) -> Nested:
        """`text` is what YAML makes of it."""
        made = super().__new__(cls, text)
        made.head, made.below = head, below
        return made

    head: str
    below: tuple[str, ...]


class Source(Struct, frozen=True):
    """One YAML file. `data` is made of dict, list, str and None (None also if nothing could be read).

    `problems` are the faults of the YAML itself; more may be found in the data. `digest` is a hash of what was read.
    """

    file: str
    data: Any
    lines: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    root: yaml.Node | None = None
    digest: str | None = None

    def place(self, path: Path, key: bool = False) -> Place:
        """Where the value at a path stands, or its key; the nearest thing around it if it is missing.

        The path may be that of the spread-out form that a model makes of a short one: a name asked of a
        list is passed over, as is one that a mapping lacks if the path goes on (`[a]` or `{C: a}` in place
        of `{entries: …}`); an index asked of a mapping is its nth value; a scalar ends the way.
        """
        node, label = self.root, None
        for depth, step in enumerate(path):
            found = _child(node, step)
            if found is not None:
                label, node = found
            elif isinstance(node, yaml.ScalarNode) or depth == len(path) - 1:
                label = None
                break
        empty = isinstance(node, yaml.ScalarNode) and not node.value
        return self._at(label if label is not None and (key or empty) else node)

    def has(self, path: Path) -> bool:
        """Whether the data has a value at exactly this path."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    def _at(self, node: yaml.Node | None) -> Place:
        if node is None:
            return Place(self.file, 1, 1, self.lines[0] if self.lines else "")
        return place_of(node.start_mark, self.file, self.lines)


def place_of(mark: yaml.Mark, file: str, lines: Sequence[str]) -> Place:
    """The place of a mark of YAML's, which counts from 0."""
    text = lines[mark.line] if mark.line < len(lines) else ""
    return Place(file, mark.line + 1, mark.column + 1, text)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key (of a mapping) and the value that a step leads to."""
    if isinstance(node, yaml.MappingNode):
        if isinstance(step, int):
            return node.value[step] if step < len(node.value) else None
        own = next(((key, value) for key, value in node.value if key.value == step), None)
        return own or next(filter(None, (_child(one, step) for one in _merged(node))), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _merged(node: yaml.MappingNode) -> Iterator[yaml.MappingNode]:
    """The mappings that a mapping takes fields from with `<<`, the first that counts first."""
    for key, value in node.value:
        if key.value == "<<":
            some = value.value if isinstance(value, yaml.SequenceNode) else [value]
            yield from (one for one in some if isinstance(one, yaml.MappingNode))


def read(text: str | bytes, file: str) -> Source:
    """The YAML mapping in a text, with every fault that its form has; `file` is the name to show."""
    if isinstance(text, bytes):
        found = decoded(text, file)
        if isinstance(found, Problem):
            return Source(file, None, (), (found,))
        text = found
    lines = tuple(_BREAK.split(text))
    root, problems = _composed(text, file, lines)
    if root is None:
        empty = Problem("empty-file", f"{file} is empty", "write at least one field", Place(file, 1, 1))
        return Source(file, None, lines, tuple(problems) or (empty,))
    builder = _Builder(file, lines)
    data = builder.value(root)
    problems += builder.problems
    if not isinstance(root, yaml.MappingNode):
        problems.append(_no_fields(data, place_of(root.start_mark, file, lines)))
        data = None
    return Source(file, data, lines, tuple(problems), root)


def _no_fields(data: Any, place: Place) -> Problem:
    """A file that is no mapping: `missing-space` where its first line was meant for a field, `no-fields` else."""
    message = f"a file of fields is expected, not {'a list' if isinstance(data, list) else 'plain text'}"
    if match := re.match(r"([\w-]+)\s?：|([\w-]+):(?=\S)", place.text):
        hint = f"put an ordinary colon and a space after `{match[1] or match[2]}`"
        return Problem("missing-space", message, hint, place)
    return Problem("no-fields", message, "write `field: value`, one a line", place)


def decoded(data: bytes, file: str) -> str | Problem:
    """The text of a file, or the place of the first byte that is not UTF-8."""
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        text = data.split(b"\n")[line - 1].decode("latin-1").rstrip("\r")
        hint = "save the file as UTF-8 (in most editors: Save with Encoding)"
        return Problem("not-utf8", "a character is not UTF-8", hint, Place(file, line, column, text))


def _composed(text: str, file: str, lines: Sequence[str]) -> tuple[yaml.Node | None, list[Problem]]:
    """YAML's tree of nodes; of a mended text, with what was mended, if the text as it is cannot be read."""
    try:
        if place := too_deep(text, file, lines):
            hint = "a list or mapping within another, more than a profile can need: is a bracket never closed?"
            return None, [Problem("too-deep", f"values are nested more than {DEPTH} deep", hint, place)]
        return compose(text), []
    except yaml.reader.ReaderError:
        return None, list(_control_characters(file, lines))
    except yaml.MarkedYAMLError as error:
        from tailor.base.yaml_repair import mended  # only when needed

        return mended(error, file, lines)


_SUSPECT = re.compile(r"(?:[-?:][ \t]+){40}|^ {120}| {120}[-?]|(?:[\[{]\s*){40}", re.MULTILINE)


def too_deep(text: str, file: str, lines: Sequence[str]) -> Place | None:
    """Where values are nested deeper than `DEPTH`: found before PyYAML's composer, which calls itself for each and ends
    the process. Only a text that could be so deep is looked at. Raises yaml.YAMLError."""
    if not _SUSPECT.search(text) and text.count("[") + text.count("{") <= DEPTH:
        return None
    depth = 0
    for event in yaml.parse(text, LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH:
                return place_of(cast("yaml.Mark", event.start_mark), file, lines)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _control_characters(file: str, lines: Sequence[str]) -> Iterator[Problem]:
    """Characters that YAML forbids; they come by copying from PDF files and terminals."""
    for number, line in enumerate(lines, 1):
        if match := yaml.reader.Reader.NON_PRINTABLE.search(line):
            name = f"U+{ord(match[0]):04X}"
            before = line[: match.start()][-8:]
            hint = f"delete it: it is invisible, {f'after {before!r}' if before.strip() else 'first on its line'}"
            place = Place(file, number, match.start() + 1, line)
            yield Problem("control-character", f"a control character ({name}) is here", hint, place)


class _Builder:
    """Makes plain data of nodes, and notes what a reader would not expect YAML to do with them."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self.count = 0

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        self.count += 1
        if depth > DEPTH or self.count > VALUES:
            if not any(problem.code == "too-deep" for problem in self.problems):
                what = "values are nested too deeply" if depth > DEPTH else f"there are more than {VALUES} values"
                self._note(node, "too-deep", what, "does an alias (`*`) contain itself, or other ones many times?")
            return None
        if not isinstance(node, yaml.ScalarNode) and node.tag not in _PLAIN_TAGS:
            hint = "remove it; if it is text, put quotes around all of it"
            self._note(node, "yaml-tag", f"`{node.tag}` is a YAML tag, which has no meaning here", hint)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        assert isinstance(node, yaml.ScalarNode)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._note(key, "bad-key", "the name of a field must be plain text", "put quotes around it")
            elif key.value in first:
                before = first[key.value].start_mark.line + 1
                message = f"`{key.value}` is defined twice, first on line {before}"
                self._note(key, "duplicate-key", message, "keep one of them")
            else:
                first[key.value] = key
                if key.value == "<<":
                    self._check_merge(value)
                else:
                    data[key.value] = self.value(value, depth + 1)
        for other in _merged(node):  # YAML 1.1: what is written here counts, then the first mapping that has a field
            data = {**self._mapping(other, depth + 1), **data} if depth <= DEPTH else data
        return data

    def _check_merge(self, value: yaml.Node) -> None:
        some = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if not all(isinstance(one, yaml.MappingNode) for one in some):
            hint = "write `<<: *name`, where `&name` comes before the fields that are meant"
            self._note(value, "merge-key", "`<<` takes the fields of another mapping", hint)

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        self._check_start(node)
        plain = not node.style  # None, or "" from the C loader
        if plain and node.end_mark.line < len(self.lines):
            self._check_comment(node, self.lines[node.end_mark.line])
        elif node.style == '"':
            self._check_escapes(node)
        if plain and node.end_mark.line > node.start_mark.line:
            return self._several_lines(node)
        return None if plain and node.value in _NOTHING else _text(node)

    def _several_lines(self, node: yaml.ScalarNode) -> str:
        begin, end = node.start_mark, node.end_mark
        lines = [*self.lines[begin.line : end.line], self.lines[end.line][: end.column] if end.column else ""]
        rows = [line.strip() for line in (lines[0][begin.column :], *lines[1:]) if line.strip()]
        if not any(row.startswith("- ") for row in rows[1:]) or any("#" in row for row in rows):
            return _text(node)
        texts = [[rows[0]]]
        for row in rows[1:]:
            if row.startswith("- "):
                texts.append([row[2:].strip()])
            else:
                texts[-1].append(row)
        head, *below = (" ".join(text) for text in texts)
        return Nested(_text(node), head, tuple(below))

    def _check_start(self, node: yaml.ScalarNode) -> None:
        """A text that begins with `!` or `&` would lose its first word."""
        line = self.lines[node.start_mark.line] if node.start_mark.line < len(self.lines) else ""
        first = line[node.start_mark.column : node.start_mark.column + 1]
        if first in ("!", "&") and not node.style and not self._is_anchor(line[node.start_mark.column :]):
            message = f"a text that begins with `{first}` loses its first word in YAML"
            self._note(node, "quotes-needed", message, "put quotes around the text")

    def _is_anchor(self, text: str) -> bool:
        """Whether `&name` begins a text that an alias (`*name`) repeats elsewhere in the file."""
        match = re.match(r"&([^\s,\[\]{}]+)", text)
        return match is not None and any(
            re.search(rf"(?<![\w*])\*{re.escape(match[1])}(?![\w*])", line) for line in self.lines
        )

    def _check_escapes(self, node: yaml.Node) -> None:
        r"""`"$\beta$"` would be a backspace and `eta`."""
        begin, end = node.start_mark, node.end_mark
        lines = [*self.lines[begin.line : end.line], self.lines[end.line][: end.column]]
        text = "\n".join(lines)[begin.column :]
        if match := _ESCAPE.search(text):
            message = f"in double quotes `{match[1][:2]}` of `{match[1]}` is read as a control character"
            self._note(node, "backslash", message, "put the text in single quotes, where a backslash is a backslash")

    def _check_comment(self, node: yaml.Node, line: str) -> None:
        """`- Ranked #40` would end at the `#`."""
        if match := _LOST.match(line, node.end_mark.column):
            lost = line[match.end() - 2 :].strip()
            place = Place(self.file, node.end_mark.line + 1, match.end() - 1, line)
            message = f'"{_cut(lost)}" is lost: after a space, # begins a comment'
            hint = "put quotes around the whole text; if a comment is meant, put a space after the #"
            self.problems.append(Problem("comment-in-text", message, hint, place))

    def _note(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, message, hint, place_of(node.start_mark, self.file, self.lines)))


def _text(node: yaml.ScalarNode) -> str:
    """What was written, with paragraphs parted by an empty line: of folded and plain texts YAML keeps one line end
    for that, of literal ones (`|`) and of those with line ends written as `\\n` all."""
    value = str(node.value)
    escaped = node.style == '"' and node.start_mark.line == node.end_mark.line
    return value if node.style == "|" or escaped else value.rstrip("\n").replace("\n", "\n\n")


def _cut(text: str) -> str:
    return text if len(text) <= CUT else text[: CUT - 1].rstrip() + "…"
