"""Many builds: a worker that dies, a user who stops, and a kill at any moment leave whole files and lose nothing."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
from commands import run

from tailor.base.results import Result
from tailor.builds.batch.executors import MOST, groups_of, run_on
from tailor.builds.build_values import Job
from tailor.builds.plan import Plan, Request, plan
from tailor.cli.output.progress import Brake
from tailor.models.dates import Day

TODAY = Day(2026, 11, 21)
PAGES = ("--profile", "researcher", "--target", "*", "--force", "--jobs", "2")


def test_groups_hold_one_profile_each_and_are_small_enough_for_every_worker() -> None:
    jobs = [Job(f"p{profile}", f"t{target}", TODAY) for profile in range(10) for target in range(20)]
    groups = list(groups_of(jobs, 2))
    assert [job for group in groups for job in group] == jobs
    assert all(len({job.profile for job in group}) == 1 for group in groups)
    assert max(map(len, groups)) == MOST
    assert max(map(len, groups[-8:])) == 1
    assert [len(group) for group in groups_of(jobs[:3], 2)] == [1, 1, 1]


class Slow(Executor):
    """Answers one group at a time, and counts how many were under way."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[list[Result]], tuple[Job, ...]]] = []
        self.most = 0

    def submit(
        self, _build: Callable[..., list[Result]], _plan: Plan, group: tuple[Job, ...], /
    ) -> Future[list[Result]]:  # type: ignore[override]
        future: Future[list[Result]] = Future()
        self.waiting.append((future, group))
        self.most = max(self.most, len(self.waiting))
        if len(self.waiting) == 4:
            first, done = self.waiting.pop(0)
            first.set_result([Result({"profile": job.profile, "target": job.target}) for job in done])
        return future

    def finish(self) -> None:
        for future, group in self.waiting:
            if not future.done():
                future.set_result([Result({"profile": job.profile, "target": job.target}) for job in group])
        self.waiting.clear()


def test_no_more_groups_are_under_way_than_the_window(workspace: Path) -> None:
    jobs = [Job("p", f"t{number}", TODAY) for number in range(400)]
    executor, begun = Slow(), plan(Request(workspace, TODAY))
    results = run_on(executor, begun, groups_of(jobs, 2), 4, lambda: bool(executor.finish()))
    assert sorted(one.line["target"] for one in results) == sorted(job.target for job in jobs)
    assert executor.most == 4


@pytest.fixture
def many(workspace: Path) -> Path:
    """A folder with a dozen targets."""
    for number in range(9):
        (workspace / f"targets/more{number}.yaml").write_text("extends: quant\n")
    return workspace


def begin(cwd: Path, *arguments: str) -> subprocess.Popen[str]:
    """`tailor build` in a process group of its own."""
    command = [sys.executable, "-m", "tailor", "build", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=cwd, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The worker processes, once there are any."""
    for _ in range(600):
        names = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(names) >= 2:
            return [int(name) for name in names]
        time.sleep(0.02)
    raise AssertionError("no workers")


def pages(cwd: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Status and files of each page in the manifest."""
    for entry in json.loads((cwd / "out/manifest.json").read_text(encoding="utf-8"))["builds"]:
        yield entry["status"], entry["files"]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.tex
def test_the_manifest_holds_every_page_with_its_hashes_and_keeps_those_not_asked_for(workspace: Path) -> None:
    (workspace / "targets/broken.yaml").write_text("wnat: {cpp: 1}\n")
    assert run("build", "--profile", "researcher", "--json", "--quiet", cwd=workspace).returncode == 2
    assert [status for status, _ in pages(workspace)] == ["failed", "built", "built", "built"]
    assert run("build", "--profile", "quant-student", "--target", "quant", cwd=workspace).returncode == 0
    found = list(pages(workspace))
    assert [status for status, _ in found] == ["built"] * 4
    assert all(digest(workspace / "out" / name) == one for _, files in found for name, one in files.items())
    whole = json.loads((workspace / "out/manifest.json").read_text(encoding="utf-8"))
    assert whole["builds"][0]["inputs"]["profiles/quant-student.yaml"] == digest(
        workspace / "profiles/quant-student.yaml"
    )


@pytest.mark.tex
@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_a_worker_that_is_killed_loses_no_page(many: Path) -> None:
    process = begin(many, *PAGES)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert [status for status, _ in pages(many)] == ["built"] * 12


def test_a_batch_in_the_background_leaves_ctrl_c_to_others() -> None:
    """A shell without job control has it ignored there."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Brake(2) as brake:
            os.kill(os.getpid(), signal.SIGINT)
        assert not brake.pulled()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.tex
@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_ctrl_c_ends_a_batch_in_good_order(many: Path) -> None:
    process = begin(many, *PAGES)
    workers_of(process)
    assert process.stderr is not None
    process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "pages are done and whole" in told
    assert "Traceback" not in told
    assert 0 < len(list(pages(many))) < 12
    assert_whole(many)


def assert_whole(cwd: Path) -> None:
    """Every file under out/ and in the cache is whole, and PDFs are those that were recorded."""
    for path in (path for name in ("out", "cache") for path in cwd.rglob(f"{name}/**/*") if path.is_file()):
        if ".pdf" in path.name:
            assert path.read_bytes().rstrip().endswith(b"%%EOF"), path
        elif ".json" in path.name:
            json.loads(path.read_text(encoding="utf-8"))
    for state in cwd.glob("out/.tailor/*.json"):
        for name, recorded in json.loads(state.read_text(encoding="utf-8"))["outputs"].items():
            assert not name.endswith(".pdf") or digest(Path(name)) == recorded, name
    for database in (cwd / "cache").glob("*.sqlite"):
        with sqlite3.connect(database) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.tex
@pytest.mark.parametrize("moment", [0.6, 1.2])
def test_sigkill_leaves_whole_files_and_the_next_run_completes(
    many: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, moment: float
) -> None:
    (many / "cache").mkdir()
    (many / "cache/formats").symlink_to(own_cache / "formats")
    monkeypatch.setenv("TAILOR_CACHE_DIR", str(many / "cache"))
    process = begin(many, *PAGES)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    assert_whole(many)
    assert run("build", *PAGES[:4], cwd=many).returncode == 0
    assert_whole(many)
    assert len(list(pages(many))) == 12
