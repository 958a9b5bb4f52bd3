"""A batch as JUnit XML, which every CI server reads: one test case a page."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as Xml

from tailor.base.diagnostics import format_problem
from tailor.base.errors import ExitCode, Severity
from tailor.base.results import Result


class Suite:
    """Test cases, gathered as pages come; of each only its few lines are kept."""

    def __init__(self) -> None:
        self._cases: list[str] = []
        self._failed = 0
        self._seconds = 0.0

    def add(self, result: Result) -> None:
        """One page more: a failure with its problems, or its warnings as output."""
        seconds = float(result.line["seconds"].get("total", 0)) if result.line["status"] == "built" else 0.0
        names = {"classname": str(result.line["profile"]), "name": str(result.line["target"]), "time": str(seconds)}
        case = Xml.Element("testcase", names)
        told = "\n".join(format_problem(one) for one in result.problems if one.severity is not Severity.NOTE)
        if result.code != ExitCode.FINE:
            Xml.SubElement(case, "failure", message=str(result.problems[0].message)).text = told
        elif told:
            Xml.SubElement(case, "system-out").text = told
        self._cases.append(Xml.tostring(case, encoding="unicode"))
        self._failed += result.code != ExitCode.FINE
        self._seconds += seconds

    def report(self) -> Iterator[str]:
        """The report, in pieces."""
        yield '<?xml version="1.0" encoding="utf-8"?>\n'
        counts = f'tests="{len(self._cases)}" failures="{self._failed}" errors="0" time="{self._seconds:.3f}"'
        yield f'<testsuite name="tailor" {counts}>\n'
        yield from (f"{case}\n" for case in self._cases)
        yield "</testsuite>\n"
