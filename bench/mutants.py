"""`python -m bench.mutants [COUNT] [SEED] [AREA…]`: mutated lines of tailor, each run with the tests of its module.

A mutant is one change by an operator of cosmic-ray on a line drawn by chance; those that change only annotations are
left out. The tests of a module are those in the file named after it, then in files that import it or its room, if only
by a helper; those of the first two that need TeX are run where the others notice nothing. It is noticed if one of them
fails, or if they do not end; without it they have to pass. Survivors are printed with their line, to be read: either a
law is missing, or the mutant is equivalent. All is done in copies of the project.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from msgspec import Struct

PROJECT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "out", "__pycache__", ".*_cache", ".hypothesis", "node_modules")
AREAS = {
    "rules and scores": ["tailor/core/rules", "tailor/core/scoring", "tailor/core/profile"],
    "program and proof": ["tailor/core/optimise"],
    "page and answers": ["tailor/core/page", "tailor/core/explain"],
    "postings and lints": ["tailor/core/postings", "tailor/core/lints"],
    "texts": ["tailor/text"],
    "dates": ["tailor/models/dates.py", "tailor/models/date_format.py"],
    "files": ["tailor/storage"],
    "the build's record": ["tailor/builds/record.py", "tailor/builds/kept_proofs.py"],
    "import": ["tailor/importing"],
}
SECONDS = 240
MOST_FILES, WITH_TEX = 8, 2
"""Files of tests that are run for one mutant, those that import most of the module first; and of these with TeX."""


class Mutant(Struct, frozen=True):
    """One change: a module of the project, an operator, which of its places, and the line (from 1)."""

    area: str
    module: str
    operator: str
    occurrence: int
    line: int


def places(area: str, module: Path) -> Iterator[Mutant]:
    """All mutants of a module."""
    nodes = list(ast_nodes(get_ast(module.read_text(encoding="utf-8"))))
    for name in operator_names():
        if "Variable" in name:
            continue
        operator = get_operator(name)()
        found = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, _) in enumerate(found):
            yield Mutant(area, str(module.relative_to(PROJECT)), name, occurrence, line)


def drawn(mutants: list[Mutant], count: int, chance: random.Random) -> list[Mutant]:
    """As many mutants at as many lines; a line counts once, however many operators fit it."""
    lines: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        lines[mutant.module, mutant.line].append(mutant)
    chosen = (chance.choice(lines[key]) for key in chance.sample(sorted(lines), len(lines)))
    seen = (one for one in chosen if mutated(one) is not None)
    return [one for one, _ in zip(seen, range(count), strict=False)]


def mutated(mutant: Mutant) -> str | None:
    """The module's text with the change; None if it only changes annotations, or the operator cannot make it."""
    text = (PROJECT / mutant.module).read_text(encoding="utf-8")
    try:
        changed: str | None = mutate_code(text, get_operator(mutant.operator)(), mutant.occurrence)
    except AttributeError:  # `except module.Name`
        return None
    return None if changed is None or bare(changed) == bare(text) else changed


class Unannotated(ast.NodeTransformer):
    """Takes annotations away."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(0)
        return self.generic_visit(node)


def bare(text: str) -> str:
    """What a module does, without its annotations; the text itself where it is no Python any more."""
    try:
        return ast.dump(Unannotated().visit(ast.parse(text)))
    except SyntaxError:
        return text


def imports_of(file: Path) -> set[str]:
    """The modules that a file imports, and what it takes out of them, by their names with dots."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def imports_of_tests() -> dict[str, set[str]]:
    """What each file of tests imports, by itself and by the helpers beside it."""
    found = {file.stem: imports_of(file) for file in PROJECT.glob("tests/*.py")}
    helpers = {stem for stem in found if not stem.startswith("test_")}
    tests = found.keys() - helpers
    return {f"tests/{stem}.py": found[stem].union(*(found[one] for one in helpers & found[stem])) for stem in tests}


def tests_of(module: str, files: dict[str, set[str]]) -> list[str]:
    """The file of tests named after a module, then those that import it, its room, and so on upward."""
    parts = module.removesuffix(".py").removesuffix("/__init__").split("/")
    found = [file for file in files if Path(file).stem == f"test_{parts[-1]}"]
    for name in (".".join(parts[:end]) for end in range(len(parts), 1, -1)):
        taken = {file: many for file in files if (many := inside(name, files[file]))}
        found += sorted(taken, key=lambda file: (-taken[file], len(files[file]), file))
    return list(dict.fromkeys(found))[:MOST_FILES]


def inside(name: str, imported: set[str]) -> int:
    """How many of the names that a file imports are a module's or a room's own."""
    return sum(one == name or one.startswith(f"{name}.") for one in imported)


def fails(tests: list[str], copy: Path, marked: str = "not tex") -> bool:
    """Whether any of the tests that are `marked` so fails in a copy, or they do not end."""
    surroundings = {**os.environ, "CI": "1", "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    run = [sys.executable, "-m", "pytest", "-q", "-x", "-m", marked, "-p", "no:cacheprovider", *tests]
    try:
        ended = subprocess.run(run, cwd=copy, env=surroundings, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return ended.returncode not in (0, 5)


def notices(mutant: Mutant, tests: list[str], copy: Path) -> bool:
    """Whether any of the tests fails with the mutant."""
    module = copy / mutant.module
    before = module.read_text(encoding="utf-8")
    module.write_text(mutated(mutant) or "", encoding="utf-8")
    try:
        return fails(tests, copy) or fails(tests[:WITH_TEX], copy, "tex")
    finally:
        module.write_text(before, encoding="utf-8")


def difference(mutant: Mutant) -> str:
    """The mutant's line, before and after."""
    old = (PROJECT / mutant.module).read_text(encoding="utf-8").splitlines()
    new = (mutated(mutant) or "").splitlines()
    pair = next(((a, b) for a, b in zip(old, new, strict=False) if a != b), (old[mutant.line - 1], ""))
    return f"  {mutant.module}:{mutant.line}: {pair[0].strip()}  →  {pair[1].strip()}"


def judged(mutants: list[Mutant], folder: Path) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether it is noticed; those are left out whose tests fail without it."""
    files = imports_of_tests()
    copy = folder / "copy"
    shutil.copytree(PROJECT, copy, ignore=LEFT_OUT)
    sound: dict[tuple[str, ...], bool] = {}
    for mutant in mutants:
        tests = tests_of(mutant.module, files)
        if tuple(tests) not in sound:
            sound[tuple(tests)] = not (fails(tests, copy) or fails(tests[:WITH_TEX], copy, "tex"))
        if sound[tuple(tests)]:
            yield mutant, notices(mutant, tests, copy)
        else:
            print(f"  not judged, as its tests fail without it: {mutant.module}:{mutant.line}: {' '.join(tests)}")


def main(count: int, seed: int, areas: list[str]) -> None:
    """As many mutants of each area, judged and counted."""
    print(f"seed {seed}")
    chance = random.Random(seed)
    mutants: list[Mutant] = []
    for area in areas or AREAS:
        files = [file for place in AREAS[area] for file in modules(PROJECT / place)]
        mutants += drawn([one for file in files for one in places(area, file)], count, chance)
    noticed: dict[str, list[bool]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        try:
            for mutant, seen in judged(mutants, Path(folder)):
                noticed[mutant.area].append(seen)
                if not seen:
                    print(difference(mutant), flush=True)
        finally:
            for area, results in noticed.items():
                print(f"{area}: {sum(results)} of {len(results)} noticed ({100 * sum(results) // len(results)} %)")


def modules(place: Path) -> list[Path]:
    """The Python files of a room, or the one file."""
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


if __name__ == "__main__":
    words = sys.argv[1:]
    main(
        int(words[0]) if words else 40,
        int(words[1]) if len(words) > 1 else random.SystemRandom().randrange(10**9),
        words[2:],
    )
