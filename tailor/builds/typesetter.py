"""TeX measures blocks and sets pages: one process to measure (only what is not known yet), a fresh one to set.

The page is never set by the process that measured: which fonts that one loaded depends on what was known before,
and the same page must come out as the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tailor.base.errors import Problem, TexError
from tailor.core.page.measures import Measure, Request
from tailor.storage.cache import MeasureCache, key_of
from tailor.storage.locations import cache_folder
from tailor.tex.brought import NOTHING, Brought
from tailor.tex.code.texcode import measuring_code
from tailor.tex.engine import Engine, Run, Spares
from tailor.tex.format_files import PreambleError
from tailor.tex.protrusion import LEARN
from tailor.tex.setting import Setter, problems_of
from tailor.text.texlog import read_log

if TYPE_CHECKING:
    from tailor.templates.rendering import Template

END = "\\csname @@end\\endcsname\n"
"""TeX's own end, without LaTeX's closing of its files."""


class BlockError(TexError):
    """TeX failed on a block that was to be measured; `command` is the last one that it had read, if known."""

    def __init__(self, problems: Sequence[Problem], request: Request, command: str) -> None:
        super().__init__(problems)
        self.request = request
        self.command = command


class Typesetter(Setter):
    """Measures and sets with one preamble."""

    def __init__(
        self,
        preamble: str,
        cache: MeasureCache | None = None,
        spares: Spares | None = None,
        brought: Brought = NOTHING,
    ) -> None:
        """As `Setter`; measures are kept in `cache`."""
        super().__init__(preamble, spares, brought)
        self.measures = cache or MeasureCache(measures_path())
        self._measuring: Engine | None = None

    def prepare(self, *, measuring: bool = False) -> None:
        """As `Setter`; with `measuring`, start the engine that will measure too: what is to be set was edited."""
        super().prepare()
        if measuring and self._measuring is None:
            self._measuring = self._start(self._call(self._tree.settings))

    def close(self) -> None:
        """End the engines that still wait."""
        super().close()
        if self._measuring is not None:
            self._measuring.close()
            self._measuring = None

    def measure(self, requests: Sequence[Request]) -> list[Measure]:
        """The measures of some blocks, in order; TeX is asked for those only that are not known. Raises TexError."""
        keys = [key_of(self.key, request) for request in requests]
        known = self.measures.find(keys)
        missing = {key: request for key, request in zip(keys, requests, strict=True) if key not in known}
        if missing:
            order = sorted(missing, key=lambda key: missing[key].setup)
            measured = self._ask([missing[key] for key in order])
            known |= dict(zip(order, measured, strict=True))
            self.measures.keep({key: known[key] for key in order})
        return [known[key] for key in keys]

    def _ask(self, requests: Sequence[Request]) -> list[Measure]:
        source = f"{measuring_code(requests, 'answers.txt')}{LEARN}{END}"
        engine, self._measuring = self._measuring, None
        run = self._run(source, "answers.txt", engine)
        lines = run.files.get("answers.txt", b"").decode().splitlines()
        if run.code != 0 or len(lines) != len(requests):
            raise _block_error(run, requests, len(lines))
        return [Measure(*map(int, line.split()[1:])) for line in lines]


def open_typesetter(
    template: Template, preamble: str, cache: MeasureCache | None = None, spares: Spares | None = None
) -> Typesetter:
    """A typesetter for pages of a template, with its preamble for some paper.

    Raises TexError, with the line of the template's preamble that TeX stopped at.
    """
    try:
        return Typesetter(preamble, cache, spares, template.brought)
    except PreambleError as error:
        place = template.preamble_place(error.line)
        raise TexError([replace(one, place=one.place or place) for one in error.problems]) from None


def _block_error(run: Run, requests: Sequence[Request], answered: int) -> BlockError:
    """What stopped TeX, and in which block: the first that it did not answer for, or one whose braces do not match
    (a } too many stops it just after)."""
    suspects = [requests[index] for index in (answered, answered - 1) if 0 <= index < len(requests)]
    unmatched = [request for request in suspects if open_braces(request.source)]
    request = (unmatched or suspects)[0]
    log = read_log(run.log)
    if unmatched:
        message = "a { is not closed" if open_braces(request.source) > 0 else "there is a } too many"
        return BlockError([Problem("tex-braces", message, "count the braces of the macro")], request, "")
    command = log.faults[0].command if log.faults else ""
    return BlockError(problems_of(run, log), request, command)


def open_braces(source: str) -> int:
    """How many braces some TeX leaves open; below 0 if it closes more than it opens."""
    bare = re.sub(r"\\.|(?<!\\)%.*", "", source)
    return bare.count("{") - bare.count("}")


def measures_path() -> Path:
    """The database of measures."""
    return cache_folder() / "measures.sqlite"
