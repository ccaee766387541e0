"""Readers and parsers fed with what coverage leads to, for as long as one likes.

    python -m benchmarks.fuzz TARGET [--seconds N] [--folder FOLDER]

Needs the extra `[fuzz]`. The tests try some hundred examples of the same kind
each time (`tests/pipeline/test_fuzz.py`); this is the long run. An input that
raises anything but a documented error, takes too much CPU or too much memory is
kept under FOLDER as `crash-…`, `timeout-…`, `oom-…`, and ends the run with a
status that is not 0. What was mended stands as a small test beside the code.
"""
