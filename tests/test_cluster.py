"""A batch on a real Dask cluster of two worker processes, one of which is killed in mid-run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tailor.base.errors import InputError
from tailor.builds.batch.run import run as build
from tailor.builds.plan import Request, plan
from tailor.models.dates import Day

MORE = 10


@pytest.fixture(scope="module")
def cluster(own_cache: Path) -> Iterator[Any]:
    """A scheduler and two workers, each a process with one thread and a nanny that starts it again."""
    distributed = pytest.importorskip("distributed")
    options: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    environment = {"TAILOR_CACHE_DIR": str(own_cache)}
    with distributed.LocalCluster(**options, env=environment, silence_logs=50, worker_class=distributed.Nanny) as found:
        yield found


@pytest.mark.tex
def test_a_worker_killed_in_mid_run_loses_nothing(workspace: Path, cluster: Any) -> None:
    for number in range(MORE):
        (workspace / f"targets/more{number}.yaml").write_text("extends: quant\n")
    planned = plan(Request(workspace, Day(2026, 11, 21), targets=("*",), profiles=("researcher",), force=True))
    results = build(planned, scheduler=cluster.scheduler_address)
    first = next(results)
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    found = [first, *results]
    assert [result.line["status"] for result in found] == ["built"] * len(planned.jobs), found
    assert {result.line["target"] for result in found} == {job.target for job in planned.jobs}
    assert len(list(workspace.glob("out/researcher/*.pdf"))) == len(planned.jobs)


def test_a_scheduler_that_does_not_answer_is_told(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tailor.builds.batch.cluster.SECONDS", 1)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        list(build(plan(Request(workspace, Day(2026, 11, 21))), scheduler="tcp://127.0.0.1:9"))


def test_without_dask_it_is_said_what_to_install(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError) as caught:
        list(build(plan(Request(workspace, Day(2026, 11, 21))), scheduler="tcp://127.0.0.1:8786"))
    assert "tailor-cv[dask]" in caught.value.problems[0].hint


def test_what_is_no_address_is_told_at_once(workspace: Path) -> None:
    pytest.importorskip("distributed")
    planned = plan(Request(workspace, Day(2026, 11, 21), targets=("quant",)))
    with pytest.raises(InputError, match="is not an address"):
        list(build(planned, scheduler="nonsense"))


@pytest.mark.tex
def test_a_scheduler_that_is_killed_is_told(workspace: Path) -> None:
    distributed = pytest.importorskip("distributed")
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    listening = workspace / "scheduler.json"
    with subprocess.Popen([*command, "--scheduler-file", str(listening)], stderr=subprocess.DEVNULL) as scheduler:
        try:
            while not listening.exists() or not listening.read_text().strip():
                assert scheduler.poll() is None
                time.sleep(0.1)
            address = json.loads(listening.read_text())["address"]
            work = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nworkers", "1", "--nthreads", "1"]
            with subprocess.Popen([*work, "--no-nanny", "--no-dashboard"], stderr=subprocess.DEVNULL) as worker:
                try:
                    with distributed.Client(address, set_as_default=False) as client:
                        client.wait_for_workers(1, timeout=60)
                    request = Request(
                        workspace, Day(2026, 11, 21), targets=("*",), profiles=("researcher",), force=True
                    )
                    planned = plan(request)
                    results = build(planned, scheduler=address)
                    first = next(results)
                    scheduler.kill()
                    found = [first, *results]
                finally:
                    worker.kill()
        finally:
            scheduler.kill()
    assert len(found) == len(planned.jobs)
    assert [one.problems[0].code for one in found if one.line["status"] == "failed"]
    assert {one.problems[0].code for one in found if one.line["status"] == "failed"} == {"no-scheduler"}
