"""OR-tools CP-SAT in a process of its own (it brings a HiGHS too): programs as JSON lines in, values out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, json

from tailor.core.optimise.problem import PageProblem
from tailor.core.optimise.whole import Whole, whole

ROOT = Path(__file__).parent.parent
SECONDS = 60.0


class Found(Struct, frozen=True):
    """What CP-SAT says: the value of the best page, None where no page keeps the rules; not `ended` in its time."""

    value: int | None
    ended: bool = True


class Other:
    """A running CP-SAT; use it in a `with`."""

    def __enter__(self) -> Other:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.other_solver"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(SECONDS)

    def best(self, problem: PageProblem) -> Found:
        """The value of the best page."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.encode(whole(problem)) + b"\n")
        self._process.stdin.flush()
        return json.decode(self._process.stdout.readline(), type=Found)


def solve(program: Whole) -> Found:
    """One program; OR-tools is imported here alone."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [model.new_int_var(0, column.high, "") for column in program.columns]
    for line in program.lines:
        total = sum(coefficient * columns[index] for index, coefficient in line.terms)
        if line.low is not None:
            model.add(total >= line.low)
        if line.high is not None:
            model.add(total <= line.high)
    model.maximize(sum(column.gain * columns[index] for index, column in enumerate(program.columns) if column.gain))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    status = solver.solve(model)
    if status == cp_model.OPTIMAL:
        return Found(round(solver.objective_value))
    return Found(None, status == cp_model.INFEASIBLE)


def main(lines: Iterable[bytes]) -> None:
    for line in lines:
        print(json.encode(solve(json.decode(line, type=Whole))).decode(), flush=True)


if __name__ == "__main__":
    main(sys.stdin.buffer)
