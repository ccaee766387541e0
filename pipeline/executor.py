"""Run work in processes of its own, each with limits, so that a hostile document costs only itself.

Pools of the standard library break as a whole when one worker is killed, so
this is a small supervisor: one process for each item, started from a server
that has imported everything already (a few milliseconds a start), a pipe for
the result, a deadline. An item ends as a result or as a `Loss`. A worker that
was killed by somebody else gets a second try: that was not the item's doing.

NetworkError (RuntimeError)   a worker asked for the network
ClusterError (RuntimeError)   the machines to work on cannot be used
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may cost."""

    seconds: float = 600.0
    """Wall-clock time. The slowest documents known are scans, at 5 s a page read by OCR."""
    megabytes: int = 4096
    """Address space, in MiB. Libraries reserve far more of it than they use: a
    worker that has imported everything may hold 1500 and use 185."""

    @property
    def text(self) -> str:
        """The limits in one word, for names of files."""
        return f"{self.seconds:g}s-{self.megabytes}MB"


@dataclass(frozen=True, slots=True)
class Loss:
    """An item whose process ended without a result."""

    cause: Literal["error", "crash", "time", "memory", "killed", "system"]
    """error: an exception that nobody caught; crash: native code ended the process; killed: somebody else did,
    twice; system: the disk is full, a file has gone. The last two say nothing of the item."""
    text: str
    """One sentence."""


@dataclass(slots=True)
class _Running(Generic[Item]):
    item: Item
    process: BaseProcess
    results: Connection
    deadline: float
    log: Path
    is_second_try: bool


class NetworkError(RuntimeError):
    """A worker asked for the network: documents are read from files alone."""


class ClusterError(RuntimeError):
    """The machines to work on cannot be reached, or have other code than this one."""


def run_here(
    items: Sequence[Item], work: Callable[[Item], Result]
) -> Generator[tuple[Item, Result | Loss], None, None]:
    """Do the items one after the other in this process, for debugging: errors are raised."""
    for item in items:
        yield item, work(item)


def run_apart(
    items: Sequence[Item],
    work: Callable[[Item], Result],
    *,
    jobs: int,
    limits: Limits,
    log_of: Callable[[Item], Path],
    preload: Sequence[str] = (),
) -> Generator[tuple[Item, Result | Loss], None, None]:
    """Do the items in at most `jobs` processes at a time; yield them as they end.

    `work` is a function of a module; `preload` names more modules to import
    once for all processes. What a process prints goes to the file
    that `log_of` names, which is removed again where it is empty or a result
    came. Closing the iterator kills what runs.
    """
    context = _context([work.__module__, *preload])
    waiting = [(item, False) for item in reversed(items)]
    running: list[_Running[Item]] = []
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(context, *waiting.pop(), work, limits, log_of))
            until = max(0.0, min(each.deadline for each in running) - time.monotonic())
            # The system counts milliseconds in 32 bits: 24 days are the most it waits for.
            until = min(until, 86_400.0)
            wait([handle for each in running for handle in (each.results, each.process.sentinel)], until)
            for each in list(running):
                if (ending := _ending(each, limits)) is None:
                    continue
                running.remove(each)
                [result] = ending
                if isinstance(result, Loss) and result.cause == "killed" and not each.is_second_try:
                    waiting.append((each.item, True))
                else:
                    yield each.item, result
    finally:
        for each in running:
            _kill(each.process)


def _context(modules: list[str]) -> BaseContext:
    # One thread for each process: the processes are what keeps the cores busy.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(modules)
        from multiprocessing import forkserver  # noqa: PLC0415  # not on every system

        with _deaf_to_interrupts():
            forkserver.ensure_running()
        return context
    return multiprocessing.get_context("spawn")


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a process started here ignore Ctrl-C: the server of workers would tell of its imports, interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep workers from importing the program that started us: a test runner, or a Ray worker with all of Ray."""
    names: dict[str, Any] = vars(sys.modules["__main__"])
    kept: dict[str, Any] = {name: names[name] for name in ("__file__", "__spec__") if name in names}
    names.pop("__file__", None)
    names["__spec__"] = None
    try:
        yield
    finally:
        names.update(kept)


def _start(
    context: BaseContext,
    item: Item,
    is_second_try: bool,
    work: Callable[[Item], Result],
    limits: Limits,
    log_of: Callable[[Item], Path],
) -> _Running[Item]:
    log = log_of(item)
    log.parent.mkdir(parents=True, exist_ok=True)
    results, sender = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(  # type: ignore[attr-defined]
        target=_work, args=(work, item, sender, limits, log), daemon=True
    )
    with _without_main():
        process.start()
    sender.close()
    return _Running(item, process, results, time.monotonic() + limits.seconds, log, is_second_try)


def _work(work: Callable[[Any], Any], item: Any, sender: Connection, limits: Limits, log: Path) -> None:
    """Do one item: the main function of a worker."""
    # Ctrl-C reaches the whole terminal; the supervisor decides what it means.
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    # Before the limits: a thread that finds no memory to begin leaves its starter waiting for ever.
    threading.Thread(target=_end_with_supervisor, daemon=True).start()
    size = limits.megabytes << 20
    _limit(resource.RLIMIT_AS, size, size)
    _limit(resource.RLIMIT_CORE, 0, 0)
    # Should the supervisor be gone and native code hold the interpreter, a loop without end still comes to one.
    # Libraries that compute on four cores spend four seconds in one.
    seconds = 4 * int(limits.seconds) + 60
    _limit(resource.RLIMIT_CPU, seconds, seconds + 5)
    sys.addaudithook(_refuse_network)
    sender.send(work(item))


def _limit(what: int, soft: int, hard: int) -> None:
    """Limit this process; where the system allows less already (ulimit -v), its limit stays."""
    _, allowed = resource.getrlimit(what)
    most = hard if allowed == resource.RLIM_INFINITY else min(hard, allowed)
    resource.setrlimit(what, (min(soft, most), most))


def _end_with_supervisor() -> None:
    supervisor = multiprocessing.parent_process()
    assert supervisor is not None, "a worker has a supervisor"
    wait([supervisor.sentinel])
    os.killpg(0, signal.SIGKILL)


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what leaves the machine: a source must not make us fetch anything."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname") or (
        event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple)
    ):
        raise NetworkError(f"{event}: a document asks for the network")


def _ending(each: _Running[Item], limits: Limits) -> tuple[Any] | None:
    """Return the result or the loss of an item, alone in a tuple, or None while it runs."""
    if each.results.poll():
        # The pipe ends without a result where the process does.
        with contextlib.suppress(EOFError):
            result = each.results.recv()
            _kill(each.process)
            each.log.unlink(missing_ok=True)
            return (result,)
        each.process.join()
    if each.process.exitcode is None:
        if time.monotonic() < each.deadline:
            return None
        _kill(each.process)
        return (Loss("time", f"gave up after {limits.seconds:g} seconds"),)
    loss = _loss(each.process.exitcode, each.log, limits)
    _kill(each.process)
    return (loss,)


def _loss(exit_code: int, log: Path, limits: Limits) -> Loss:
    last = _last_line(log)
    # Each library has a name of its own for it: MemoryError, ArrowMemoryError, _ArrayMemoryError, errno 12.
    is_memory = last.partition(":")[0].endswith("MemoryError") or any(
        sign in last for sign in ("bad_alloc", "Cannot allocate memory")
    )
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    if is_memory and resource.RLIM_INFINITY != allowed < limits.megabytes << 20:
        # Another run, without the system's limit, may well do it.
        return Loss("system", f"needs more than the {allowed >> 20} MB of memory that the system allows")
    if is_memory:
        return Loss("memory", f"needs more than {limits.megabytes} MB of memory")
    if exit_code == -signal.SIGXCPU:
        return Loss("time", f"gave up after {limits.seconds:g} seconds")
    if exit_code == -signal.SIGKILL:
        return Loss("killed", "was killed from outside (SIGKILL), as the system does when memory runs out")
    if last.partition(":")[0] in _SYSTEM_ERRORS:
        return Loss("system", f"the system refused: {_ERRNO.sub('', last).partition(': ')[2]}")
    if exit_code < 0:
        return Loss("crash", f"the reader crashed ({signal.Signals(-exit_code).name})")
    return Loss("error", f"unexpected error: {last or f'exit status {exit_code}'}")


#: Exceptions by which the system refuses something.
_SYSTEM_ERRORS = frozenset({"OSError", *(each.__name__ for each in OSError.__subclasses__())})
#: What they say besides the reason: a number, and a path of this machine.
_ERRNO = re.compile(r"\[Errno \d+\] |: '.*$")


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text("utf-8", "replace").strip().splitlines()
    except FileNotFoundError:
        return ""
    return lines[-1] if lines else ""


def _kill(process: BaseProcess) -> None:
    """End a process and whatever it started."""
    if process.pid is not None and process.exitcode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.join()
