"""A batch on one sheet, for whoever looks after many: every page with its fill, its value and its warnings, and what
failed again at the end; as Markdown, as comma-separated values, or as a page in HTML, by the file's ending."""

from __future__ import annotations

import csv
import html
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from tailor.base.errors import ExitCode, InputError, Problem, Severity
from tailor.base.results import Result

HEADS = ("profile", "target", "template", "status", "fill", "value", "warnings", "file")


class Row(Struct, frozen=True):
    """One page: its cells as text, and why it failed ("" if it did not)."""

    cells: tuple[str, ...]
    failure: str


class Summary:
    """Rows, gathered as pages come."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def add(self, result: Result) -> None:
        """One page more."""
        line, failed = result.line, result.code != ExitCode.FINE
        warnings = [one.message for one in result.problems if one.severity is Severity.WARNING]
        fill = "" if line.get("fill") is None else f"{line['fill']:.1%}"
        cells = [line.get("template"), line["status"], fill, line.get("value"), "; ".join(warnings), line.get("pdf")]
        failure = (
            "; ".join(_problem_text(one) for one in result.problems if one.severity is Severity.ERROR) if failed else ""
        )
        names = str(line["profile"]), str(line["target"])
        self._rows.append(Row((*names, *("" if one is None else str(one) for one in cells)), failure))

    def written(self, path: Path) -> str:
        """The sheet in the form that the file's ending asks for."""
        return FORMS[path.suffix.lower()](sorted(self._rows, key=lambda row: row.cells[:2]), path.parent)


def _problem_text(problem: Problem) -> str:
    return f"{problem.place}: {problem.message}" if problem.place else problem.message


def _failed(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row.failure:
            yield f"{row.cells[0]} × {row.cells[1]}", row.failure


def _head(rows: Sequence[Row]) -> str:
    failed = sum(1 for _ in _failed(rows))
    return f"{len(rows)} page{'' if len(rows) == 1 else 's'}, {failed} failed"


def _markdown(rows: Sequence[Row], _: Path) -> str:
    lines = [f"# {_head(rows)}", "", _line(HEADS), _line(["---"] * len(HEADS))]
    lines += [_line(row.cells) for row in rows]
    failures = [f"- **{name}**: {_escaped(why)}" for name, why in _failed(rows)]
    return "\n".join([*lines, *(["", "## Failed", "", *failures] if failures else [])]) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _csv(rows: Sequence[Row], _: Path) -> str:
    """Pages that failed stand at the end, with why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*HEADS, "error"])
    for row in sorted(rows, key=lambda row: bool(row.failure)):
        writer.writerow([*row.cells, row.failure])
    return out.getvalue()


_STYLE = """
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8886; }
th { font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.failed td { background: #d3302622; }
"""
_NUMBERS = ("fill", "value")


def _html(rows: Sequence[Row], folder: Path) -> str:
    failures = "".join(f"<li><b>{html.escape(name)}</b>: {html.escape(why)}</li>\n" for name, why in _failed(rows))
    heads = "".join(f"<th{_kind(head)}>{head}</th>" for head in HEADS)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{_head(rows)}</title>'
        f"<style>{_STYLE}</style></head><body>\n"
        f'<h1>{_head(rows)}</h1>\n<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
        + "".join(_html_row(row, folder) for row in rows)
        + "</tbody></table></div>\n"
        + (f"<h2>Failed</h2>\n<ul>\n{failures}</ul>\n" if failures else "")
        + "</body></html>\n"
    )


def _html_row(row: Row, folder: Path) -> str:
    """A row; the page's file is a link from the folder that the sheet is in."""
    texts = dict(zip(HEADS, map(html.escape, row.cells), strict=True))
    if row.cells[-1]:
        where = quote(Path(os.path.relpath(row.cells[-1], folder)).as_posix())
        texts["file"] = f'<a href="{where}">{texts["file"]}</a>'
    cells = "".join(f"<td{_kind(head)}>{text}</td>" for head, text in texts.items())
    return f"<tr{' class=failed' if row.failure else ''}>{cells}</tr>\n"


def _kind(head: str) -> str:
    return " class=number" if head in _NUMBERS else ""


FORMS: Mapping[str, Callable[[Sequence[Row], Path], str]] = {".md": _markdown, ".csv": _csv, ".html": _html}
"""What a sheet is made by: of its rows, and the folder that it is in."""


def check_summary(path: Path) -> Path:
    """The file of a summary. Raises InputError for an ending that is not in `FORMS`."""
    if path.suffix.lower() not in FORMS:
        hint = "let its name end in .md, .csv or .html"
        raise InputError(Problem("bad-flag", f"--summary cannot be written as {path.name}", hint))
    return path
