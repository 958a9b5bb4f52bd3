"""Processes and what they cost: wall time, CPU time of all their children, peak memory of them all together."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU time, and peak memory in MB (0 if it was not watched)."""

    wall: float
    cpu: float
    memory: float = 0.0


def spend(command: Sequence[str], cwd: Path, extra: Mapping[str, str] | None = None, *, watch: bool = False) -> Cost:
    """Run a command to its end, which must be a good one. `watch` samples its memory, ten times a second."""
    begun, peak = time.perf_counter(), 0.0
    process = subprocess.Popen(
        command, cwd=cwd, env=os.environ | dict(extra or {}), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while watch and os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, sum(map(memory, family(process.pid))))
        time.sleep(0.1)
    told = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{told.decode()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pid: int) -> float:
    """Its share of the machine's memory in MB: pages used by several processes count for each in part (Pss)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def median(costs: Sequence[Cost]) -> Cost:
    """The medians of wall and CPU time and of memory, each for itself."""
    parts = [[getattr(cost, name) for cost in costs] for name in ("wall", "cpu", "memory")]
    return Cost(*(statistics.median(part) for part in parts))


def in_turn(contenders: Mapping[str, Sequence[object]], times: int) -> dict[str, Cost]:
    """Medians of commands that take turns, so that whatever else the machine does meets all alike. Each contender is
    (command, cwd, environment)."""
    costs: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(times):
        for name, call in contenders.items():
            costs[name].append(spend(*call))  # type: ignore[arg-type]
    return {name: median(found) for name, found in costs.items()}
