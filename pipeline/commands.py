"""The commands: read arguments, call the library, say what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

COMPLETE = 0
INCOMPLETE = 1
USAGE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 all complete, 1 some document partial or failed, 2 usage."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        status: int = given.command(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output is gone (gongkai show … | head).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongkai",
        description="Budgets and final accounts of Chinese government departments as data that people can trust.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the release and the versions of the stages")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    extract = commands.add_parser(
        "extract",
        help="read documents and publish their data",
        description="Read documents and publish their data under DIR. What an earlier run has read is not read again. "
        "What is published are the documents of these SOURCES and no others.",
    )
    extract.add_argument(
        "sources", nargs="+", type=Path, metavar="SOURCES", help="files, or folders with all they hold"
    )
    extract.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder of the results")
    extract.add_argument(
        "--jobs", type=_jobs, default=_cores(), metavar="N",
        help="documents at a time (default: the cores, %(default)s); 0 works in one process, for debugging",
    )  # fmt: skip
    extract.add_argument("--engine", default="auto", help="engine of the first reading (default: %(default)s)")
    extract.add_argument("--force", action="store_true", help="do everything again")
    extract.add_argument(
        "--limit-seconds", type=_positive, default=600, metavar="S",
        help="give a document up after so many seconds (default: %(default)s)",
    )  # fmt: skip
    extract.add_argument(
        "--limit-mb", type=_positive, default=4096, metavar="M",
        help="give a document up that needs more memory, in MB (default: %(default)s)",
    )  # fmt: skip
    extract.set_defaults(command=_extract)

    survey = commands.add_parser(
        "survey",
        help="print how much was understood",
        description="Print how much of the documents under OUT was understood, and what moved since the last survey.",
    )
    survey.add_argument("out", type=Path, metavar="OUT", help="folder of the results")
    survey.set_defaults(command=_survey)

    show = commands.add_parser(
        "show",
        help="print the tables of a document",
        description="Print the tables, records and seams of a document as they were understood.",
    )
    show.add_argument("out", type=Path, metavar="OUT", help="folder of the results")
    show.add_argument("document", metavar="DOCUMENT", help="beginning of the document_id, or a part of the file's name")
    show.add_argument("--page", type=_positive, metavar="N", help="only what stands on this page")
    show.add_argument("--table", type=_positive, metavar="T", help="only this table_no")
    show.set_defaults(command=_show)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from pipeline.versions import release, versions

        stages = versions()
        print(f"gongkai {release()} (extract {stages.extract}, normalize {stages.normalize}, publish {stages.publish})")
        parser.exit()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _jobs(text: str) -> int:
    return 0 if text == "0" else _positive(text)


def _engines() -> tuple[str, ...]:
    # Only asked where an engine is named: importing the readers takes a while.
    from extract.documents import Engine

    return get_args(Engine)


def _refuse(message: str) -> int:
    sys.stderr.write(f"gongkai: {message}\n")
    return USAGE


def _extract(given: argparse.Namespace) -> int:
    from pipeline.batch import BusyError, Order, run
    from pipeline.executor import Limits
    from pipeline.sources import SourcesError
    from pipeline.summary import summary

    if given.out.exists() and not given.out.is_dir():
        return _refuse(f"{given.out} is a file; --out names a folder")
    if given.engine != "auto" and given.engine not in _engines():
        return _refuse(f"no engine {given.engine!r}; there are {', '.join(_engines())}")
    limits = Limits(seconds=given.limit_seconds, megabytes=given.limit_mb)
    order = Order(tuple(given.sources), given.out, given.jobs, given.engine, given.force, limits)
    try:
        done = run(order)
    except (SourcesError, BusyError) as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; what was done is kept, the same command goes on from there\n")
        return INTERRUPTED
    if done is None:
        names = ", ".join(str(source) for source in given.sources)
        sys.stderr.write(f"gongkai: no documents in {names} (PDF, text, HTML or office files are looked for)\n")
        return INCOMPLETE
    print(summary(done, given.out))
    statuses = {entry["status"] for entry in done.manifest["documents"]}
    return COMPLETE if statuses <= {"complete"} and not done.manifest["unreadable"] else INCOMPLETE


def _survey(given: argparse.Namespace) -> int:
    from pipeline.survey import survey
    from publish.manifest import read_manifest

    manifest = read_manifest(given.out)
    if manifest is None:
        return _refuse(f"nothing is published in {given.out}; run `gongkai extract SOURCES --out {given.out}` first")
    print(survey(given.out, manifest))
    return COMPLETE


def _show(given: argparse.Namespace) -> int:
    from pipeline.show import NoSuchDocumentError, find_document, show
    from publish.manifest import read_manifest

    manifest = read_manifest(given.out)
    if manifest is None:
        return _refuse(f"nothing is published in {given.out}; run `gongkai extract SOURCES --out {given.out}` first")
    try:
        entry = find_document(manifest, given.document)
    except NoSuchDocumentError as error:
        return _refuse(str(error))
    for line in show(given.out, entry, page=given.page, table_no=given.table):
        print(line)
    return COMPLETE
