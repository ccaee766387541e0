"""Whatever the bytes are, a document is read or refused with a reason; nothing else is ever raised.

GONGKAI_EXAMPLES asks for more examples than a quick run has time for (`make test-long`); `make fuzz` runs for as long
as one likes, led by what is covered.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.pieces import PIECES
from extract.documents import read
from extract.errors import SourceError
from extract.records import Extracted
from normalize.records import Records
from normalize.walk import normalize_document
from pipeline.shards import check_shard
from publish.columnar import check_records

#: Examples that each property is tried with.
EXAMPLES = int(os.environ.get("GONGKAI_EXAMPLES", "60"))

SAMPLES = sorted(
    path for path in (Path(__file__).resolve().parents[2] / "samples").iterdir() if path.suffix in (".pdf", ".txt")
)


def _read(content: bytes, suffix: str) -> Extracted | None:
    """Read a document of this content; None where it is refused with a reason."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        try:
            return read(Path(file.name), name=f"x{suffix}")
        except SourceError as error:
            reason = str(error)
    assert reason
    return None


def _publishable(extracted: Extracted) -> Records:
    records = normalize_document(extracted)
    check_records(records)
    check_shard(records)
    return records


@st.composite
def mutations(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Return what changes, cuts out, doubles or cuts off some bytes, at places relative to the length."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["change", "remove", "double", "end"]),
                st.floats(0, 1, exclude_max=True),
                st.binary(min_size=1, max_size=12),
            ),
            min_size=1,
            max_size=12,
        )
    )

    def mutate(content: bytes) -> bytes:
        for what, where, new in steps:
            at = int(where * len(content))
            match what:
                case "change":
                    content = content[:at] + new + content[at + len(new) :]
                case "remove":
                    content = content[:at] + content[at + len(new) :]
                case "double":
                    content = content[:at] + content[max(0, at - 3 * len(new)) :]
                case _ if where > 0.5:
                    content = content[:at]
        return content

    return mutate


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
@settings(max_examples=max(3, EXAMPLES // 5), deadline=None)
@given(mutate=mutations())
def test_a_damaged_sample_is_read_or_refused(sample: Path, mutate: Callable[[bytes], bytes]) -> None:
    extracted = _read(mutate(sample.read_bytes()), sample.suffix)
    if extracted is not None:
        _publishable(extracted)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_of_the_usual_pieces_is_published_or_refused(text: str) -> None:
    extracted = _read(text.encode(), ".txt")
    if extracted is not None:
        _publishable(extracted)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]),
)
def test_any_bytes_are_read_or_refused(content: bytes, head: bytes) -> None:
    extracted = _read(head + content, ".pdf")
    if extracted is not None:
        _publishable(extracted)
