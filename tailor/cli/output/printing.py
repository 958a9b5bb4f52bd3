"""What people and programs read: lines on standard error, JSON on standard output."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from tailor.base.errors import ExitCode, Problem, Severity
from tailor.cli.output.ending import print_problems
from tailor.cli.output.json_lines import line_of, print_line
from tailor.cli.output.progress import Tally

if TYPE_CHECKING:
    from tailor.checking.system import Finding


class BuildOutcome(Protocol):
    """What is printed about one build, as `tailor.builds.plan.Result` has it."""

    @property
    def line(self) -> Mapping[str, Any]:
        """Its line of JSON."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong, or worth a remark."""

    @property
    def code(self) -> int:
        """Its exit code."""

    @property
    def outputs(self) -> Mapping[str, str | None]:
        """The hashes of its files, by their paths."""


MOST = 5
"""Notes of one code that are shown before they are counted."""


class Printer:
    """Prints results as they come; used with `with`, it ends with a line of what was done."""

    def __init__(self, json: bool, quiet: bool, pages: int = 1) -> None:
        """`json`: one object a line on standard output; `quiet`: nothing but errors on standard error."""
        self._json = json
        self._quiet = quiet
        self._tally = Tally(pages, quiet)
        self._told: set[int] = set()
        self._many = pages > 1
        self._held: dict[Problem, dict[str, None]] = {}
        self._people: set[str] = set()
        self.code = 0

    def __enter__(self) -> Printer:
        self._tally.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        print_problems(self._named(problem, sorted(people)) for problem, people in self._held.items())
        self._tally.__exit__(kind, error, trace)

    def _named(self, problem: Problem, people: list[str]) -> Problem:
        """A warning of a batch with the profiles that it holds for, if there are others."""
        if len(self._people) < 2 or (problem.place and Path(problem.place.file).parent.name == "profiles"):
            return problem
        some = ", ".join(people[:MOST]) + (" …" if len(people) > MOST else "")
        who = f"in {len(people)} profiles ({some})" if len(people) > 1 else f"in the profile {some}"
        return replace(problem, message=f"{who}: {problem.message}")

    def result(self, result: BuildOutcome) -> int:
        """Tell of one build; its exit code comes back, and `code` is the highest so far. What a profile does wrong
        for twenty targets is printed once."""
        if self._json:
            _print(line_of(result.line))
        failed = result.code != ExitCode.FINE
        wanted = [p for p in result.problems if failed or (not self._quiet and p.severity is not Severity.NOTE)]
        profile = str(result.line.get("profile"))
        self._people.add(profile)
        if self._many and not failed:  # printed once, at the end, with all that they hold for
            for problem in wanted:
                self._held.setdefault(problem, {})[profile] = None
        else:
            print_problems(problem for problem in wanted if hash(problem) not in self._told)
            self._told.update(map(hash, wanted))
        if not self._quiet and (failed or self._tally.bar is None):
            print(_line(result), file=sys.stderr)
        self._tally.add(str(result.line["status"]))
        self.code = max(self.code, int(result.code))
        return int(result.code)

    def problems(self, found: Sequence[Problem], fail_on: Severity = Severity.ERROR) -> int:
        """Tell of problems; the exit code is 2 if any is as severe as `fail_on`."""
        order = list(Severity)
        if self._json:
            from tailor.base.diagnostics import problem_data

            for problem in found:
                print_line(problem_data(problem))
        bad = [problem for problem in found if order.index(problem.severity) >= order.index(fail_on)]
        if not self._json:
            print_problems(bad if self._quiet else _folded(found))
        if not self._quiet:
            counts = Counter(problem.severity for problem in found)
            told = (f"{counts[one]} {one}{'' if counts[one] == 1 else 's'}" for one in reversed(order))
            print(f"checked: {', '.join(told)}", file=sys.stderr)
        return int(ExitCode.BAD_INPUT if bad else ExitCode.FINE)

    def findings(self, found: Sequence[Finding]) -> int:
        """What the machine has; the exit code is 5 if anything is missing that every page needs."""
        for one in found:
            if self._json:
                data = {"name": one.name, "found": one.found, "hint": one.hint, "needed": one.needed}
                print_line(data)
            else:
                print(f"{one.name:<28}{one.found or 'missing: ' + one.hint}")
        return int(ExitCode.FINE if all(one.found for one in found if one.needed) else ExitCode.TEX_MISSING)

    def listing(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Rows of (kind, name, origin, path)."""
        if self._json:
            for row in rows:
                data = dict(zip(("kind", "name", "origin", "path"), row, strict=True))
                print_line(data)
            return
        widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[3]}")


def _print(line: str) -> None:
    """A line on standard output at once. Where nobody reads it any more (`| head`), the work goes on."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _folded(found: Sequence[Problem]) -> list[Problem]:
    """Of more than `MOST` notes with one code the first ones, and how many more there are."""
    shown: list[Problem] = []
    counts = Counter(one.code for one in found if one.severity is Severity.NOTE)
    seen: Counter[str] = Counter()
    for one in found:
        seen[one.code] += one.severity is Severity.NOTE
        more = counts[one.code] - MOST
        if one.severity is not Severity.NOTE or more < 2 or seen[one.code] <= MOST:
            shown.append(one)
        elif seen[one.code] == MOST + 1:
            hint = f"--json shows all; `lints: {{off: [{one.code}]}}` in tailor.yaml silences them"
            shown.append(Problem(one.code, f"{more} more of these", hint, severity=Severity.NOTE))
    return shown


_PROOFS = {"certified": "proven optimal", None: "nothing cut for room"}


def _line(result: BuildOutcome) -> str:
    line = result.line
    name = f"{line['profile']} × {line['target']}"
    if result.code != ExitCode.FINE:
        return f"{name}: failed"
    proof = _PROOFS.get(line["proof"]) or f"within {_gap(line):.2%} of the best"
    pages = "1 page" if line["pages"] == 1 else f"{line['pages']} pages"
    took = "" if line["status"] == "current" else f", {line['seconds'].get('total', 0.0):.2f} s"
    file = line["pdf"] or _first_file(result) or name
    return (
        f"{file}: {pages}, {line['fill']:.1%} full{_columns(line)}{_why_not_full(line)}, "
        f"{line['shown']} of {line['candidates']} shown, {proof} ({line['status']}{took})"
    )


def _first_file(result: BuildOutcome) -> str:
    """Where a page without a PDF is, as seen from here; "" where it is nowhere."""
    path = next(iter(result.outputs), "")
    return os.path.relpath(path) if path else ""


def _columns(line: Mapping[str, Any]) -> str:
    """How full each column is, of a page that has several: ` (main 99%, side 53%)`."""
    shares = line.get("fills", {})
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
    return f" ({told})" if len(shares) > 1 else ""


def _why_not_full(line: Mapping[str, Any]) -> str:
    """In brackets, the reason why a page is not full; "" if it is."""
    said = (one["message"] for one in line["warnings"] if one["code"] == "not-full")
    return next((f" ({message.partition(': ')[2] or message})" for message in said), "")


def _gap(line: Mapping[str, Any]) -> float:
    gap: float = (line["bound"] - line["value"]) / max(1, abs(line["bound"]))
    return gap
