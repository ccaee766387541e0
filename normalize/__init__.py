"""Turn pages into tables, rows, records and findings.

In: `extract.records.Extracted`, pages in document order.
Out: rows of `schema`, one list a table.

Normalize never opens a source: what it says depends on the pages alone.
"""
