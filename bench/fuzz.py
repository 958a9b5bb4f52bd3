"""`python -m bench.fuzz [RUNS] [SEED] [FIRST]`: mutated files of every kind through the real entry point.

What must never come: a traceback, exit code 1, or ten seconds of CPU time. A failing case is made small and saved in
`fuzz-crashes/`, with the seed that makes it again.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tailor.__main__ import main

SECONDS = 10.0
"""CPU time that one command may take."""

PROJECT = Path(__file__).parent.parent

PROFILE = """name: Mira Okafor
headline: Systems engineer
contact: {email: mira@example.com, phone: +1 202 555 0147, github: miraokafor, location: Zürich}
summary: Builds quick, plain programs.
experience:
  - organization: Northwind Capital
    position: Quantitative developer
    dates: 2023-06 – present
    place: Zürich
    tags: [low-latency, cpp]
    bullets:
      - Cut the gateway's 99th percentile from **14 µs to 6 µs** with $O(n \\log n)$ work.
      - {text: Replayed two years of market data., short: Replayed data., tags: [testing], priority: 4}
education:
  - {institution: ETH Zürich, degree: MSc, area: Mathematics, dates: 2019 – 2021}
publications: refs.bib
skills:
  - Languages: [C++, Python]
"""
TARGET = """title: Quantitative developer
want: {low-latency: 5, cpp: 4, testing: 1}
require: [cpp >= 1]
exclude: [teaching and not award]
patterns: {fast: '\\bfast(er)?\\b'}
sections: {experience: {min: 1, gaps: forbid}, skills: {}}
pages: 1
"""
MANIFEST = """title: Mine
extends: classic
accent: "#1d4f6e"
papers: [a4, letter]
layouts:
  - {name: regular, size: 10pt, leading: 12.5pt, margin: {top: 0.6in, right: 0.75in, bottom: 0.6in, left: 0.75in}}
  - {name: close, size: 10pt, leading: 12pt, margin: 0.6in, gaps: 0.7, price: 20}
gaps: {section: {size: 9pt, grow: 10pt, weight: 6, least: 2pt}}
regions: {main: {from: 0, to: 1}}
"""
CONFIG = """profile: me
template: classic
out: out
filename: '{profile}/{target}'
lints: {off: [first-person]}
style: {face: sans}
"""
BIB = "@article{a2020, title={On {Queues}}, author={Okafor, Mira and Vance, Lee}, journal={J. Q.}, year=2020}\n"
RESUME = """{"basics": {"name": "Mira Okafor", "email": "mira@example.com", "summary": "Builds <b>programs</b>."},
"work": [{"name": "Northwind", "position": "Developer", "startDate": "2020-01", "highlights": ["Cut latency"]}],
"skills": [{"name": "Languages", "keywords": ["C++"]}]}
"""
POSTING = "<html><body><h1>Developer</h1><p>We look for C++.</p><ul><li>low-latency<li>testing</ul></body></html>\n"

FILES = {
    "profiles/me.yaml": PROFILE,
    "targets/dev.yaml": TARGET,
    "templates/latex/mine/template.yaml": MANIFEST,
    "tailor.yaml": CONFIG,
    "profiles/refs.bib": BIB,
    "cv.json": RESUME,
    "posting.html": POSTING,
}
COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "profiles/me.yaml": (("check",), ("build", "dev"), ("explain", "dev")),
    "targets/dev.yaml": (("check",), ("build", "dev"), ("why", "queues", "-t", "dev")),
    "templates/latex/mine/template.yaml": (("check",), ("build", "dev", "--template", "mine")),
    "tailor.yaml": (("check",), ("build", "dev")),
    "profiles/refs.bib": (("check",),),
    "cv.json": (("import", "cv.json", "--name", "x", "--force"),),
    "posting.html": (("target", "new", "x", "--from-posting", "posting.html", "--force"),),
}
WORDS = [
    "build",
    "check",
    "explain",
    "why",
    "list",
    "diff",
    "schema",
    "dev",
    "me",
    "--target",
    "--profile",
    "--template",
    "--json",
    "--date",
    "--pages",
    "-t",
    "*",
    "../x",
]

ODD = (
    "",
    " ",
    "null",
    "~",
    "[]",
    "{}",
    "[a]",
    "{a: b}",
    "-1",
    "0",
    "1e999",
    "9" * 400,
    "true",
    "'",
    '"',
    "\\",
    "%",
    "$x$",
    "$\\frac$",
    "**",
    "`",
    "<b>",
    "{",
    "}",
    "&a",
    "*a",
    "!!python/object:os.system x",
    "- -",
    "\t",
    "\0",
    "\u202e",
    "\uf0b7",
    "é" * 60,
    "a" * 3000,
    "٣",
    "2023-13",
    "2023-06 – 1999",
    "http://[",
    "../../x",
    "/dev/null",
    "((a",
    "a and",
    "not",
    "(a+)+$",
    "1/0",
    "0pt",
    "-9in",
    "99999999999pt",
    "\\input x",
    "{{ 1 }}",
    "<< x >>",
    "#",
    ": ",
    "\u2028",
    "\x85",
    "🙂",
    "𝔘",
    "y" * 200 + " z",
)


def mutated(text: str, dice: random.Random) -> str:
    """A file with one to four changes that keep much of its structure."""
    for _ in range(dice.randint(1, 4)):
        text = dice.choice(CHANGES)(text, dice)
    return text


def _value(text: str, dice: random.Random) -> str:
    """Another value of a field, or entry of a list."""
    spots = [*re.finditer(r"(?<=: )[^\n,{}\[\]]+|(?<=- )[^\n]+|(?<=[\[ ,])[\w.-]+(?=[,\]}])", text)]
    if not spots:
        return text
    spot = dice.choice(spots)
    return text[: spot.start()] + dice.choice(ODD) + text[spot.end() :]


def _key(text: str, dice: random.Random) -> str:
    spots = [*re.finditer(r"[\w\"]+(?=:)", text)]
    if not spots:
        return text
    spot = dice.choice(spots)
    return text[: spot.start()] + dice.choice((*ODD, "extends", "id", "kind", "as", "<<")) + text[spot.end() :]


def _line(text: str, dice: random.Random) -> str:
    """A line dropped, twice there, moved, or with another indentation."""
    lines = text.splitlines(keepends=True) or [""]
    at = dice.randrange(len(lines))
    new = dice.choice(([], [lines[at]] * 2, ["  " + lines[at]], [lines[at].lstrip()], [dice.choice(lines)]))
    return "".join([*lines[:at], *new, *lines[at + 1 :]])


def _letter(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice((*ODD, chr(dice.randrange(1, 0xD800)))) + text[at + dice.randrange(3) :]


def _cut(text: str, dice: random.Random) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _many(text: str, dice: random.Random) -> str:
    """A line many times."""
    lines = text.splitlines(keepends=True) or [""]
    at = dice.randrange(len(lines))
    return "".join([*lines[:at], lines[at] * dice.choice((30, 300)), *lines[at:]])


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (_value, _value, _value, _key, _line, _letter, _cut, _many)


def case(dice: random.Random) -> tuple[str, str, tuple[str, ...]]:
    """A file, what stands in it, and a command; of an empty name where the command itself is odd."""
    file = dice.choice((*FILES, ""))
    if not file:
        words = tuple(dice.choice((*WORDS, *ODD)).replace("\0", "") for _ in range(dice.randint(1, 5)))
        return "", "", words if not {"studio", "watch", "--jobs"} & set(words) else ("list",)
    commands = COMMANDS[file]
    command = commands[0] if dice.random() < 0.9 else dice.choice(commands)
    return file, mutated(FILES[file], dice), command


class TooSlowError(BaseException):
    """A command took longer than it may; no handler of ours catches it."""


def _late(*_: object) -> None:
    raise TooSlowError


def fault(folder: Path, file: str, text: str, command: tuple[str, ...]) -> str:
    """What is wrong with how a command ends; empty if nothing."""
    if file:
        (folder / file).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        code, said = _run(command)
    except TooSlowError:
        return "slow"
    except BaseException as error:  # that is what is looked for
        return f"raised {type(error).__name__}"
    finally:
        if file:
            (folder / file).write_text(FILES[file], encoding="utf-8")
    if "Traceback" in said:
        return "traceback"
    return "" if code in (0, 2, 3, 4, 5) else f"exit {code}"


def _run(command: tuple[str, ...]) -> tuple[int, str]:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    before, sys.argv = sys.argv, ["tailor", *command]
    code = 0
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.argv = before
        gc.unfreeze()
    assert isinstance(out.buffer, io.BytesIO)
    return code, out.buffer.getvalue().decode("utf-8", "replace")


def smaller(folder: Path, file: str, text: str, command: tuple[str, ...], what: str) -> str:
    """The text without what is not needed for its fault: halves, quarters, … are left out while it stays."""
    size = max(1, len(text) // 2)
    while size and what != "slow":
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if fault(folder, file, shorter, command) == what:
                text = shorter
            else:
                at += size
        size //= 2
    return text


@contextlib.contextmanager
def workspace() -> Iterator[Path]:
    """A folder with a file of each kind, in which commands run."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="tailor-fuzz-") as name:
        folder = Path(name)
        for file, text in FILES.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8")
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


def fuzz(runs: int, seed: int, crashes: Path, first: int = 0) -> Counter[str]:
    """So many cases; how many of each fault. What failed is saved small in `crashes`."""
    found: Counter[str] = Counter()
    before = signal.signal(signal.SIGPROF, _late)
    with workspace() as folder:
        for number in range(first, runs):
            dice = random.Random(f"{seed} {number}")
            file, text, command = case(dice)
            what = fault(folder, file, text, command)
            if what:
                found[what] += 1
                small = smaller(folder, file, text, command, what) if file and found[what] < 4 else text
                crashes.mkdir(exist_ok=True)
                head = f"# {what}: tailor {' '.join(command)} with {file}; seed {seed}, case {number}\n"
                (crashes / f"{seed}-{number}.txt").write_text(head + small, encoding="utf-8", errors="replace")
                print(head.strip(), file=sys.stderr, flush=True)
            if number % 1000 == 999:
                print(f"{number + 1} of {runs}, {sum(found.values())} faults", file=sys.stderr, flush=True)
            shutil.rmtree(folder / "out", ignore_errors=True)
            if number % 50 == 0:
                gc.collect()  # a command leaves its garbage to the end of its process, which here does not come
            for made in ("profiles/x.yaml", "targets/x.yaml"):
                (folder / made).unlink(missing_ok=True)
    signal.signal(signal.SIGPROF, before)
    return found


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chosen = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    begin = int(sys.argv[3]) if len(sys.argv) > 3 else 0  # to go on, or to share the cases
    began = time.process_time()
    faults = fuzz(wanted, chosen, PROJECT / "fuzz-crashes", begin)
    spent, cases = time.process_time() - began, wanted - begin
    print(f"{cases} cases, seed {chosen}, {spent:.0f} s of CPU: {dict(faults) or 'no fault'}")
    sys.exit(bool(faults))
