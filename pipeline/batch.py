"""Many documents: find them, do what is new, publish the whole.

BusyError (RuntimeError)   another run is writing to the same folder
"""

from __future__ import annotations

import dataclasses
import fcntl
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.records import Records
from pipeline.executor import Limits, Loss, run_apart, run_here
from pipeline.progress import Progress
from pipeline.shards import ShardPaths, folder_of, key, read_records, write_records
from pipeline.sources import Discovery, Found, discover
from pipeline.tasks import Outcome, Task, failed_records
from pipeline.timings import Timings
from pipeline.versions import Versions, release, versions

if TYPE_CHECKING:
    from extract.documents import Engine

#: Documents from which on it pays to load the dictionary for all of them; not every one asks for it.
_WARM_FROM = 8


class BusyError(RuntimeError):
    """Another run is writing to the same folder."""


@dataclass(frozen=True, slots=True)
class Order:
    """What `gongkai extract` is asked to do."""

    sources: tuple[Path, ...]
    out: Path
    jobs: int
    """Processes at a time; 0 does the work in this process."""
    engine: Engine = "auto"
    force: bool = False
    """Do everything again."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to."""

    manifest: dict[str, Any]
    new: int
    """Documents done in this run; the others were kept from earlier ones."""


def run(order: Order) -> Done | None:
    """Do all documents and publish them; None where the sources hold none.

    What is published are the documents of these sources and no others,
    whatever was published under `out` before.

    Raises:
        SourcesError: A source does not exist.
        BusyError: Another run is writing to the same folder.
        KeyboardInterrupt: Stopped; what was done is kept, and the next run goes on from there.

    """
    found = discover(order.sources, without=order.out)
    if not found.documents and not found.unreadable:
        return None
    with _alone(order.out):
        stages = versions()
        tasks = [_task(order, stages, each) for each in found.documents]
        todo = [task for task in tasks if order.force or task.shards.done is None]
        if todo:
            _do(order, todo)
        return Done(_publish(order, stages, found, tasks), len(todo))


def _task(order: Order, stages: Versions, found: Found) -> Task:
    folder = folder_of(order.out, found.document_id)
    pages = key(stages.extract, order.engine)
    # The name is part of a record, and may be all that tells the year.
    records = key(pages, stages.normalize, found.name)
    shards = ShardPaths(
        pages=folder / f"pages-{pages}.json.gz",
        records=folder / f"records-{records}.json.gz",
        limited=folder / f"limited-{records}-{order.limits.text}.json.gz",
    )
    return Task(found, shards, order.engine, stages.text, order.force)


def _do(order: Order, todo: Sequence[Task]) -> None:
    """Do the documents and keep their shards."""
    # Imported only where there is work: readers take most of a second to import.
    from pipeline.document import process

    progress = Progress(len(todo), sys.stderr)
    timings = Timings(order.out)
    # The largest first: a long document begun last would keep one core busy alone.
    largest_first = sorted(todo, key=lambda task: (-task.found.size, task.found.name))
    if order.jobs:
        endings = run_apart(
            largest_first,
            process,
            jobs=order.jobs,
            limits=order.limits,
            log_of=lambda task: order.out / "logs" / f"{task.found.document_id}.log",
            preload=["pipeline.warm"] if len(todo) >= _WARM_FROM else [],
        )
    else:
        endings = run_here(largest_first, process)
    try:
        with closing(endings):
            for task, ending in endings:
                outcome = _lost(task, ending) if isinstance(ending, Loss) else ending
                timings.add(task.found.document_id, outcome)
                progress.document(task.found.name, outcome.status, outcome.message)
    finally:
        timings.save()
        progress.end()


def _lost(task: Task, loss: Loss) -> Outcome:
    """Keep a document whose process ended without a result as failed."""
    # An error comes back until the code changes; a limit may be another one next time.
    path = task.shards.records if loss.cause == "error" else task.shards.limited
    write_records(path, failed_records(task, loss.text))
    return Outcome("failed", loss.text)


def _publish(order: Order, stages: Versions, found: Discovery, tasks: Sequence[Task]) -> dict[str, Any]:
    """Publish the documents, unless just this is published already; return the manifest."""
    from publish.manifest import is_whole, read_manifest

    shards = {task.found.document_id: _shards(order.out, task) for task in tasks}
    about = {
        "gongkai": release(),
        "versions": dataclasses.asdict(stages),
        "fingerprint": key(
            stages.publish,
            *(f"{task.found.document_id} {task.found.also_named} {shards[task.found.document_id]}" for task in tasks),
            *found.skipped,
            *found.unreadable,
        ),
        "skipped": found.skipped,
        "unreadable": found.unreadable,
    }
    published = read_manifest(order.out)
    if published and published["fingerprint"] == about["fingerprint"] and not order.force and is_whole(order.out):
        return published
    from publish.publication import publish

    return publish(_records(tasks), order.out, about=about, of_document=shards, version=release())


def _shards(out: Path, task: Task) -> dict[str, str | None]:
    """Return the paths of a document's shards for the manifest; null where there is none."""
    done = task.shards.done
    return {
        "pages_shard": task.shards.pages.relative_to(out).as_posix() if task.shards.pages.is_file() else None,
        "records_shard": done.relative_to(out).as_posix() if done else None,
    }


def _records(tasks: Sequence[Task]) -> Iterator[Records]:
    for task in tasks:
        if task.shards.done is not None:
            records = read_records(task.shards.done)
            (row,) = records.tables["documents"]
            records.tables["documents"] = [dataclasses.replace(row, also_named=list(task.found.also_named))]
            yield records


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the folder for this run; the system lets go of it however the run ends."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"another run is writing to {out}") from error
        yield
