"""The commands: read arguments, call the library, say what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from extract.engines import ENGINES

COMPLETE = 0
INCOMPLETE = 1
USAGE = 2
INTERRUPTED = 130

#: Columns of a terminal that a text in a table may take.
_TEXT_WIDTH = 24


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 all complete, 1 some document partial, failed or none there, 2 usage."""
    parser = _parser()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal without Chinese gets escapes, not a traceback.
            stream.reconfigure(errors="backslashreplace")
    given = parser.parse_args(arguments)
    # Imported here: usage is told at once.
    from pipeline.shards import DamagedShardError

    try:
        status: int = given.command(given)
        print(end="", flush=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has seen enough (gongkai show … | head).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _refuse(f"the system refused: {error}")
    except DamagedShardError as damaged:
        return _refuse(f"{damaged}; remove that file if it is there, and run the same `gongkai extract` again")
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
        "sources", nargs="+", type=_path, metavar="SOURCES", help="files, or folders with all they hold"
    )
    extract.add_argument("--out", required=True, type=_path, metavar="DIR", help="folder of the results")
    extract.add_argument(
        "--jobs", type=_jobs, default=_cores(), metavar="N",
        help="documents at a time (default: the cores, %(default)s); 0 works in one process, for debugging",
    )  # fmt: skip
    extract.add_argument(
        "--engine", choices=ENGINES, default="auto", help="engine that reads PDFs (default: %(default)s)"
    )
    extract.add_argument("--force", action="store_true", help="do everything again")
    extract.add_argument(
        "--keep", action="store_true",
        help="publish what is published now too, except where a document of the same name has come in its place; "
        "what an earlier run has left out comes back only with its source",
    )  # fmt: skip
    extract.add_argument(
        "--executor", choices=("local", "ray"), default="local", help="where to work (default: %(default)s)"
    )
    extract.add_argument("--address", metavar="HOST:PORT", help="the Ray cluster (default: one on this machine)")
    extract.add_argument(
        "--limit-seconds", type=_limit, default=600, metavar="S",
        help="give a document up after so many seconds (default: %(default)s)",
    )  # fmt: skip
    extract.add_argument(
        "--limit-mb", type=_limit, default=4096, metavar="M",
        help="give a document up that needs more memory, in MB (default: %(default)s)",
    )  # fmt: skip
    extract.set_defaults(command=_extract)

    survey = commands.add_parser(
        "survey",
        help="print how much was understood",
        description="Print how much of the documents under OUT was understood, and what moved since the last survey.",
    )
    survey.add_argument("out", type=_path, metavar="OUT", help="folder of the results")
    survey.set_defaults(command=_survey)

    check = commands.add_parser(
        "check",
        help="print what is wrong in the documents",
        description="Print what the checks found in the documents under OUT, worst first; docs/checks.md lists them.",
    )
    check.add_argument("out", type=_path, metavar="OUT", help="folder of the results")
    check.add_argument("--document", metavar="NAME", help="beginning of a document_id, or a part of a file's name")
    check.add_argument(
        "--check", metavar="ID", help="only these checks (B-08) or groups of checks (B), parted by commas"
    )
    check.add_argument(
        "--severity",
        choices=("error", "warn", "info"),
        default="warn",
        help="least severity told (default: %(default)s)",
    )
    check.add_argument(
        "--verdict", choices=("fail", "insufficient", "not_applicable", "pass", "all"), default="fail",
        help="outcomes told (default: %(default)s)",
    )  # fmt: skip
    check.add_argument("--strict", action="store_true", help="exit with 1 where an error is told")
    check.set_defaults(command=_check)

    show = commands.add_parser(
        "show",
        help="print the documents, or the tables of one",
        description="Print a list of the documents, or of one document's tables; with --table, --page or --all their "
        "cells and records, the seams and the prose, as they were understood. Long texts are cut on a terminal; "
        "elsewhere (gongkai show … | less) they are whole, parted by tabs.",
    )
    show.add_argument("out", type=_path, metavar="OUT", help="folder of the results")
    show.add_argument(
        "document", nargs="?", metavar="DOCUMENT",
        help="beginning of the document_id, or a part of the file's name; without it, the documents are listed",
    )  # fmt: skip
    show.add_argument("--page", type=_positive, metavar="N", help="only what stands on this page")
    show.add_argument("--table", type=_positive, metavar="T", help="only this table_no")
    show.add_argument("--all", action="store_true", help="all tables with cells and records, and the prose")
    show.add_argument(
        "--draw", type=Path, metavar="FILE", help="draw what was seen on the page of --page: rules, cells, lines (PNG)"
    )
    show.add_argument(
        "--source", type=Path, metavar="PATH", help="the document, or the folder it was read from (for --draw)"
    )
    show.set_defaults(command=_show)

    archive = commands.add_parser(
        "archive",
        help="write bags for an archive",
        description="Write a BagIt bag for each fiscal year of the results under OUT: sources, tables, code. "
        "A year that has not changed is left alone; a bag is never opened again.",
    )
    archive.add_argument("out", type=_path, metavar="OUT", help="folder of the results")
    archive.add_argument("folder", type=_path, metavar="DIR", help="folder of the bags")
    archive.set_defaults(command=_archive)
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


def _path(text: str) -> Path:
    # A variable of the shell that is not set; the empty path would be the current folder.
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(text)


def _limit(text: str) -> int:
    if len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is more than any machine has")
    return _positive(text)


def _jobs(text: str) -> int:
    return 0 if text == "0" else _positive(text)


def _refuse(message: str) -> int:
    sys.stderr.write(f"gongkai: {message}\n")
    return USAGE


def _extract(given: argparse.Namespace) -> int:
    from pipeline.batch import BusyError, Order, run
    from pipeline.executor import ClusterError, Limits
    from pipeline.sources import SourcesError
    from pipeline.summary import summary

    if given.out.exists() and not given.out.is_dir():
        return _refuse(f"{given.out} is a file; --out names a folder")
    if any(source.is_dir() and source.resolve() == given.out.resolve() for source in given.sources):
        return _refuse(f"{given.out} holds the sources; name another folder with --out, one inside it will do")
    if given.address and given.executor != "ray":
        return _refuse("--address names a Ray cluster; say --executor ray too")
    if given.executor == "ray" and not given.jobs:
        return _refuse("--jobs 0 works in one process, Ray in many; choose one")
    limits = Limits(seconds=given.limit_seconds, megabytes=given.limit_mb)
    order = Order(
        tuple(given.sources),
        given.out,
        given.jobs,
        given.engine,
        given.force,
        limits,
        keep=given.keep,
        executor=given.executor,
        address=given.address,
    )
    try:
        done = run(order)
    except (SourcesError, BusyError, ClusterError) as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"cannot write the results: {error}; what was done is kept, the same command goes on from there")
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; what was done is kept, the same command goes on from there\n")
        return INTERRUPTED
    if done is None:
        names = ", ".join(str(source) for source in given.sources)
        sys.stderr.write(f"gongkai: no documents in {names} (PDF, text, HTML or office files are looked for)\n")
        return INCOMPLETE
    print(summary(done, given.out))
    return COMPLETE if set(done.manifest["totals"]) <= {"complete"} and not done.manifest["unreadable"] else INCOMPLETE


def _survey(given: argparse.Namespace) -> int:
    from pipeline.survey import survey
    from publish.manifest import read_manifest

    manifest = read_manifest(given.out)
    if manifest is None:
        return _refuse(f"nothing is published in {given.out}; run `gongkai extract SOURCES --out {given.out}` first")
    print(survey(given.out, manifest))
    return COMPLETE


def _check(given: argparse.Namespace) -> int:
    from pipeline.findings import Filter, NoSuchCheckError, collect, lines, named_checks, unchecked
    from pipeline.show import NoSuchDocumentError, find_document
    from publish.manifest import read_manifest

    manifest = read_manifest(given.out)
    if manifest is None:
        return _refuse(f"nothing is published in {given.out}; run `gongkai extract SOURCES --out {given.out}` first")
    try:
        checks = named_checks(given.check) if given.check is not None else ()
        chosen = [find_document(manifest, given.document)["document_id"]] if given.document is not None else []
    except (NoSuchCheckError, NoSuchDocumentError) as error:
        return _refuse(str(error))
    wanted = Filter(checks, given.severity, given.verdict)
    told = collect(given.out, manifest["documents"], wanted, chosen)
    for line in lines(told, wanted.severity):
        print(line)
    if rest := unchecked(manifest["documents"], chosen):
        print(rest)
    return INCOMPLETE if given.strict and any(each.errors for each in told) else COMPLETE


def _show(given: argparse.Namespace) -> int:
    from pipeline.show import (
        NoSuchDocumentError,
        NotThereError,
        SourceGoneError,
        draw,
        find_document,
        list_documents,
        show,
    )
    from publish.manifest import read_manifest

    manifest = read_manifest(given.out)
    if manifest is None:
        return _refuse(f"nothing is published in {given.out}; run `gongkai extract SOURCES --out {given.out}` first")
    if given.document is None:
        if given.page or given.table or given.all or given.draw:
            return _refuse(f"say of which document; `gongkai show {given.out}` lists them")
        for line in list_documents(manifest):
            print(line)
        return COMPLETE
    try:
        entry = find_document(manifest, given.document)
    except NoSuchDocumentError as error:
        return _refuse(str(error))
    if given.draw is not None:
        if given.page is None:
            return _refuse("--draw draws one page; say which with --page N")
        if given.draw.suffix.lower() != ".png":
            return _refuse("--draw writes PNG; give the picture a name that ends in .png")
        try:
            draw(entry, given.source, given.page, given.draw)
        except SourceGoneError as error:
            return _refuse(str(error))
        print(given.draw)
        return COMPLETE
    try:
        widest = _TEXT_WIDTH if sys.stdout.isatty() else None
        for line in show(given.out, entry, page=given.page, table_no=given.table, is_whole=given.all, widest=widest):
            print(line)
    except NotThereError as error:
        return _refuse(str(error))
    return COMPLETE


def _archive(given: argparse.Namespace) -> int:
    import datetime
    from contextlib import closing

    from pipeline.batch import BusyError, alone
    from pipeline.ledger import Ledger
    from publish.archive import SourceGoneError, archive
    from publish.manifest import read_manifest

    manifest = read_manifest(given.out)
    if manifest is None:
        return _refuse(f"nothing is published in {given.out}; run `gongkai extract SOURCES --out {given.out}` first")
    if given.folder.exists() and not given.folder.is_dir():
        return _refuse(f"{given.folder} is a file; DIR names a folder")
    try:
        with alone(given.out), closing(Ledger(given.out)) as ledger:
            given.folder.mkdir(parents=True, exist_ok=True)
            bags = archive(
                given.out,
                given.folder,
                manifest,
                sources=ledger.paths,
                today=datetime.datetime.now().astimezone().date(),
            )
            for bag in bags:
                print(f"{'written' if bag.is_new else 'unchanged'}: {bag.path} ({bag.documents} documents)")
    except (BusyError, SourceGoneError) as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"cannot write the archive: {error}")
    return COMPLETE
