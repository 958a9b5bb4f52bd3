"""A batch as JUnit XML, which every CI server reads: one test case a page."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from tailor.base.diagnostics import format_problem
from tailor.base.errors import ExitCode
from tailor.batch import Result


def junit_report(results: Sequence[Result]) -> bytes:
    """The report, UTF-8."""
    failed = sum(result.code != ExitCode.FINE for result in results)
    suite = Xml.Element("testsuite", name="tailor", tests=str(len(results)), failures=str(failed))
    for result in results:
        seconds = str(result.line["seconds"].get("total", 0))
        names = {"classname": str(result.line["profile"]), "name": str(result.line["target"]), "time": seconds}
        case = Xml.SubElement(suite, "testcase", names)
        if result.code != ExitCode.FINE:
            told = "\n".join(map(format_problem, result.problems))
            Xml.SubElement(case, "failure", message=str(result.problems[0].message)).text = told
    return bytes(Xml.tostring(suite, encoding="utf-8", xml_declaration=True))
