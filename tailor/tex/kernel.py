"""LaTeX's kernel in a format of our own, without the room that its loading leaves empty.

While the kernel of TeX Live 2022 and 2023 loads, expl3 repeats a piece of code for every block of 64 characters in a
gap of Unicode's table: for the last gap 14 000 times at once. These million and a half words are free again at once,
but TeX dumps its memory up to the highest word that was ever used, and reads all of it at every start: 15 MB, of which
3 are in use. So such a kernel is made again, with a table that says the same in shorter gaps, and with less room for
what l3regex matches, which is dumped too: of the 1.8 MB of that, a quarter does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tailor.tex.engine import Call, Engine, Run, environment
from tailor.tex.kpathsea import NOTING

FORMAT, TABLE, CODE = "pdflatex.fmt", "UnicodeData.txt", "expl3-code.tex"

LARGE = 4 << 20
"""Bytes of an installed format that has such room in it: 6 MB, compressed; of one that has not, 2 MB at most."""

INI = ("-ini", "-progname=pdflatex", "-translate-file=cp227.tcx")
"""How TeX Live makes the format of pdfLaTeX (its `fmtutil.cnf`)."""

MOST, GAP = 0x2200, 0x4000
"""No letter from here on is in a font of 256 glyphs; and how far apart the lines of the table may be."""

ROOM = 16_384
"""Words of each table that l3regex has, instead of 65 536: enough to match every one of 5000 letters, as many as a page
has, with two groups. A template that does more is told by TeX that a `\\g__regex_…` has no more."""

_MATCHING = re.compile(r"(\\intarray_new:Nn \\g__regex_\w+_intarray \{ )65536(?= \})")


MADE = "made.fmt"
"""The file that a run leaves which dumps a format."""


def dump_kernel(engine: str) -> Run | None:
    """The run in which `engine` dumps LaTeX's format; None where the installed one is as good, or not known."""
    found = installed()
    if {FORMAT, TABLE, CODE} - found.keys() or found[FORMAT].stat().st_size < LARGE:
        return None
    table = sparse(found[TABLE].read_text("utf-8").splitlines())
    code = _MATCHING.sub(rf"\g<1>{ROOM}", found[CODE].read_text("utf-8"))
    with Engine(Call((engine, *INI), NOTING), "*pdflatex.ini", "made") as process:
        return process.run("", (MADE,), {TABLE: table, CODE: code})


def sparse(lines: Iterable[str]) -> str:
    """Unicode's table with the lines that say something of letters below `MOST`, what they are in another case or what
    they are made of; between them, lines of unassigned characters, so that no gap is long."""
    said = {int(line.partition(";")[0], 16): line for line in lines if _says(line.split(";"))}
    kept = {code: line for code, line in said.items() if code < MOST}
    marks = {code: f"{code:04X};<none>;Cn;0;L;;;;;N;;;;;" for code in range(0, 0x110000, GAP)}
    return "\n".join(line for _, line in sorted({**marks, **kept}.items())) + "\n"


def _says(fields: list[str]) -> bool:
    """The fields by number (Unicode Standard Annex 44): 5 is the decomposition, after a <tag> if it is no canonical
    one; 12 to 14 are the letter in upper, lower and title case."""
    return len(fields) == 15 and (any(fields[12:]) or fields[5][:1] not in ("", "<"))


def installed() -> dict[str, Path]:
    """Where the format, the table and expl3 are, as far as kpathsea knows."""
    program = shutil.which("kpsewhich")
    if program is None:
        return {}
    call = [program, "-engine=pdftex", FORMAT, TABLE, CODE]
    found = subprocess.run(call, capture_output=True, text=True, env=environment(), check=False).stdout
    return {path.name: path for path in map(Path, found.splitlines())}
