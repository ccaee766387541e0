"""Many documents: find them, do what is new, publish the whole.

BusyError (RuntimeError)   another run is writing to the same folder
"""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from extract.collecting import rarely_collecting
from pipeline.executor import Limits, Loss, run_apart, run_here
from pipeline.ledger import Ledger
from pipeline.progress import Progress
from pipeline.shards import DamagedShardError, ShardPaths, folder_of, key, read_records, tidy, write_records
from pipeline.sources import Discovery, Found, discover
from pipeline.tasks import Outcome, Task, failed_records
from pipeline.versions import Versions, release, versions
from publish.manifest import is_whole, read_manifest, recover

if TYPE_CHECKING:
    from extract.documents import Engine
    from normalize.records import Records

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
    keep: bool = False
    """Publish the documents of earlier runs too, where no document of the same name has come in their place."""
    executor: Literal["local", "ray"] = "local"
    address: str | None = None
    """Where the Ray cluster answers; None starts Ray on this machine."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to."""

    manifest: dict[str, Any]
    new: int
    """Documents done in this run; the others were kept from earlier ones."""
    left_out: int
    """Documents published before this run that are so no more; their shards stay."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A document to publish: paths under OUT, as the manifest has them."""

    document_id: str
    also_named: tuple[str, ...]
    pages_shard: str | None
    records_shard: str


def run(order: Order) -> Done | None:
    """Do all documents and publish them; None where the sources hold none.

    What is published are the documents of these sources and no others,
    whatever was published under `out` before, unless `keep` is asked for.

    Raises:
        SourcesError: A source does not exist.
        BusyError: Another run is writing to the same folder.
        ClusterError: Ray cannot be reached, or its machines have other code.
        KeyboardInterrupt: Stopped; what was done is kept, and the next run goes on from there.

    """
    if order.executor == "ray":
        # Other machines stand in other folders.
        sources = tuple(source.absolute() for source in order.sources)
        order = dataclasses.replace(order, sources=sources, out=order.out.absolute())
    ledger = Ledger(order.out)
    with closing(ledger):
        found = discover(order.sources, without=order.out, ledger=ledger)
        if not found.documents and not found.unreadable:
            return None
        with alone(order.out):
            # What was published is asked for before anything is written.
            recover(order.out)
            ledger.open()
            return _run(order, found, ledger)


def _run(order: Order, found: Discovery, ledger: Ledger) -> Done:
    stages = versions()
    tasks = [_task(order, stages, each) for each in found.documents]
    todo = [task for task in tasks if order.force or not task.shards.settled]
    kept = _kept(order.out, found) if order.keep else []
    new = len(todo)
    redone: set[Path] = set()
    done: list[Task] = []
    while True:
        if todo:
            _do(order, todo, ledger)
            done += todo
        try:
            manifest, left_out = _publish(order, stages, found, tasks, kept)
        except DamagedShardError as damaged:
            todo = [task for task in tasks if damaged.path.parent == task.shards.folder]
            if damaged.path in redone:
                raise
            redone.add(damaged.path)
            if todo:
                # The disk lost it since; the source is at hand.
                damaged.path.unlink(missing_ok=True)
                new += 1
            else:
                found.unreadable[damaged.path.parent.name] = "kept from an earlier run, but its shard is unreadable now"
                kept = [each for each in kept if order.out / each.records_shard != damaged.path]
        else:
            for task in done:
                tidy(task.shards)
            return Done(manifest, new, left_out)


def _task(order: Order, stages: Versions, found: Found) -> Task:
    pages = key(stages.extract, order.engine)
    shards = ShardPaths(
        folder=folder_of(order.out, found.document_id),
        pages_key=pages,
        # The name is part of a record, and may be all that tells the year.
        records_key=key(pages, stages.normalize, found.name),
        limits=order.limits.text,
    )
    return Task(found, shards, order.engine, stages.text, order.force)


def _kept(out: Path, found: Discovery) -> list[_Chosen]:
    """Return the published documents that are not among the sources, those replaced under their name left out."""
    manifest = read_manifest(out)
    ids = {each.document_id for each in found.documents}
    names = {name for each in found.documents for name in (each.name, *each.also_named)}
    return [
        _Chosen(entry["document_id"], tuple(entry["also_named"]), entry["pages_shard"], entry["records_shard"])
        for entry in (manifest["documents"] if manifest else ())
        if entry["document_id"] not in ids and entry["source_name"] not in names
    ]


def _do(order: Order, todo: Sequence[Task], ledger: Ledger) -> None:
    """Do the documents and keep their shards."""
    progress = Progress(len(todo), sys.stderr)
    # The largest first: a long document begun last would keep one core busy alone.
    largest_first = sorted(todo, key=lambda task: (-task.found.size, task.found.name))
    try:
        with closing(_endings(order, largest_first)) as endings:
            for task, ending in endings:
                outcome = _lost(task, ending) if isinstance(ending, Loss) else ending
                ledger.note_cost(task.found.document_id, outcome)
                progress.document(task.found.name, outcome.status, outcome.message)
    finally:
        ledger.save()
        progress.end()


def _endings(order: Order, tasks: Sequence[Task]) -> Generator[tuple[Task, Outcome | Loss], None, None]:
    # Imported only where there is work: readers take most of a second to import.
    from pipeline.document import process

    def log_of(task: Task) -> Path:
        return order.out / "logs" / f"{task.found.document_id}.log"

    preload = ["pipeline.warm"] if len(tasks) >= _WARM_FROM else []
    if order.executor == "ray":
        from pipeline.cluster import run_on_ray

        return run_on_ray(
            tasks, process, jobs=order.jobs, address=order.address, limits=order.limits, log_of=log_of, preload=preload
        )
    if order.jobs:
        return run_apart(tasks, process, jobs=order.jobs, limits=order.limits, log_of=log_of, preload=preload)
    return run_here(tasks, process)


def _lost(task: Task, loss: Loss) -> Outcome:
    """Keep a document whose process ended without a result as failed."""
    match loss.cause:
        case "error":
            # Comes back until the code changes.
            path = task.shards.records
        case "killed" | "system":
            path = task.shards.again
        case _:
            path = task.shards.limited
    write_records(path, failed_records(task, loss.text))
    return Outcome("failed", loss.text)


@rarely_collecting()
def _publish(
    order: Order, stages: Versions, found: Discovery, tasks: Sequence[Task], kept: Sequence[_Chosen]
) -> tuple[dict[str, Any], int]:
    """Publish the documents, unless just this is published already; return the manifest and how many were left out."""
    chosen = sorted([*(_chosen(order.out, task) for task in tasks), *kept], key=attrgetter("document_id"))
    about = {
        "gongkai": release(),
        "versions": dataclasses.asdict(stages),
        "fingerprint": _fingerprint(order.out, stages, found, chosen),
        "skipped": found.skipped,
        "unreadable": found.unreadable,
    }
    published = read_manifest(order.out)
    if published and published["fingerprint"] == about["fingerprint"] and not order.force and is_whole(order.out):
        return published, 0
    from publish.publication import publish

    left_out = 0
    if published:
        ids = {each.document_id for each in chosen}
        left_out = sum(entry["document_id"] not in ids for entry in published["documents"])
    shards = {each.document_id: each for each in chosen}

    def of_document(document_id: str) -> dict[str, Any]:
        each = shards[document_id]
        return {"pages_shard": each.pages_shard, "records_shard": each.records_shard}

    manifest = publish(_records(order.out, chosen), order.out, about=about, of_document=of_document, version=release())
    return manifest, left_out


def _chosen(out: Path, task: Task) -> _Chosen:
    """Return a document's shards.

    Raises:
        DamagedShardError: There is none any more.
    """
    done = task.shards.done
    if done is None:
        raise DamagedShardError(task.shards.records, FileNotFoundError("the shard has gone"))
    return _Chosen(
        task.found.document_id,
        task.found.also_named,
        task.shards.pages.relative_to(out).as_posix() if task.shards.pages.is_file() else None,
        done.relative_to(out).as_posix(),
    )


def _fingerprint(out: Path, stages: Versions, found: Discovery, chosen: Sequence[_Chosen]) -> str:
    """Return twelve hexadecimal digits that change with anything that is published."""
    digest = hashlib.sha256(stages.publish.encode())
    for shard in (Path(each.records_shard) for each in chosen):
        if shard.name.startswith("again-"):
            # The one shard whose name does not say what it holds: the reason may be another one each time.
            with suppress(FileNotFoundError):
                digest.update((out / shard).read_bytes())
    for each in (*chosen, *found.skipped, *found.unreadable.items()):
        digest.update(b"\0" + repr(each).encode())
    return digest.hexdigest()[:12]


def _records(out: Path, chosen: Sequence[_Chosen]) -> Iterator[Records]:
    for each in chosen:
        records = read_records(out / each.records_shard)
        (row,) = records.tables["documents"]
        records.tables["documents"] = [msgspec.structs.replace(row, also_named=list(each.also_named))]
        yield records


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold the folder for this run; the system lets go of it however the run ends."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"another run is writing to {out}") from error
        yield
