"""A Dask cluster as an executor of the standard library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

from tailor.base.errors import InputError, Problem

SECONDS = 10
"""How long a scheduler may take to answer."""

ADDRESS = re.compile(r"[a-z]+://\S+|[^\s:/]+:\d+")
"""Given something that is not an address, Dask waits a long time and then ends in a traceback."""

RETRIES = 2
"""How often a group that failed for reasons of the cluster is tried again."""


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int, Callable[[], bool]]]:
    """The cluster at an address (`tcp://host:8786`), how many builds it runs at once, and whether its scheduler is
    still there.

    Raises InputError if Dask is not installed, nobody answers, or there are no workers.
    """
    try:
        distributed: Any = import_module("distributed")  # it has no types
    except ImportError:
        message = "--scheduler needs Dask, which is not installed"
        raise InputError(Problem("no-dask", message, "pip install 'tailor-cv[dask]'")) from None
    if not ADDRESS.fullmatch(address):
        message = f"--scheduler: `{address}` is not an address"
        raise InputError(Problem("no-scheduler", message, "write it as tcp://host:8786"))
    try:
        client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        message = f"--scheduler: no Dask scheduler answers at {address}"
        raise InputError(Problem("no-scheduler", message, "dask scheduler, on that machine, starts one")) from None
    try:
        slots = sum(client.nthreads().values())
        if not slots:
            raise InputError(Problem("no-workers", f"{address} has no workers", f"dask worker {address} starts one"))
        yield client.get_executor(pure=False, retries=RETRIES), slots, partial(_answers, client)
    finally:
        client.close(timeout=1 if not _answers(client) else SECONDS)


def _answers(client: Any) -> bool:
    """Whether the connection to the scheduler stands: where it was killed, the client waits for another one."""
    return client.status == "running" and not client.scheduler_comm.comm.closed()
