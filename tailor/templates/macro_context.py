"""What a template's macros see, and what is said when one of them is wrong: in their words, with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any

import jinja2

from tailor.base.errors import InputError, Place, Problem
from tailor.models.values import near
from tailor.storage.locations import documentation
from tailor.templates.sandbox import bounded
from tailor.text.breaking import GOES_ON

_UNKNOWN = re.compile(r"'(\w+)' is undefined")


class Fields(SimpleNamespace):
    """The fields of a block, as its macro sees them."""

    def __init__(self, kind: str, fields: Mapping[str, Any]) -> None:
        super().__init__(**fields)
        self._kind = str(kind)


class Macros:
    """`blocks.keyword(…)` in a macro calls whichever template's macro is in force. After a piece of a keyword that goes
    on in the next line there is no separator, whatever the macro of separators says."""

    def __init__(self, macros: Mapping[str, Any]) -> None:
        self._macros = macros
        self._goes_on = False

    def __getattr__(self, name: str) -> Any:
        if name not in self._macros:
            raise AttributeError(name)
        return {"keyword": self._keyword, "keyword_separator": self._separator}.get(name, self._macros[name])

    def _keyword(self, text: Any, *rest: Any) -> Any:
        self._goes_on = str(text).endswith(GOES_ON)
        return self._macros["keyword"](str(text).removesuffix(GOES_ON) if self._goes_on else text, *rest)

    def _separator(self, *rest: Any) -> Any:
        return "" if self._goes_on else self._macros["keyword_separator"](*rest)


class Absent(jinja2.StrictUndefined):
    """Something that a template asks for and that is not there: an error, with what may have been meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, str(self._undefined_name)
        if isinstance(owner, Fields):
            return _meant(f"`{owner._kind}` blocks have no field `{name}`", name, vars(owner))
        if isinstance(owner, Macros):
            return _meant(f"there is no macro `{name}`", name, owner._macros)
        return super()._undefined_message


def _meant(message: str, name: str, known: Iterable[str]) -> str:
    guess = near(name, [one for one in known if not one.startswith("_")])
    return f"{message}; did you mean `{guess}`?" if guess else message


@contextmanager
def macro_errors(
    shown: Callable[[Path], str],
    known: Callable[[], Sequence[str]] = list,
    begin: Callable[[], Place | None] = lambda: None,
) -> Iterator[None]:
    """Turn what Jinja raises into an InputError with its place, or `begin` where it has none.

    `known` gives the names of all macros.
    """
    try:
        with bounded():
            yield
    except (RecursionError, MemoryError) as error:
        message = "it calls itself without end, or is nested too deeply"
        place = _fault_place(error, shown) or begin()
        raise InputError(Problem("template-macro", message, _see_docs(), place)) from None
    except jinja2.TemplateSyntaxError as error:
        place = place_at(Path(error.filename), error.lineno, shown) if error.filename else None
        raise InputError(Problem("template-syntax", str(error.message), _see_docs(), place)) from None
    except jinja2.TemplateNotFound as error:
        message = f"there is no template file `{error.name}`"
        hint = "a template can use the files of those that it extends: classic/preamble.tex.j2"
        raise InputError(Problem("template-file", message, hint, _fault_place(error, shown))) from None
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        message, hint = str(error), _see_docs()
        if (name := _UNKNOWN.search(message)) and name[1] in known():
            hint = f"a macro of another file is called as `blocks.{name[1]}`"
        raise InputError(Problem("template-macro", message, hint, _fault_place(error, shown) or begin())) from None


def _see_docs() -> str:
    return f"see {documentation('templates.md')}"


def _fault_place(error: Exception, shown: Callable[[Path], str]) -> Place | None:
    """The innermost line of a template that an error passed through."""
    trace: TracebackType | None = error.__traceback__
    found = None
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".j2":
            compiled = trace.tb_frame.f_globals.get("__jinja_template__")
            line = compiled.get_corresponding_lineno(trace.tb_lineno) if compiled else trace.tb_lineno
            found = place_at(path, line, shown)
        trace = trace.tb_next
    return found


def place_at(path: Path, line: int, shown: Callable[[Path], str]) -> Place:
    """A line of a file, from its first sign on."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return Place(shown(path), line, len(text) - len(text.lstrip()) + 1, text)


def find(texts: Mapping[str, str], macro: str, needle: str) -> Place | None:
    """Where files of macros say something: in the macro of this name, or else anywhere, or else where it begins."""
    pattern = re.compile(rf"<%-?\s*macro\s+{re.escape(macro)}\s*\(.*?(?:<%-?\s*endmacro|\Z)", re.DOTALL)
    spans = [(file, text, match) for file, text in texts.items() if (match := pattern.search(text))]
    inside = [(file, text, text.find(needle, m.start(), m.end())) for file, text, m in spans if needle]
    anywhere = [(file, text, text.find(needle)) for file, text in texts.items() if needle]
    begins = [(file, text, match.start()) for file, text, match in spans]
    for file, text, at in (*inside, *anywhere, *begins):
        if at >= 0:
            start = text.rfind("\n", 0, at) + 1
            return Place(file, text.count("\n", 0, at) + 1, at - start + 1, text[start:].split("\n", 1)[0])
    return None
