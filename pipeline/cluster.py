"""Run work on a Ray cluster: the supervisor of `pipeline.executor`, once a task, on whichever machine is free.

A document is one Ray task; inside it runs the same supervisor as on one
machine, for that document alone, so that limits, reasons and second tries are
the same. Ray itself repeats a task whose machine has gone.

All machines see the sources and OUT under the same paths (a shared
filesystem) and have the same code; a machine with other code is refused.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline.executor import ClusterError, Limits, Loss, run_apart
from pipeline.versions import versions

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Tasks handed to Ray for each core: enough that no core waits for us, few enough that the queue stays short.
_AHEAD = 3
#: Times that Ray repeats a task whose machine has gone.
_REPEATS = 3
#: Memory for what tasks hand back, in bytes; results are a hundred bytes each, documents go by the filesystem.
_OBJECT_STORE = 100 << 20


def run_on_ray(
    items: Sequence[Item],
    work: Callable[[Item], Result],
    *,
    jobs: int,
    address: str | None,
    limits: Limits,
    log_of: Callable[[Item], Path],
    preload: Sequence[str] = (),
) -> Generator[tuple[Item, Result | Loss], None, None]:
    """Do the items as `run_apart` does, on the cluster at `address`; None starts Ray here with `jobs` cores.

    Raises:
        ClusterError: Ray is not installed or cannot be reached, or a machine has other code.

    """
    ray = _connect(address, jobs)
    try:
        do = ray.remote(num_cpus=1, max_retries=_REPEATS)(_do_one)
        expected = versions().text
        most = max(1, int(ray.cluster_resources().get("CPU", 1))) * _AHEAD
        waiting = list(reversed(items))
        pending: dict[Any, Item] = {}
        while waiting or pending:
            while waiting and len(pending) < most:
                item = waiting.pop()
                pending[do.remote(expected, item, work, limits, log_of(item).absolute(), list(preload))] = item
            for done in ray.wait(list(pending), num_returns=1)[0]:
                item = pending.pop(done)
                try:
                    yield item, ray.get(done)
                except ray.exceptions.RayTaskError as error:
                    # Ours, not the document's: its errors come back as a Loss.
                    raise error.cause from error
                except ray.exceptions.RayError as error:
                    name = type(error).__name__
                    yield item, Loss("killed", f"was lost with its machine {_REPEATS + 1} times ({name})")
    finally:
        ray.shutdown()


def _connect(address: str | None, jobs: int) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # Ray would count the cores of the machine, not ours, for each process it starts.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ModuleNotFoundError as error:
        raise ClusterError("Ray is not installed; pip install -c constraints.txt -e '.[ray]'") from error
    settings: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
    if address is None:
        settings |= {"num_cpus": jobs, "include_dashboard": False, "object_store_memory": _OBJECT_STORE}
    try:
        ray.init(address=address or "local", **settings)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ClusterError(f"Ray cannot be reached at {address or 'this machine'}: {error}") from error
    return ray


@cache
def _code_here() -> str:
    """Return the versions of the code on this machine, read once: a process goes on with what it has imported."""
    return versions().text


def _do_one(expected: str, item: Any, work: Callable[[Any], Any], limits: Limits, log: Path, preload: list[str]) -> Any:
    """Do one item in a process of its own: the function that Ray calls on some machine."""
    if (here := _code_here()) != expected:
        raise ClusterError(f"{os.uname().nodename} has other code ({here}) than the machine that asks ({expected})")
    [(_, ending)] = run_apart([item], work, jobs=1, limits=limits, log_of=lambda _: log, preload=preload)
    return ending
